"""Document → facts, by the grammar of the document's language."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from trackrecord.document import Document
from trackrecord.facts import Fact
from trackrecord.lexicon import Lexicon
from trackrecord.reading.english.reader import read_english
from trackrecord.reading.grounding import Refusal, refusal
from trackrecord.reading.korean.reader import read_korean
from trackrecord.reading.repeats import consolidated

#: One reader a language, by BCP 47 primary subtag.
READERS: Mapping[str, Callable[[Document, Lexicon], Iterator[Fact]]] = {
    "en": read_english,
    "ko": read_korean,
}


@dataclass(frozen=True, slots=True)
class Reading:
    """The facts of a document that stand on its words, and those that were refused, with reasons."""

    facts: tuple[Fact, ...]
    refused: tuple[Refusal, ...]
    language_is_read: bool


def read_facts(document: Document, lexicon: Lexicon) -> Reading:
    """Read a document; a fact whose quote does not yield its numbers is refused, never written."""
    reader = READERS.get(document.language)
    if reader is None:
        return Reading((), (), language_is_read=False)
    facts: list[Fact] = []
    refused: list[Refusal] = []
    for fact in consolidated(reader(document, lexicon)):
        reason = refusal(fact, document)
        if reason:
            refused.append(Refusal(fact, reason))
        else:
            facts.append(fact)
    return Reading(tuple(facts), tuple(refused), language_is_read=True)
