"""The words behind a fact in a dataset: each quote with its source."""

from dataclasses import dataclass

from pyoxigraph import NamedNode, Store

_QUOTES = """
PREFIX tr: <https://w3id.org/trackrecord/ontology#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX dcterms: <http://purl.org/dc/terms/>
SELECT ?fact ?exact ?start ?source ?title ?issued ?url ?file ?prefix ?suffix WHERE {
  ?fact tr:evidence ?evidence .
  ?evidence oa:hasSource ?source ; oa:hasSelector ?quote , ?position .
  ?quote oa:exact ?exact .
  ?position oa:start ?start .
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

    `prefix` and `suffix` are the text before and after the words, as far as it is kept.
    """

    source: str
    start: int
    exact: str
    title: str
    issued: str | None
    url: str | None
    prefix: str = ""
    suffix: str = ""

    def to_text(self) -> str:
        """The quote and where it is from, on one line."""
        when = f", {self.issued}" if self.issued else ""
        return f"“{' '.join(self.exact.split())}” ({self.title}{when})"


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
                int(row["start"].value),
                row["exact"].value,
                title.value,
                row["issued"].value if row["issued"] else None,
                row["url"].value if row["url"] else None,
                row["prefix"].value if row["prefix"] else "",
                row["suffix"].value if row["suffix"] else "",
            )
        )
    return tuple(sorted(found, key=lambda quote: (quote.source, quote.start, quote.exact)))
