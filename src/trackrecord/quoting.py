"""The words behind a fact in a dataset: each quote with its source."""

import re
from dataclasses import dataclass

from pyoxigraph import NamedNode, Store

_QUOTES = """
PREFIX tr: <https://w3id.org/trackrecord/ontology#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX dcterms: <http://purl.org/dc/terms/>
SELECT ?fact ?exact ?start ?cells ?source ?title ?issued ?url ?file ?prefix ?suffix WHERE {
  ?fact tr:evidence ?evidence .
  ?evidence oa:hasSource ?source ; oa:hasSelector ?quote , ?place .
  ?quote oa:exact ?exact .
  OPTIONAL { ?place oa:start ?start }
  OPTIONAL { ?place rdf:value ?cells }
  FILTER (BOUND(?start) || BOUND(?cells))
  ?source tr:readFrom ?file .
  OPTIONAL { ?quote oa:prefix ?prefix }
  OPTIONAL { ?quote oa:suffix ?suffix }
  OPTIONAL { ?source dcterms:title ?title }
  OPTIONAL { ?source dcterms:issued ?issued }
  OPTIONAL { ?source dcterms:source ?url }
}"""


@dataclass(frozen=True, slots=True, order=True)
class Quote:
    """Words of a source, with what is known of it; `start` counts code points of its text.

    `cells` is the RFC 7111 fragment of words that stand in a table, and `start` is 0 then. `prefix` and `suffix` are the text before and after the words, as far as it is kept.
    """

    source: str
    start: int
    exact: str
    title: str
    issued: str | None
    url: str | None
    prefix: str = ""
    suffix: str = ""
    cells: str | None = None

    @property
    def place(self) -> dict[str, object]:
        """Where the words stand, as a JSON object: `start` in a text, `cells` in a table."""
        return {"cells": self.cells} if self.cells else {"start": self.start}

    @property
    def row(self) -> int | None:
        """The row of a table that the words stand in, from 1."""
        return int(re.findall(r"\d+", self.cells)[0]) if self.cells else None

    def to_text(self) -> str:
        """The quote and where it is from, on one line."""
        when = f", {self.issued}" if self.issued else ""
        where = f", {self.cells.replace('=', ' ')}" if self.cells else ""
        return f"“{' '.join(self.exact.split())}” ({self.title}{when}{where})"


def quotes_of(store: Store, fact: NamedNode) -> tuple[Quote, ...]:
    """The quotes behind a fact, by source and place; none for what is not a fact."""
    from pyoxigraph import Variable

    rows = store.query(_QUOTES, substitutions={Variable("fact"): fact})
    found = set()
    for row in rows:  # type: ignore[union-attr]
        title = row["title"] or row["file"]
        found.add(
            Quote(
                row["source"].value,
                int(row["start"].value) if row["start"] else 0,
                row["exact"].value,
                title.value,
                row["issued"].value if row["issued"] else None,
                row["url"].value if row["url"] else None,
                row["prefix"].value if row["prefix"] else "",
                row["suffix"].value if row["suffix"] else "",
                row["cells"].value if row["cells"] else None,
            )
        )
    return tuple(sorted(found, key=_order))


def _order(quote: Quote) -> tuple[object, ...]:
    """By source and place: cells by their numbers, so that row 9 comes before row 10."""
    numbers = [int(number) for number in re.findall(r"\d+", quote.cells or "")]
    return (quote.source, quote.start, numbers, quote.exact)
