"""The benchmarks keep working, and keep their promises on a small corpus."""

import json
import subprocess
import sys
from pathlib import Path

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


def test_the_engines_of_validation_find_the_same_in_a_small_graph() -> None:
    command = [sys.executable, str(BENCHMARKS / "validation.py"), "--triples", "9000", "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    (size,) = json.loads(done.stdout)["sizes"]
    assert size["triples"] >= 9000
    assert len({(run["findings"], run["focus nodes"]) for run in size["engines"].values()}) == 1
    assert set(size["engines"]) == {"sparql", "pyshacl", "pyshacl alone"}
