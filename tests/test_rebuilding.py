"""A build takes what has not changed from the last one, goes on where one was stopped, and the result is
the same as that of a fresh build."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from benchmarks import synthetic

from trackrecord import fingerprints
from trackrecord.building import build
from trackrecord.buildreport import BuildReport
from trackrecord.curation import Decision, add_decision
from trackrecord.dataset import cache_of
from trackrecord.errors import DocumentError, GraphError
from trackrecord.iris import Base
from trackrecord.ledger import Ledger

JOBS = (
    "Mapo-gu created {} jobs in {}, and its mayor opened the Hongdae Youth Center with {} people.\n"
)
TABLE = "자치구,연도,일자리\n마포구,2021,{}\n"
MAPPING = """\
{"@context": ["http://www.w3.org/ns/csvw", {"@language": "ko"}], "url": "jobs.csv", "dc:title": "일자리",
 "table:kind": "observation", "tr:metric": "일자리 창출", "tr:parent": "서울", "tableSchema": {"columns": [
 {"titles": "자치구", "propertyUrl": "tr:about"}, {"titles": "연도", "propertyUrl": "tr:period"},
 {"titles": "일자리", "propertyUrl": "tr:value", "tr:unit": "개"}]}}
"""


def built(sources: Path, graph: Path, **options: object) -> tuple[BuildReport, list[str]]:
    """The report, and the names of the files that were read."""
    told: list[str] = []
    report = build([sources], graph, Base(), told.append, **options)  # type: ignore[arg-type]
    return report, [line.rpartition("/")[2] for line in told if line.startswith("[")]


def contents(graph: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in sorted((graph / "sources").iterdir())}


def write(place: Path, name: str, text: str) -> Path:
    place.mkdir(exist_ok=True)
    (place / name).write_text(text, encoding="utf-8")
    return place / name


@pytest.fixture
def three(tmp_path: Path) -> Path:
    """Three documents, each with a text of its own."""
    for name, number in (("a", 500), ("b", 600), ("c", 700)):
        write(tmp_path / "in", f"{name}.txt", JOBS.format(number, number + 1000, name))
    return tmp_path / "in"


class Corpus:
    """Documents and a table that are edited at random."""

    def __init__(self, place: Path, seed: int) -> None:
        self.place, self.chance = place, random.Random(seed)
        for number in range(6):
            self.document(number)
        self.table()

    def text(self) -> str:
        return JOBS.format(*(self.chance.randint(100, 999) for _ in range(3)))

    def document(self, number: int) -> None:
        write(self.place, f"d{number}.txt", self.text())

    def table(self) -> None:
        write(self.place, "jobs.csv", TABLE.format(self.chance.randint(100, 999)))
        write(self.place, "jobs.csv-metadata.json", MAPPING)

    def edit(self) -> None:
        """One thing is changed, of those that people change."""
        number = self.chance.randrange(9)
        name = f"d{number}.txt"
        documents = sorted(self.place.glob("*.txt"))
        some = self.chance.choice(documents)
        match self.chance.randrange(8):
            case 0 | 1:
                self.document(number)
            case 2 if len(documents) > 2:
                some.unlink()
            case 3:  # a reprint, of an origin that may come and go
                write(self.place, name, some.read_text(encoding="utf-8"))
            case 4:
                day = self.chance.randint(1, 28)
                write(self.place, f"{some.name}.yaml", f"date: 2023-09-{day:02}\n")
            case 5:
                fact = {"kind": "claim", "quote": "no such words", "government": "Mapo-gu"}
                add_decision(some, Decision("reject", fact))
            case 6:
                self.table()
            case 7:
                write(self.place, f"{some.name}.yaml", f"id: d{number}\n")  # may be another's


@pytest.mark.parametrize("seed", range(6))
def test_after_any_edits_the_graph_and_the_report_are_those_of_a_fresh_build(
    tmp_path: Path, seed: int
) -> None:
    corpus = Corpus(tmp_path / "in", seed)
    for step in range(6):
        for _ in range(corpus.chance.randint(0, 3) if step else 0):
            corpus.edit()
        report, _ = built(corpus.place, tmp_path / "graph", jobs=1)
        fresh, _ = built(corpus.place, tmp_path / f"fresh{step}", jobs=1)
        assert contents(tmp_path / "graph") == contents(tmp_path / f"fresh{step}")
        assert (report.to_text(), report.failures) == (fresh.to_text(), fresh.failures)


def test_only_what_has_changed_is_read_again(three: Path, tmp_path: Path) -> None:
    assert built(three, tmp_path / "graph")[1] == ["a.txt", "b.txt", "c.txt"]
    assert built(three, tmp_path / "graph")[1] == []
    write(three, "b.txt", JOBS.format(5, 6, 7))
    assert built(three, tmp_path / "graph")[1] == ["b.txt"]
    write(three, "c.txt.yaml", "date: 2023-09-15\n")
    assert built(three, tmp_path / "graph")[1] == ["c.txt"]
    add_decision(three / "a.txt", Decision("keep", kind="Program", name="Night Library"))
    assert built(three, tmp_path / "graph")[1] == ["a.txt"]


def test_a_fresh_build_reads_everything(three: Path, tmp_path: Path) -> None:
    built(three, tmp_path / "graph")
    before = contents(tmp_path / "graph")
    assert len(built(three, tmp_path / "graph", fresh=True)[1]) == 3
    assert contents(tmp_path / "graph") == before


def test_another_base_or_authority_or_reader_reads_everything(
    three: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    graph = tmp_path / "graph"
    built(three, graph)
    told: list[str] = []
    build([three], graph, Base("https://example.org/id/"), told.append)
    assert len(told) == 3
    shutil.copytree(Path(__file__).parents[1] / "graph" / "authority", graph / "authority")
    assert len(built(three, graph)[1]) == 3
    (graph / "authority" / "own.ttl").write_text("# nothing yet\n", encoding="utf-8")
    assert len(built(three, graph)[1]) == 3
    package = shutil.copytree(fingerprints._PACKAGE, tmp_path / "package")
    monkeypatch.setattr(fingerprints, "_PACKAGE", package)
    assert built(three, graph)[1] == []
    (package / "reading" / "periods.py").write_text("# mended\n", encoding="utf-8")
    assert len(built(three, graph)[1]) == 3


def test_a_file_of_the_graph_that_somebody_edited_is_made_again(
    three: Path, tmp_path: Path
) -> None:
    graph = tmp_path / "graph"
    built(three, graph)
    before = contents(graph)
    write(graph / "sources", "b.ttl", "# edited by hand\n")
    assert built(three, graph)[1] == ["b.txt"]
    assert contents(graph) == before


def test_the_cache_may_be_deleted_or_broken(three: Path, tmp_path: Path) -> None:
    graph = tmp_path / "graph"
    built(three, graph)
    before = contents(graph)
    shutil.rmtree(cache_of(graph))
    assert len(built(three, graph)[1]) == 3
    (database,) = cache_of(graph).glob("*.sqlite")
    database.write_bytes(b"this is no database, and it is long enough to be seen as none" * 9)
    assert len(built(three, graph)[1]) == 3
    assert built(three, graph)[1] == []
    assert contents(graph) == before


def test_where_the_original_goes_its_reprint_is_an_origin_and_is_not_read_again(
    three: Path, tmp_path: Path
) -> None:
    graph = tmp_path / "graph"
    write(three, "reprint.txt", (three / "a.txt").read_text(encoding="utf-8"))
    report, _ = built(three, graph)
    assert report.reprints == 1
    assert "tr:origin source:a" in (graph / "sources" / "reprint.ttl").read_text(encoding="utf-8")
    (three / "a.txt").unlink()
    report, read = built(three, graph)
    assert (report.reprints, read) == (0, [])
    turtle = (graph / "sources" / "reprint.ttl").read_text(encoding="utf-8")
    assert "tr:origin source:reprint" in turtle
    built(three, tmp_path / "fresh")
    assert contents(graph) == contents(tmp_path / "fresh")


def test_what_could_not_be_read_is_tried_again(three: Path, tmp_path: Path) -> None:
    graph = tmp_path / "graph"
    write(three, "bad.md", "---\n: [\n---\n")
    report, _ = built(three, graph)
    again, read = built(three, graph)
    assert again.failures == report.failures != []
    assert read == ["bad.md"]


def test_rejected_rows_are_written_by_every_build_that_is_asked_to(tmp_path: Path) -> None:
    corpus = Corpus(tmp_path / "in", 1)
    write(corpus.place, "jobs.csv", TABLE.format("?"))
    first, _ = built(corpus.place, tmp_path / "graph")
    again, read = built(corpus.place, tmp_path / "graph", rejects=tmp_path / "rejects")
    assert (tmp_path / "rejects" / "jobs.rejects.csv").exists()
    assert read == ["jobs.csv"]
    assert "1 rejected" in again.to_text() == first.to_text()


def test_a_document_that_changes_while_it_is_read_is_read_again_by_the_next_build(
    three: Path, tmp_path: Path
) -> None:
    told: list[str] = []

    known = fingerprints.fingerprint

    def late(file: Path, made_by: bytes) -> bytes | None:
        found = known(file, made_by)
        if file.name == "b.txt" and not told:
            write(three, "b.txt", JOBS.format(1, 2, 3))
            told.append("changed")
        return found

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("trackrecord.building.fingerprint", late)
        built(three, tmp_path / "graph", jobs=1)
    assert built(three, tmp_path / "graph", jobs=1)[1] == ["b.txt"]


def test_two_builds_do_not_work_on_one_graph_at_a_time(three: Path, tmp_path: Path) -> None:
    with Ledger(tmp_path / "graph"), pytest.raises(GraphError, match="another build is at work"):
        built(three, tmp_path / "graph")
    built(three, tmp_path / "graph")


def test_a_disk_that_is_full_is_told_and_leaves_the_old_graph(
    three: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    graph = tmp_path / "graph"
    built(three, graph)
    before = contents(graph)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    write(three, "b.txt", JOBS.format(5, 6, 7))
    with monkeypatch.context() as patched:
        patched.setattr(Path, "write_bytes", full)
        with pytest.raises(GraphError, match=r"cannot be written: .*No space left"):
            built(three, graph)
    assert contents(graph) == before
    assert built(three, graph)[1] == ["b.txt"]


def test_a_build_of_nothing_that_can_be_read_leaves_the_old_graph(
    three: Path, tmp_path: Path
) -> None:
    graph = tmp_path / "graph"
    built(three, graph)
    before = contents(graph)
    write(tmp_path / "bad", "bad.md", "---\n: [\n---\n")
    with pytest.raises(DocumentError):
        built(tmp_path / "bad", graph)
    assert contents(graph) == before


DOCUMENTS = 70


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("corpus")
    synthetic.write(place, DOCUMENTS, seed=5, size=600)
    return place


@pytest.fixture(scope="module")
def whole(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What an uninterrupted build in one process gives."""
    graph = tmp_path_factory.mktemp("whole")
    built(corpus, graph, jobs=1)
    return contents(graph)


def test_any_number_of_processes_gives_the_same_graph_and_report(
    corpus: Path, whole: dict[str, bytes], tmp_path: Path
) -> None:
    report, _ = built(corpus, tmp_path / "three", jobs=3)
    assert contents(tmp_path / "three") == whole
    alone, read = built(corpus, tmp_path / "three", jobs=1, fresh=True)
    assert len(read) == DOCUMENTS
    assert report.to_text() == alone.to_text()


def building(corpus: Path, graph: Path) -> subprocess.Popen[str]:
    """A build in a process of its own, and those that it starts in its group."""
    command = [
        sys.executable,
        "-m",
        "trackrecord",
        "build",
        str(corpus),
        "--graph",
        str(graph),
        "--jobs",
        "2",
    ]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )


def read_by(told: str) -> int:
    return sum(line.startswith("[") for line in told.splitlines())


@pytest.mark.parametrize("seed", range(3))
def test_a_build_killed_at_random_goes_on_where_it_was_to_the_same_graph(
    corpus: Path, whole: dict[str, bytes], tmp_path: Path, seed: int
) -> None:
    chance, graph = random.Random(seed), tmp_path / "graph"
    write(tmp_path / "old", "old.txt", JOBS.format(1, 2, 3))
    built(tmp_path / "old", graph)
    old = contents(graph)
    read = 0
    for lines in (chance.randint(1, DOCUMENTS // 3), chance.randint(1, DOCUMENTS), DOCUMENTS):
        process = building(corpus, graph)
        assert process.stderr is not None
        got = [
            line
            for line in (process.stderr.readline() for _ in range(lines))
            if line.startswith("[")
        ]
        time.sleep(chance.random() / 10)
        process.kill()
        read = max(read, len(got))
        process.communicate()
        assert contents(graph) in (old, whole)
    finished = building(corpus, graph)
    _, told = finished.communicate()
    assert finished.returncode == 0, told
    assert contents(graph) == whole
    assert read_by(told) <= DOCUMENTS - read
    assert {file.name for file in graph.iterdir()} == {".cache", "sources"}


def test_a_build_that_is_interrupted_leaves_the_old_graph_and_says_no_more_than_that(
    corpus: Path, tmp_path: Path
) -> None:
    graph = tmp_path / "graph"
    write(tmp_path / "old", "old.txt", JOBS.format(1, 2, 3))
    built(tmp_path / "old", graph)
    old = contents(graph)
    process = building(corpus, graph)
    assert process.stderr is not None
    for _ in range(40):
        process.stderr.readline()
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to all of the group
    _, told = process.communicate()
    assert process.returncode == 130
    assert told.splitlines()[-1] == "Aborted!"
    assert "Traceback" not in told
    assert contents(graph) == old
