"""The benchmarks keep working: the checks keep their promise, and the synthetic corpus is what it says."""

import json
import subprocess
import sys
from pathlib import Path

from benchmarks import synthetic

from trackrecord.corpus import annotated_in, score_documents
from trackrecord.document import Metadata
from trackrecord.lexicon import Lexicon

SCRIPT = Path(__file__).parents[1] / "benchmarks" / "checks.py"


def test_no_false_alarm_and_every_perturbation_caught_in_a_small_corpus() -> None:
    command = [sys.executable, str(SCRIPT), "--stories", "280", "--seed", "7", "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    measured = json.loads(done.stdout)
    assert measured["false alarms"] == 0, measured["false alarms of"]
    assert measured["caught"] == measured["perturbed"] > 100, measured["missed"]


def contents(place: Path) -> dict[str, bytes]:
    return {str(f.relative_to(place)): f.read_bytes() for f in place.rglob("*") if f.is_file()}


def test_a_synthetic_corpus_is_the_same_for_the_same_seed_and_begins_the_same_if_longer(
    tmp_path: Path,
) -> None:
    synthetic.write(tmp_path / "short", 30, gold=True)
    synthetic.write(tmp_path / "long", 45, gold=True)
    synthetic.write(tmp_path / "other", 30, seed=2, gold=True)
    short, long = contents(tmp_path / "short"), contents(tmp_path / "long")
    assert short.items() < long.items()
    assert short != contents(tmp_path / "other")


def test_the_facts_of_a_synthetic_corpus_are_known_and_stand_in_it(
    tmp_path: Path, lexicon: Lexicon
) -> None:
    synthetic.write(tmp_path, 24, gold=True)
    pairs = annotated_in(tmp_path)
    sizes = [document.stat().st_size for _, document in pairs]
    assert (len(pairs), min(sizes) >= synthetic.SIZE) == (24, True)
    report = score_documents(pairs, Metadata(), lexicon)
    assert report.languages == ("en", "ko")
    assert report.score().recall > 0.95
    assert report.score().precision > 0.95
