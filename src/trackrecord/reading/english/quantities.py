"""A quantity in a sentence with what it counts, in which unit, and how exactly."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from trackrecord.reading.english.scene import Scene
from trackrecord.reading.english.words import CLOSED_CLASS, PAST_FORMS, singular
from trackrecord.reading.skeleton import Place

#: What may stand between a verb and the number it counts, at the end of a pattern.
SOME = r"(?i:a total of |a cumulative |a combined |as many as |an additional |an initial |an extra |another |some |a record |an estimated |all |a further |just |only |the |its )?(?:{about} )?$"
_WORD = re.compile(r" ([A-Za-z][\w'-]*)")
_OF_ITS = re.compile(r" (?:out )?of (?:(?:the|its|their)(?: total)?(?: ⟨num:\d+⟩)?|⟨num:\d+⟩)(?= )")
_MORE = re.compile(r" (?:more|additional|extra|further)(?= [a-z])")
_LEAD = 40  # characters: the longest word for a precision
_LONGEST_NOUN = 6  # words
#: Nouns that a number before them makes a duration, a repetition or a grade, not a count of things.
_NOT_COUNTED = frozenset(
    "year month week day hour minute time term round edition consecutive straight stage step point place "
    "percent degree category field area sector part half third quarter back up down out off".split()
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number, amount or rate; `start` and `end` are places in the skeleton, the noun included.

    `kind` is that of the mention: num, money, pct (percent as 138.2) or points (percentage points).
    """

    kind: str
    value: Decimal
    noun: str | None
    unit: str | None
    precision: str | None
    start: int
    mention_end: int
    end: int


def quantities(scene: Scene) -> Iterator[Quantity]:
    """The quantities of a sentence, left to right."""
    for place in scene.skeleton.placeholders("num", "money", "pct", "points"):
        if place.mention.value is not None:
            yield quantity_at(scene, place, place.mention.value)


def quantity_at(scene: Scene, place: Place, value: Decimal) -> Quantity:
    """The quantity at a mention: the noun phrase after a count, the unit after an amount."""
    noun, end = (None, place.end)
    if place.mention.kind == "num":
        noun, end = _counted(scene, place.end)
    unit = place.mention.unit or (unit_of(scene, noun) if noun else None)
    return Quantity(
        place.mention.kind, value, noun, unit, _precision(scene, place), place.start, place.end, end
    )


def unit_of(scene: Scene, noun: str) -> str:
    """The unit a noun phrase is counted in: the known unit of its head noun, else the head itself."""
    words = [
        word for word in noun.lower().split() if not word.endswith("ed")
    ] or noun.lower().split()
    head = words[-1]
    lexicon = scene.grammar.lexicon
    two = " ".join(words[-2:])  # "square meters"
    iri = lexicon.units.get(two) or lexicon.units.get(head) or lexicon.units.get(singular(head))
    return lexicon.things[iri].label("en") if iri else head


def _counted(scene: Scene, start: int) -> tuple[str | None, int]:
    """The noun phrase after a number: words up to the next function word, verb or mark."""
    text = scene.skeleton.text
    words: list[re.Match[str]] = []
    of_its = _OF_ITS.match(text, start)  # "54 of its 72 pledges"
    at = start = of_its.end() if of_its else start
    if more := _MORE.match(text, start):  # "14 more childcare centres"
        at = start = more.end()
    while len(words) < _LONGEST_NOUN and (match := _WORD.match(text, at)):
        if match[1].lower() in CLOSED_CLASS and not _joins_adjectives(text, match, len(words)):
            break
        if _is_finite(scene, text, match, len(words)):
            break
        words.append(match)
        at = match.end()
    while words and (_is_verbal(scene, words[-1][1], len(words)) or words[-1][1] == "and"):
        words.pop()
    if not words or any(
        singular(word[1].lower()) in _NOT_COUNTED for word in (words[0], words[-1])
    ):
        return None, start
    return scene.skeleton.words(start, words[-1].end()).strip(), words[-1].end()


def _is_finite(scene: Scene, text: str, match: re.Match[str], count: int) -> bool:
    """Whether a word tells what those counted did ("⟨num⟩ people came"), and no more what they are."""
    word = match[1]
    if word in PAST_FORMS:
        return True
    verb = scene.grammar.verbs.get(word)
    if verb is None or verb.form not in ("past", "participle"):
        return False
    follows = _WORD.match(text, match.end())
    before_noun = follows is not None and follows[1].lower() not in CLOSED_CLASS
    return count > 0 or not before_noun


def _joins_adjectives(text: str, match: re.Match[str], count: int) -> bool:
    """ "metropolitan and basic local governments": the "and" is inside the noun phrase."""
    after = re.compile(r" (?:[a-z]+ ){1,3}[a-z]+s\b").match(text, match.end())
    if match[1] != "and" or after is None:
        return False
    before = re.search(r"([\w'-]+)$", text[: match.start()])
    is_plural = before is not None and before[1].endswith("s")
    return count in (1, 2) and not is_plural


def _is_verbal(scene: Scene, word: str, count: int) -> bool:
    """Whether the last word of what looks like a noun phrase is rather a verb or an adverb."""
    lowered = word.lower()
    if count == 1:
        return False
    delivers = lowered in scene.grammar.deliveries and not lowered.endswith("s")
    return delivers or lowered.endswith(("ed", "ing", "ly"))


def _precision(scene: Scene, place: Place) -> str | None:
    about = scene.before(r"(?P<about>{about}) $", place.start, _LEAD)
    if about is None:
        return None
    return scene.grammar.vocabulary.phrases("precision", "about", "at-least", "at-most")[
        about["about"].lower()
    ]
