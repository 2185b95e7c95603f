"""A question put to an endpoint → the answer that the graph there gives, as one here would.

The query goes as it is, with the prefixes that it uses. Values of parameters are joined to it by VALUES at its end,
which is what binding them in a store here does. What is malformed is told before anything is sent.
"""

import re
from collections.abc import Callable, Mapping, Sequence

from pyoxigraph import Store

from trackrecord.endpoint import Endpoint
from trackrecord.errors import EndpointError, UnknownNameError
from trackrecord.naming import Names
from trackrecord.neighbourhood import all_labels, labels_of
from trackrecord.paging import masked, rows_of, triples_of, without_services
from trackrecord.querying import Answer, NamedQuery, Table, Term, run, to_term, values_of
from trackrecord.vocabulary import RDF, prefixes

_TYPE = f"<{RDF.type}>"
#: A type that several named graphs state of one thing, if there is one among the first of them.
_SHARED = f"""SELECT ?s ?o (COUNT(*) AS ?n) {{
  {{ SELECT ?s ?o {{ GRAPH ?g {{ ?s {_TYPE} ?o }} FILTER (isIRI(?s)) }} LIMIT 2000 }}
}} GROUP BY ?s ?o ORDER BY DESC(?n) LIMIT 1"""


def asked(
    endpoint: Endpoint,
    query: NamedQuery,
    given: Sequence[str],
    base: str,
    say: Callable[[str], None],
    is_labelled: bool = True,
) -> tuple[Answer, Names]:
    """The answer of an endpoint, with the labels of the things in it where it is to be shown with them.

    Says so where the endpoint's default graph is not the merge of its named graphs.

    Raises:
        QueryError: a parameter is unknown or missing, or the query is malformed or an update.
        UnknownNameError: a value names nothing in the graph, or several things.
        EndpointError: there is no answer.
    """
    terms = _terms(endpoint, values_of(query, given), base)
    # Is it well-formed, and of which form?
    expected = run(Store(), without_services(query.text), base, terms, query.name)
    text = declared(with_values(query.text, terms), base)
    answer: Answer
    if isinstance(expected, bool):
        answer = endpoint.ask(text)
    elif isinstance(expected, Table):
        found = rows_of(endpoint, text)
        answer = Table(expected.columns, _in_order(expected.columns, found.columns, found.rows))
    else:
        answer = triples_of(endpoint, text)
    note = note_on_default_graph(endpoint)
    if note:
        say(note)
    rows = answer.rows if isinstance(answer, Table) and is_labelled else ()
    return answer, Names(labels_of(endpoint, {cell for row in rows for cell in row}), base)


def _in_order(
    wanted: Sequence[str], columns: Sequence[str], rows: Sequence[tuple[Term | None, ...]]
) -> tuple[tuple[Term | None, ...], ...]:
    """Rows with the columns that were asked for; a server may leave out those that are never bound."""
    if tuple(wanted) == tuple(columns):
        return tuple(rows)
    places = [columns.index(name) if name in columns else None for name in wanted]
    return tuple(
        tuple(row[place] if place is not None else None for place in places) for row in rows
    )


def _terms(endpoint: Endpoint, values: Mapping[str, str], base: str) -> dict[str, Term]:
    """Values as terms; all labels are fetched where one is a name that has to be looked up."""
    try:
        none = Names(Store(), base)
        return {key: to_term(value, none) for key, value in values.items()}
    except UnknownNameError:
        names = Names(all_labels(endpoint), base)
        return {key: to_term(value, names) for key, value in values.items()}


def with_values(query: str, terms: Mapping[str, Term]) -> str:
    """The query with its parameters bound by VALUES at its end."""
    if not terms:
        return query
    names = " ".join(f"?{name}" for name in terms)
    row = " ".join(str(term) for term in terms.values())
    return f"{query.rstrip()}\nVALUES ({names}) {{ ({row}) }}"


def declared(query: str, base: str) -> str:
    r"""The query with a declaration for each of our prefixes that it uses and does not declare itself.

    >>> declared("SELECT ?a { ?a a tr:Award }", "https://example.org/")
    'PREFIX tr: <https://w3id.org/trackrecord/ontology#>\nSELECT ?a { ?a a tr:Award }'
    """
    grammar = masked(query)
    used = set(re.findall(r"(?<![\w:.-])([A-Za-z][\w.-]*):", grammar))
    own = set(re.findall(r"\bPREFIX\s+([\w.-]*):", grammar, re.IGNORECASE))
    lines = [f"PREFIX {name}: <{iri}>\n" for name, iri in prefixes(base).items() if name in used - own]  # fmt: skip
    return "".join(lines) + query


def note_on_default_graph(endpoint: Endpoint) -> str | None:
    """What to know of an endpoint's default graph, which here is the merge of the named graphs; None if it is."""
    try:
        found = endpoint.select(_SHARED).rows
        if not found:
            return None
        ((subject, kind, number),) = found
        ((times,),) = endpoint.select(
            f"SELECT (COUNT(*) AS ?n) {{ {subject} {_TYPE} {kind} }}"
        ).rows
    except EndpointError:  # it has answered the question, and this is beside it
        return None
    if int(times.value) == 0:
        return (
            f"{endpoint.url}: its default graph does not hold what its named graphs hold, so only what stands in "
            "GRAPH finds that; load the merge too (see docs/scale.md)"
        )
    if int(times.value) > 1 and int(number.value) > 1:
        return (
            f"{endpoint.url}: its default graph repeats what several named graphs state, so rows and counts may be "
            "too many; ask with DISTINCT, or load the merge (see docs/scale.md)"
        )
    return None
