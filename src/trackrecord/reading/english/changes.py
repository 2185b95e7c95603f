"""Figures measured against other figures: achievement rates, changes, and earlier values.

They take their metric and period from the figure they are about, the last one read before them.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from trackrecord.facts import Observation
from trackrecord.reading.english.measuring import again
from trackrecord.reading.english.quantities import SOME, Quantity
from trackrecord.reading.english.scene import Scene
from trackrecord.reading.english.told import Told
from trackrecord.reading.periods import previous_year
from trackrecord.reading.skeleton import Place

_WHOSE = r"(?:the|its|their|an?|that|this|(?:this|last|that|the) year's|<date>'s)"
_OF_TARGET = rf"^ of {_WHOSE} ?(?:annual |original |initial |full-year |yearly )?(?:{{target}}|what (?:it|they|the \w+) (?:had )?(?:planned|aimed for|promised|pledged))"
_EXCEEDED = rf"\b(?:exceed|surpass|achiev|attain|beat|top|overshoot)\w* {_WHOSE} (?:\w+ )?{{target}}(?: \([^()]*\)| of <num>(?: {{np}}){{1,3}}| of <money>)?(?:,| by| at)? $"
_CHANGE = rf"\b(?:(?P<up>increase|rise|growth|gain|jump)|(?P<down>decrease|drop|decline|fall|reduction)) (?:of|by) {SOME}"
_MOVED = rf"\b(?:(?P<up>{{up}})|(?P<down>{{down}})) (?:by )?{SOME}"
_BY_MUCH = r"(?: {np}){0,2}? (?:(?P<up>increase|rise|growth|jump|more|higher|up)|(?P<down>decrease|drop|decline|reduction|cut|less|fewer|lower))\b(?! than (?:half|a ))"
_COMPARED_DATED = r"(?:compared (?:to|with)|from|than|over) (?P<when><date>)(?:'s)? (?:{about} )?$"
_COMPARED = r"(?:compared (?:to|with)|versus|against|(?P<moved>(?:up|down) )?from|than)(?: the)? (?:{about} )?$"
_CLOSED = re.compile(r" ?[↑↓▲▼]?\)")
#: Subjects that stand for the figure told before.
_SAME = frozenset("figure number total result rate amount budget share level".split())
_YEAR = 4  # digits
_LATE = 10  # the month from which next year's plans are told


def achieved(scene: Scene, quantity: Quantity, told: Told) -> Iterator[Observation]:
    """ "138.2% of the target", "exceeding the target by 105.4%"."""
    text, figure = scene.skeleton.text, told.figure
    if quantity.kind != "pct" or figure is None:
        return
    before = text[: quantity.start]
    of_target = scene.grammar.pattern(_OF_TARGET).search(text[quantity.end :])
    exceeded = scene.before(_EXCEEDED, quantity.start) if quantity.value >= 100 else None
    if of_target:
        lead = re.search(r"\b(?:achiev|reach|attain|record|hit)\w* (?:about |some )?$", before)
        start = lead.start() if lead else quantity.start
        yield alike(
            scene, figure, quantity, start, quantity.end + of_target.end(), "achievement-rate"
        )
    elif exceeded:
        yield alike(scene, figure, quantity, exceeded.start(), quantity.end, "achievement-rate")


def bracketed_rate(scene: Scene, quantity: Quantity, told: Told) -> Iterator[Observation]:
    """ "an increase of 2,468 jobs (22.7%)": the rate of the change before it."""
    text = scene.skeleton.text
    if quantity.kind != "pct" or told.actual is None or told.before is None:
        return
    between = text[told.before.end : quantity.start].strip()
    is_bracketed = between == "(" and _CLOSED.match(text, quantity.end)
    if not is_bracketed and between != "or":
        return
    changed = scene.before(_CHANGE, told.before.start) or scene.before(_MOVED, told.before.start)
    if changed:
        end = is_bracketed.end() if is_bracketed else quantity.end
        yield from _change_of(scene, told.actual, quantity, changed, end)


def changed(scene: Scene, quantity: Quantity, told: Told) -> Iterator[Observation]:
    """ "an increase of 2,468 jobs", "up 1.8 percentage points", "rose 22.7%"."""
    match = scene.before(_CHANGE, quantity.start) or scene.before(_MOVED, quantity.start)
    end = quantity.end
    if match is None:
        match = scene.grammar.pattern(_BY_MUCH).match(scene.skeleton.text, quantity.mention_end)
        end = match.end() if match else end
    figure = told.actual or told.figure
    if match is None or figure is None or told.unread or _has_own_subject(quantity, told):
        return
    rate = scene.grammar.pattern(r" ?\(<pct> ?[↑↓▲▼]?\)").match(scene.skeleton.text, end)
    start = min(match.start(), quantity.start)
    stop = rate.end() if rate else end
    since = told.earlier.period if told.earlier and told.earlier.metric == figure.metric else None
    yield from _change_of(scene, figure, quantity, match, stop, start, since)


def _has_own_subject(quantity: Quantity, told: Told) -> bool:
    """Whether a clause after the figure has a subject of its own: "…, and membership has grown by 14%"."""
    chunks = told.chunks
    number = chunks.at(quantity.start) if chunks else None
    if chunks is None or number is None or told.before is None:
        return False
    verb = chunks.clause_verb(number)
    subject = chunks.subject(verb) if verb is not None and chunks.all[verb].finite else None
    if subject is None:
        return False
    head = chunks.all[subject[0]]
    return head.kind == "noun" and head.start >= told.before.end and head.word not in _SAME


def compared(scene: Scene, quantity: Quantity, told: Told) -> Iterator[Observation]:
    """ "compared to 10,874 jobs in 2020", "up from 178,296 the previous year"."""
    actual = told.actual
    dated = scene.before(_COMPARED_DATED, quantity.start)
    if dated and actual and _is_comparable(quantity, actual):
        when = scene.mention(dated, "when").when
        if when and when != actual.period:
            place = (dated.start("when"), quantity.end)
            yield again(scene, actual, quantity, place, "compared", 0.85, period=when)
        return
    match = scene.before(_COMPARED, quantity.start)
    if match is None or actual is None or not _is_comparable(quantity, actual):
        return
    period, stop = _period_after(scene, quantity.end, actual.period)
    if period is None or period == actual.period:
        return
    start = match.start() if match["moved"] else quantity.start
    yield again(scene, actual, quantity, (start, stop), "compared", 0.85, period=period)


def alike(
    scene: Scene, figure: Observation, quantity: Quantity, start: int, end: int, role: str
) -> Observation:
    """An observation of the same thing, metric and period in another role."""
    unit = quantity.unit or figure.unit
    return again(
        scene, figure, quantity, (start, end), role, 0.85, unit=unit, role=role, compared_with=None
    )


def _change_of(
    scene: Scene,
    actual: Observation,
    quantity: Quantity,
    match: re.Match[str],
    end: int,
    start: int | None = None,
    since: str | None = None,
) -> Iterator[Observation]:
    """The change that led to an actual; it is one only against a period it is compared with."""
    actual = _this_year(scene, actual)
    compared = compared_period(scene, end, actual.period) or since
    if compared is None or compared == actual.period:
        return
    role = "change-rate" if quantity.kind == "pct" else "change"
    fact = alike(scene, actual, quantity, match.start() if start is None else start, end, role)
    value = -quantity.value if match["down"] else quantity.value
    yield replace(fact, value=value, compared_with=compared)


def _this_year(scene: Scene, figure: Observation) -> Observation:
    """A plan without a period is of the year it is told in; late in a year it may be of the next."""
    is_clear = scene.issued is not None and scene.issued.month < _LATE
    if figure.role != "target" or figure.period or not scene.issued or not is_clear:
        return figure
    return replace(figure, period=str(scene.issued.year))


def compared_period(scene: Scene, at: int, period: str | None) -> str | None:
    """The period a change is measured against: the next other date in the sentence."""
    for place in scene.skeleton.placeholders("date", start=at):
        is_original = re.search(r"\boriginal ", scene.skeleton.text[at : place.start])
        if is_original and place.mention.when in (None, period):
            return None  # an amendment of the same year's figure
        is_same = re.search(
            r"\bsame (?:period|month|quarter|time)(?: (?:of|in))?(?: the)? $",
            scene.skeleton.text[: place.start],
        )
        if place.mention.relation == "previous" or (is_same and period and len(period) > _YEAR):
            return previous_year(period)
        if place.mention.relation is None and place.mention.when != period:
            return place.mention.when
    return None


def _period_after(scene: Scene, at: int, period: str | None) -> tuple[str | None, int]:
    """The date right after a stretch ("in 2020", "the previous year") and where it ends."""
    for place in scene.skeleton.placeholders("date", start=at):
        if re.fullmatch(
            r"(?: in| for| as of| during)?(?: the)? ", scene.skeleton.text[at : place.start]
        ):
            return _relative(place, period), place.end
        if period and re.fullmatch(
            r"(?: in| for| during)? the same (?:period|month|quarter|time)(?: in| of)? ",
            scene.skeleton.text[at : place.start],
        ):
            return previous_year(period), place.end
        break
    return None, at


def _relative(place: Place, period: str | None) -> str | None:
    if place.mention.relation == "previous":
        return previous_year(period)
    return place.mention.when


def _is_comparable(quantity: Quantity, figure: Observation) -> bool:
    """Whether a quantity can be an earlier value of a figure: both counts, or of one unit."""
    if quantity.kind == "num":
        return figure.unit not in ("%", "%p") and (
            quantity.noun is None or quantity.unit == figure.unit
        )
    return quantity.unit == figure.unit
