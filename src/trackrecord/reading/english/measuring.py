"""An observation of what a clause measures: its metric, unit, period, and whom it is about."""

import re
from dataclasses import replace
from typing import Any

from trackrecord.facts import Observation, Span
from trackrecord.reading.english.chunks import Chunk, Chunks
from trackrecord.reading.english.quantities import Quantity, unit_of
from trackrecord.reading.english.scene import Scene, Subject
from trackrecord.reading.english.themes import program_after, program_spoken_of, topic
from trackrecord.reading.periods import previous_year

_ARTICLE = re.compile(
    r"^(?:[Tt]he|[Ii]ts|[Aa]n?|[Tt]his|[Tt]heir|(?:city|district|county|province|council|town|borough)'s) "
)
_LEADING = re.compile(
    r"^(?:(?:[Tt]he|[Ii]ts|[Tt]heir|[Aa]n?|[Oo]ur|[Tt]his|[Tt]hat|[Tt]otal|[Oo]verall|[Cc]urrent|[Mm]eanwhile|[Aa]ll|⟨(?:gov|date):\d+⟩(?:'s?)?"
    r"|(?:city|district|county|province|town|borough|region|council|state|authority|municipality)'s|[A-Z][\w-]*'s|⟨num:\d+⟩) )+"
)
_NEW_SENTENCE = re.compile(r"[.!?]\s+\S")
#: A date that another value is of, or on which somebody said so, dates no figure.
_OF_A_COMPARISON = re.compile(
    r"\b(?:from|than|over|against|versus|compared (?:to|with))\b[^,.;]{0,40}$"
    r"|\b(?:said|says|announced|announces|revealed|reported)(?: on)? $"
)
_A_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_SAME_PERIOD = re.compile(
    r"\b(?:over|in|during|for) the same (?:period|time|year|month|quarter)\b(?! (?:of|in|last|a|the) )"
    r"|\b(?:[Dd]uring|[Oo]ver|[Ii]n|[Tt]hroughout) (?:the|that) year\b(?! (?:to|ended|ending|before|of|in)\b)"
)
#: What joins a sentence to the paragraph before it.
_GOES_ON = re.compile(r"\balso\b|^(?:In addition|Additionally|Furthermore|Moreover)\b")
_A_YEAR = re.compile(r"\d{4}(?:/\d{4})?")
_NOW = re.compile(r"\b(?:now|currently|to date|so far|has|have|is|are)\b")


def stated(
    scene: Scene,
    quantity: Quantity,
    metric: str,
    role: str,
    quoted: tuple[int, int],
    subject: Subject,
) -> Observation:
    """An observation of a subject, or of the program that its clause speaks of."""
    start, end = quoted
    program = (
        topic(scene, quantity.start)
        or program_after(scene, quantity.end)
        or program_spoken_of(scene, quantity.start)
    )
    period = scene.date_near(quantity.start, quantity.end)
    context: tuple[Span, ...] = ()
    if period is None:
        period, context = _period_in_focus(scene)
        if period is None and "budget" in metric.lower():
            period = scene.discourse.budget_year
        if period is None and role == "target":
            period, context = _period_aimed_for(scene)
    return Observation(
        **scene.evidence(start, _with_date(scene, end), "observation.stated", 0.85),
        about=program or subject.mention.name,
        metric=metric,
        value=quantity.value,
        unit=quantity.unit,
        period=period,
        role=role,
        precision=quantity.precision,
        context=(*subject.context, *context),
    )


def again(
    scene: Scene,
    fact: Observation,
    quantity: Quantity,
    quoted: tuple[int, int],
    rule: str,
    confidence: float,
    **other: Any,
) -> Observation:
    """The same as a fact told before, with the value of a quantity, and what else is other than in that."""
    evidence = scene.evidence(*quoted, f"observation.{rule}", confidence)
    return replace(fact, **evidence, value=quantity.value, precision=quantity.precision, **other)


def retold(
    scene: Scene,
    fact: Observation,
    quantity: Quantity,
    role: str,
    quoted: tuple[int, int],
    unit: str | None,
) -> Observation:
    """The same as a fact told before, in another role and with another value."""
    return again(scene, fact, quantity, quoted, role, 0.8, unit=unit, role=role)


def _period_in_focus(scene: Scene) -> tuple[str | None, tuple[Span, ...]]:
    """The period that the sentences before speak of, where this one names none, and where it stands.

    A figure without a date is of the period of the figure before it in the same paragraph.
    """
    places = list(scene.skeleton.placeholders("date"))
    figure = scene.discourse.figure
    if any(place.mention.relation == "previous" for place in places):
        between = scene.text[figure.end : scene.skeleton.sentence.start] if figure else ""
        is_day = figure is not None and _A_DAY.fullmatch(figure.period or "")
        if figure and figure.period and not is_day and not _NEW_SENTENCE.search(between):
            return figure.period, ()
    if figure and figure.period and _SAME_PERIOD.search(scene.skeleton.text):
        return figure.period, (figure.span,)
    is_dated = any(
        place.mention.relation is None and not scene.before(_OF_A_COMPARISON, place.start)
        for place in places
    )
    if is_dated or _NOW.search(scene.skeleton.text):
        return None, ()
    spoken_of = scene.discourse.period or scene.discourse.reported
    if spoken_of:
        return spoken_of.when, (spoken_of.span,)
    if figure and figure.period and figure.role == "actual" and _is_of_paragraph(scene, figure):
        return figure.period, (figure.span,)
    latest = scene.discourse.latest
    if latest and _is_of_paragraph(scene, latest) and _A_YEAR.fullmatch(latest.period or ""):
        return latest.period, (latest.span,)
    return None, ()


def _period_aimed_for(scene: Scene) -> tuple[str | None, tuple[Span, ...]]:
    """The year of the target told last, where this sentence dates none: "create 900 jobs this year …"."""
    aim = scene.discourse.aim
    dated = any(p.mention.relation is None for p in scene.skeleton.placeholders("date"))
    if aim is None or dated or scene.issued is None or aim.period != str(scene.issued.year):
        return None, ()
    return aim.period, (aim.span,)


def _is_of_paragraph(scene: Scene, figure: Observation) -> bool:
    """Whether a figure of the past stands in the same paragraph."""
    is_past = scene.issued is None or (figure.period or "")[:4] <= str(scene.issued.year)
    goes_on = _GOES_ON.search(scene.skeleton.text) is not None
    return (figure.start >= scene.discourse.block or goes_on) and is_past


def known_metric(scene: Scene, noun: str) -> str:
    """The name the authority has for a metric, else the words themselves."""
    iri = scene.grammar.lexicon.metrics.get(noun.lower())
    return scene.grammar.lexicon.things[iri].label("en") if iri else noun


def unit_of_metric(scene: Scene, metric: str) -> str:
    """The unit the authority gives a metric, else what its head noun is counted in."""
    lexicon = scene.grammar.lexicon
    iri = lexicon.metrics.get(metric.lower())
    unit = lexicon.things[iri].link("unit") if iri else None
    known = lexicon.things.get(unit) if unit else None
    return (
        known.label("en")
        if known
        else unit_of(
            scene,
            re.split(
                r" (?:of|under|in|for|to|from|at|on|per|with|[a-z]+ing|[a-z]+ed (?:by|in|to|under)) ",
                metric,
            )[0],
        )
    )


def _with_date(scene: Scene, end: int) -> int:
    """Where a stretch ends with the date right after it."""
    match = scene.grammar.pattern(r" (?:in )?<date>").match(scene.skeleton.text, end)
    return match.end() if match else end


def date_after(scene: Scene, chunks: Chunks, number: int) -> str | None:
    """The date right after a quantity: "1,400 in 2024", "1,200 next year"."""
    chunk = _following(chunks, number)
    if chunk.kind != "date":
        return None
    mention = next(scene.skeleton.placeholders("date", start=chunk.start)).mention
    if mention.relation == "previous":
        return previous_year(scene.discourse.figure.period) if scene.discourse.figure else None
    return mention.when if mention.relation is None else None


def date_after_end(chunks: Chunks, number: int) -> int:
    """Where the date right after a quantity ends."""
    return _following(chunks, number).end


def _following(chunks: Chunks, number: int) -> Chunk:
    """The chunk after another, over a preposition that leads to a date."""
    is_led = chunks.get(number + 1).word in ("in", "for", "by", "of")
    return chunks.get(number + 2 if is_led else number + 1)


def bare(words: str) -> str:
    """Words without what says only whose, which or how many before them: articles, owners, numbers."""
    return _LEADING.sub("", words)


def without_article(words: str) -> str:
    """Words without the article or owner right before them."""
    return _ARTICLE.sub("", words)
