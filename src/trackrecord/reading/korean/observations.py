"""Counts, amounts and rates in Korean: 실적, 목표, 달성률, 증감 and earlier values."""

import re
from collections.abc import Callable, Iterator

from trackrecord.facts import Observation
from trackrecord.reading.korean.amounts import NOT_COUNTED, Told, value
from trackrecord.reading.korean.changes import change, earlier, from_to, series
from trackrecord.reading.korean.figures import resolved, settled
from trackrecord.reading.korean.scene import KoreanScene
from trackrecord.reading.korean.slices import each, part, share, summed, summed_before
from trackrecord.reading.korean.stating import measured
from trackrecord.reading.korean.targets import rate, target
from trackrecord.reading.korean.words import words_of

_COUNTER = r"(?P<more>여)? ?(?P<counter>{counter})(?![가-힣]*자리)"
_TAKES_UP = re.compile(
    r"(?:이는|이 같은|전년|이로써|이중|이 중|목표|당초)|⟨date:\d+⟩ ?(?:대비|보다|⟨)|⟨date:\d+⟩\("
)
_HAS_AMOUNT = re.compile(r"⟨(?:num|money|pct|points):")

_Rule = Callable[[Told, int], list[Observation] | None]
#: The first rule to which an amount belongs reads it; None says that it does not belong.
_RULES: tuple[_Rule, ...] = (
    summed,
    series,
    from_to,
    target,
    rate,
    earlier,
    change,
    each,
    share,
    part,
    measured,
)


_COSTS = re.compile(r"(?:총 ?)?(?:사업비|예산|공사비)(?:은|는) ?(?:모두 |총 )?⟨money:\d+⟩")


def observations(scene: KoreanScene) -> Iterator[Observation]:
    """The observations of a sentence, in reading order."""
    text = scene.skeleton.text
    if not _HAS_AMOUNT.search(text):
        return
    told = Told(scene, words_of(scene.skeleton, scene.grammar.pattern(_COUNTER)))
    if _TAKES_UP.match(text):
        told.actual = told.figure = told.whole = scene.discourse.figure
    costs = _costs_of_a_program(scene)
    for index, word in enumerate(told.words):
        if index in told.taken or not value(word) or _is_no_measure(text, index, told):
            continue
        if word.start < costs:
            continue
        for rule in _RULES:
            facts = rule(told, index)
            if facts is None:
                continue
            for fact in facts:
                yield fact
                _remember(told, fact)
            if facts:
                for part_of in summed_before(told, index):
                    yield part_of
                    _remember(told, part_of)
            if told.pending and any(f.role == "actual" for f in facts):
                figure = facts[-1] if facts[-1].part else told.actual
                if figure is not None:
                    yield from settled(told, figure)
            break
    yield from _left_over(told)


def _costs_of_a_program(scene: KoreanScene) -> int:
    """Where the words end that say what the program told before costs: "예산은 12억 원이다"; 0 if none do."""
    discourse = scene.discourse
    is_of_budget = discourse.figure is not None and "예산" in discourse.figure.metric
    match = _COSTS.match(scene.skeleton.text)
    return match.end() if match and discourse.programs and not is_of_budget else 0


def _is_no_measure(text: str, index: int, told: Told) -> bool:
    mention = told.words[index].mention
    if mention is None or mention.kind != "num":
        return False
    end = text.index("⟩", told.words[index].start) + 1
    return told.words[index].counter is None and NOT_COUNTED.match(text, end) is not None


def _left_over(told: Told) -> Iterator[Observation]:
    """What still waits belongs to the figure of the sentence before."""
    figure = told.scene.discourse.figure
    if figure is None:
        return
    for waiting in told.pending if _TAKES_UP.match(told.scene.skeleton.text) else ():
        if fact := resolved(told, waiting, figure):
            yield fact


def _remember(told: Told, fact: Observation) -> None:
    discourse = told.scene.discourse
    if fact.role in ("actual", "target") and not fact.reader.endswith("earlier"):
        told.latest = fact
    if fact.part is not None and fact.reader.endswith(("slice", "summed", "share")):
        told.part = fact
        return
    if fact.role in ("actual", "target") and not fact.reader.endswith(("earlier", "each")):
        told.figure = fact
        if not fact.part:
            told.whole = fact
            discourse.wholes = [*discourse.wholes[-11:], fact]
    if fact.role == "actual" and not fact.reader.endswith(("earlier", "each")):
        told.actual = fact
        discourse.figure = discourse.whole = fact
    if fact.role in ("actual", "change", "change-rate") and not fact.reader.endswith("earlier"):
        discourse.last = fact
