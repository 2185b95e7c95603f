import multiprocessing
import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import rdflib
from oxrdflib.store import OxigraphStore
from pyoxigraph import DefaultGraph, Store

from trackrecord import dataset
from trackrecord.errors import GraphError

SHARED = "<https://example.org/fact> <https://example.org/says> 1 .\n"
OWN = "<https://example.org/other> <https://example.org/says> {} .\n"


def graph_of(place: Path, **sources: str) -> Path:
    (place / "sources").mkdir(parents=True)
    for name, text in sources.items():
        (place / "sources" / f"{name}.ttl").write_text(text, encoding="utf-8")
    return place


def put_in_place(graph: Path, files: dict[str, str]) -> None:
    with dataset.new_sources(graph) as place:
        for name, text in files.items():
            (place / name).write_text(text, encoding="utf-8")


def count(store: Store, pattern: str, **options: Any) -> int:
    rows = store.query(f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}", **options)
    return int(next(iter(rows))["n"].value)  # type: ignore[call-overload, index, union-attr, arg-type]


STATED = "?s <https://example.org/says> ?o"


def test_a_triple_that_two_sources_state_counts_once(tmp_path: Path) -> None:
    store = dataset.load(graph_of(tmp_path, a=SHARED, b=SHARED + OWN.format(2)))
    assert count(store, STATED) == 2


def test_the_union_of_named_graphs_would_count_it_twice(tmp_path: Path) -> None:
    store = dataset.load(graph_of(tmp_path, a=SHARED, b=SHARED))
    assert count(store, STATED) == 1
    assert count(store, f"GRAPH ?g {{ {STATED} }}") == 2
    assert count(store, STATED, use_default_graph_as_union=True) > 1


def test_each_file_is_a_named_graph(tmp_path: Path) -> None:
    store = dataset.load(graph_of(tmp_path, a=SHARED, b=SHARED))
    assert dataset.source_graphs(store) == [
        "https://w3id.org/trackrecord/id/graph/a",
        "https://w3id.org/trackrecord/id/graph/b",
    ]


@pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")  # rdflib warns of its own use
def test_the_dataset_has_an_rdflib_face(tmp_path: Path) -> None:
    face = dataset.rdflib_dataset(dataset.load(graph_of(tmp_path, a=SHARED)))
    assert isinstance(face, rdflib.Dataset)
    assert isinstance(face.store, OxigraphStore)
    (row,) = face.query(f"SELECT ?s WHERE {{ {STATED} }}")
    assert str(row[0]) == "https://example.org/fact"  # type: ignore[index]


def test_the_store_computes_from_left_to_right() -> None:
    rows = Store().query("SELECT (10 - 3 - 2 AS ?a) (100 / 10 / 2 AS ?b) WHERE {}")
    row = next(iter(rows))  # type: ignore[call-overload]
    assert (float(row["a"].value), float(row["b"].value)) == (5, 5)


def test_the_authority_that_ships_is_used_where_a_graph_has_none(tmp_path: Path) -> None:
    store = dataset.load(graph_of(tmp_path, a=SHARED))
    assert count(store, "?g a <https://w3id.org/trackrecord/ontology#Government>") == 243


def test_a_graph_may_bring_its_own_authority(tmp_path: Path) -> None:
    graph = graph_of(tmp_path, a=SHARED)
    (graph / "authority").mkdir()
    (graph / "authority" / "own.ttl").write_text(OWN.format(3), encoding="utf-8")
    store = dataset.load(graph)
    assert count(store, "?g a <https://w3id.org/trackrecord/ontology#Government>") == 0


def test_broken_turtle_is_named_with_its_line(tmp_path: Path) -> None:
    graph = graph_of(tmp_path, a=SHARED + "nonsense here\n")
    with pytest.raises(GraphError, match=r"a\.ttl, line 2: not Turtle"):
        dataset.load(graph)


def test_a_file_that_is_not_text_is_named(tmp_path: Path) -> None:
    graph = graph_of(tmp_path, a=SHARED)
    (graph / "sources" / "b.ttl").write_bytes(b"\xff\xfe\x00\x01")
    with pytest.raises(GraphError, match=r"b\.ttl"):
        dataset.load(graph)


def test_where_nothing_is_built_the_message_says_how_to_build(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match="run `trackrecord build"):
        dataset.load(tmp_path)


def test_a_directory_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "graph").write_text("a file", encoding="utf-8")
    with pytest.raises(GraphError, match="cannot be written"):
        put_in_place(tmp_path / "graph", {"a.ttl": SHARED})


def test_what_was_built_before_is_replaced_whole(tmp_path: Path) -> None:
    put_in_place(tmp_path, {"a.ttl": SHARED, "b.ttl": SHARED})
    put_in_place(tmp_path, {"c.ttl": SHARED})
    assert [file.name for file in tmp_path.rglob("*") if file.is_file()] == ["c.ttl"]


def test_verdicts_are_a_graph_of_their_own_and_no_source(tmp_path: Path) -> None:
    graph = graph_of(tmp_path, a=SHARED)
    dataset.write_verdicts(graph, OWN.format(9))
    store = dataset.load(graph)
    assert count(store, "GRAPH <https://w3id.org/trackrecord/id/graph/checks> { ?s ?p ?o }") == 1
    assert dataset.source_graphs(store) == ["https://w3id.org/trackrecord/id/graph/a"]
    assert count(dataset.load(graph, with_verdicts=False), STATED) == 1


def test_a_build_takes_the_verdicts_on_the_old_graph_with_it(tmp_path: Path) -> None:
    put_in_place(tmp_path, {"a.ttl": SHARED})
    dataset.write_verdicts(tmp_path, OWN.format(9))
    put_in_place(tmp_path, {"a.ttl": SHARED})
    assert [file.name for file in tmp_path.rglob("*") if file.is_file()] == ["a.ttl"]


def test_verdicts_replace_what_was_there_and_leave_nothing_else(tmp_path: Path) -> None:
    graph = graph_of(tmp_path, a=SHARED)
    dataset.write_verdicts(graph, OWN.format(8))
    dataset.write_verdicts(graph, OWN.format(9))
    assert [file.name for file in (graph / "checks").iterdir()] == ["verdicts.ttl"]


def test_verdicts_that_cannot_be_written_are_an_error(tmp_path: Path) -> None:
    graph = graph_of(tmp_path, a=SHARED)
    (graph / "checks").write_text("a file", encoding="utf-8")
    with pytest.raises(GraphError, match="cannot be written"):
        dataset.write_verdicts(graph, SHARED)


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _replace_and_die(graph: Path, step: int) -> None:
    """Replace the sources and die at the given call among those that touch the disk."""
    left = [step]

    def dying(call: Callable[..., Any]) -> Callable[..., Any]:
        def wrapped(*args: Any, **kwargs: Any) -> Any:
            if left[0] == 0:
                _die()
            left[0] -= 1
            return call(*args, **kwargs)

        return wrapped

    Path.rename = dying(Path.rename)  # type: ignore[method-assign]
    Path.mkdir = dying(Path.mkdir)  # type: ignore[method-assign]
    dataset.shutil.rmtree = dying(dataset.shutil.rmtree)  # type: ignore[assignment]
    Path.write_text = dying(Path.write_text)  # type: ignore[method-assign]
    put_in_place(graph, {"a.ttl": OWN.format(7), "b.ttl": OWN.format(8)})


@pytest.mark.parametrize("step", range(9))
def test_a_build_killed_at_any_step_leaves_the_old_graph_or_the_new(
    tmp_path: Path, step: int
) -> None:
    put_in_place(tmp_path, {"a.ttl": SHARED})
    child = multiprocessing.get_context("fork").Process(
        target=_replace_and_die, args=(tmp_path, step)
    )
    child.start()
    child.join()
    assert child.exitcode in (0, -signal.SIGKILL)
    store = dataset.load(tmp_path)
    old = count(store, "<https://example.org/fact> ?p ?o") == 1
    new = count(store, "<https://example.org/other> ?p ?o") == 2
    assert old != new
    put_in_place(tmp_path, {"a.ttl": SHARED})
    assert [file.name for file in tmp_path.rglob("*") if file.is_file()] == ["a.ttl"]


def test_the_default_graph_is_the_merge_and_nothing_else(tmp_path: Path) -> None:
    store = dataset.load(graph_of(tmp_path, a=SHARED, b=OWN.format(1)))
    merged = {q.triple for q in store.quads_for_pattern(None, None, None, DefaultGraph())}
    named = {q.triple for q in store if not isinstance(q.graph_name, DefaultGraph)}
    assert merged == named


def test_a_disk_that_is_full_keeps_the_old_graph_and_nothing_of_the_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_in_place(tmp_path, {"a.ttl": SHARED})
    dataset.write_verdicts(tmp_path, SHARED)

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(GraphError, match="cannot be written: No space left on device"):
        put_in_place(tmp_path, {"b.ttl": SHARED})
    with pytest.raises(GraphError, match="cannot be written: No space left on device"):
        dataset.write_verdicts(tmp_path, SHARED)
    kept = sorted(str(file.relative_to(tmp_path)) for file in tmp_path.rglob("*"))
    assert kept == ["checks", "checks/verdicts.ttl", "sources", "sources/a.ttl"]
