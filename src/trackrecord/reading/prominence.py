"""How often a text names each government: what it names in passing it is not about."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from trackrecord.document import Document
from trackrecord.lexicon import Lexicon
from trackrecord.reading.mentions import Mention

_SELDOM = 2  # times that a text names what it is not about, at most


@dataclass(frozen=True, slots=True)
class Prominence:
    """Counts of the governments a text names, by IRI, and by name where the authority has none."""

    named: Counter[str] = field(default_factory=Counter)
    main: Mention | None = None  # what the text names most, where it first names it

    def is_passing(self, government: Mention) -> bool:
        """Whether it is named once, or twice, in a text that names another more than twice as often."""
        count = max((self.named[iri] for iri in government.iris or (government.name,)), default=0)
        return count <= _SELDOM and max(self.named.values(), default=0) > 2 * max(count, 1)


def prominence(document: Document, lexicon: Lexicon, unknown: Iterable[str] = ()) -> Prominence:
    """The counts of a document; `unknown` are names by their form, once for each time they stand."""
    known: Counter[str] = Counter()
    first: dict[str, Mention] = {}
    for name in lexicon.names(document.text, document.language):
        if name.kind == "Government":
            known.update(name.iris)
            for iri in name.iris if len(name.iris) == 1 else ():
                told = document.text[name.start : name.end]
                first.setdefault(iri, Mention("gov", name.start, name.end, told, (iri,)))
    by_form = Counter(unknown)
    if not first:
        first = {name: _first_of(name, document.text) for name in by_form}
    named = known + by_form
    main = max(first, key=lambda key: (named[key], -first[key].start), default=None)
    return Prominence(named, first[main] if main else None)


def _first_of(name: str, text: str) -> Mention:
    start = text.find(name)
    return Mention("gov", start, start + len(name), name)
