"""The facts of a source, in the order of its text or rows."""

from collections.abc import Callable

from pyoxigraph import NamedNode, Store

from trackrecord.naming import Names
from trackrecord.profiles.source import cells_of, numbered, source

ABOUT = 'source:paper a tr:Source ; dcterms:title "The paper" ; tr:origin source:wire .\n'


def cell(place: str, value: int) -> str:
    at = f"<https://w3id.org/trackrecord/id/source/paper#cell={place}>"
    return (
        f"observation:o{value} a tr:Observation ; tr:value {value} ; tr:evidence {at} .\n"
        f"{at} oa:hasSource source:paper ; oa:hasSelector source:s{value} .\n"
        f'source:s{value} oa:exact "Trees: {value}" ; rdf:value "cell={place}" .\n'
    )


def test_row_nine_comes_before_row_ten(
    graph_of: Callable[..., Store],
    names_of: Callable[..., Names],
    node: Callable[[str], NamedNode],
) -> None:
    store = graph_of(paper=ABOUT + cell("10,2", 1) + cell("9,2", 2))
    found = source(store, node("source/paper"))
    told = numbered(store, found, names_of(store), 1, found.facts)
    assert [(c.fragment, c.facts) for c in cells_of(told)] == [
        ("cell=9,2", (1,)),
        ("cell=10,2", (2,)),
    ]


def test_a_source_names_the_one_that_it_reprints_and_those_that_do_too(
    graph_of: Callable[..., Store], node: Callable[[str], NamedNode]
) -> None:
    store = graph_of(
        paper=ABOUT,
        wire="source:wire a tr:Source ; tr:origin source:wire .",
        echo="source:echo a tr:Source ; tr:origin source:wire .",
    )
    found = source(store, node("source/paper"))
    assert found.origin == node("source/wire").value
    assert found.reprints == (node("source/echo").value, node("source/wire").value)
