"""SERVICE is told from the word, and FROM from what is from somewhere, as the engine's parser reads a query."""

import pytest

from trackrecord.serving.clauses import graphs_to_merge, is_federated

BASE = "https://example.org/"
PREFIXES = {"ex": "https://example.org/"}


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://example.org/sparql> { ?s ?p ?o } }",
        "SELECT * { service silent ?where { } }",
        "SELECT * { SERVICE#comment\nSILENT ex:x { } }",
        "SELECT * { OPTIONAL { { SELECT * { { SERVICE ex:a {} } UNION {} } } } }",
        "SELECT * { FILTER EXISTS { ?s ?p ?o MINUS { SERVICE ex:a {} } } }",
        "SELECT * { FILTER NOT EXISTS { GRAPH ?g { SERVICE ?g { ?s ?p ?o } } } }",
        "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE ex:a { ?s ?p ?o } }",
        "DESCRIBE ?s { SERVICE ex:a { ?s ?p ?o } }",
        "ASK { SERVICE ex:a {} }",
        "SELECT * { FILTER(1<2)SERVICE#>\n?s{} }",
        "SELECT * { FILTER(?a<?b)SERVICE ?c{FILTER(1>0)} }",
        "SELECT * { ?s ex:p \"x\" .SERVICE<http://example.org/>{} }",
        "PREFIX service: <http://example.org/> SELECT * { SERVICE service:x { ?service ?p ?o } }",
        'SELECT ("SERVICE" AS ?x) { SERVICE ex:a {} }',
        "SELECT * { VALUES ?s { 'a' } BIND('}' AS ?y) SERVICE ?s {} # SERVICE\n}",
        "SELECT * { FILTER(EXISTS { SERVICE ex:a {} } || true) }",
        "SELECT (COUNT(*) AS ?n) { { SELECT ?x { SERVICE ex:a {} } GROUP BY ?x } }",
    ],
)  # fmt: skip
def test_a_service_is_seen_wherever_it_stands(query: str) -> None:
    assert is_federated(query, BASE, PREFIXES)


@pytest.mark.parametrize(
    "query",
    [
        'SELECT ("SERVICE <http://example.org/> {}" AS ?x) {}',
        "SELECT ('''a\nSERVICE ex:a {}''' AS ?x) {}",
        "SELECT * { # SERVICE ex:a {}\n }",
        "SELECT ?service { ?service <http://example.org/service> 'service'@en }",
        "PREFIX service: <http://example.org/service#> SELECT * { ?s service:service service:SERVICE }",
        "SELECT * { ?s ?p ?o FILTER(STR(?p) = 'service') _:service ?q ?r }",
        "SELECT * { ?s a ex:Customerservice }",
        "SELECT * { ?s ?p ?o }",
        'SELECT ("\\"SERVICE" AS ?x) {}',
    ],
)
def test_the_word_service_is_none(query: str) -> None:
    assert not is_federated(query, BASE, PREFIXES)


@pytest.mark.parametrize(
    "query", ["SELECT * { SERVICE }", "ASK { 'service' ", "service", "SERVICE ex:a {}"]
)
def test_what_is_no_query_is_none_of_both(query: str) -> None:
    with pytest.raises(SyntaxError):
        is_federated(query, BASE, PREFIXES)


def test_the_keyword_written_in_escapes_is_never_let_through() -> None:
    assert is_federated("ASK { \\u0053ERVICE ex:a {} }", BASE, PREFIXES)


def test_graphs_are_merged_where_a_query_is_from_several() -> None:
    query = "SELECT * FROM ex:a FROM <b> FROM NAMED ex:c FROM ex:a { ?s ?p ?o }"
    found = graphs_to_merge(query, BASE, PREFIXES)
    assert found == ([f"{BASE}a", f"{BASE}b"], [f"{BASE}c"])


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s ?p ?o }",
        "SELECT * FROM ex:a FROM NAMED ex:b FROM NAMED ex:c { ?s ?p 'from FROM' }",
        "SELECT * { ?from ?p 'from' LATERAL { SELECT ?o { ?from ?q ?o } LIMIT 1 } }",
    ],
)
def test_one_graph_is_not_merged(query: str) -> None:
    assert graphs_to_merge(query, BASE, PREFIXES) is None


def test_graphs_that_cannot_be_told_are_not_guessed() -> None:
    query = "SELECT * FROM ex:a FROM ex:b { ?s ?p ?o LATERAL { SELECT ?x { ?s ?q ?x } LIMIT 1 } }"
    with pytest.raises(ValueError, match="default-graph-uri"):
        graphs_to_merge(query, BASE, PREFIXES)
