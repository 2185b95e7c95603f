"""A large graph is opened as a store on the disk, which says what loading the graph would say."""

import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pyoxigraph import Quad, Store

from trackrecord import dataset, stores
from trackrecord.errors import GraphError

Said = tuple[set[Quad], set[str]]


@pytest.fixture(autouse=True)
def any_graph_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stores, "SMALL", 0)


def said(store: Store) -> Said:
    return set(store), {graph.value for graph in store.named_graphs()}


def turtle(*numbers: int) -> str:
    """Statements; two files that have a number state the same."""
    return "".join(
        f"<https://example.org/{n}> <https://example.org/says> {n}.0 , 'x'@EN .\n" for n in numbers
    )


def write(graph: Path, name: str, text: str) -> None:
    (graph / "sources").mkdir(parents=True, exist_ok=True)
    (graph / "sources" / f"{name}.ttl").write_text(text, encoding="utf-8")


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    """A graph with a small authority of its own and two sources that share a statement."""
    place = tmp_path / "graph"
    (place / "authority").mkdir(parents=True)
    (place / "authority" / "own.ttl").write_text(turtle(0), encoding="utf-8")
    write(place, "a", turtle(1, 2))
    write(place, "b", turtle(2, 3))
    return place


def made(graph: Path) -> set[str]:
    return {each.name for each in (dataset.cache_of(graph) / "stores").iterdir()}


def test_the_store_on_the_disk_says_what_is_loaded_into_memory(graph: Path) -> None:
    assert said(stores.opened(graph)) == said(dataset.load(graph))
    assert len(made(graph)) == 1


def test_a_small_graph_is_loaded_and_leaves_nothing_on_the_disk(
    graph: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stores, "SMALL", 10_000_000)
    assert said(stores.opened(graph)) == said(dataset.load(graph))
    assert not dataset.cache_of(graph).exists()


def test_what_reads_all_of_a_graph_has_it_in_memory_until_it_is_large(
    graph: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert said(stores.opened(graph, reads_all=True)) == said(dataset.load(graph))
    assert not dataset.cache_of(graph).exists()
    monkeypatch.setattr(stores, "LARGE", 0)
    assert said(stores.opened(graph, reads_all=True)) == said(dataset.load(graph))
    assert len(made(graph)) == 1


def test_the_store_is_opened_again_while_no_file_changes(
    graph: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stores.opened(graph)
    monkeypatch.setattr(stores, "_made", None)
    assert said(stores.opened(graph)) == said(dataset.load(graph))


def test_the_store_can_only_be_read(graph: Path) -> None:
    with pytest.raises(RuntimeError, match="read-write"):
        stores.opened(graph).add(next(iter(dataset.load(graph))))


def edit(graph: Path, chance: random.Random) -> None:
    name = chance.choice("abcdefg")
    match chance.randrange(5):
        case 0:
            (graph / "sources" / f"{name}.ttl").unlink(missing_ok=True)
        case 1:
            write(graph, name, "")
        case 2:
            dataset.write_verdicts(graph, turtle(chance.randrange(6), 9))
        case _:
            write(graph, name, turtle(*(chance.randrange(6) for _ in range(3))))


@pytest.mark.parametrize("share", [0.0, 10.0], ids=["made anew", "changed"])
@pytest.mark.parametrize("seed", range(4))
def test_after_any_edits_the_store_says_what_is_loaded_into_memory(
    graph: Path, monkeypatch: pytest.MonkeyPatch, seed: int, share: float
) -> None:
    monkeypatch.setattr(stores, "_FEW", share)
    monkeypatch.setattr(stores, "_AT_ONCE", 2000)
    monkeypatch.setattr(stores, "_TICK", 0.005)
    chance = random.Random(seed)
    for _ in range(8):
        for _ in range(chance.randrange(3)):
            edit(graph, chance)
        with_verdicts = chance.random() < 0.6
        store = stores.opened(graph, with_verdicts=with_verdicts)
        assert said(store) == said(dataset.load(graph, with_verdicts=with_verdicts))


def test_few_changed_files_are_changed_in_the_last_store(
    graph: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(graph, "large", turtle(*range(10, 200)))
    stores.opened(graph)
    write(graph, "a", turtle(7))
    monkeypatch.setattr(stores, "_quads", None)
    assert said(stores.opened(graph)) == said(dataset.load(graph))


def test_a_file_edited_at_once_to_one_of_the_same_size_is_seen(graph: Path) -> None:
    for number in range(1, 8):
        write(graph, "a", turtle(number))
        assert said(stores.opened(graph)) == said(dataset.load(graph))


def test_another_base_has_a_store_of_its_own(graph: Path) -> None:
    stores.opened(graph)
    names = said(stores.opened(graph, "https://data.example.org/"))[1]
    assert "https://data.example.org/graph/a" in names


def test_a_broken_or_deleted_store_is_made_anew(graph: Path) -> None:
    (place,) = (
        dataset.cache_of(graph) / "stores" / name for name in (stores.opened(graph) and made(graph))
    )
    for file in (place / "store").iterdir():
        file.write_bytes(b"broken")
    assert said(stores.opened(graph)) == said(dataset.load(graph))
    shutil.rmtree(dataset.cache_of(graph))
    assert said(stores.opened(graph)) == said(dataset.load(graph))
    assert len(made(graph)) == 1


def test_where_no_store_can_be_made_the_graph_is_loaded(graph: Path) -> None:
    dataset.cache_of(graph).write_text("no directory", encoding="utf-8")
    assert said(stores.opened(graph)) == said(dataset.load(graph))


def test_broken_turtle_is_named_with_its_line(graph: Path) -> None:
    write(graph, "a", turtle(1) + "nonsense here\n")
    with pytest.raises(GraphError, match=r"a\.ttl, line 2: not Turtle"):
        stores.opened(graph)
    assert made(graph) == set()


def test_where_files_keep_changing_the_graph_is_loaded(
    graph: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stores, "_PATIENCE", 0)
    assert said(stores.opened(graph)) == said(dataset.load(graph))
    assert made(graph) == set()


def test_where_nothing_is_built_the_message_says_how_to_build(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match="run `trackrecord build"):
        stores.opened(tmp_path)


ALWAYS = "https://w3id.org/trackrecord/id/graph/b"
#: Opens the store of a graph some times and prints how much a source says that never changes.
ASKS = f"""
import random, sys, time
from pathlib import Path
from pyoxigraph import NamedNode
from trackrecord import stores
stores.SMALL = 0
for _ in range(int(sys.argv[2])):
    store = stores.opened(Path(sys.argv[1]))
    print(len(list(store.quads_for_pattern(None, None, None, NamedNode("{ALWAYS}")))), flush=True)
    time.sleep(random.random() / 50)
"""


def asking(graph: Path, times: int, before: str = "") -> subprocess.Popen[str]:
    command = [sys.executable, "-c", before + ASKS, str(graph), str(times)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_many_processes_at_once_all_get_their_answer_while_files_change(graph: Path) -> None:
    processes = [asking(graph, 8) for _ in range(4)]
    while any(process.poll() is None for process in processes):
        write(graph, "a", turtle(random.randrange(9)))
        time.sleep(0.1)
    told = [process.communicate()[0].split() for process in processes]
    assert told == [["4"] * 8] * 4
    assert [process.returncode for process in processes] == [0] * 4


def test_what_killed_processes_left_and_stores_of_old_are_deleted(graph: Path) -> None:
    dies = "import os; from trackrecord import stores; stores._fill = lambda *_: os._exit(9)"
    asking(graph, 1, dies).communicate()
    (left,) = made(graph)
    assert left.startswith(".new-")
    for number in range(6):  # each in a process of its own, for a store that is open stays
        write(graph, "a", turtle(number))
        assert asking(graph, 1).communicate()[0] == "4\n"
    assert left not in made(graph)
    assert len(made(graph)) <= 3


def test_a_store_on_the_disk_can_be_had_of_a_small_graph_too(
    graph: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stores, "SMALL", 10_000_000)
    for _ in range(2):
        with stores.on_disk(graph) as place:
            assert said(Store.read_only(str(place))) == said(dataset.load(graph))
    assert len(made(graph)) == 1


def test_a_store_that_is_asked_for_is_not_deleted_while_it_is_open(graph: Path) -> None:
    with stores.on_disk(graph) as place:
        for number in range(10, 16):
            write(graph, "c", turtle(number))
            stores.opened(graph)
        assert place.exists()
    write(graph, "c", turtle(16))
    stores.opened(graph)
    assert not place.exists()


def test_where_the_cache_cannot_be_written_a_store_is_made_elsewhere_and_then_deleted(
    graph: Path,
) -> None:
    dataset.cache_of(graph).write_text("no directory", encoding="utf-8")
    with stores.on_disk(graph) as place:
        assert said(Store.read_only(str(place))) == said(dataset.load(graph))
        assert graph not in place.parents
    assert not place.exists()


def test_a_broken_store_is_made_again_where_it_is_asked_for(graph: Path) -> None:
    with stores.on_disk(graph) as place:
        pass
    for file in place.iterdir():
        file.write_bytes(b"broken")
    with stores.on_disk(graph) as place:
        assert said(Store.read_only(str(place))) == said(dataset.load(graph))


def test_there_is_no_store_of_a_graph_that_was_not_built(tmp_path: Path) -> None:
    with (
        pytest.raises(GraphError, match="no graph has been built there"),
        stores.on_disk(tmp_path / "none"),
    ):
        pass
