"""All benchmarks at modest sizes → one report, as Markdown and as JSON.

    python -m benchmarks --output bench --runs 3
    python -m benchmarks --only build reading

Each benchmark runs by itself, several times; of each figure the report has the median. What they measure and how
to run them at other sizes is told by each (`python -m benchmarks.build --help`). Figures are of one machine: compare
the ratios.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

#: The benchmarks and their arguments; each prints one JSON object.
BENCHMARKS: dict[str, tuple[str, ...]] = {
    "reading": ("--runs", "1", "--labels", "243", "10000", "--lengths", "1", "4"),
    "build": ("--documents", "100", "1000", "--json"),
    "spark": ("--documents", "300", "--alone", "20000", "--json"),
    "tables": ("--rows", "10000", "100000", "--json"),
    "checks": ("--stories", "1000", "--json"),
    "serving": ("--triples", "10000", "--clients", "1", "8", "--seconds", "1", "--json"),
    "querying": ("--triples", "10000", "--cap", "20", "--json"),
    "validation": ("--triples", "10000", "--json"),
}
PACKAGES = (
    "trackrecord",
    "pyoxigraph",
    "rdflib",
    "pyshacl",
    "ahocorasick_rs",
    "trafilatura",
    "pyspark",
    "uvicorn",
)


def measured(name: str) -> Any:
    """What a run of a benchmark prints."""
    command = [sys.executable, "-m", f"benchmarks.{name}", *BENCHMARKS[name]]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed")
    return json.loads(done.stdout)


def median(runs: Sequence[Any]) -> Any:
    """Several measurements as one: the median of each number, and what else the first says."""
    first = runs[0]
    if isinstance(first, dict):
        return {key: median([run[key] for run in runs if key in run]) for key in first}
    if isinstance(first, list) and all(len(run) == len(first) for run in runs):
        return [median(each) for each in zip(*runs, strict=True)]
    if isinstance(first, int | float) and not isinstance(first, bool):
        return statistics.median(runs)
    return first


def machine() -> dict[str, object]:
    """What the figures were measured on, and with."""
    names = [line for line in _lines("/proc/cpuinfo") if line.startswith("model name")]
    memory = [line for line in _lines("/proc/meminfo") if line.startswith("MemTotal")]
    return {
        "system": platform.platform(),
        "processor": names[0].partition(":")[2].strip() if names else platform.processor(),
        "cores": os.cpu_count(),
        "memory": memory[0].partition(":")[2].strip() if memory else "unknown",
        "load before": round(os.getloadavg()[0], 2),
        "Python": platform.python_version(),
        **{name: _version(name) for name in PACKAGES},
    }


def _lines(file: str) -> list[str]:
    try:
        return Path(file).read_text(encoding="utf-8").splitlines()
    except OSError:
        return []


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


def to_markdown(report: dict[str, Any]) -> str:
    """The report as tables, one for each benchmark; nested figures are named by their path."""
    lines = ["# Benchmarks", "", f"Medians of {report['runs']} runs.", ""]
    for title, figures in (("Machine", report["machine"]), *report["benchmarks"].items()):
        lines += [f"## {title}", "", "| what | figure |", "| --- | ---: |"]
        lines += [f"| {name} | {_shown(value)} |" for name, value in rows(figures)]
        lines.append("")
    return "\n".join(lines)


def rows(figures: Any, path: str = "") -> list[tuple[str, Any]]:
    """Nested figures as rows.

    >>> rows({"a": {"b": 1, "c": [2]}, "d": 3})
    [('a: b', 1), ('a: c', '2'), ('d', 3)]
    """
    if isinstance(figures, list) and any(isinstance(each, dict) for each in figures):
        figures = dict(enumerate(figures, start=1))
    if not isinstance(figures, dict):
        told = ", ".join(map(str, figures)) if isinstance(figures, list) else figures
        return [(path, told)]
    return [
        row
        for key, value in figures.items()
        for row in rows(value, f"{path}: {key}" if path else str(key))
    ]


def _shown(value: Any) -> str:
    return f"{value:,}" if isinstance(value, int | float) else str(value)


def main() -> None:
    """Read the options, run the benchmarks, and write the report."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--output", type=Path, default=Path("bench"), help="directory of the report"
    )
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", nargs="+", choices=sorted(BENCHMARKS), default=list(BENCHMARKS))
    asked = parser.parse_args()
    report: dict[str, Any] = {"runs": asked.runs, "machine": machine(), "benchmarks": {}}
    for name in asked.only:
        runs = []
        for number in range(asked.runs):
            print(f"{name}: run {number + 1} of {asked.runs}", file=sys.stderr)
            runs.append(measured(name))
        report["benchmarks"][name] = median(runs)
    asked.output.mkdir(parents=True, exist_ok=True)
    told = json.dumps(report, indent=2, ensure_ascii=False) + "\n"
    (asked.output / "report.json").write_text(told, encoding="utf-8")
    (asked.output / "report.md").write_text(to_markdown(report), encoding="utf-8")
    print(asked.output / "report.md")


if __name__ == "__main__":
    main()
