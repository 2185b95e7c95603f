"""Figures that a noun beside them names: "an employment rate of 67%", "a 2.2 trillion-won budget"."""

import re
from collections.abc import Iterator
from dataclasses import replace

from trackrecord.facts import Observation
from trackrecord.reading.english.amounts import amount_acted_on
from trackrecord.reading.english.chunks import Chunks
from trackrecord.reading.english.measuring import (
    known_metric,
    stated,
    unit_of_metric,
    without_article,
)
from trackrecord.reading.english.quantities import Quantity
from trackrecord.reading.english.scene import Scene
from trackrecord.reading.english.told import Told

_POPULATION = r"\b(?P<rate>(?:total )?population) of (?:{about} )?$"
_RATE_OF = r"(?<!')\b(?P<rate>(?:{np} ){1,4}(?:rate|ratio)) of (?:{about} )?$"
_BUDGET_OF = r"(?<!')\b(?P<rate>(?:(?!([Tt]he|[Tt]his)\b){np} ){0,3}(?:[Bb]udget(?: proposal| plan| bill)?|[Rr]evenues?|[Ee]xports|[Ss]ales))(?: (?:for|in) (?:<date>|<gov>))*(?: (?:of|at|worth|totall?ing|amounting to)| (?:is|was|amounts to|totall?ed|totals|stands at|stood at|has been (?:finali[sz]ed|confirmed|set|approved|adopted|passed) at|(?:was|were) (?:finali[sz]ed|confirmed|set|approved|adopted|passed) at| (?:for|this) [^,.;⟨]{{0,20}}at))(?: a (?:total|record(?: high)?|record-high \w+) of| a record)? (?:{about} )?$"
#: "toward the era of a 1 trillion won budget": a hope.
_ERA_OF = re.compile(r"\b(?:era|age) of (?:an? |the )?$")
_RECORDED = (
    r"\b(?:record|achiev|post|reach|show|mark|attain|boast)(?:e?d|ing|s|es)? an? (?:{about} )?$"
)
_ITS_RATE = r" (?P<rate>(?:{np} ){0,2}(?:rate|ratio))\b"
_OF_OTHERS = re.compile(r"(?:the )?(?:national|nationwide|overall) average\b", re.IGNORECASE)
_COMPARED = re.compile(r"\b(?:compared (?:to|with)|than|from|over) [^,.;]{0,30}$")
#: "58% of the budget at 400 billion": what the share comes to, and no budget.
_SHARE_OF = re.compile(r"⟨pct:\d+⟩ of (?:the |its )?$")
_OF_A_DEED = re.compile(r"\b(?:with|on|at) (?:an? |the )?(?:total |annual |estimated )*$")


def named_amount(scene: Scene, quantity: Quantity, told: Told) -> Iterator[Observation]:
    """ "an employment rate of 67%", "a population of 400,000", "a budget of 5 billion won"."""
    template = {"pct": _RATE_OF, "num": _POPULATION, "money": _BUDGET_OF}.get(quantity.kind)
    match = scene.before(template, quantity.start) if template else None
    if match is None or scene.before(_SHARE_OF, match.start()):
        return
    if _OF_OTHERS.match(match["rate"]):
        return  # "above the national average growth rate of 8.1%"
    if quantity.kind == "money" and amount_acted_on(scene, quantity.start):
        return  # what a verb acts on is told by another rule
    if quantity.kind == "money" and scene.before(_OF_A_DEED, match.start()):
        return  # "with a budget of": what the deed before it costs
    metric = without_article(scene.skeleton.words(*match.span("rate")))
    owner = scene.owner(match.start())
    if owner is None or scene.subject(match.start()) is None:
        return
    role = "target" if scene.is_planned(quantity.start) else "actual"
    fact = stated(scene, quantity, metric, role, (match.start(), quantity.end), owner)
    fact = replace(fact, unit=fact.unit or unit_of_metric(scene, metric))
    if "budget" in metric.lower():
        fact = replace(fact, period=_budget_year(scene, match, fact.period))
        if not scene.before(_COMPARED, match.start()):
            scene.discourse.budget = fact
    yield fact


def rate_recorded(scene: Scene, quantity: Quantity, told: Told) -> Iterator[Observation]:
    """ "recording a 92.6% achievement rate": a rate named after its value."""
    lead = scene.before(_RECORDED, quantity.start) if quantity.kind == "pct" else None
    after = scene.grammar.pattern(_ITS_RATE).match(scene.skeleton.text, quantity.end)
    owner = scene.subject(quantity.start)
    if lead and after and owner and not scene.is_planned(quantity.start):
        place = (quantity.start, after.end())
        yield stated(scene, quantity, known_metric(scene, after["rate"]), "actual", place, owner)


def _budget_year(scene: Scene, match: re.Match[str], near: str | None) -> str | None:
    """The year a budget is for: "the 2025 budget of", "a budget of 5 billion for 2025"."""
    own = list(scene.skeleton.placeholders("date", start=match.start(), end=match.end()))
    before = re.search(r"(?P<date>⟨date:\d+⟩)(?:'s)? $", scene.skeleton.text[: match.start()])
    after = re.match(r"[^,.;⟨]{0,16} for (?P<date>⟨date:\d+⟩)", scene.skeleton.text[match.end() :])
    for found in (before, after):
        if found:
            return scene.skeleton.mention(found["date"]).when
    when = own[0].mention.when if own else near or scene.discourse.budget_year
    is_within_the_year = re.search(r"\bsupplementary\b", match["rate"], re.IGNORECASE)
    return str(scene.issued.year) if when is None and is_within_the_year and scene.issued else when


def budgeted(
    scene: Scene, chunks: Chunks, number: int, quantity: Quantity, told: Told
) -> Iterator[Observation]:
    """ "a 2.21 trillion-won budget for next year"."""
    after = scene.grammar.pattern(
        r"(?: (?P<date><date>) (?P<own>(?:{np} ){0,3}[Bb]udget)|-? ?(?P<kind>(?:[a-z]+ ){0,2}budget))\b"
    ).match(scene.skeleton.text, quantity.end)
    owner = scene.subject(quantity.start)
    if scene.before(_ERA_OF, quantity.start):
        return
    if quantity.kind == "money" and after and owner:
        for_year = scene.grammar.pattern(r" (?:for|in) (?P<date><date>)").match(
            scene.skeleton.text, after.end()
        )
        fact = stated(
            scene,
            quantity,
            after["own"] or after["kind"],
            "actual",
            (quantity.start, after.end()),
            owner,
        )
        own = after if after["date"] else for_year
        when = scene.mention(own, "date").when if own else None
        when = when or fact.period or scene.discourse.budget_year
        scene.discourse.budget = replace(fact, period=when)
        yield scene.discourse.budget
