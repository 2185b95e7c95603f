"""A million rows of a table → N-Quads: rows a second and peak memory, beside morph-kgc on the same table.

Both write the same triples: an observation of each row, its cell and its row as evidence, with their quotes
and fragments. What morph-kgc cannot find out by itself it is given as columns: the number of the row and
the identifier of the government, which trackrecord reads past and finds from the names instead.

    python benchmarks/tables.py --morph-python /path/to/venv/bin/python
    python benchmarks/tables.py --rows 10000 100000 --repeat 3

morph-kgc belongs in an environment of its own (`pip install morph-kgc` there); without one its column says
so. Memory is that of the process and its children, added up.
"""

import argparse
import csv
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

from trackrecord.iris import DEFAULT_BASE, local_name
from trackrecord.lexicon import load_lexicon
from trackrecord.resources import directory

HEADER = ("row", "id", "province", "government", "day", "visitors")
FIRST_ROW = 2
SMALL = 1_000  # rows on which the quads of both are compared
SAMPLE_INTERVAL = 0.05  # seconds between two looks at memory
TR = "https://w3id.org/trackrecord/ontology#"
CODE = "https://w3id.org/trackrecord/code/"

#: The RML rules for the triples of a row, in YARRRML; `{…}` is filled in here, `$(…)` by morph-kgc.
YARRRML = """\
prefixes:
  tr: "{tr}"
  oa: "http://www.w3.org/ns/oa#"
  rdf: "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
  xsd: "http://www.w3.org/2001/XMLSchema#"
  dcterms: "http://purl.org/dc/terms/"
mappings:
  observation:
    sources: [["{table}~csv"]]
    graphs: "{base}graph/visitors"
    s: "{base}observation/$(id).visitors.$(day).actual"
    po:
      - [a, tr:Observation]
      - [tr:about, "{base}government/$(id)~iri"]
      - [tr:metric, "{base}metric/visitors~iri"]
      - [tr:period, $(day), xsd:date]
      - [tr:role, "{code}role/actual~iri"]
      - [tr:value, $(visitors), xsd:integer]
      - [tr:unit, "{base}unit/people~iri"]
      - [tr:precision, "{code}precision/exact~iri"]
      - [tr:printed, $(visitors)]
      - [tr:margin, "0", xsd:integer]
      - [tr:confidence, "1", xsd:integer]
      - [tr:rule, "table.observation"]
      - [tr:evidence, "{base}source/visitors#cell=$(row),6~iri"]
      - [tr:context, "{base}source/visitors#row=$(row)~iri"]
"""
#: The rules for cells as evidence: the fragment, and the template of its quote.
YARRRML_CELLS = """\
  {name}:
    sources: [["{table}~csv"]]
    graphs: "{base}graph/visitors"
    s: "{base}source/visitors#{fragment}"
    po:
      - [a, tr:Evidence]
      - [oa:hasSource, "{base}source/visitors~iri"]
      - [oa:hasSelector, "{base}source/visitors#quote-{fragment}~iri"]
      - [oa:hasSelector, "{base}source/visitors#fragment-{fragment}~iri"]
  {name}-quote:
    sources: [["{table}~csv"]]
    graphs: "{base}graph/visitors"
    s: "{base}source/visitors#quote-{fragment}"
    po:
      - [a, oa:TextQuoteSelector]
      - {{p: oa:exact, o: {{value: "{quote}", type: literal}}}}
  {name}-fragment:
    sources: [["{table}~csv"]]
    graphs: "{base}graph/visitors"
    s: "{base}source/visitors#fragment-{fragment}"
    po:
      - [a, oa:FragmentSelector]
      - [dcterms:conformsTo, "http://tools.ietf.org/rfc/rfc7111~iri"]
      - {{p: rdf:value, o: {{value: "{fragment}", type: literal}}}}
"""


@dataclass(frozen=True)
class Run:
    """What one run took: seconds, the peak of memory in MB, and the lines it wrote."""

    seconds: float
    peak: float
    lines: int


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print a table; 1 where a run failed."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rows", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--repeat", type=int, default=1, help="runs of each, the fastest counts")
    parser.add_argument(
        "--morph-python", type=Path, help="the python of an environment with morph-kgc"
    )
    parser.add_argument(
        "--processes", type=int, default=os.cpu_count() or 1, help="of either, for long tables"
    )
    parser.add_argument(
        "--at-most", type=int, help="give morph-kgc no table with more rows than this"
    )
    parser.add_argument(
        "--directory", type=Path, help="where tables and results are put for a while"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object instead")
    asked = parser.parse_args(arguments)
    say = (lambda *_, **__: None) if asked.json else print
    measured_runs: dict[str, dict[str, dict[str, float]]] = {}
    say("      rows  engine         seconds     rows/s  quads/s  peak MB      quads")
    if asked.morph_python is None:
        print(
            "morph-kgc is NOT measured: give its environment with --morph-python", file=sys.stderr
        )
    with tempfile.TemporaryDirectory(dir=asked.directory) as place:
        if asked.morph_python:
            hold_equal(Path(place), asked.morph_python)
        for rows in asked.rows:
            table = write_table(Path(place), rows)
            engines = {"trackrecord": ours(table, asked.processes)}
            if asked.morph_python and rows <= (asked.at_most or rows):
                engines["morph-kgc"] = morph(table, asked.morph_python, asked.processes)
            runs = {
                name: fastest(command, table, asked.repeat) for name, command in engines.items()
            }
            for name, run in runs.items():
                say(told(rows, name, run), flush=True)
            if "morph-kgc" in runs:
                say(compared(runs["trackrecord"], runs["morph-kgc"]), flush=True)
            measured_runs[f"{rows} rows"] = {name: figures(rows, run) for name, run in runs.items()}
    if asked.json:
        print(json.dumps(measured_runs))
    return 0


def figures(rows: int, run: Run) -> dict[str, float]:
    """A run as an object of JSON."""
    return {
        "seconds": round(run.seconds, 2),
        "rows a second": round(rows / run.seconds),
        "quads a second": round(run.lines / run.seconds),
        "peak MB": round(run.peak),
        "quads": run.lines,
    }


def hold_equal(place: Path, python: Path) -> None:
    """Stop where the two do not write the same quads of a small table, but for those of the source."""
    table = write_table(place, SMALL)
    written = []
    for command in (ours(table, 1), morph(table, python, 1)):
        measured(command, table)
        written.append(set(output(table).read_text(encoding="utf-8").splitlines()))
    ours_alone, morph_alone = written[0] - written[1], written[1] - written[0]
    of_rows = [line for line in ours_alone if "#cell" in line or "#row" in line]
    if morph_alone or of_rows or not written[0] & written[1]:
        differing = "\n".join(sorted(morph_alone)[:3] + of_rows[:3])
        sys.exit(f"the two do not write the same quads, so they cannot be compared:\n{differing}")


def told(rows: int, name: str, run: Run) -> str:
    """A run as a line of the table."""
    return (
        f"{rows:>10,}  {name:<12} {run.seconds:>9.1f} {rows / run.seconds:>10,.0f} "
        f"{run.lines / run.seconds:>8,.0f} {run.peak:>8,.0f} {run.lines:>10,}"
    )


def compared(own: Run, other: Run) -> str:
    """How two runs relate; they must have written as many quads, but for those of the source itself."""
    difference = own.lines - other.lines
    return f"            {other.seconds / own.seconds:.1f} times as fast; {difference} more quads"


def write_table(place: Path, rows: int) -> Path:
    """A table of visitors a day and government, with its mapping and the RML rules beside it."""
    table = place / "visitors.csv"
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        writer.writerows(islice(days(), rows))
    columns = [
        {"titles": "row", "suppressOutput": True},
        {"titles": "id", "suppressOutput": True},
        {"titles": "province", "propertyUrl": "tr:parent"},
        {"titles": "government", "propertyUrl": "tr:about"},
        {"titles": "day", "propertyUrl": "tr:period"},
        {"titles": "visitors", "propertyUrl": "tr:value", "tr:unit": "people"},
    ]
    mapping = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": table.name,
        "dc:title": "Visitors a day",
        "dc:issued": "2024-01-31",
        "table:kind": "observation",
        "tr:metric": "visitors",
        "tableSchema": {"columns": columns},
    }
    text = json.dumps(mapping, indent=1)
    table.with_name(f"{table.name}-metadata.json").write_text(text, encoding="utf-8")
    cells = {
        "cell": ("cell=$(row),6", "visitors: $(visitors)"),
        "row": ("row=$(row)", " | ".join(f"{name}: $({name})" for name in HEADER)),
    }
    names = {"base": DEFAULT_BASE, "tr": TR, "code": CODE, "table": table}
    rules = YARRRML.format(**names) + "".join(
        YARRRML_CELLS.format(name=name, fragment=fragment, quote=quote, **names)
        for name, (fragment, quote) in cells.items()
    )
    (place / "visitors.yml").write_text(rules, encoding="utf-8")
    return table


def days() -> Iterator[tuple[object, ...]]:
    """Rows without end: every local government on a day, then the next day."""
    things = load_lexicon(directory("authority")).things
    governments = [
        (local_name(thing.iri), things[parent].label("en"), thing.label("en"))
        for thing in things.values()
        if "Government" in thing.classes and (parent := thing.link("parent")) in things
    ]
    day, row = date(2000, 1, 1), FIRST_ROW
    while True:
        for identifier, province, name in governments:
            yield row, identifier, province, name, day.isoformat(), 1000 + row * 7919 % 90_000
            row += 1
        day += timedelta(days=1)


def ours(table: Path, processes: int) -> list[str]:
    """The command that converts a table with trackrecord."""
    command = [sys.executable, "-m", "trackrecord", "convert", str(table)]
    return [*command, "-o", str(output(table)), "--processes", str(processes)]


def morph(table: Path, python: Path, processes: int) -> list[str]:
    """The command that converts a table with morph-kgc, by the rules beside it."""
    settings = table.with_suffix(".ini")
    settings.write_text(
        f"[CONFIGURATION]\noutput_file={output(table)}\noutput_format=N-QUADS\n"
        f"number_of_processes={processes}\nlogging_level=ERROR\n\n"
        f"[visitors]\nmappings={table.with_suffix('.yml')}\n",
        encoding="utf-8",
    )
    return [str(python), "-m", "morph_kgc", str(settings)]


def output(table: Path) -> Path:
    """Where the quads of a table go."""
    return table.with_suffix(".nq")


def fastest(command: Sequence[str], table: Path, repeat: int) -> Run:
    """The fastest of several runs of a command."""
    return min((measured(command, table) for _ in range(repeat)), key=lambda run: run.seconds)


def measured(command: Sequence[str], table: Path) -> Run:
    """What a run of a command takes, watched from outside."""
    output(table).unlink(missing_ok=True)
    start, peak = time.perf_counter(), 0.0
    process = subprocess.Popen(
        command, cwd=table.parent, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    while process.poll() is None:
        peak = max(peak, memory_of(process.pid))
        time.sleep(SAMPLE_INTERVAL)
    seconds = time.perf_counter() - start
    told_by_it = process.stdout.read() if process.stdout else ""
    if process.returncode or not output(table).exists():
        sys.exit(f"{command[0]} failed on {table}:\n{told_by_it}")
    with output(table).open("rb") as file:
        lines = sum(chunk.count(b"\n") for chunk in iter(lambda: file.read(1 << 20), b""))
    return Run(seconds, peak, lines)


def memory_of(pid: int) -> float:
    """The resident memory of a process and its descendants, in MB."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except (OSError, ProcessLookupError):
        return 0.0
    resident = next(
        (line.split()[1] for line in status.splitlines() if line.startswith("VmRSS")), "0"
    )
    return int(resident) / 1024 + sum(memory_of(int(child)) for child in children)


if __name__ == "__main__":
    sys.exit(main())
