"""The queries that ship, as texts that any endpoint understands: what a page offers to begin with."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from trackrecord.querying import Parameter, named_queries
from trackrecord.resources import directory
from trackrecord.vocabulary import TR, prefixes

#: What may look like a prefixed name and is none, and what is one (SPARQL 1.1, section 19.8).
_TOKEN = re.compile(
    r"""<[^<>"{}|^`\\\s]*>|\"(?:[^"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|\#[^\n]*"""
    r"""|(?<![\w?$-])(?P<prefix>[A-Za-z][\w-]*):"""
)


@dataclass(frozen=True, slots=True)
class Example:
    """A query to begin with: the question it answers, its parameters, what a row means, its whole text."""

    name: str
    question: str
    parameters: tuple[Parameter, ...]
    row: str
    text: str


@cache
def examples(base: str) -> tuple[Example, ...]:
    """The queries that ship, by name, for data under a base."""
    found = named_queries(directory("queries")).values()
    return tuple(
        Example(each.name, each.question, each.parameters, each.row, declared(each.text, base))
        for each in found
    )


def declared(text: str, base: str) -> str:
    """A query with a declaration of every prefix of ours that it uses before it.

    >>> print(declared("SELECT ?a { ?a a tr:Award ; rdfs:seeAlso <tr:x> } # skos:", "https://example.org/"))
    PREFIX tr: <https://w3id.org/trackrecord/ontology#>
    PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
    <BLANKLINE>
    SELECT ?a { ?a a tr:Award ; rdfs:seeAlso <tr:x> } # skos:
    """
    used = {found["prefix"] for found in _TOKEN.finditer(text)}
    lines = [f"PREFIX {name}: <{iri}>" for name, iri in prefixes(base).items() if name in used]
    return "\n".join([*lines, "", text.strip()]) if lines else text.strip()


def prefix_lines(base: str) -> Iterable[str]:
    """Every prefix of ours as an editor offers it: `tr: <https://…>`."""
    return tuple(f"{name}: <{iri}>" for name, iri in prefixes(base).items())


def terms() -> tuple[str, ...]:
    """Every term of the ontology as a prefixed name, as an editor completes it."""
    return tuple(sorted(f"tr:{name}" for name in TR.__annotations__ if not name.startswith("_")))
