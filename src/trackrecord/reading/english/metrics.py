"""The metric that the subject or object of a clause names, with its group and the government it is of."""

import re
from dataclasses import dataclass, replace

from trackrecord.facts import Observation
from trackrecord.reading.english.chunks import Chunk, Chunks
from trackrecord.reading.english.measuring import bare, known_metric, stated, unit_of_metric
from trackrecord.reading.english.quantities import Quantity
from trackrecord.reading.english.scene import Scene, Subject

_SUM_OF = ("number", "amount", "volume", "total", "value", "scale")
#: Nouns whose numbers are prices, places, times or other measures of no record.
_NO_MEASURE = re.compile(
    r"(?:price|fee|fare|admission|ticket|charge|rent|temperature|gust|wind|rain|snow|weather|distance|height"
    r"|length|width|floor|age|limit|quota|term|deadline|time|day|week|month|year|prize|reason|result|goal|target|aim|"
    r"purpose|plan|call|hotline|phone|number|award|money|crowd|way|winner|it|what|one|night|magnitude)s?"
)
_OF_THE_NATION = re.compile(
    r"(?:nation(?:al|'s|wide)|country's|state(?:wide)?|regional|global|provincial) (?:[a-z]+ )?average",
    re.IGNORECASE,
)
#: Heads that stand for a metric named before.
_SAYS_LITTLE = frozenset(
    "rate ratio figure figures count share total average level money prize".split()
)
#: Heads that make of what follows a share of a whole.
_SHARES = ("proportion", "share", "percentage")
_PLACED = ("in", "of", "for", "across")
_BOUND = ("in", "to", "across")
#: One capitalised word after a preposition of place: a place, and no government that the graph knows.
_UNKNOWN_PLACE = re.compile(r"[A-Z][a-z]+(?:-[a-z]+)?")
_JOINED = ("of", "from", "to", "on", "with", "per", "under")
_DONE_WITH = ("with", "in", "at", "on", "into")
_GROUPED = ("for", "among", "by")
_GROUP = re.compile(r"^(?:(?:those|people|residents|persons|the) )?")
_POSSESSOR = re.compile(r"(?:The )?(?P<name>[A-Z][\w-]*)'s ")


@dataclass(frozen=True, slots=True)
class Measured:
    """What a clause measures, of whom, and where the words for it begin."""

    metric: str
    part: str | None
    owner: Subject
    start: int
    is_share: bool = False


def measured_by(scene: Scene, chunks: Chunks, subject: tuple[int, int]) -> Measured | None:
    """The metric that a subject names, with its group and the government it belongs to."""
    first, last = subject
    head = chunks.all[first]
    if head.kind != "noun":
        return None
    owner = scene.owner(head.start)
    others = _POSSESSOR.match(scene.skeleton.text, head.start)
    if others and owner and not owner.mention.name.startswith(others["name"]):
        return None  # "Samsung's sales": somebody else's
    n, metric, part = first, head, None
    is_share = head.word in _SHARES and chunks.get(first + 1).word == "of"
    if head.word in _SUM_OF or is_share:
        if chunks.get(first + 1).word != "of" or chunks.get(first + 2).kind != "noun":
            return None
        n = first + 2
        metric = chunks.all[n]
    start, end, is_placed = metric.start, metric.end, False
    for k in range(n + 1, last):
        link, noun = chunks.all[k], chunks.get(k + 1)
        opening = scene.skeleton.text[noun.start : noun.end].split(" ")[0]
        if link.word == "(" and opening in ("ages", "age", "aged"):
            closing = scene.skeleton.text.find(")", noun.end)
            part = scene.skeleton.words(noun.start, closing)
        if link.kind == "verb" and not link.finite and k == n + 1 and noun.word in _DONE_WITH:
            end = chunks.get(k + 2).end  # "residents satisfied with the council"
        if link.kind != "preposition" or chunks.get(k - 1).kind == "verb":
            continue
        place = next(scene.skeleton.placeholders("gov", start=noun.start, end=noun.end), None)
        if place and is_placed and link.word == "in":
            continue  # only where that place is: "to Hadong in the province"
        if place and link.word in (*_PLACED, "from", "by", "to"):
            owner, is_placed = Subject(place.mention, ()), True
        elif link.word in _BOUND and _is_elsewhere(scene, noun, owner):
            return None
        elif link.word in _JOINED and noun.kind == "noun" and k == n + 1:
            end = noun.end
            if chunks.get(k + 2).word == "and" and k + 3 <= last:
                end = chunks.get(k + 3).end  # "exports of farm and fishery products"
        elif link.word in _GROUPED and noun.kind == "noun":
            part = _GROUP.sub("", scene.skeleton.words(noun.start, noun.end))
    if owner is None:
        return None
    own = next(scene.skeleton.placeholders("gov", start=head.start, end=head.end), None)
    if own and scene.skeleton.text[own.end : own.end + 2] == "'s":
        owner = Subject(own.mention, ())
    words = bare(scene.skeleton.text[start:end])
    if not words or "⟨" in words or _NO_MEASURE.fullmatch(metric.word):
        return None
    if metric.word in scene.grammar.government_nouns or _is_a_name(scene, metric):
        return None
    if _OF_THE_NATION.match(words):
        return None  # "the national average": nobody's own
    if words in _SAYS_LITTLE or (" " not in words and words.endswith("ed")):
        return None
    text = scene.skeleton.words(end - len(words), end)
    return Measured(text, part, owner, head.start, is_share)


def _is_elsewhere(scene: Scene, noun: Chunk, owner: Subject | None) -> bool:
    """Whether a noun phrase is one capitalised word that does not begin the name of the owner."""
    place = _UNKNOWN_PLACE.fullmatch(scene.skeleton.text, noun.start, noun.end)
    if place is None:
        return False
    return owner is None or not owner.mention.name.startswith(place[0])


def _is_a_name(scene: Scene, noun: Chunk) -> bool:
    """Whether a noun phrase ends as a name does, in a capital that does not begin the sentence."""
    at = noun.end - len(noun.word)
    return at > 0 and scene.skeleton.text[at : at + 1].isupper()


def observation_of(scene: Scene, quantity: Quantity, measured: Measured, role: str) -> Observation:
    """The observation that a quantity is of what a clause measures; a part of a whole is a share."""
    metric = known_metric(scene, measured.metric)
    fact = stated(scene, quantity, metric, role, (measured.start, quantity.end), measured.owner)
    unit = fact.unit or unit_of_metric(scene, metric)
    if measured.is_share and quantity.kind == "pct" and role == "actual":
        role = "share"
    return replace(fact, unit=unit, role=role, part=measured.part, reader="en.observation.measured")
