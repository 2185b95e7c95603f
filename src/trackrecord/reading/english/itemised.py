"""Lists with marks, as press releases print them: "▲welfare 484.5 billion won (56.6%) ▲204 for youth".

What the items are parts of goes before them, often sentences before: it is the figure that they add up
to, or for money the budget told last.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from trackrecord.facts import Observation
from trackrecord.reading.english.deeds import is_deed, named_in
from trackrecord.reading.english.measuring import again, without_article
from trackrecord.reading.english.quantities import Quantity
from trackrecord.reading.english.scene import Scene
from trackrecord.reading.english.told import Told

_MARK = re.compile(r"[▲△▷▶◆◇■□●○•∙]")
#: A line of a list: "• $5.2m - pathways and roads".
_BULLET = re.compile(r"^(?:[•●∙*·]|[-;]+) ?(?=[^▲△▷▶◆◇■□●○•∙]*$)")
_DASHED = re.compile(r" ?[-;:] ")
#: What says that a list is of the parts of a budget.
_OF_A_BUDGET = re.compile(
    r"\b(?:[Bb]udget|accounts?|sectors?|allocat\w+|[Ss]pending|[Ee]xpenditure|consist\w+)\b|^[•●∙*·-]"
)
_ENOUGH = 2  # items that make a list
#: "welfare 484.5 billion won", "welfare: 484.5 billion won".
_NAME_FIRST = re.compile(
    r" ?(?P<label>[^⟨⟩(),;:]{2,70}?):? \(?(?P<value>⟨(?P<kind>num|money):\d+⟩)"
)
#: "204 for youth (2.3 billion won)", "4,482 direct jobs", "1.2 billion won for roads".
_VALUE_FIRST = re.compile(
    r" ?(?P<value>⟨(?P<kind>num|money):\d+⟩)(?: (?:people|jobs|cases|households))?(?: (?P<link>for|in|on|from)| ?[-;:])? (?:the )?(?P<label>[^⟨⟩(),;:]{2,90})"
)
#: What follows the last item and is none of it.
_AFTER = re.compile(r"(?:,? etc\b| and$|[.,]$|\.\.\.).*$")
#: Words that lead to a number, and name no part: "School transfer increased by".
_NO_LABEL = re.compile(r"\b(?:by|of|to|at|from|is|was|were|are|has|have|had|will)$")
_IN_BRACKETS = re.compile(r" ?\((?P<money>⟨money:\d+⟩)")


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list: its words, the number it begins with, and money in brackets after that."""

    label: str
    label_start: int
    label_end: int
    kind: str
    value: str  # placeholder
    start: int
    end: int
    link: str  # the preposition between a number and its name
    leads: bool  # whether the number stands before its name
    is_sector: bool  # a line with a dash, which names what part money is in
    money: str | None
    money_end: int


@lru_cache(maxsize=64)
def items_of(text: str) -> tuple[Item, ...]:
    """The items of a list with marks in a skeleton's text; none where it has no such list."""
    marks = [match.end() for match in _MARK.finditer(text)]
    is_item = _BULLET.match(text)
    if is_item:
        marks = [is_item.end()]
    elif len(marks) < _ENOUGH:
        return ()
    found = []
    for start, stop in zip(marks, [*(mark - 1 for mark in marks[1:]), len(text)], strict=True):
        match = _VALUE_FIRST.match(text, start, stop) or _NAME_FIRST.match(text, start, stop)
        if match is None:
            continue
        if _NO_LABEL.search(match["label"].strip()):
            continue
        label = _AFTER.sub("", match["label"].strip()).strip()
        begins = match.start("label") + match["label"].find(label)
        ends = begins + len(label)
        end = max(ends, match.end("value"))
        money = _IN_BRACKETS.match(text, end) if match["kind"] == "num" else None
        found.append(
            Item(
                without_article(label),
                begins,
                ends,
                match["kind"],
                match["value"],
                min(match.start("value"), match.start("label")),
                end,
                match.groupdict().get("link") or "",
                match.start("value") < begins,
                is_item is not None and _DASHED.match(text, match.end("value")) is not None,
                money["money"] if money else None,
                money.end() + 1 if money else end,
            )
        )
    return tuple(found) if is_item or len(found) >= _ENOUGH else ()


def itemised(scene: Scene, quantity: Quantity, told: Told) -> Iterator[Observation]:
    """ "▲social welfare 484.5 billion won ▲economy 6 billion won": parts of the whole told before."""
    text = scene.skeleton.text
    items = items_of(text)
    placeholder = text[quantity.start : quantity.mention_end]
    here = next((item for item in items if item.value == placeholder), None)
    in_brackets = next((item for item in items if item.money == placeholder), None)
    item = here or in_brackets
    if item is None or not item.label:
        return
    money = in_brackets is not None
    is_named = is_deed(scene, item.label) or named_in(scene, item.label_start, item.label_end)
    if quantity.kind == "money" and not money and not item.is_sector and is_named:
        return  # the money of a deed is told with its undertaking
    whole = _whole(scene, told, items, "money" if money else item.kind, money)
    if whole is None or quantity.value >= abs(whole.value):
        return
    end = item.money_end if money else item.end
    part = item.label.lower() if whole.unit and whole.unit.isupper() else item.label
    yield again(scene, whole, quantity, (item.start, end), "item", 0.85, part=part)


def _whole(
    scene: Scene, told: Told, items: tuple[Item, ...], kind: str, in_brackets: bool
) -> Observation | None:
    """What the items are parts of: the figure that they add up to, else for money the budget told last."""
    values = [
        scene.skeleton.mention(item.money if in_brackets and item.money else item.value).value
        for item in items
        if (item.money is not None if in_brackets else item.kind == kind)
    ]
    total = sum(value for value in values if value is not None)
    earlier = [*reversed(scene.discourse.figures), *([told.figure] if told.figure else ())]
    adding: Observation | None = next((f for f in earlier if abs(f.value) == total), None)
    is_of_budget = kind == "money" and _OF_A_BUDGET.search(scene.skeleton.text)
    return adding or (scene.discourse.budget if is_of_budget else None)
