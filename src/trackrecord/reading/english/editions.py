"""Which edition of an award a clause speaks of, and the day on which it was held."""

import re

from trackrecord.reading.english.scene import Scene
from trackrecord.reading.mentions import Mention

_HELD = re.compile(
    r"held(?: at| in| on)?(?:[^;⟨.]|⟨(?:body|gov|quoted):\d+⟩){0,60}?(?P<on>⟨date:\d+⟩)"
)
_ANNOUNCED = re.compile(r"\b(?:announced?|announces|said|says|reported|revealed|stated)\b")
_SAID_ON = re.compile(r"\b(?:announced?|announces|said|says|reported|revealed|stated) (?:on )?$")
_OPENING = 14  # characters that a date is among with which a sentence opens: "In ⟨date:0⟩"


def note_ceremony(scene: Scene) -> None:
    """Remember the day on which an edition that the sentence names was held, for what follows."""
    for place in scene.skeleton.placeholders("award"):
        edition = place.mention.edition
        day = day_held(scene, place.start, len(scene.skeleton.text), len(scene.skeleton.text))
        if edition and day:
            scene.discourse.ceremonies.setdefault((place.mention.name, edition), day)


def day_held(scene: Scene, start: int, after: int, end: int) -> str | None:
    """The full date on which the award was held or given, where the clause says one."""
    held = _HELD.search(scene.skeleton.text, start)
    places = [
        p
        for p in scene.skeleton.placeholders("date")
        if p.mention.when and len(p.mention.when) == 10
    ]
    if held:
        when = scene.skeleton.mention(held["on"]).when
        if when and len(when) == 10:
            return when
    announced = _ANNOUNCED.search(scene.skeleton.text[:after])
    opening = [p for p in places if p.start <= 3 and not announced]
    named = [
        p
        for p in places
        if after <= p.start < end and not _SAID_ON.search(scene.skeleton.text[: p.start])
    ]
    return next((p.mention.when for p in (*named, *opening)), None)


def year_before(scene: Scene, award: Mention) -> str | None:
    """ "last year's ⟨award⟩": the year that stands before the award's name."""
    for place in scene.skeleton.placeholders("award"):
        if place.mention is award:
            before = re.search(r"(?P<date>⟨date:\d+⟩)'s? $", scene.skeleton.text[: place.start])
            when = scene.skeleton.mention(before["date"]).when if before else None
            return when[:4] if when else None
    return None


def opening_year(scene: Scene) -> str | None:
    """ "Last year it took home …", "In 2021, …": the year that a sentence opens with."""
    for place in scene.skeleton.placeholders("date", end=_OPENING):
        when = place.mention.when
        return when if when and re.fullmatch(r"\d{4}", when) else None
    return None


def year_of_news(scene: Scene) -> str | None:
    """The year of publication: news of a win that names no other year is of that year's edition."""
    is_dated = any(
        place.mention.when and place.mention.when[:4] != str(scene.issued and scene.issued.year)
        for place in scene.skeleton.placeholders("date")
    )
    return None if is_dated or scene.issued is None else str(scene.issued.year)


def year_after(scene: Scene, start: int, end: int) -> str | None:
    """ "won the award in 2021": the year of a date right after what was won."""
    for place in scene.skeleton.placeholders("date", start=start, end=end):
        if re.fullmatch(
            r"(?:(?: at| of| in)(?: the)? ⟨award:\d+⟩)?(?: (?:again|also|first))? (?:(?:in|for|of) (?:the )?)?|.*held.{0,40}",
            scene.skeleton.text[start : place.start],
        ):
            return place.mention.when[:4] if place.mention.when else None
    return None
