"""The benchmarks keep working and keep their promises, and the synthetic corpus is what it says."""

import argparse
import json
import subprocess
import sys
from pathlib import Path

from benchmarks import __main__ as report
from benchmarks import build, querying, synthetic

from trackrecord.building import build as build_graph
from trackrecord.corpus import annotated_in, score_documents
from trackrecord.document import Metadata
from trackrecord.iris import Base
from trackrecord.lexicon import Lexicon

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"


def test_no_false_alarm_and_every_perturbation_caught_in_a_small_corpus() -> None:
    command = [
        sys.executable,
        str(BENCHMARKS / "checks.py"),
        "--stories",
        "280",
        "--seed",
        "7",
        "--json",
    ]
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


def test_every_kind_of_query_is_served_and_peers_that_are_not_there_are_told() -> None:
    command = [sys.executable, "-m", "benchmarks.serving", "--triples", "3000", "--clients", "2"]
    options = [
        "--seconds",
        "0.5",
        "--oxigraph",
        "/nowhere",
        "--rdflib-endpoint",
        "/nowhere",
        "--json",
    ]
    done = subprocess.run(
        [*command, *options], capture_output=True, text=True, check=True, cwd=BENCHMARKS.parent
    )
    servers = json.loads(done.stdout)["servers"]
    for kind in ("lookup", "join", "aggregate"):
        figures = servers["trackrecord"][kind]["2 clients"]
        assert (figures["requests a second"] > 0, figures["errors"]) == (True, 0)
    assert servers["oxigraph"] == "not measured, since it is not there"
    assert done.stderr.count("NOT MEASURED") == 2


def test_a_report_has_the_median_of_each_figure_of_several_runs() -> None:
    runs = [{"a": {"seconds": seconds, "of": "one"}} for seconds in (3.0, 1.0, 2.0)]
    assert report.median(runs) == {"a": {"seconds": 2.0, "of": "one"}}


def test_a_report_tells_every_figure_by_its_path() -> None:
    figures = {"reading": {"en": {"rate": 1234.5, "by length": {10: 2}}}}
    told = report.to_markdown({"runs": 1, "machine": report.machine(), "benchmarks": figures})
    assert "| en: rate | 1,234.5 |" in told
    assert "| en: by length: 10 | 2 |" in told
    assert "| pyoxigraph |" in told


def test_every_benchmark_is_in_the_report() -> None:
    files = {file.stem for file in BENCHMARKS.glob("*.py")}
    assert files - {"__main__", "synthetic"} == set(report.BENCHMARKS)


def test_the_pipeline_is_measured_cold_and_incremental_with_its_memory(tmp_path: Path) -> None:
    measured = build.grown(tmp_path, 4, [1], seed=3)
    assert measured["cold, 1 process"]["documents a second"] > 0
    assert measured["cold, 1 process"]["peak MB"] > 10
    assert measured["one changed, times as fast as cold"] > 0
    assert measured["loading"]["quads"] > 1000


def test_the_stages_add_up_to_what_a_build_writes(tmp_path: Path, lexicon: Lexicon) -> None:
    synthetic.write(tmp_path, 3, seed=3)
    files = sorted(tmp_path.rglob("*.md"))
    stage, triples = build.staged(files, lexicon)
    assert set(stage.spent) > {"document", "reading", "resolving", "encoding", "writing Turtle"}
    told = build_graph([tmp_path], tmp_path / "graph", Base(), lambda message: None)
    assert triples == told.triples


def test_the_engines_of_validation_find_the_same_in_a_small_graph() -> None:
    command = [sys.executable, str(BENCHMARKS / "validation.py"), "--triples", "9000", "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    (size,) = json.loads(done.stdout)["sizes"]
    assert size["triples"] >= 9000
    assert len({(run["findings"], run["focus nodes"]) for run in size["engines"].values()}) == 1
    assert set(size["engines"]) == {"sparql", "pyshacl", "pyshacl alone"}


def test_every_query_and_check_is_measured_beside_rdflib_and_pyoxigraph(tmp_path: Path) -> None:
    few = ("award-winners", "recorded-streaks", "check rate")
    command = [sys.executable, "-m", "benchmarks.querying", "--triples", "9000", "--repeat", "1"]
    command += ["--cap", "60", "--json", "--directory", str(tmp_path), "--only", *few]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=BENCHMARKS.parent)  # fmt: skip
    (size,) = json.loads(done.stdout)["sizes"]
    assert size["triples"] >= 9000
    assert list(size["queries"]) == list(few)
    for row in size["queries"].values():
        assert row["rows"] > 0
        assert row["times as fast as rdflib"] > 1
        assert {"memory, times pyoxigraph", "disk, times pyoxigraph"} < set(row)


def test_a_query_that_takes_too_long_is_given_up_and_the_others_are_not(tmp_path: Path) -> None:
    file = tmp_path / "g.nq"
    querying.write_graph(file, 20_000, seed=1)
    asked = argparse.Namespace(cap=0.5, repeat=1, only=["schemes", "check streak", "check grades"])
    queries = querying.capped("rdflib", file, asked)["queries"]
    assert queries.pop("check streak") is None
    assert all(each["rows"] > 0 for each in queries.values())
    assert len(queries) == 2


def test_the_graph_of_the_queries_is_the_same_for_the_same_seed(tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("a", "b")]
    for file in files:
        querying.write_graph(file, 9000, seed=1)
    assert files[0].read_bytes() == files[1].read_bytes()
