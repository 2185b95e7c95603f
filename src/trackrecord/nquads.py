"""Statements of one named graph as sorted lines of N-Quads.

Python sorts text by code points, which is the order of its bytes in UTF-8: `LC_ALL=C sort` agrees.
"""

from collections.abc import Iterable

from pyoxigraph import Literal

from trackrecord.turtle import Statement, iri_text


def quad_lines(said: Iterable[Statement], graph: str) -> list[str]:
    r"""Some statements as lines in a named graph, sorted, each once.

    >>> quad_lines([("urn:a", "urn:of", Literal("x")), ("urn:a", "urn:of", "urn:b")], "urn:g")
    ['<urn:a> <urn:of> "x" <urn:g> .\n', '<urn:a> <urn:of> <urn:b> <urn:g> .\n']
    """
    end = f" {iri_text(graph)} .\n"
    known: dict[str, str] = {}

    def text(iri: str) -> str:
        found = known.get(iri)
        if found is None:
            found = known[iri] = iri_text(iri)
        return found

    return sorted(
        {
            f"{text(subject)} {text(predicate)} "
            f"{value if isinstance(value, Literal) else text(value)}{end}"
            for subject, predicate, value in said
        }
    )
