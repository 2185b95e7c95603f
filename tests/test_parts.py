"""Parts for bulk loading hold what the graph holds, in the same bytes however they are made."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest
from benchmarks import synthetic
from hypothesis import given
from hypothesis import strategies as st

from trackrecord import parts as partition_of
from trackrecord.building import build
from trackrecord.buildreport import BuildReport
from trackrecord.bulk import build_parts
from trackrecord.dataset import load
from trackrecord.errors import DocumentError, GraphError, TableError
from trackrecord.exporting import to_csv_files, to_nquads
from trackrecord.iris import DEFAULT_BASE, Base
from trackrecord.making import Maker, Recipe
from trackrecord.parts import Done, Part, PartMaker, partition
from trackrecord.processes import processes

TEXT = "{} created {} jobs in {}, and its mayor opened the Hongdae Youth Center with {} people.\n"
TABLE = "자치구,연도,일자리\n마포구,2021,{}\n"
MAPPING = """\
{"@context": ["http://www.w3.org/ns/csvw", {"@language": "ko"}], "url": "jobs.csv", "dc:title": "일자리",
 "table:kind": "observation", "tr:metric": "일자리 창출", "tr:parent": "서울", "tableSchema": {"columns": [
 {"titles": "자치구", "propertyUrl": "tr:about"}, {"titles": "연도", "propertyUrl": "tr:period"},
 {"titles": "일자리", "propertyUrl": "tr:value", "tr:unit": "개"}]}}
"""
BY_TWO = partial(partition, files=2)


def written(sources: Path, place: Path, **options: object) -> tuple[BuildReport, list[str]]:
    """The report of a build in parts of two files, and what it told."""
    told: list[str] = []
    recipe = Recipe(place.parent / "graph", Base(), **options.pop("recipe", {}))  # type: ignore[arg-type]
    jobs = options.pop("jobs", 1)
    report = build_parts(
        [sources],
        place,
        recipe,
        processes(jobs),
        told.append,
        cut=BY_TWO,
        **options,  # type: ignore[arg-type]
    )
    return report, told


def contents(place: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in sorted(place.iterdir())}


def made(place: Path) -> dict[str, int]:
    """The parts and their inodes, which change when a part is made again."""
    return {file.name: file.stat().st_ino for file in sorted(place.glob("part-*.nq"))}


def renewed(place: Path, before: dict[str, int]) -> set[str]:
    return {name for name, inode in made(place).items() if before.get(name) != inode}


def loaded(place: Path) -> str:
    """All N-Quads of a directory, sorted."""
    lines = [line for file in place.glob("*.nq") for line in file.read_bytes().splitlines(True)]
    return b"".join(sorted(lines)).decode()


def write(place: Path, name: str, text: str) -> Path:
    (place / name).parent.mkdir(parents=True, exist_ok=True)
    (place / name).write_text(text, encoding="utf-8")
    return place / name


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """Seven documents, of which one reprints another and one has the id of another, one that cannot be read,
    and a table: five parts of two files."""
    place = tmp_path / "in"
    for name, year in (("a", 2015), ("b", 2016), ("c", 2017), ("e", 2018)):
        write(
            place, f"{name}.txt", TEXT.format("Mapo-gu", year * 3, year, f"{name * 3} {year % 7}00")
        )
    write(place, "d.txt", (place / "a.txt").read_text(encoding="utf-8"))
    write(place, "more/b.txt", TEXT.format("Gwanak-gu", 5, 2020, 20))
    write(place, "more/c.txt", TEXT.format("Guro-gu", 6, 2021, 30))
    write(place, "more/c.txt.yaml", "id: other\n")
    write(place, "broken.md", "---\n: [\n---\n")
    write(place, "jobs.csv", TABLE.format(700))
    write(place, "jobs.csv-metadata.json", MAPPING)
    return place


@given(st.lists(st.integers(0, 30)), st.integers(1, 5), st.integers(1, 50))
def test_parts_hold_each_file_once_in_order_and_no_more_than_they_may(
    sizes: list[int], files: int, size: int
) -> None:
    sized = [(f"{n:03}", length) for n, length in enumerate(sizes)]
    found = list(partition(sized, files, size))
    assert [path for part in found for path in part.files] == [path for path, _ in sized]
    assert [part.number for part in found] == list(range(len(found)))
    length = dict(sized)
    for part in found:
        total = sum(length[path] for path in part.files)
        assert len(part.files) == 1 or (len(part.files) <= files and total <= size)


def test_the_parts_together_are_the_graph_that_a_build_makes(sources: Path, tmp_path: Path) -> None:
    report, _ = written(sources, tmp_path / "parts")
    of_graph = build([sources], tmp_path / "graph", Base(), lambda told: None)
    assert loaded(tmp_path / "parts") == to_nquads(load(tmp_path / "graph"), DEFAULT_BASE)
    assert report.to_text() == of_graph.to_text()
    assert "1 reprint" in report.to_text()
    assert [told.replace("/in/", "/") for told in report.failures] == [
        told.replace("/in/", "/") for told in of_graph.failures
    ]
    assert len(report.failures) == 2


def test_each_source_is_sorted_and_its_lines_stand_together(sources: Path, tmp_path: Path) -> None:
    written(sources, tmp_path / "parts")
    graphs: list[str] = []
    for file in sorted((tmp_path / "parts").glob("part-*.nq")):
        blocks: dict[str, list[bytes]] = {}
        for line in file.read_bytes().splitlines():
            graph = line.split()[-2].decode()
            if not graphs or graphs[-1] != graph:
                graphs.append(graph)
            blocks.setdefault(graph, []).append(line)
        assert all(lines == sorted(set(lines)) for lines in blocks.values())
    assert len(graphs) == len(set(graphs)) == 7


def test_any_number_of_processes_gives_the_same_bytes(sources: Path, tmp_path: Path) -> None:
    written(sources, tmp_path / "one")
    written(sources, tmp_path / "three", jobs=3)
    assert contents(tmp_path / "one") == contents(tmp_path / "three")


def test_a_document_that_cannot_be_read_is_reported_and_the_others_are_built(
    sources: Path, tmp_path: Path
) -> None:
    report, _ = written(sources, tmp_path / "parts")
    assert any("broken.md" in failure for failure in report.failures)
    assert report.documents == 6
    told = json.loads((tmp_path / "parts" / "report.json").read_text(encoding="utf-8"))
    assert told["failures"] == report.failures
    assert list(told["parts"]) == sorted(made(tmp_path / "parts"))


def test_parts_that_fit_their_files_are_taken_as_they_are(sources: Path, tmp_path: Path) -> None:
    place = tmp_path / "parts"
    written(sources, place)
    whole, before = contents(place), made(place)
    _, told = written(sources, place)
    assert renewed(place, before) == set()
    assert told[-2] == "5 of 5 parts are as they were, and were not made again"
    write(sources, "a.txt", TEXT.format("Mapo-gu", 1, 2001, "aaa"))
    written(sources, place)
    assert renewed(place, before) == {"part-00000.nq"}
    written(sources, tmp_path / "fresh")
    assert contents(place) == contents(tmp_path / "fresh") != whole


def test_a_fresh_build_makes_every_part_again_in_the_same_bytes(
    sources: Path, tmp_path: Path
) -> None:
    place = tmp_path / "parts"
    written(sources, place)
    whole, before = contents(place), made(place)
    written(sources, place, fresh=True)
    assert renewed(place, before) == set(before)
    assert contents(place) == whole


@pytest.mark.parametrize("name", ["part-00001.nq", "part-00001.json"])
def test_a_part_that_somebody_edited_or_cut_off_is_made_again(
    sources: Path, tmp_path: Path, name: str
) -> None:
    place = tmp_path / "parts"
    written(sources, place)
    whole, before = contents(place), made(place)
    with (place / name).open("r+b") as file:
        file.truncate(99)
    written(sources, place)
    assert renewed(place, before) == {"part-00001.nq"}
    assert contents(place) == whole


def test_a_part_that_is_interrupted_leaves_no_half_file_and_is_taken_up_again(
    sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "parts"
    read = Maker.sources

    def interrupted(self: Maker, file: Path) -> object:
        if file.name == "d.txt":
            raise KeyboardInterrupt
        return read(self, file)

    with monkeypatch.context() as patched:
        patched.setattr(Maker, "sources", interrupted)
        with pytest.raises(KeyboardInterrupt):
            written(sources, place)
    before = made(place)
    assert [file for file in place.iterdir() if "00002" in file.name] == []
    assert list(before) == ["part-00000.nq", "part-00001.nq"]
    assert not (place / "report.json").exists()
    written(sources, place)
    assert renewed(place, before).isdisjoint(before)
    written(sources, tmp_path / "whole")
    assert contents(place) == contents(tmp_path / "whole")


def test_two_attempts_at_one_part_at_the_same_time_do_no_harm(
    sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recipe = Recipe(tmp_path / "graph", Base())
    make = PartMaker(recipe, recipe.fingerprint(), tmp_path)
    part = Part(0, (str(sources / "a.txt"), str(sources / "b.txt")))
    read, seconds = Maker.sources, list[Done]()

    def sources_of(self: Maker, file: Path) -> object:
        if file.name == "b.txt" and not seconds:  # the first attempt has half of the part
            seconds.append(Done(0, False))
            seconds[0] = make(part)
        return read(self, file)

    monkeypatch.setattr(Maker, "sources", sources_of)
    assert make(part).is_new
    assert seconds[0].is_new
    assert not make(part).is_new  # and what stands there fits its report
    assert sorted(file.name for file in tmp_path.glob("*part-*")) == [
        "part-00000.json",
        "part-00000.nq",
    ]


def test_a_full_disk_is_one_message_and_leaves_no_half_file(
    sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(partition_of.os, "fsync", full)
    with pytest.raises(GraphError, match=r"parts: cannot be written: No space left"):
        written(sources, tmp_path / "parts")
    assert made(tmp_path / "parts") == {}
    assert list((tmp_path / "parts").glob(".part*")) == []


def test_a_file_whose_id_another_has_is_left_out_until_the_other_is_gone(
    sources: Path, tmp_path: Path
) -> None:
    place = tmp_path / "parts"
    report, _ = written(sources, place)
    (refused,) = (told for told in report.failures if "has the id" in told)
    assert f"{sources}/more/b.txt: has the id 'b' of {sources}/b.txt" in refused
    told = [line for line in loaded(place).splitlines() if line.endswith("/graph/b> .")]
    assert told
    assert not any("gwanak" in line for line in told)
    (sources / "b.txt").unlink()
    report, _ = written(sources, place)
    assert not any("has the id" in told for told in report.failures)
    written(sources, tmp_path / "fresh")
    assert contents(place) == contents(tmp_path / "fresh")


def test_parts_that_are_of_no_file_any_more_are_removed_and_nothing_else(
    sources: Path, tmp_path: Path
) -> None:
    place = tmp_path / "parts"
    written(sources, place)
    write(place, "part-notes.nq", "# mine\n")
    write(place, "other.txt", "mine\n")
    for file in (sources / "more").iterdir():
        file.unlink()
    written(sources, place)
    kept = [f"part-0000{number}.nq" for number in range(4)]
    assert sorted(made(place)) == [*kept, "part-notes.nq"]
    assert not (place / "part-00004.json").exists()
    assert (place / "other.txt").exists()


def test_where_the_original_goes_no_part_but_its_own_is_made_again(
    sources: Path, tmp_path: Path
) -> None:
    place = tmp_path / "parts"
    write(sources, "a.txt.yaml", "date: 2020-01-01\n")
    write(sources, "d.txt.yaml", "date: 2019-01-01\n")
    written(sources, place)
    origins = (place / "origins.nq").read_text(encoding="utf-8")
    assert (
        "source/a> <https://w3id.org/trackrecord/ontology#origin> <https://w3id.org/trackrecord/id/source/d>"
        in origins
    )
    before = made(place)
    write(sources, "d.txt.yaml", "date: 2021-01-01\n")
    written(sources, place)
    assert renewed(place, before) == {"part-00002.nq"}
    origins = (place / "origins.nq").read_text(encoding="utf-8")
    assert (
        "source/d> <https://w3id.org/trackrecord/ontology#origin> <https://w3id.org/trackrecord/id/source/a>"
        in origins
    )


def test_rejected_rows_are_written_and_strict_stops_at_them(sources: Path, tmp_path: Path) -> None:
    write(sources, "jobs.csv", TABLE.format("?"))
    written(sources, tmp_path / "parts")
    written(sources, tmp_path / "parts", recipe={"rejects": tmp_path / "rejects"})
    assert (tmp_path / "rejects" / "jobs.rejects.csv").exists()
    with pytest.raises(TableError, match=r"jobs\.csv, row 2: "):
        written(sources, tmp_path / "parts", recipe={"strict": True})


def test_tables_that_an_export_wrote_are_refused_and_it_is_said_what_to_do(
    sources: Path, tmp_path: Path
) -> None:
    build([sources], tmp_path / "built", Base(), lambda told: None)
    for name, text in to_csv_files(load(tmp_path / "built"), DEFAULT_BASE).items():
        write(sources, f"tables/{name}", text)
    report, _ = written(sources, tmp_path / "parts")
    refused = [told for told in report.failures if "/tables/" in told]
    assert refused
    assert all("export --format nquads" in told for told in refused)


def test_parts_do_not_lie_among_the_documents_that_are_read(sources: Path) -> None:
    before = sorted(sources.rglob("*"))
    with pytest.raises(GraphError, match="name another directory"):
        written(sources, sources)
    assert sorted(sources.rglob("*")) == before


def test_where_nothing_can_be_read_the_directory_is_not_whole(tmp_path: Path) -> None:
    write(tmp_path / "bad", "bad.md", "---\n: [\n---\n")
    with pytest.raises(DocumentError, match=r"bad\.md"):
        written(tmp_path / "bad", tmp_path / "parts")
    assert not (tmp_path / "parts" / "report.json").exists()


def test_a_process_with_another_reader_or_authority_makes_no_part(
    sources: Path, tmp_path: Path
) -> None:
    make = PartMaker(Recipe(tmp_path / "graph", Base()), b"of another version", tmp_path)
    done = make(Part(0, (str(sources / "a.txt"),)))
    assert done.failure is not None
    assert "not those of the machine that started the build" in done.failure
    assert list(tmp_path.glob("part-*")) == []


def test_parts_that_were_written_where_nobody_else_sees_them_are_told(
    sources: Path, tmp_path: Path
) -> None:
    def elsewhere(parts: list[Part], make: PartMaker, progress: object) -> list[Done]:
        return [Done(part.number, True) for part in parts]

    class Elsewhere:
        def __enter__(self) -> object:
            return elsewhere

        def __exit__(self, *error: object) -> None:
            pass

    with pytest.raises(GraphError, match="on a file system that all"):
        build_parts([sources], tmp_path / "parts", Recipe(tmp_path, Base()), Elsewhere(), print)  # type: ignore[arg-type]


DOCUMENTS = 40


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("corpus")
    synthetic.write(place, DOCUMENTS, seed=5, size=600)
    return place


BUILD = """
import sys
from functools import partial
from pathlib import Path
from trackrecord.bulk import build_parts
from trackrecord.iris import Base
from trackrecord.making import Recipe
from trackrecord.parts import partition
from trackrecord.processes import processes

if __name__ == "__main__":
    corpus, place = map(Path, sys.argv[1:])
    say = partial(print, file=sys.stderr, flush=True)
    cut = partial(partition, files=4)
    build_parts([corpus], place, Recipe(place.parent / "graph", Base()), processes(2), say, cut=cut)
"""


@pytest.mark.parametrize("seed", range(2))
def test_a_build_killed_at_random_goes_on_where_it_was_to_the_same_bytes(
    corpus: Path, tmp_path: Path, seed: int
) -> None:
    script = write(tmp_path, "script.py", BUILD)
    command = [sys.executable, str(script), str(corpus), str(tmp_path / "parts")]
    chance, before = random.Random(seed), dict[str, int]()
    for lines in (chance.randint(1, 4), chance.randint(4, 8)):
        process = subprocess.Popen(
            command, stderr=subprocess.PIPE, text=True, start_new_session=True
        )
        assert process.stderr is not None
        for _ in range(lines):
            process.stderr.readline()
        time.sleep(chance.random() / 10)
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        assert renewed(tmp_path / "parts", before).isdisjoint(before)
        before = made(tmp_path / "parts")
    assert not (tmp_path / "parts" / "report.json").exists()
    subprocess.run(command, check=True, capture_output=True)
    assert renewed(tmp_path / "parts", before).isdisjoint(before)
    recipe, cut = Recipe(tmp_path / "graph", Base()), partial(partition, files=4)
    build_parts([corpus], tmp_path / "whole", recipe, processes(1), lambda told: None, cut=cut)
    assert contents(tmp_path / "parts") == contents(tmp_path / "whole")
