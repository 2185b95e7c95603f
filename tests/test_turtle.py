import pyoxigraph
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple

from trackrecord.turtle import to_turtle, written

XSD = "http://www.w3.org/2001/XMLSchema#"
PREFIXES = {"ex": "https://example.org/", "thing": "https://example.org/thing/", "xsd": XSD}

NAME = st.from_regex(r"[abcXYZ019._~%가나다/-]{1,6}(?:#[a-z0-9=,._-]{0,4})?", fullmatch=True)
NODE = st.builds(lambda name: NamedNode("https://example.org/" + name.replace("%", "%25")), NAME)
WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12
)
LITERAL = st.one_of(
    st.builds(Literal, WORDS),
    st.builds(lambda text: Literal(text, language="ko"), WORDS),
    st.builds(lambda n: Literal(str(n), datatype=NamedNode(f"{XSD}integer")), st.integers()),
    st.builds(
        lambda text: Literal(text, datatype=NamedNode(f"{XSD}decimal")),
        st.sampled_from(["1.10", "-0.5", "7"]),
    ),
    st.just(Literal("2021", datatype=NamedNode(f"{XSD}gYear"))),
)
TRIPLES = st.lists(st.builds(Triple, NODE, NODE, st.one_of(NODE, LITERAL)), max_size=8)


@given(TRIPLES)
def test_what_is_written_is_read_back_the_same(triples: list[Triple]) -> None:
    text = to_turtle(triples, PREFIXES)
    assert {quad.triple for quad in pyoxigraph.parse(text, format=RdfFormat.TURTLE)} == set(triples)


@given(st.lists(st.builds(Triple, NODE, NODE, NODE), max_size=8))
def test_another_parser_reads_the_same_number_of_triples(triples: list[Triple]) -> None:
    text = to_turtle(triples, PREFIXES)
    assert len(rdflib.Graph().parse(data=text, format="turtle")) == len(set(triples))


@given(TRIPLES, st.randoms())
def test_the_order_of_the_triples_does_not_show(triples: list[Triple], random: object) -> None:
    shuffled = list(triples)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert to_turtle(shuffled, PREFIXES) == to_turtle(triples, PREFIXES)


def test_a_subject_is_a_block_with_its_type_first() -> None:
    ex = "https://example.org/"
    rdf_type = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    triples = [
        Triple(NamedNode(ex + "a"), NamedNode(ex + "b"), Literal("2")),
        Triple(NamedNode(ex + "a"), NamedNode(ex + "b"), Literal("1")),
        Triple(NamedNode(ex + "a"), rdf_type, NamedNode(ex + "thing/C")),
    ]
    assert to_turtle(triples, PREFIXES) == (
        "@prefix ex: <https://example.org/> .\n"
        "@prefix thing: <https://example.org/thing/> .\n"
        "\n"
        "ex:a\n"
        "    a thing:C ;\n"
        '    ex:b "1" ,\n'
        '        "2" .\n'
    )


def test_hangul_stands_in_a_local_name() -> None:
    node = NamedNode("https://example.org/청년-센터")
    assert "ex:청년-센터" in to_turtle([Triple(node, node, node)], PREFIXES)


def test_a_fragment_under_a_prefix_stays_a_whole_iri() -> None:
    node = NamedNode("https://example.org/a#char=1,2")
    assert "<https://example.org/a#char=1,2>" in to_turtle([Triple(node, node, node)], PREFIXES)


def test_a_blank_node_is_refused() -> None:
    node = NamedNode("https://example.org/a")
    with pytest.raises(ValueError, match="not stored here"):
        to_turtle([Triple(node, node, BlankNode())], PREFIXES)


def test_statements_are_written_as_their_triples_are_and_counted_once_each() -> None:
    iri = "https://example.org/a"
    said = [(iri, iri, iri), (iri, iri, Literal("a")), (iri, iri, iri)]
    node = NamedNode(iri)
    triples = {Triple(node, node, node), Triple(node, node, Literal("a"))}
    assert written(said, PREFIXES) == (to_turtle(triples, PREFIXES), 2)
