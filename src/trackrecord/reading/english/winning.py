"""What a verb of winning says: who won, was shortlisted or was nominated, and for what."""

import re
from collections.abc import Iterator
from dataclasses import replace

from trackrecord.facts import Conferral
from trackrecord.reading.english.honours import (
    AND_GOV,
    award_for,
    called_after_field,
    conferral_of,
    object_won,
    recipients_of,
    region_end,
)
from trackrecord.reading.english.scene import Scene, Subject
from trackrecord.reading.skeleton import Place

_OUTCOMES = (("won", "{win}"), ("finalist", "{finalist}"), ("nominated", "{nominated}"))
_GOVS = rf"<gov>{AND_GOV}*"
_NTH_IN_A_ROW = re.compile(
    r"\b(?:\d+(?:st|nd|rd|th)|second|[a-z]+(?:th|ird)) (?:(?:consecutive|straight|successive) (?:year|time)|(?:year|time) (?:in a row|running))"
)
#: "This is the third consecutive year that the district has been selected".
_RUN_BEFORE = re.compile(
    r"\b(?:consecutive|straight|successive) (?:year|time) (?:that |in which )?[^,.;]{0,40}$"
)
_SAME = re.compile(r" (?:as |for )?(?:an? |the )?")  # "named winner of" is said with two words
#: "the main prize at the A and the excellence award at the B".
_AT_ANOTHER = r" (?:at|in|of) (?:the )?<award>(?:,| and|, and|,? as well as) (?:the |an? )?(?P<what><grade>) (?:at|in|of) (?:the )?(?P<award><award>)"
_AND_ANOTHER = re.compile(
    r"(?: overall)?(?: \([^()]*\))?(?:,? (?:in|for|ranking) [^;]{0,110}?)?(?:,| and|, and|,? as well as) (?:the |a |an )?"
)
_A_CATEGORY = re.compile(
    r"the (?P<name>(?:[A-Z][\w&-]* (?:and |of )?){1,5}?)(?:category|section|division)\b"
)
_CATEGORIES = re.compile(
    rf" {_A_CATEGORY.pattern.replace('?P<name>', '')}(?:[^.;]*? and {_A_CATEGORY.pattern.replace('?P<name>', '')})?"
)
_GOES_TO = re.compile(r" (?:went|goes|go|had gone|has gone|was|were) ")
_SUPERLATIVE = re.compile(r"(?:highest|top|best) ")


def wins(scene: Scene) -> Iterator[Conferral]:
    """ "A, B and C won the ⟨grade⟩ at the ⟨award⟩", and the same for finalists and nominees."""
    text = scene.skeleton.text
    for outcome, trigger in _OUTCOMES:
        matches = list(scene.find(rf"(?<![\w-]){trigger}(?![\w-])"))
        for number, match in enumerate(matches):
            later = (m.start() for m in matches[number + 1 :])
            stop = next(
                (at for at in later if not _SAME.fullmatch(text[match.end() : at])), len(text)
            )
            won = object_won(scene, match.end(), stop if outcome == "won" else len(text))
            if won is None and (titled := _title_at(scene, match.end())):
                yield from _with_title(scene, match.start(), titled, outcome)
                continue
            if won is None and outcome != "won":
                yield from _in_the_running(scene, match, outcome)
                continue
            if won is None and not scene.is_planned(match.start()):
                yield from _categories_won(scene, match)
            if won is None or scene.is_planned(match.start()):
                continue
            is_one = won.mention.kind == "grade" and not _SUPERLATIVE.match(won.mention.name)
            named = any(True for _ in scene.skeleton.placeholders("award", start=match.end()))
            is_one = is_one or (won.mention.kind == "grade" and named)
            is_run = not is_one and _is_streak(scene, match.end())
            if is_run or _RUN_BEFORE.search(text[: match.start()]):
                continue  # "won the award for eight years running" is a claim, not one conferral
            award = award_for(scene, won.mention, match.end(), match.start())
            if award is None or _is_won_by_a_person(scene, match.start()):
                continue
            end = region_end(text, won.end)
            recipients = list(recipients_of(scene, match.start()))
            paired = list(_respectively(scene, won, end, recipients))
            for (subject, start), each in paired:
                yield conferral_of(
                    scene, subject, award, each.mention, (start, each.end), end, outcome
                )
            for subject, start in () if paired else recipients:
                is_within = won.mention is not award[0]
                for each in (won, *(_further_grades(scene, won, end) if is_within else ())):
                    yield conferral_of(
                        scene, subject, award, each.mention, (start, each.end), end, outcome
                    )
                another = scene.grammar.pattern(_AT_ANOTHER).match(text, won.end)
                if another:
                    grade, other = scene.mention(another, "what"), scene.mention(another, "award")
                    place = (another.start("what"), another.end())
                    yield conferral_of(scene, subject, (other, ()), grade, place, end, outcome)


def _title_at(scene: Scene, start: int) -> re.Match[str] | None:
    """ "the award for Leadership at the ⟨award⟩", "for Council of the Year at the ⟨award⟩"."""
    return (
        scene.grammar.pattern(
            r"(?: as)? (?:the |an? )?(?P<best>(?:best|top|most|leading|greenest|safest|happiest|smartest|cleanest)(?: [a-z-]+){1,5}) (?:at|in|by) (?:the |this year's )?(?P<award><award>)"
        ).match(scene.skeleton.text, start)
        or scene.grammar.pattern(
            r"(?: as| for)? (?:the |an? )?(?P<title>[A-Z][\w'&-]*(?: (?:of the |of |for |and |in )?[A-Z][\w'&-]*)*)(?: (?:title|prize|award|category|section))? (?:at|in) (?:the |this year's )?(?:[a-z]+ ){0,2}(?P<award><award>)"
        ).match(scene.skeleton.text, start)
        or scene.grammar.pattern(
            r" (?:the |an? )?(?:award|prize|title|honou?r) for (?P<category>[^.;⟨]{3,80}?) (?:at|in) (?:the |this year's )?(?:[a-z]+ ){0,2}(?P<award><award>)"
        ).match(scene.skeleton.text, start)
    )


def _in_the_running(scene: Scene, match: re.Match[str], outcome: str) -> Iterator[Conferral]:
    """ "was shortlisted in the transport category": for the award in focus."""
    named = list(scene.skeleton.placeholders("award", end=match.start()))
    award = named[-1].mention if named else scene.discourse.award
    if award and scene.discourse.award and called_after_field(award):
        award = scene.discourse.award  # "the Leadership award" is one of those in focus
    where = re.match(
        r"(?: in| for)? (?:the (?P<category>[\w&-]+(?: [\w&-]+){0,4}?) (?:category|prize|section|division))\b| (?:six|five|four|three|ten|round|stage|list)\b|(?= (?:again )?in ⟨date)|(?=[.,;]|$)| for the (?:overall|top|main) prize| for (?:the )?(?P<title>[A-Z][\w'&-]*(?: (?:of the |of |for |and )?[A-Z][\w'&-]*)*)(?=[.,;]|$| and\b)",
        scene.skeleton.text[match.end() :],
    )
    if (
        award is None
        or where is None
        or any(scene.skeleton.placeholders("award", start=match.end()))
    ):
        return
    end = region_end(scene.skeleton.text, match.end())
    for subject, start in recipients_of(scene, match.start()):
        fact = conferral_of(
            scene, subject, (award, (award.span,)), award, (start, match.end()), end, outcome
        )
        if where["category"] and where["category"] not in ("overall", "top", "main"):
            words = match.end() + where.start("category"), match.end() + where.end("category")
            fact = replace(fact, category=scene.skeleton.words(*words))
        elif where["title"]:
            words = match.end() + where.start("title"), match.end() + where.end("title")
            fact = replace(fact, category=scene.skeleton.words(*words))
        span = scene.skeleton.span(start, match.end() + where.end())
        fact = replace(
            fact, quote=scene.text[span.start : span.end], start=span.start, end=span.end
        )
        yield fact
        for fellow, _ in _fellows(scene, match.end() + where.end(), start):
            yield replace(fact, recipient=fellow.mention.name)


def _categories_won(scene: Scene, match: re.Match[str]) -> Iterator[Conferral]:
    """ "won the Climate Action category and the Heritage category": of the award in focus."""
    award = scene.discourse.award
    won = _CATEGORIES.match(scene.skeleton.text, match.end())
    if award is None or won is None or any(scene.skeleton.placeholders("award")):
        return
    for named in _A_CATEGORY.finditer(scene.skeleton.text, *won.span()):
        for subject, start in recipients_of(scene, match.start()):
            place = (start, named.end())
            fact = conferral_of(
                scene, subject, (award, (award.span,)), award, place, won.end(), "won"
            )
            yield replace(fact, category=scene.skeleton.words(*named.span("name")))


def _with_title(
    scene: Scene, trigger: int, titled: re.Match[str], outcome: str
) -> Iterator[Conferral]:
    award = scene.mention(titled, "award")
    for subject, start in (
        *recipients_of(scene, trigger),
        *_fellows(scene, titled.end(), titled.start()),
    ):
        fact = conferral_of(
            scene,
            subject,
            (award, ()),
            award,
            (start, titled.end()),
            region_end(scene.skeleton.text, titled.end()),
            outcome,
        )
        name = "title" if titled.groupdict().get("title") else "category"
        if titled.groupdict().get("best"):
            yield replace(fact, grade=titled["best"])
            continue
        yield replace(fact, category=scene.skeleton.words(*titled.span(name)))


def _respectively(
    scene: Scene, won: Place, end: int, recipients: list[tuple[Subject, int]]
) -> Iterator[tuple[tuple[Subject, int], Place]]:
    """Each recipient with its own grade: "A and B won the X and the Y, respectively"."""
    grades = [won, *_further_grades(scene, won, end)] if won.mention.kind == "grade" else []
    if len(grades) > 1 and len(grades) == len(recipients):
        yield from zip(recipients, grades, strict=True)


def _fellows(scene: Scene, end: int, start: int) -> Iterator[tuple[Subject, int]]:
    """Who stood for an award beside the subject: ", alongside ⟨gov⟩ and ⟨gov⟩", right after `end`."""
    match = scene.grammar.pattern(
        rf",? (?:alongside|along with|together with) (?P<list>{_GOVS})"
    ).match(scene.skeleton.text, end)
    for place in (
        scene.skeleton.placeholders("gov", start=match.start("list"), end=match.end())
        if match
        else ()
    ):
        yield Subject(place.mention, ()), start


def _further_grades(scene: Scene, won: Place, end: int) -> Iterator[Place]:
    """The grades that are joined to one that was won: "the Grand Prize … and the Special Award"."""
    at = won.end
    for place in scene.skeleton.placeholders("grade", start=won.end, end=end):
        if scene.skeleton.text[at : place.start].count("(") > scene.skeleton.text[
            at : place.start
        ].count(")"):
            continue
        if not _AND_ANOTHER.fullmatch(scene.skeleton.text[at : place.start]):
            return
        if _GOES_TO.match(scene.skeleton.text, place.end):
            return  # somebody else's
        yield place
        at = place.end


def _is_won_by_a_person(scene: Scene, trigger: int) -> bool:
    """ "Mayor A. Person of Suwon was awarded …": the award is the mayor's own."""
    before = scene.skeleton.text[:trigger].rstrip()
    holder = r"(?:{office} {name}(?: of <gov>)?|<gov>(?:'s)? {office} {name}|{name}, (?:the )?{office} of <gov>,?)(?: has| have)?$"
    return scene.grammar.pattern(holder).search(before) is not None


def _is_streak(scene: Scene, start: int) -> bool:
    """Whether the clause after a verb of winning speaks of a run of years."""
    clause = scene.skeleton.text[start : region_end(scene.skeleton.text, start)]
    clause = _NTH_IN_A_ROW.sub("", clause)  # "the third year in a row" is of this year's
    return (
        re.search(r"\b(?:consecutive|straight|successive|in a row|running)\b", clause, re.I)
        is not None
    )
