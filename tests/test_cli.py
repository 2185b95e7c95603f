"""The command line as a person meets it: help, output, exit codes, and what it says of bad input."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from trackrecord.cli import main

ROOT = Path(__file__).parents[1]
GRAPH = ROOT / "graph"
ARTICLE = "---\ndate: 2023-09-15\nlanguage: en\n---\n\nMapo-gu created 500 jobs in 2022.\n"


def run(*arguments: str | Path, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=stdin)


def complaint(result: Result) -> str:
    """What a failed command says: one message, no traceback."""
    assert result.exit_code == 1, result.output
    assert "Traceback" not in result.output
    assert isinstance(result.exception, SystemExit)
    return result.stderr.splitlines()[-1]


@pytest.fixture
def article(tmp_path: Path) -> Path:
    file = tmp_path / "mapo.md"
    file.write_text(ARTICLE, encoding="utf-8")
    return file


@pytest.mark.parametrize("command", sorted(main.commands))
def test_every_command_has_help_with_an_example(command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    assert "Example" in result.output
    assert f"trackrecord {command}" in result.output


def test_without_a_command_the_first_steps_are_shown() -> None:
    assert "Start here" in run("--help").output


def test_starting_up_imports_neither_rdflib_nor_the_readers() -> None:
    code = "import sys, trackrecord.cli; print([m for m in ('rdflib', 'pyoxigraph', 'rich', 'lxml', 'jinja2') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_read_shows_the_facts_with_their_words(article: Path) -> None:
    result = run("read", article)
    assert "metric: jobs created  value: 500" in result.stdout
    assert "Mapo-gu created 500 jobs in 2022" in result.stdout


def test_read_as_json_lines_follows_the_format(article: Path) -> None:
    (line,) = run("read", article, "--format", "jsonl").stdout.splitlines()
    told = json.loads(line)
    assert list(told)[:7] == ["kind", "source", "quote", "start", "end", "reader", "confidence"]
    assert (told["source"], told["value"], told["period"]) == ("mapo", 500, "2022")


def test_build_validate_query_describe_and_export_go_hand_in_hand(
    article: Path, tmp_path: Path
) -> None:
    graph = tmp_path / "graph"
    built = run("build", article, "--graph", graph)
    assert "1 document, 1 fact (1 observation)" in built.stdout
    assert "[1/1]" in built.stderr
    assert run("validate", "--graph", graph).exit_code == 0
    assert ",500," in run("query", "trend", "--format", "csv", "--graph", graph).stdout
    assert "2022, actual, 500, jobs" in run("describe", "Mapo-gu", "--graph", graph).stdout
    assert "tr:value 500" in run("export", "--graph", graph).stdout


def test_a_build_tells_what_it_did_not_read_again_unless_it_is_to_be_fresh(
    article: Path, tmp_path: Path
) -> None:
    graph = tmp_path / "out"
    first = run("build", article, "--graph", graph, "--jobs", "1")
    again = run("build", article, "--graph", graph)
    assert "[1/1]" not in again.stderr
    assert "1 of 1 files are as they were" in again.stderr
    assert again.stdout == first.stdout
    assert "[1/1]" in run("build", article, "--graph", graph, "--fresh").stderr


def test_a_build_without_sources_reads_the_directory_named_sources(
    article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sources").mkdir()
    article.rename(tmp_path / "sources" / "mapo.md")
    assert run("build").exit_code == 0
    assert (tmp_path / "graph" / "sources" / "mapo.ttl").is_file()


def test_a_namespace_of_ones_own_can_be_set_in_the_environment(
    article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRACKRECORD_BASE", "https://data.example.org/")
    run("build", article, "--graph", tmp_path / "graph")
    assert "https://data.example.org/" in (tmp_path / "graph/sources/mapo.ttl").read_text(
        encoding="utf-8"
    )


@pytest.mark.parametrize("form", ["text", "json", "ttl", "sarif"])
def test_validate_exits_with_1_where_a_shape_is_violated(tmp_path: Path, form: str) -> None:
    shutil.copytree(GRAPH / "sources", tmp_path / "sources")
    (file,) = (tmp_path / "sources").glob("gwanak*.ttl")
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("tr:value 138.2", "tr:value 139.2"), encoding="utf-8")
    result = run("validate", "--graph", tmp_path, "--format", form)
    assert result.exit_code == 1
    assert "Rate-holds" in result.stdout


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    """A copy of the shipped graph without its verdicts."""
    shutil.copytree(GRAPH / "sources", tmp_path / "graph" / "sources")
    return tmp_path / "graph"


def test_check_shows_the_verdicts_and_writes_them_to_the_graph(graph: Path) -> None:
    result = run("check", "--graph", graph)
    assert result.exit_code == 0
    assert "✓ holds: 13,342 / 9,656 = 138.17 %, printed 138.2 %" in result.stdout
    written = (graph / "checks" / "verdicts.ttl").read_bytes()
    run("check", "--graph", graph, "--check", "rate")
    assert (graph / "checks" / "verdicts.ttl").read_bytes() == written


def test_check_exits_with_1_where_a_violation_is_shown(graph: Path) -> None:
    (file,) = (graph / "sources").glob("gwanak*.ttl")
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("tr:value 138.2", "tr:value 139.2"), encoding="utf-8")
    result = run("check", "--graph", graph)
    assert result.exit_code == 1
    assert "✗ contradicted: 13,342 / 9,656 = 138.17 %, printed 139.2 %" in result.stdout
    assert run("check", "--graph", graph, "--check", "target").exit_code == 0
    assert run("check", "--graph", graph, "--government", "Seongbuk-gu").exit_code == 0


def test_check_shows_one_government(graph: Path) -> None:
    told = run("check", "--graph", graph, "--government", "관악구").stdout
    assert "Gwanak-gu" in told
    assert "Seongdong-gu" not in told


def test_check_writes_to_a_file(graph: Path, tmp_path: Path) -> None:
    result = run("check", "--graph", graph, "--format", "json", "-o", tmp_path / "verdicts.json")
    assert result.stdout == ""
    told = json.loads((tmp_path / "verdicts.json").read_text(encoding="utf-8"))
    assert "rate" in {verdict["check"] for verdict in told["verdicts"]}


def test_check_in_turtle_is_what_is_written_to_the_graph(graph: Path) -> None:
    told = run("check", "--graph", graph, "--format", "ttl").stdout
    assert told == (graph / "checks" / "verdicts.ttl").read_text(encoding="utf-8")


def test_the_checks_can_be_listed_with_ones_own(tmp_path: Path) -> None:
    own = tmp_path / "own.rq"
    shipped = (ROOT / "queries" / "checks" / "rate.rq").read_text(encoding="utf-8")
    own.write_text(shipped.replace("# check: ", "# check: own "), encoding="utf-8")
    told = run("check", "--list", "--checks", tmp_path).stdout
    assert "rate: a rate is the actual value over the target (arithmetic, Violation)" in told
    assert "own: own a rate is" in told


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--check", "rates"], "no check is called 'rates'"),
        (["--government", "Nowhere-gu"], "nothing in the graph is called 'Nowhere-gu'"),
        (["--government", "Suwon-si"], "nothing was checked"),
        (["--checks", "nowhere"], "no checks there"),
        (["-o", "/nowhere/report.txt"], "cannot be written"),
    ],
)
def test_what_check_cannot_do_is_said_in_one_line(
    graph: Path, options: list[str], message: str
) -> None:
    assert message in complaint(run("check", "--graph", graph, *options))


def test_verdicts_are_in_the_graph_until_it_is_built_anew(graph: Path, article: Path) -> None:
    run("check", "--graph", graph)
    asked = "SELECT ?v WHERE { ?v a tr:Verdict }"
    assert "verdict-of:rate" in run("query", asked, "--graph", graph).stdout
    assert run("validate", "--graph", graph).exit_code == 0
    run("build", article, "--graph", graph)
    assert "verdict-of" not in run("query", asked, "--graph", graph).stdout


def test_a_document_may_not_have_the_id_of_the_verdicts(tmp_path: Path) -> None:
    (tmp_path / "checks.md").write_text(ARTICLE, encoding="utf-8")
    result = run("build", tmp_path / "checks.md", "--graph", tmp_path / "graph")
    assert "the id 'checks' is kept for verdicts" in complaint(result)


def test_the_queries_can_be_listed_with_their_parameters() -> None:
    told = run("query", "--list").stdout
    assert "award-winners: Who won what, in which edition?" in told
    assert "-p edition=…" in told


def test_a_query_is_read_from_a_file_or_from_standard_input(tmp_path: Path) -> None:
    sparql = "SELECT (COUNT(*) AS ?n) { ?g a tr:Government }"
    (tmp_path / "count.rq").write_text(sparql, encoding="utf-8")
    from_file = run("query", "-f", tmp_path / "count.rq", "--format", "csv", "--graph", GRAPH)
    from_input = run("query", "-f", "-", "--format", "csv", "--graph", GRAPH, stdin=sparql)
    assert from_file.stdout == from_input.stdout == "n\n243\n"


def test_the_number_of_rows_goes_to_standard_error() -> None:
    assert "4 rows" in run("query", "award-winners", "--graph", GRAPH).stderr


def test_a_constructed_graph_is_printed_as_turtle() -> None:
    sparql = "CONSTRUCT { ?a a tr:Award } { ?a a tr:Award }"
    assert "a tr:Award" in run("query", sparql, "--format", "ttl", "--graph", GRAPH).stdout


def test_export_writes_over_its_own_tables_and_over_nothing_else(tmp_path: Path) -> None:
    for _ in range(2):
        run("export", "--format", "csv", "-o", tmp_path / "tables", "--graph", GRAPH)
    (tmp_path / "claims.csv").write_text("of mine\n", encoding="utf-8")
    done = run("export", "--format", "csv", "-o", tmp_path, "--graph", GRAPH)
    assert "was not written by an export" in complaint(done)
    assert (tmp_path / "claims.csv").read_text(encoding="utf-8") == "of mine\n"
    assert not (tmp_path / "observations.csv").exists()


def test_export_writes_a_table_a_kind_of_fact(tmp_path: Path) -> None:
    run("export", "--format", "csv", "-o", tmp_path / "tables", "--graph", GRAPH)
    names = {file.stem for file in (tmp_path / "tables").glob("*.csv")}
    assert names >= {"conferrals", "observations", "undertakings", "claims", "tenures", "schemes"}
    assert (tmp_path / "tables" / "claims.csv-metadata.json").is_file()


def test_evaluate_reports_each_kind(article: Path, tmp_path: Path) -> None:
    facts = run("read", article, "--format", "jsonl").stdout
    (tmp_path / "gold.jsonl").write_text(facts, encoding="utf-8")
    result = run("evaluate", tmp_path / "gold.jsonl", article)
    assert "all             1.000  1.000  1.000" in result.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ["read"],
        ["query"],
        ["query", "a", "-f", "b"],
        ["export", "--format", "csv"],
        ["export", "--format", "gif"],
        ["read", "x.md", "--date", "yesterday"],
        ["nonsense"],
    ],
)
def test_wrong_usage_exits_with_2(arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert "Traceback" not in result.output


def huge(file: Path) -> None:
    with file.open("wb") as out:
        out.truncate(50_000_000)


BAD_FILES: dict[str, tuple[str, Callable[[Path], object], str]] = {
    "missing": ("none.txt", lambda file: None, "none.txt"),
    "empty": ("a.txt", lambda file: file.touch(), "a.txt"),
    "binary": ("a.txt", lambda file: file.write_bytes(b"%PDF-1.7\x00\x01\x02"), "a.txt"),
    "huge": ("a.txt", huge, "a.txt"),
    "wrong encoding": (
        "a.txt",
        lambda file: file.write_bytes(b"Caf\xe9 \xff\xff\x81 jobs"),
        "a.txt",
    ),
    "malformed front matter": (
        "a.md",
        lambda file: file.write_text("---\ntitle: [\n---\nText.\n"),
        "a.md",
    ),
    "an unknown key": (
        "a.md",
        lambda file: file.write_text("---\ncolour: red\n---\nText.\n"),
        "colour",
    ),
    "a date that is none": (
        "a.md",
        lambda file: file.write_text("---\ndate: soon\n---\nText.\n"),
        "soon",
    ),
    "all script": ("a.html", lambda file: file.write_text("<script>let a = 1;</script>"), "a.html"),
    "an empty directory": ("a", lambda file: file.mkdir(), "a"),
    "an unknown format": ("a.xyz", lambda file: file.write_text("text"), "a.xyz"),
}


@pytest.mark.parametrize("case", BAD_FILES)
@pytest.mark.parametrize("command", ["read", "build"])
def test_a_bad_document_gets_one_clear_message(tmp_path: Path, case: str, command: str) -> None:
    name, make, named = BAD_FILES[case]
    make(tmp_path / name)
    options = ["--graph", str(tmp_path / "graph")] if command == "build" else []
    assert named in complaint(run(command, tmp_path / name, *options))


def test_a_bad_document_among_good_ones_does_not_lose_them(article: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.md").touch()
    result = run("build", article, tmp_path / "empty.md", "--graph", tmp_path / "graph")
    assert "empty.md" in complaint(result)
    assert "1 document," in result.stdout
    assert (tmp_path / "graph" / "sources" / "mapo.ttl").is_file()


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["validate", "--graph", "none"], "run `trackrecord build"),
        (["query", "award-losers", "--graph", str(GRAPH)], "award-losers"),
        (["query", "SELECT WHERE {", "--graph", str(GRAPH)], "not SPARQL"),
        (["query", "DROP ALL ", "--graph", str(GRAPH)], "read-only"),
        (["query", "-f", "none.rq", "--graph", str(GRAPH)], "none.rq"),
        (["query", "programs", "-p", "operator=Atlantis", "--graph", str(GRAPH)], "Atlantis"),
        (["describe", "Atlantis", "--graph", str(GRAPH)], "Atlantis"),
        (["describe", "Jung-gu", "--graph", str(GRAPH)], "government:kr-busan-jung-gu"),
        (["query", "ASK {}", "--format", "ttl", "--graph", str(GRAPH)], "CONSTRUCT"),
        (["export", "-o", "/nowhere/at/all.ttl", "--graph", str(GRAPH)], "cannot be written"),
        (["evaluate", "none.jsonl", str(ROOT / "README.md")], "none.jsonl"),
    ],
)
def test_a_bad_question_gets_one_clear_message(arguments: list[str], named: str) -> None:
    assert named in complaint(run(*arguments))


@pytest.mark.parametrize(
    "base", ["", "no iri", "https://ex.org", "https://ex.org/id#", "https://ex.org/<a>/", "id/"]
)
def test_a_namespace_that_is_none_is_wrong_usage(article: Path, tmp_path: Path, base: str) -> None:
    result = run("build", article, "--graph", tmp_path / "g", "--base", base)
    assert result.exit_code == 2
    assert "is no namespace; it is an absolute IRI" in " ".join(result.stderr.split())
    assert not (tmp_path / "g").exists()


@pytest.mark.parametrize(
    "name", ["government:nope", "<https://nope.example/x>", "government:no such", "award:<x"]
)
def test_an_iri_that_nothing_speaks_of_is_an_unknown_name(name: str) -> None:
    told = complaint(run("describe", name, "--graph", GRAPH))
    assert "nothing in the graph is called" in told or "cannot be part of an IRI" in told


def test_what_stands_for_no_thing_is_told_for_what_it_is() -> None:
    assert "a term of the ontology" in run("describe", "tr:Conferral", "--graph", GRAPH).stdout
    source = run("describe", "source:gwanak-job-award-2022", "--graph", GRAPH)
    assert "a source that was read" in source.stdout


def test_a_query_that_is_no_sparql_is_told_in_one_line() -> None:
    result = run("query", "SELECT ?s { ?s a ", "--graph", GRAPH)
    assert result.exit_code == 1
    (line,) = result.stderr.splitlines()
    assert line.startswith("Error: query: not SPARQL: line 1, column 18: expected one of")
    assert len(line) < 250


def test_the_kind_of_a_table_is_for_tables() -> None:
    assert run("export", "--kind", "claims", "--graph", GRAPH).exit_code == 2


def test_a_file_that_cannot_be_written_anew_is_left_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "all.ttl"
    out.write_text("the old", encoding="utf-8")

    def full(part: Path, whole: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    told = complaint(run("export", "-o", out, "--graph", GRAPH))
    assert told == f"Error: {out}: cannot be written: No space left on device"
    assert out.read_text(encoding="utf-8") == "the old"
    assert list(tmp_path.iterdir()) == [out]


def trackrecord(*arguments: str | Path, **how: Any) -> subprocess.CompletedProcess[bytes]:
    """A command in a process of its own."""
    command = [sys.executable, "-m", "trackrecord", *map(str, arguments)]
    return subprocess.run(command, check=False, stderr=subprocess.PIPE, **how)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_output_that_cannot_be_written_is_told_in_one_line() -> None:
    with Path("/dev/full").open("wb") as full:
        done = trackrecord("export", "--graph", GRAPH, stdout=full)
    assert done.returncode == 1
    assert done.stderr == b"Error: the output cannot be written: No space left on device\n"


def test_a_terminal_without_hangul_gets_escapes(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "latin-1"}
    done = trackrecord(
        "query", "candidates", "--graph", GRAPH, stdout=subprocess.PIPE, env=environment
    )
    assert done.returncode == 0
    assert rb"\uc815\uc6d0\uc624" in done.stdout


def test_an_interrupted_command_exits_with_130(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*arguments: object) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("trackrecord.commands.description", interrupted)
    result = run("describe", "Gwanak-gu")
    assert result.exit_code == 130
    assert result.stderr == "\nAborted!\n"


def test_broken_turtle_in_the_graph_is_named_with_its_line(tmp_path: Path) -> None:
    shutil.copytree(GRAPH / "sources", tmp_path / "sources")
    (tmp_path / "sources" / "broken.ttl").write_text("\n\nnonsense\n", encoding="utf-8")
    assert "broken.ttl, line 3" in complaint(run("validate", "--graph", tmp_path))


def test_a_reader_that_stops_listening_is_no_error() -> None:
    command = f"{sys.executable} -m trackrecord export --format nquads --graph {GRAPH} | head -1"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, env=os.environ)
    assert "Traceback" not in done.stderr
    assert done.stdout.count("\n") == 1
