"""Amounts of money that were secured, received, or are meant to be: "secured a national budget of 70 million won"."""

import re
from collections.abc import Iterator

from trackrecord.facts import Observation
from trackrecord.reading.english.deliveries import VERB, delivery
from trackrecord.reading.english.quantities import SOME, Quantity
from trackrecord.reading.english.scene import Scene
from trackrecord.reading.english.told import Told

_VERB_AMOUNT = rf"(?<![\w-])(?<!\ba )(?<!\bthe )(?<!\bits )(?P<verb>{{deliver}}) (?P<object>(?:an? |the |its )?(?:{{np}} ){{1,5}})(?:of|worth|totall?ing|amounting to) {SOME}"
_AMOUNT_OF = r" (?:in|of|worth of) (?P<object>(?:{np} ){0,3}(?:funds?|funding|subsid(?:y|ies)|budgets?|investments?|grants?|exports?|sales|aid|tax(?:es)?|revenues?|savings|loans?|donations?|rewards|bonds|debts?)(?: (?:pledges|commitments|agreements|projects))?)\b"
_GIVEN_WITH = re.compile(r"\b(?:grants?|funds?|funding|subsid(?:y|ies)|money|support)\b")
#: "secured a total of 7 billion won in funds": what it is of follows.
_A_TOTAL = ("a total", "a combined total", "a sum", "an amount")
_BEEN = re.compile(r"\b(?:is|are|was|were|been|be) $")
_PRIZE = re.compile(r"\b(?:incentive|prize|reward|bonus)")


def amount(scene: Scene, quantity: Quantity, told: Told) -> Iterator[Observation]:
    """ "secured a national budget of 70 million KRW"; prizes belong to their conferral."""
    if quantity.kind != "money":
        return
    match = amount_acted_on(scene, quantity.start)
    if match is None or match["object"].strip() in _A_TOTAL:
        direct = scene.before(VERB, quantity.start)
        of = scene.grammar.pattern(_AMOUNT_OF).match(scene.skeleton.text, quantity.end)
        prize = scene.discourse.conferral.prize if scene.discourse.conferral else None
        if prize and prize.amount == quantity.value:
            return  # it is told with what was won
        if direct and of and not _PRIZE.search(of["object"]):
            yield from delivery(
                scene,
                told,
                quantity,
                of["object"].strip(),
                direct["verb"],
                direct.start(),
                of.end(),
            )
        elif direct and not of and _is_funding(scene, direct, quantity):
            yield from delivery(
                scene, told, quantity, "funding", direct["verb"], direct.start(), quantity.end
            )
        return
    if _PRIZE.search(match["object"]) or re.search(r"\b[A-Z]", match["object"]):
        return  # a prize belongs to its conferral, the money of a named program to its undertaking
    conferral = scene.discourse.conferral
    is_won_here = conferral is not None and conferral.start >= scene.skeleton.sentence.start
    if is_won_here and _GIVEN_WITH.search(match["object"]):
        return  # so does what came with it
    noun = re.sub(r"^(?:an?|the|its) ", "", match["object"].strip())
    if noun in ("total", "amount", "sum", "project budget", "project cost", "announcement", "news"):
        return
    purpose = scene.grammar.pattern(r" for (?:the |its )?{np}(?: {np}){0,4}").match(
        scene.skeleton.text, quantity.end
    )
    end = purpose.end() if purpose else quantity.end
    yield from delivery(scene, told, quantity, noun, match["verb"], match.start(), end)


def _is_funding(scene: Scene, direct: re.Match[str], quantity: Quantity) -> bool:
    """ "will receive $2 million", "was allocated $1.4 million": money that comes to a government.

    What is given to a program is its undertaking's; what comes with an honour, its prize.
    """
    text, said = scene.skeleton.text, scene.grammar.deliveries[direct["verb"].lower()]
    is_given = _BEEN.search(text[: direct.start("verb")]) is not None
    comes = said.lemma == "receive" and not is_given
    given = said.lemma in ("award", "allocate", "grant") and is_given
    conferral = scene.discourse.conferral
    is_prize = conferral is not None and conferral.start >= scene.discourse.block
    honoured = any(True for _ in scene.skeleton.placeholders("award", "grade"))
    is_for = re.match(r" (?:for (?:the |its |an? )|in support\b)", text[quantity.end :]) is not None
    return (comes or given) and not (is_prize or honoured or is_for)


def amount_acted_on(scene: Scene, at: int) -> re.Match[str] | None:
    """A verb and its object before a quantity that says how much of it: "secured a budget of"."""
    return scene.before(_VERB_AMOUNT, at)
