import csv
import io
import shutil
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import DefaultGraph, RdfFormat, Store, parse
from rdflib.compare import isomorphic

from trackrecord.dataset import load
from trackrecord.exporting import FORMATS, TABLES, to_csv
from trackrecord.iris import DEFAULT_BASE

GRAPH = Path(__file__).parents[1] / "graph"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped sources with an authority of one file, so that every format is quick to parse."""
    place = tmp_path_factory.mktemp("graph")
    shutil.copytree(GRAPH / "sources", place / "sources")
    (place / "authority").mkdir()
    shutil.copy(GRAPH / "authority" / "units.ttl", place / "authority")
    return place


@pytest.fixture(scope="module")
def store(small: Path) -> Store:
    return load(small)


@pytest.fixture(scope="module")
def merged(store: Store) -> rdflib.Graph:
    lines = (f"{q.triple} .\n" for q in store.quads_for_pattern(None, None, None, DefaultGraph()))
    return rdflib.Graph().parse(data="".join(lines), format="nt")


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")  # rdflib's own use
@pytest.mark.parametrize(
    ("form", "parser"),
    [("turtle", "turtle"), ("ntriples", "nt"), ("jsonld", "json-ld"), ("rdfxml", "xml")],
)
def test_a_format_of_the_merge_is_read_back_the_same(
    store: Store, merged: rdflib.Graph, form: str, parser: str
) -> None:
    again = rdflib.Graph().parse(data=FORMATS[form](store, DEFAULT_BASE), format=parser)
    assert isomorphic(again, merged)


@pytest.mark.parametrize(
    ("form", "parser"), [("nquads", RdfFormat.N_QUADS), ("trig", RdfFormat.TRIG)]
)
def test_a_format_of_named_graphs_is_read_back_the_same(
    store: Store, form: str, parser: RdfFormat
) -> None:
    again = set(parse(FORMATS[form](store, DEFAULT_BASE), format=parser))
    assert again == {quad for quad in store if not isinstance(quad.graph_name, DefaultGraph)}


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_the_same_graph_gives_the_same_bytes_however_it_was_loaded(store: Store, form: str) -> None:
    other = Store()
    other.bulk_extend(sorted(store, key=str, reverse=True))
    assert FORMATS[form](other, DEFAULT_BASE) == FORMATS[form](store, DEFAULT_BASE)


@pytest.mark.parametrize("kind", sorted(TABLES))
def test_a_table_has_a_row_for_each_quote_of_each_fact(store: Store, kind: str) -> None:
    rows = list(csv.DictReader(io.StringIO(to_csv(store, TABLES[kind]))))
    assert rows
    assert all(row["quote"] and row["source"] and row["fact"] for row in rows)


def test_a_table_of_observations_has_the_value_and_how_it_was_printed(store: Store) -> None:
    rows = csv.DictReader(io.StringIO(to_csv(store, "Observation")))
    assert {"13342": "13,342"}.items() <= {row["value"]: row["printed"] for row in rows}.items()
