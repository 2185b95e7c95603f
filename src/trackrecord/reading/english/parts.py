"""Breakdowns: the parts of a figure told before, each by the words that name it."""

import re
from collections.abc import Iterator
from dataclasses import replace

from trackrecord.facts import Observation
from trackrecord.reading.english.chunks import Chunks
from trackrecord.reading.english.deeds import is_deed
from trackrecord.reading.english.measuring import again, bare, stated, without_article
from trackrecord.reading.english.programs import programs_at
from trackrecord.reading.english.quantities import Quantity
from trackrecord.reading.english.scene import Scene
from trackrecord.reading.english.told import Told

_INTO = re.compile(
    r" (?:(?:for|in|into)(?: the)?|to the) (?P<part>(?!total\b|addition\b|its\b|⟨date)"
    r"(?:(?! (?:to|so|which|that|as|by|through|during|from|will|has|is)\b| and ⟨)[^,.;()⟨▲△▷■●•]){3,70})"
)
_SLICE = re.compile(
    r"(?: [a-z]+){0,2}?(?: (?:were|are|was|is|will be|went))? (?:for|in|to) (?:the )?(?P<part>[a-z][\w'-]*(?: (?!and\b|in\b|for\b)[\w'-]+){0,3})(?=[,.;)]| and |$)"
)
_BY_KIND = re.compile(
    r"By (?:[a-z]+ ){1,3}?(?:type|sector|category|age|field|area|region|industry|group),?|By [a-z]+(?: (?:and )?[a-z]+)?,"
)
_ACCOUNTED = r"(?:^|[,;] (?:and )?|\band )(?P<part>(?:(?!⟨){np} (?:(?:by|to|of|for the) (?:the )?)?){1,6}?)(?:accounted for|accounts for|made up|for) (?:{about} )?$"
_FOLLOWED = r"(?:followed by|, and|,| and) (?:the )?(?P<part>(?:{np} ){1,4}?)(?:at|with|on|accounted for) (?:{about} )?$"
#: "dried laver 12.8 million dollars, kimchi 5.1 million": an item of a list and how much it is.
_ITEM = r"(?:[,;:] (?:and )?|\band )(?P<part>(?:{np} ){1,4})$"
_OF_THESE = re.compile(r"(?:Of|Among) (?:these|them|those|the total)\b")
_ITEMISED = re.compile(
    r"(?::|\b(?:including|consisting of|comprising|of which|of them|of these)) [^.;]*$"
)
_SHARED_OUT = re.compile(
    r"\b(?:includ\w+|consist\w* of|compris\w+(?: of)?|divided into|allocat\w+|earmark\w+|set aside)\b"
)
_SET_ASIDE = re.compile(r"\b(?:allocat\w+|earmark\w+|set aside)\b")
_PART = re.compile(
    r"(?P<quantity>⟨(?:num|money):\d+⟩)(?P<label>(?: (?!(?:for|in|of|to|from|the|and|at|with)\b)[A-Za-z][\w-]*){1,4})"
)
_LARGEST_SLICE = r"(?<![\w'-])(?P<part>(?:{np} (?:and )?){1,4}?)(?:takes|took|takes up|took up|accounts for|accounted for|makes up|gets|received) the (?:largest|biggest|highest|lion's) (?:portion|share|slice|part)(?: of (?:the |its )?[a-z -]+)?(?:,| at| with) (?:{about} )?$"
_SLICED = re.compile(r"\b(?:slice|share|portion|followed by|largest|biggest|lion's)\b")
_PROGRAMS_LISTED = re.compile(
    r"\b(?:projects?|programs?|programmes?|initiatives|policies|measures)\b,? (?:such as|including|include|like|are|:)(?= )"
)
#: "includes 902 new homes and 644 that were preserved".
_THAT_WERE = re.compile(
    r" (?:that|which) (?:were|are|have been) (?P<part>(?:newly )?[a-z]+ed|built|sold)\b"
)
_AND_NEXT = re.compile(r"\binclud(?:es|ed|ing) ⟨num:\d+⟩ [^.;⟨]{2,60},? and $")
_ENOUGH = 2  # items that make a list


def portion(scene: Scene, quantity: Quantity, told: Told) -> Iterator[Observation]:
    """ "including 886 billion won for the general account": what part of a budget goes where."""
    text = scene.skeleton.text
    into = _INTO.match(text, quantity.end)
    if quantity.kind != "money" or into is None or not _SHARED_OUT.search(text[: quantity.start]):
        return
    of_deed = scene.grammar.pattern(r"(?:the )?{actnoun}(?: and {actnoun})? of ").match(
        text, into.start("part")
    )
    named = next(programs_at(scene, of_deed.end() if of_deed else into.start("part")), None)
    subject = scene.subject(quantity.start)
    is_given = scene.before(r"\b(?:been|was|were) {deliver} (?:{about} )?$", quantity.start)
    kind = scene.grammar.pattern(r"(?:an? |its )(?:[a-z][\w-]* ){1,4}?{type}\b")
    is_kind = kind.match(text, into.start("part")) is not None
    if named or is_kind or subject is None or is_given:
        return  # the money of a program belongs to its undertaking
    end = into.start() + len(into[0].rstrip())
    part = scene.skeleton.words(into.start("part"), end)
    if is_deed(scene, part):
        return  # so does that of what is to be done
    whole = scene.discourse.budget
    if whole is None and not _SET_ASIDE.search(text[: quantity.start]):
        return  # what is included in something else than a budget
    if whole is None or whole.about != subject.mention.name:
        whole = stated(
            scene, quantity, "budget allocated", "actual", (quantity.start, end), subject
        )
    yield again(scene, whole, quantity, (quantity.start, end), "portion", 0.8, part=part)


def slice_of_figure(scene: Scene, quantity: Quantity, told: Told) -> Iterator[Observation]:
    """ "28,600 jobs: 15,200 for seniors, …", "Of these, 1,130 were for young people"."""
    text = scene.skeleton.text
    if quantity.kind not in ("num", "money"):
        return
    part = _SLICE.match(text, quantity.mention_end)
    by_kind = _OF_THESE.match(text) or _BY_KIND.match(text)
    whole = told.figure or (scene.discourse.figure if by_kind else None)
    lead = text[: quantity.start]
    if whole and quantity.unit not in (None, whole.unit):
        return
    if told.portion and (
        then := scene.before(_FOLLOWED, quantity.start) or scene.before(_ITEM, quantity.start)
    ):
        words, place = scene.skeleton.words(*then.span("part")), (then.start("part"), quantity.end)
        yield again(scene, told.portion, quantity, place, "slice", 0.75, part=words)
        return
    counted = scene.before(_ACCOUNTED, quantity.start)
    if counted is None and by_kind and quantity.noun is None:
        counted = scene.before(_ITEM, quantity.start)
    if whole and counted:
        if quantity.value < abs(whole.value):
            words = without_article(scene.skeleton.words(*counted.span("part")))
            place = (counted.start("part"), quantity.end)
            yield again(scene, whole, quantity, place, "slice", 0.8, part=words)
        return
    if part is None or whole is None or quantity.value >= abs(whole.value):
        return
    if not (_OF_THESE.match(text) or _ITEMISED.search(lead)):
        return
    words, place = scene.skeleton.words(*part.span("part")), (quantity.start, part.end())
    yield again(scene, whole, quantity, place, "slice", 0.8, part=words)


def with_parts(scene: Scene, whole: Observation, start: int, end: int) -> Iterator[Observation]:
    """A whole and the parts that a parenthesis right after it gives, if it gives two or more."""
    bracket = re.compile(r" ?\((?P<parts>[^()]*)\)").match(scene.skeleton.text, end)
    parts = list(_PART.finditer(scene.skeleton.text, *bracket.span("parts"))) if bracket else []
    if bracket is None or len(parts) < 2:
        yield whole
        return
    yield replace(
        whole, **scene.evidence(start, bracket.end(), whole.reader.removeprefix("en."), 0.85)
    )
    for match in parts:
        yield replace(
            whole,
            **scene.evidence(match.start(), match.end(), "observation.part", 0.85),
            value=scene.skeleton.mention(match["quantity"]).value or whole.value,
            part=match["label"].strip(),
            precision=None,
        )


def end_of_parts(scene: Scene, quantity: Quantity, facts: list[Observation]) -> int:
    """Where the breakdown that was read with a quantity ends, so that its parts are not read again."""
    if not any(fact.part for fact in facts) or all(fact.part for fact in facts):
        return quantity.start
    return scene.skeleton.text.index(")", quantity.end)


def slice_of_budget(
    scene: Scene, chunks: Chunks, number: int, quantity: Quantity, told: Told
) -> Iterator[Observation]:
    """ "Welfare takes the largest share at 1.1 trillion won": what part of a budget is at how much."""
    if (most := scene.before(_LARGEST_SLICE, quantity.start)) and scene.discourse.budget:
        part = bare(scene.skeleton.words(*most.span("part"))).lower()
        place = (most.start("part"), quantity.end)
        yield again(scene, scene.discourse.budget, quantity, place, "portion", 0.8, part=part)
        return
    whole, noun = scene.discourse.budget, chunks.get(number - 2)
    link = chunks.get(number - 1).word
    is_part = link == "at" and _SLICED.search(scene.skeleton.text)
    is_account = link == "of" and noun.word in ("account", "accounts")
    if whole is None or noun.kind != "noun" or not (is_part or is_account):
        return
    if quantity.kind != "money" or quantity.value >= whole.value:
        return
    subject = chunks.subject(number - 3) if chunks.get(number - 3).kind == "verb" else None
    named = (
        chunks.all[subject[0]] if subject and noun.word in ("slice", "share", "portion") else noun
    )
    part = bare(scene.skeleton.words(named.start, named.end)).lower()
    yield again(scene, whole, quantity, (named.start, quantity.end), "portion", 0.8, part=part)


def including(
    scene: Scene, chunks: Chunks, number: int, quantity: Quantity, told: Told
) -> Iterator[Observation]:
    """ "320,000 people …, including 45,000 foreigners": a part of those counted."""
    whole = told.figure
    lead = chunks.get(number - 1).word in ("including", "includes", "included")
    then = _THAT_WERE.match(scene.skeleton.text, quantity.mention_end)
    joined = _AND_NEXT.search(scene.skeleton.text[: quantity.start])
    if whole and then and joined and quantity.kind == "num" and quantity.value < abs(whole.value):
        place = (quantity.start, then.end())
        yield again(scene, whole, quantity, place, "including", 0.75, part=then["part"])
        return
    if whole is None or not lead or quantity.noun is None or quantity.kind != "num":
        return
    if quantity.unit == whole.unit and quantity.value < abs(whole.value):
        place = (quantity.start, quantity.end)
        yield again(scene, whole, quantity, place, "including", 0.75, part=quantity.noun)


def in_brackets(
    scene: Scene, chunks: Chunks, number: int, quantity: Quantity, told: Told
) -> Iterator[Observation]:
    """ "seniors (5,020), youth (1,264) and others (822)": parts of the figure told before."""
    whole = told.figure or scene.discourse.figure
    if whole is None or not _is_bracketed(chunks, number) or quantity.kind not in ("num", "money"):
        return
    if quantity.kind == "money" and _PROGRAMS_LISTED.search(scene.skeleton.text[: quantity.start]):
        return  # the money of each program belongs to its undertaking
    items = [n for n in range(len(chunks.all)) if _is_bracketed(chunks, n)]
    if len(items) < _ENOUGH or quantity.noun is not None or quantity.value >= abs(whole.value):
        return
    noun = chunks.get(number - 2)
    part = bare(scene.skeleton.words(noun.start, noun.end))
    place = (noun.start, chunks.get(number + 1).end)
    yield again(scene, whole, quantity, place, "bracketed", 0.75, part=part)


def _is_bracketed(chunks: Chunks, number: int) -> bool:
    return (
        chunks.get(number).kind == "quantity"
        and chunks.get(number - 1).word == "("
        and chunks.get(number + 1).word == ")"
        and chunks.get(number - 2).kind == "noun"
    )


def part_by_verb(
    scene: Scene, chunks: Chunks, number: int, quantity: Quantity, told: Told
) -> Iterator[Observation]:
    """ "4,075 went to people aged 60 or older", "150 of them were women": a part by what it is."""
    whole = told.figure or scene.discourse.figure
    verb = chunks.get(number + 1)
    if verb.word == "(" and chunks.get(number + 3).word == ")":
        verb = chunks.get(number + 4)
    if chunks.get(number + 2).word in ("them", "these", "those") and verb.word == "of":
        verb = chunks.get(number + 3)
    if whole is None or verb.kind != "verb" or quantity.kind not in ("num", "pct"):
        return
    is_alone = quantity.noun is None or quantity.unit == whole.unit
    to = chunks.get(chunks.all.index(verb) + 1)
    if verb.word == "be":
        group = to
    elif verb.word in ("went", "go", "goes") and to.word == "to":
        group = chunks.get(chunks.all.index(to) + 1)
    else:
        return
    if group.kind != "noun" or not is_alone or whole.part or "⟨" in group.word:
        return
    if quantity.kind == "num" and quantity.value >= abs(whole.value):
        return
    part = bare(scene.skeleton.words(group.start, group.end))
    fact = again(scene, whole, quantity, (quantity.start, group.end), "slice", 0.75, part=part)
    yield replace(fact, role="share", unit="%") if quantity.kind == "pct" else fact
