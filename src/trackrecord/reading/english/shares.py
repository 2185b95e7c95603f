"""Shares in per cent: of a budget or figure told before, or of what something was done to."""

import re
from collections.abc import Iterator
from dataclasses import replace

from trackrecord.facts import Observation
from trackrecord.reading.english.chunks import Chunks
from trackrecord.reading.english.measuring import again, retold, stated, without_article
from trackrecord.reading.english.quantities import Quantity
from trackrecord.reading.english.scene import Scene
from trackrecord.reading.english.told import Told
from trackrecord.reading.english.values import way_of
from trackrecord.reading.english.words import participle

_SHARE = r"(?:^|[,;] |\band )(?P<part>(?:(?!⟨){np} ?){1,5}?)[, ]+(?:which )?(?:takes? up|took up|accounts? for|accounted for|accounting for|makes? up|made up|represents?|represented) (?:the (?:largest|biggest|highest) (?:share|portion|part)[^,.;⟨]{0,20} )?(?:at |of |with )?(?:{about} )?$"
_ITS_SHARE = re.compile(
    r", (?:which )?(?:accounting for|accounts for|accounted for|making up|representing|or|equivalent to|equal to)"
    r" (?:about |some |approximately )?$"
)
#: What is divided into shares, and the part that each is for.
_SPENT_ON = re.compile(
    r"\b(?P<what>[Bb]udget|[Ss]pending|[Ee]xpenditure)\b[^.;⟨]{0,60}\b(?:consists? of|comprises?|includes?|is made up of|goes|is divided|allocates?|devotes?)\b"
)
_FOR_PART = re.compile(
    r" (?:for|to|towards?|on|in) (?:the )?(?P<part>[A-Za-z][\w'-]*(?: (?!and\b|⟨)[\w'-]+){0,4})(?=[,.;]| and\b|$)"
)
_OF_THE_WHOLE = re.compile(
    r" of (?:the |its |all )?(?:(?!(?:and|which|that|in|to)\b)[\w'-]+ ?){1,6}"
)


def share_of_whole(scene: Scene, quantity: Quantity, told: Told) -> Iterator[Observation]:
    """ "Welfare takes up the largest share at 58.2%": of the budget or figure told before."""
    whole = told.figure or scene.discourse.budget
    if re.match(
        r" of (?:that|them|these|the total)\b", scene.skeleton.text[quantity.mention_end :]
    ):
        whole = told.figure or scene.discourse.figure
    if quantity.kind == "pct" and told.actual and scene.before(_ITS_SHARE, quantity.start):
        yield from _share_of(scene, quantity, told.actual)
        return
    if quantity.kind != "pct" or whole is None:
        return
    match = scene.before(_SHARE, quantity.start)
    if match is None:
        return
    part = without_article(scene.skeleton.words(*match.span("part"))).lower()
    place = (match.start("part"), quantity.end)
    yield again(scene, whole, quantity, place, "share", 0.75, unit="%", role="share", part=part)


def _share_of(scene: Scene, quantity: Quantity, figure: Observation) -> Iterator[Observation]:
    """ "…, accounting for 20.2% of the main budget": the figure just told, as a share of a whole."""
    of = _OF_THE_WHOLE.match(scene.skeleton.text, quantity.end)
    if of:
        place = (quantity.start, of.end())
        yield again(
            scene,
            figure,
            quantity,
            place,
            "share-of",
            0.8,
            unit="%",
            role="share",
            compared_with=None,
        )


def share_in_brackets(
    scene: Scene, chunks: Chunks, number: int, quantity: Quantity, told: Told
) -> Iterator[Observation]:
    """ "243.1 billion won (11 percent)": the share of the part told right before it."""
    last, before = told.last, chunks.get(number - 2)
    if last is None or last.part is None or quantity.kind != "pct" or last.role == "share":
        return
    if told.before is None or told.before.value != last.value:
        return
    is_next = chunks.get(number - 1).word == "(" and before.kind == "quantity"
    if is_next and scene.skeleton.span(before.start, before.end).end >= last.end:
        end = chunks.get(number + 1).end
        yield retold(scene, last, quantity, "share", (before.start, end), "%")


def told_twice(
    scene: Scene, chunks: Chunks, number: int, quantity: Quantity, told: Told
) -> Iterator[Observation]:
    """ "18,600, or 4.5 percent of the total", "2.1 percent of the total, or 86,652": a part twice."""
    last = told.last
    if chunks.get(number - 1).word != "or" or last is None or last.part is None:
        return
    if quantity.kind == "pct" and last.role == "actual" and chunks.get(number + 1).word == "of":
        end = chunks.get(number + 2).end
        yield retold(scene, last, quantity, "share", (quantity.start, end), "%")
    elif quantity.kind == "num" and last.role == "share" and quantity.noun is None:
        whole = told.figure or scene.discourse.figure
        unit = whole.unit if whole else None
        yield retold(scene, last, quantity, "actual", (quantity.start, quantity.end), unit)


def share_done(
    scene: Scene, chunks: Chunks, number: int, quantity: Quantity, told: Told
) -> Iterator[Observation]:
    """ "54 per cent of household waste was diverted from landfill": a share of what is done with it."""
    match = scene.grammar.pattern(
        r" of (?:the |its |all )?(?P<what>{np}(?: {np}){0,3})(?: in (?:the )?[\w -]{3,30}?)? (?:is|are|was|were|has been|have been|is now|are now) (?P<done>(?:[a-z]+ed|sent|kept|put|met|built|held)(?:, [a-z]+ed)*(?:,? (?:or|and) [a-z]+ed)?(?: (?:from|to|into|by) (?:the )?{np}(?: {np})?)?)"
    ).match(scene.skeleton.text, quantity.mention_end)
    owner = scene.subject(quantity.start)
    if quantity.kind != "pct" or match is None or owner is None:
        return
    metric = (
        f"{scene.skeleton.words(*match.span('what'))} {scene.skeleton.words(*match.span('done'))}"
    )
    fact = stated(scene, quantity, metric, "share", (quantity.start, match.end()), owner)
    when = scene.date_near(match.end() - 1, match.end())
    yield replace(fact, unit="%", period=when or fact.period)


def answered(
    scene: Scene, chunks: Chunks, number: int, quantity: Quantity, told: Told
) -> Iterator[Observation]:
    """ "88% of respondents said they would stay": those who answered so, as a share of those asked."""
    if quantity.kind != "pct":
        return
    match = scene.grammar.pattern(
        r" of (?:the |its |all )?(?P<who>(?:{np} )?(?:residents|respondents|citizens|people|participants|businesses|users|parents|households)) "
        r"(?:who \w+ )?(?:said|says|say|responded|answered|reported|felt|replied|agreed)(?: that)?(?: they)?(?: (?:are|were|have|had))? (?P<what>[^.,;]{4,70})"
    ).match(scene.skeleton.text, quantity.mention_end)
    owner = scene.subject(quantity.start)
    if match is None or owner is None:
        return
    who = scene.skeleton.words(*match.span("who"))
    metric = f"{who} {scene.skeleton.words(*match.span('what'))}"
    fact = stated(scene, quantity, metric, "share", (quantity.start, match.end()), owner)
    yield replace(fact, about=owner.mention.name)


def share_listed(
    scene: Scene, chunks: Chunks, number: int, quantity: Quantity, told: Told
) -> Iterator[Observation]:
    """ "The budget consists of 31% for education, 22% for public safety": shares of what is spent."""
    if quantity.kind != "pct":
        return
    text = scene.skeleton.text
    spent = _SPENT_ON.search(text[: quantity.start])
    part = _FOR_PART.match(text, quantity.mention_end)
    owner = scene.subject(quantity.start)
    if spent is None or part is None or owner is None:
        return
    place = (quantity.start, part.end("part"))
    whole = scene.discourse.budget
    if whole is None or whole.about != owner.mention.name:
        whole = stated(scene, quantity, spent["what"].lower(), "share", place, owner)
    words = scene.skeleton.words(*part.span("part"))
    yield again(scene, whole, quantity, place, "share", 0.75, unit="%", role="share", part=words)


def did_a_share(
    scene: Scene, chunks: Chunks, number: int, quantity: Quantity, told: Told
) -> Iterator[Observation]:
    """ "diverted 58.9 per cent of its waste from landfill": the share that a deed was done to."""
    verb = chunks.get(number - 1)
    match = scene.grammar.pattern(
        r" of (?:the |its |all |all its )?(?P<what>{np}(?: {np}){0,3})(?P<away> from (?:the )?{np})?"
    ).match(scene.skeleton.text, quantity.mention_end)
    owner = scene.agent(verb.start) if verb.kind == "verb" and verb.finite else None
    if quantity.kind != "pct" or match is None or owner is None or verb.word in ("be", "have"):
        return
    if way_of(scene, verb) or scene.is_planned(verb.start):
        return
    did = participle(verb.verb.lemma) if verb.verb else verb.word
    metric = f"{scene.skeleton.words(*match.span('what'))} {did}{match['away'] or ''}"
    yield stated(scene, quantity, metric, "share", (verb.start, match.end()), owner)
