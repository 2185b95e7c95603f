"""The benchmark of the checks keeps working, and keeps its promise on a small corpus."""

import json
import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).parents[1] / "benchmarks" / "checks.py"


def test_no_false_alarm_and_every_perturbation_caught_in_a_small_corpus() -> None:
    command = [sys.executable, str(SCRIPT), "--stories", "280", "--seed", "7", "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    measured = json.loads(done.stdout)
    assert measured["false alarms"] == 0, measured["false alarms of"]
    assert measured["caught"] == measured["perturbed"] > 100, measured["missed"]
