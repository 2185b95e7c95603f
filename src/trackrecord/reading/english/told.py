"""What a sentence has told so far, for the quantities that come after."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from trackrecord.facts import Observation
from trackrecord.reading.english.chunks import Chunks
from trackrecord.reading.english.quantities import Quantity
from trackrecord.reading.english.scene import Scene

#: What reads a figure of a group by its clause: changes and targets after it are of the same group.
_OF_A_GROUP = "en.observation.measured"
_ANAPHOR = re.compile(
    r"That's |(?:That|This|It|(?:The|This) (?:figure|number|total|result|rate|amount|(?:[a-z]+ )?budget(?: proposal| plan)?))(?:'s)? (?:was|is|marks?|represents?|reflects?|means|amounts|exceeds|exceeded|rose|fell|grew|consists|comprises|includes|included|increased|decreased)\b"
    r"|(?:Compared|Up|Down)\b"
)


@dataclass(slots=True)
class Told:
    """What the sentence has said so far: the last actual, and the last actual or target."""

    actual: Observation | None = None
    figure: Observation | None = None
    last: Observation | None = None  # of any role and part
    portion: Observation | None = None  # the last part of a whole
    earlier: Observation | None = None  # the last value of another period
    unread: bool = False  # whether the quantity before this one was not understood
    before: Quantity | None = None
    chunks: Chunks | None = None
    pending: tuple[Quantity, int] | None = None  # a target, and where its words begin


#: Reads a quantity by the words around it; yields nothing where it does not understand it.
Rule = Callable[[Scene, Quantity, Told], Iterator[Observation]]
#: The same by the chunks of the clause, of which the quantity's number is given.
ClauseRule = Callable[[Scene, Chunks, int, Quantity, Told], Iterator[Observation]]


def taken_up(scene: Scene) -> Told:
    """What earlier sentences told that this one takes up: "That was an increase of …"."""
    figure = scene.discourse.figure
    if figure is None or not _ANAPHOR.match(scene.skeleton.text):
        return Told()
    return Told(figure, figure)


def remember(scene: Scene, told: Told, fact: Observation) -> None:
    """Note a fact for the quantities after it, in this sentence and in those that follow."""
    told.last = fact
    if fact.role in ("change-rate", "change", "share") and fact.period:
        scene.discourse.latest = fact
    if fact.part and fact.role == "actual" and fact.reader == "en.observation.slice":
        told.portion = fact
    if fact.role == "actual" and fact.reader.endswith(("earlier", "compared")):
        told.earlier = fact
    if fact.reader.endswith("earlier"):
        return
    if fact.role == "share" and fact.part is None and told.actual is None:
        told.actual = fact
    is_whole = fact.part is None or fact.reader == _OF_A_GROUP
    if is_whole and fact.role in ("actual", "target"):
        told.figure = fact
        if fact.part is None:
            scene.discourse.figures.append(fact)
        if fact.role == "target" and fact.period:
            scene.discourse.aim = fact
        if fact.role == "actual":
            told.actual = fact
            is_own = fact.part is None and not fact.reader.endswith("compared")
            scene.discourse.figure = fact if is_own else scene.discourse.figure
