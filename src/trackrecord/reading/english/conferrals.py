"""Who was given which award: winners apart from finalists and nominees."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from trackrecord.facts import Conferral, Fact, Money, Span
from trackrecord.reading.english.mentions import as_award, conferrer_of
from trackrecord.reading.english.scene import Scene, Subject
from trackrecord.reading.mentions import Mention
from trackrecord.reading.skeleton import Place

_OUTCOMES = (("won", "{win}"), ("finalist", "{finalist}"), ("nominated", "{nominated}"))
#: What may stand between a verb of winning and what is won.
_TO_OBJECT = re.compile(
    r"(?:[ ,]|a|an|the|its|their|this|that|at|in|of|from|for|with|as|by|to|also|receive|win"
    r"|award|awards|prize|honou?rs?|title|years?|times?|consecutive|straight|row|category|sector|field"
    r"|highest|top|grade|total|including|prestigious|coveted|renowned|national|international|annual|new|\w+ly|(?:(?:[A-Z][\w'&-]*|and|of) ){1,5}(?:category|division|section|field)|⟨(?:num|category|quoted|date|body):\d+⟩|winners?|recipients?|excellent|outstanding)*"
)
_GOVS = r"<gov>(?:(?:,| and|, and| &|,? as well as|,? along(?:side| with)|,? together with) (?:[A-Z]\w+'s )?<gov>)*"
_LIST = r"(?P<list><gov>(?:(?:,| and|, and| &|,? as well as|,? along(?:side| with)|,? together with) (?:[A-Z]\w+'s )?<gov>)+)(?:,? (?:all|each|both|also|respectively|which|has|have|had|were|was))*$"
#: What is said of several together, between their names and the verb: "A and B, both in C, won".
_OF_ALL = re.compile(r",? (?:both|all|each)(?: also)? (?:in|of|from) [^,;]{2,40},$")
_GIVEN = (
    r"(?:awarded|presented|gave|given|granted|brought|earned|handed|won) (?:the )?(?P<to><gov>(?:(?:,| and|, and) <gov>)*)(?:, <gov>,)? (?:with )?(?:the |a |an )?(?:<edition=award>'s )?(?P<what><grade|award>)",
    r"(?P<what><grade|award>)(?: (?:at|of|in) the <edition=award>)? (?:{passive} (?:awarded|presented|given|granted|handed|conferred|bestowed)(?: to| on| upon)|went to|goes to|go to|(?:has|have|had) gone to|was won by|was taken by|was shared by) (?:the )?(?P<to><gov>(?:(?:,| and|, and) <gov>)*)",
    r"(?:named|selected|chose|picked|recogni[sz]ed) (?P<to><gov>(?:(?:,| and|, and) <gov>)*) (?:as|for) (?:the |a |an )?(?:winner of |recipient of )?(?:the )?(?P<what><grade|award>)",
    r"(?P<what><grade|award>),? (?:went|had gone|has gone) to (?:the )?(?P<to><gov>(?:(?:,| and|, and) <gov>)*)",
    r"\bwith (?P<to><gov>(?:(?:,| and|, and) <gov>)*) (?:winning|taking|receiving|claiming|earning|securing|collecting) (?:the |a |an )?(?P<what><grade|award>)",
    r"(?P<what><grade>)(?:s)?(?: \([^()]*\))?(?: ?:| -|;) ?(?P<to><gov>(?:(?:,| and|, and) <gov>)*)(?=[.,;▲△▷■◆●]| ▲|$)",
    r"(?P<to><gov>(?:(?:,| and|, and) <gov>)*)(?:, (?:<gov>|[A-Z]\w+))? \((?:the )?(?P<what><grade>)\)",
    r"(?P<to><gov>(?:(?:,| and|, and) <gov>)*)(?: (?:has|have) been| was| were|,)? (?:named|crowned|declared|voted) (?:the )?(?P<title>[A-Z][\w'-]*(?: (?:of the |of |for )?[A-Z][\w'-]*)*) (?:at|in) (?:the )?(?P<what><award>)",
    r"(?P<what><grade|award>)(?:'s)? (?:winners?|recipients?),? (?P<to><gov>(?:(?:,| and|, and) <gov>)*)",
)
#: An item of a list of honours: "▲the Grand Prize at the Traffic Safety Competition".
#: "presented the City with its ⟨grade⟩": to whom the text is about.
_GIVEN_TO_FOCUS = r"\b(?:awarded|presented|gave|given|granted|honou?red) (?:the (?:[Cc]ity|[Cc]ouncil|[Cc]ounty|[Dd]istrict|[Bb]orough|[Tt]own|[Pp]rovince)|it) (?:with )?(?:the |a |an |its )(?P<what><grade|award>)"
_ITEM = r"[▲△▷▶■◆●•] ?(?:the |an? )?(?P<what><grade>) (?:at|of|in|from) (?:the |this year's )?(?:[\w '-]{0,50}'s )?(?P<award><award>)"
#: "won 57 awards from …, including the ⟨grade⟩ at the ⟨award⟩ and the ⟨grade⟩ at the ⟨award⟩".
_SEVERAL_WON = r"\b{win} (?:a total of )?<num> (?:[a-z-]+ )?(?:awards|prizes|honou?rs|medals)\b[^.;]*?,? (?:including|such as|among them) "
_AMONG_THEM = r"(?:,| and|including|such as|among them) (?:the |an? )?(?P<what><grade>) (?:at|of|in|from) (?:the |this year's )?(?P<award><award>)"
#: A title that a place is given: a quoted one, or in capitals around a word for a place.
_DESIGNATED = (
    r"\b(?:was|were|is|been|being)(?: \w+ly| also| again| recently| first)? (?:re-?)?(?:designated|certified|recogni[sz]ed|named)"
    r"(?: as)? (?:an? |the |one of the )?(?:nation's first |country's first )?(?:(?P<quoted><quoted>)(?! (?:project|program|programme)\b)|(?P<title>(?:(?:[A-Z][\w-]*|<body>)(?: of| for)? ){1,4}(?:City|District|County|Town|Village|Community|Municipality|Capital)(?: (?:of|for) [A-Z][\w-]*(?: (?:and )?[A-Z][\w-]*)*)?))(?! (?:at|in) the)"
    r"(?: by (?:the )?(?P<by>(?:[a-z]+ ){1,3}?(?:ministry|government|association|foundation|agency)\b|[A-Z][\w'-]*(?: (?:(?:of|for|and|the|on) ){0,2}[A-Z][\w'-]*)*|<body>))?"
)
_LAST_YEARS = r"(?P<year><date>)'s (?:award|prize|title) (?:went to|was won by|was given to) (?:the )?(?P<to><gov>)"
_EARLIER = r"(?:[Ff]ollowing|[Aa]fter|[Ss]ince|and|,) (?:(?:winning|receiving|taking|its|the|a|an) )*(?P<grade><grade>) in (?P<year><date>)"
_HELD = re.compile(
    r"held(?: at| in| on)?(?:[^;⟨.]|⟨(?:body|gov|quoted):\d+⟩){0,60}?(?P<on>⟨date:\d+⟩)"
)
_AT = re.compile(
    r"held (?:(?:on )?⟨date:\d+⟩ )?(?:at|in) (?:the )?(?P<place>(?:[A-Z][\w'&-]*|⟨(?:gov|quoted):\d+⟩)"
    r"(?: (?:of |for |and )?(?:[A-Z][\w'&-]*|⟨(?:gov|quoted):\d+⟩))*(?:,? in ⟨gov:\d+⟩| in [A-Z]\w+)?)"
)
_PLACE = (
    r"(?P<place>(?:[A-Z][\w'&-]*|<gov|quoted|body>)"
    r"(?: (?:of |for |and )?(?:[A-Z][\w'&-]*|<gov|quoted|body>))*(?:,? in (?:<gov>|[A-Z]\w+))?)"
)
_WHEN_AND_WHERE = (
    rf"(?: (?:on )?(?P<on><date>))?(?: (?:at|in) (?:the )?{_PLACE})?(?: (?:on )?(?P<later><date>))?"
)
_CEREMONY = re.compile(
    r"(?:The|This|Its|An?) (?:annual |award |awards |awarding |prize |presentation )*"
    r"(?:ceremony|gala|event|presentation)\b"
)
_PRIZE_WORD = (
    r"(?:prize|incentives?|rewards?|bonus|grant|subsid(?:y|ies)|funds?|fund|budget|support)"
)
_PRIZE = (
    r"(?P<money><money>) (?:incentive|prize|reward|bonus)",
    rf"(?:secur|receiv|gett|obtain|earn|win|with|along with|includ)[\w ]*? (?:an? |the |its )?(?:[\w-]+ ){{0,4}}{_PRIZE_WORD}(?: fund| money| budget)?(?: (?:of|worth|totall?ing|amounting to))? (?P<money><money>)",
    rf"(?P<money><money>) (?:in|as|of) (?:an? )?(?:[\w-]+ ){{0,3}}{_PRIZE_WORD}",
)
_PRIZE_OF_GRADE = r"(?P<money><money>) (?:for|with) (?:the |its )?(?P<grade><grade>)"
_WITH_AWARD = re.compile(
    r"\b(?:(?:[Aa]long|[Tt]ogether) with (?:the|this) (?:\w+ )?(?:award|prize|honor|honour)|[Ww]ith (?:this|the) (?:award|win|prize)"
    r"|[Aa]s (?:a|the) (?:prize|reward|incentive))\b"
)


#: A contest that the sentence speaks of and does not name is not the one in focus.
_ELSEWHERE = re.compile(
    r"\b(?:at|in) (?:the|an?) (?:[\w-]+ ){0,4}(?:contest|competition|event|fair|festival|evaluation|assessment|ceremony|forum|conference|exhibition|expo|presentation|awards?)\b"
)
_ANNOUNCED = re.compile(r"\b(?:announced?|announces|said|says|reported|revealed|stated)\b")
_SAID_ON = re.compile(r"\b(?:announced?|announces|said|says|reported|revealed|stated) (?:on )?$")
_NTH_IN_A_ROW = re.compile(
    r"\b(?:\d+(?:st|nd|rd|th)|second|[a-z]+(?:th|ird)) (?:(?:consecutive|straight|successive) (?:year|time)|(?:year|time) (?:in a row|running))"
)
#: "This is the third consecutive year that the district has been selected".
_RUN_BEFORE = re.compile(
    r"\b(?:consecutive|straight|successive) (?:year|time) (?:that |in which )?[^,.;]{0,40}$"
)
#: "the first district in the nation to win": the subject of the sentence did.
_BOASTED = re.compile(r"\bthe (?:very )?(?:first|only)\b[^,.;]{0,60} to $")
_SAME = re.compile(r" (?:as |for )?(?:an? |the )?")  # "named winner of" is said with two words
_AT_AN_AWARD = re.compile(r"\b(?:at|in) (?:the |this year's |an? )?(?:[a-z]+ ){0,2}$")
#: "In the environment category, …", "In the main category called the ‘Disclosure System’, …".
_OPENING_CATEGORY = (
    r"In the (?P<category><category|quoted>|[\w-]+(?: [\w-]+){0,2}) (?:category|division|sector|field|section)"
    r"(?: called (?:the )?(?P<named><category|quoted>))?,"
)
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
_PLAINLY_PRIZE = re.compile(r"\b(?:incentive|prize|reward)s?\b")


def conferrals(scene: Scene) -> Iterator[Conferral]:
    """The conferrals a sentence states."""
    _note_ceremony(scene)
    seen: set[tuple[str, str, str, str]] = set()
    for fact in (
        *_given(scene),
        *_designated(scene),
        *_earlier(scene),
        *_listed(scene),
        *_won(scene),
    ):
        name = fact.grade or fact.award
        key = (fact.recipient, fact.edition or "", name, fact.category or "")
        if key not in seen:
            seen.add(key)
            yield fact


def _note_ceremony(scene: Scene) -> None:
    """Remember the day on which an edition that the sentence names was held, for what follows."""
    for place in scene.skeleton.placeholders("award"):
        edition = place.mention.edition
        day = _day_held(scene, place.start, len(scene.skeleton.text), len(scene.skeleton.text))
        if edition and day:
            scene.discourse.ceremonies.setdefault((place.mention.name, edition), day)


def _won(scene: Scene) -> Iterator[Conferral]:
    """ "A, B and C won the ⟨grade⟩ at the ⟨award⟩", and the same for finalists and nominees."""
    text = scene.skeleton.text
    for outcome, trigger in _OUTCOMES:
        matches = list(scene.find(rf"(?<![\w-]){trigger}(?![\w-])"))
        for number, match in enumerate(matches):
            later = (m.start() for m in matches[number + 1 :])
            stop = next(
                (at for at in later if not _SAME.fullmatch(text[match.end() : at])), len(text)
            )
            won = _object(scene, match.end(), stop if outcome == "won" else len(text))
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
            award = _award_for(scene, won.mention, match.end(), match.start())
            if award is None or _is_won_by_a_person(scene, match.start()):
                continue
            end = _region_end(text, won.end)
            recipients = list(_recipients(scene, match.start()))
            paired = list(_respectively(scene, won, end, recipients))
            for (subject, start), each in paired:
                yield _conferral(
                    scene, subject, award, each.mention, (start, each.end), end, outcome
                )
            for subject, start in () if paired else recipients:
                is_within = won.mention is not award[0]
                for each in (won, *(_further_grades(scene, won, end) if is_within else ())):
                    yield _conferral(
                        scene, subject, award, each.mention, (start, each.end), end, outcome
                    )
                another = scene.grammar.pattern(_AT_ANOTHER).match(text, won.end)
                if another:
                    grade, other = scene.mention(another, "what"), scene.mention(another, "award")
                    place = (another.start("what"), another.end())
                    yield _conferral(scene, subject, (other, ()), grade, place, end, outcome)


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
    end = _region_end(scene.skeleton.text, match.end())
    for subject, start in _recipients(scene, match.start()):
        fact = _conferral(
            scene, subject, (award, (award.span,)), award, (start, match.end()), end, outcome
        )
        if where["category"] and where["category"] not in ("overall", "top", "main"):
            words = match.end() + where.start("category"), match.end() + where.end("category")
            fact = replace(fact, category=scene.skeleton.words(*words))
        elif where["title"]:
            words = match.end() + where.start("title"), match.end() + where.end("title")
            fact = replace(fact, category=scene.skeleton.words(*words))
        span = scene.skeleton.span(start, match.end() + where.end())
        yield replace(fact, quote=scene.text[span.start : span.end], start=span.start, end=span.end)


def _categories_won(scene: Scene, match: re.Match[str]) -> Iterator[Conferral]:
    """ "won the Climate Action category and the Heritage category": of the award in focus."""
    award = scene.discourse.award
    won = _CATEGORIES.match(scene.skeleton.text, match.end())
    if award is None or won is None or any(scene.skeleton.placeholders("award")):
        return
    for named in _A_CATEGORY.finditer(scene.skeleton.text, *won.span()):
        for subject, start in _recipients(scene, match.start()):
            place = (start, named.end())
            fact = _conferral(
                scene, subject, (award, (award.span,)), award, place, won.end(), "won"
            )
            yield replace(fact, category=scene.skeleton.words(*named.span("name")))


def _with_title(
    scene: Scene, trigger: int, titled: re.Match[str], outcome: str
) -> Iterator[Conferral]:
    award = scene.mention(titled, "award")
    for subject, start in (*_recipients(scene, trigger), *_fellows(scene, titled)):
        fact = _conferral(
            scene,
            subject,
            (award, ()),
            award,
            (start, titled.end()),
            _region_end(scene.skeleton.text, titled.end()),
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


def _fellows(scene: Scene, titled: re.Match[str]) -> Iterator[tuple[Subject, int]]:
    """Who stood for an award beside the subject: ", alongside ⟨gov⟩ and ⟨gov⟩"."""
    match = scene.grammar.pattern(
        rf",? (?:alongside|along with|together with) (?P<list>{_GOVS})"
    ).match(scene.skeleton.text, titled.end())
    for place in (
        scene.skeleton.placeholders("gov", start=match.start("list"), end=match.end())
        if match
        else ()
    ):
        yield Subject(place.mention, ()), titled.start()


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
    clause = scene.skeleton.text[start : _region_end(scene.skeleton.text, start)]
    clause = _NTH_IN_A_ROW.sub("", clause)  # "the third year in a row" is of this year's
    return (
        re.search(r"\b(?:consecutive|straight|successive|in a row|running)\b", clause, re.I)
        is not None
    )


def _given(scene: Scene) -> Iterator[Conferral]:
    """ "The ministry awarded ⟨gov⟩ the ⟨grade⟩", "the ⟨grade⟩ went to ⟨gov⟩"."""
    for template in _GIVEN:
        for match in scene.find(template):
            what = scene.mention(match, "what")
            award = _award_for(scene, what, match.start(), match.start())
            if award is None or scene.is_planned(match.start()):
                continue
            for place in scene.skeleton.placeholders(
                "gov", start=match.start("to"), end=match.end("to")
            ):
                subject = Subject(place.mention, ())
                scene.discourse.government = scene.discourse.government or place.mention
                end = _region_end(scene.skeleton.text, match.end())
                fact = _conferral(scene, subject, award, what, match.span(), end, "won")
                titled = match.groupdict().get("title")
                yield replace(fact, grade=titled) if titled else fact
    for match in scene.find(_GIVEN_TO_FOCUS):
        what = scene.mention(match, "what")
        award = _award_for(scene, what, match.start(), match.start())
        focus = scene.discourse.government
        if award and focus and not scene.is_planned(match.start()):
            end = _region_end(scene.skeleton.text, match.end())
            subject = Subject(focus, (focus.span,))
            yield _conferral(scene, subject, award, what, match.span(), end, "won")
    for match in scene.find(_LAST_YEARS):
        year, focus = scene.mention(match, "year").when, scene.discourse.award
        if year and focus:
            yield Conferral(
                **scene.evidence(*match.span(), "conferral.earlier", 0.85),
                recipient=scene.mention(match, "to").name,
                award=focus.name,
                edition=year[:4],
                context=(focus.span,),
            )


def _designated(scene: Scene) -> Iterator[Conferral]:
    """ "was designated as a ‘Women-Friendly City’ by the ministry": a title that is given."""
    for match in scene.find(_DESIGNATED):
        award = scene.mention(match, "quoted") if match["quoted"] else None
        name = award.name if award else scene.skeleton.words(*match.span("title"))
        if scene.is_planned(match.start()):
            continue
        end = _region_end(scene.skeleton.text, match.end())
        year = _year_in(scene, match.end("by") if match["by"] else match.end(), end)
        for subject, start in _recipients(scene, match.start()):
            yield Conferral(
                **scene.evidence(start, match.end(), "conferral.designated", 0.8),
                recipient=subject.mention.name,
                award=name,
                edition=year or _this_year(scene, start),
                conferred_by=scene.skeleton.words(*match.span("by")) if match["by"] else None,
                context=subject.context,
            )


def _listed(scene: Scene) -> Iterator[Conferral]:
    """ "▲ the ⟨grade⟩ at the ⟨award⟩": an item of a government's list of honours."""
    several = next(scene.find(_SEVERAL_WON), None)
    items = scene.find(_AMONG_THEM, several.start()) if several else ()
    for match in (*scene.find(_ITEM), *items):
        subject = scene.subject(match.start())
        if subject:
            award = (scene.mention(match, "award"), ())
            grade = scene.mention(match, "what")
            place = (match.start("what"), match.end())
            yield _conferral(scene, subject, award, grade, place, match.end(), "won")


def _earlier(scene: Scene) -> Iterator[Conferral]:
    """ "Following the ⟨grade⟩ in ⟨year⟩": an earlier edition of the award in focus."""
    for match in scene.find(_EARLIER):
        grade, year = scene.mention(match, "grade"), scene.mention(match, "year").when
        award = scene.discourse.award
        subject = scene.subject(len(scene.skeleton.text))
        if award and subject and year:
            start = (
                match.start()
                if match[0][0] in "FAS" or match[0][0] in "fas"
                else match.start("grade")
            )
            yield Conferral(
                **scene.evidence(start, match.end(), "conferral.earlier", 0.85),
                recipient=subject.mention.name,
                award=award.name,
                edition=year[:4],
                grade=grade.name,
                context=(*subject.context, award.span),
            )


def _conferral(
    scene: Scene,
    subject: Subject,
    award: tuple[Mention, tuple[Span, ...]],
    won: Mention,
    quoted: tuple[int, int],
    end: int,
    outcome: str,
) -> Conferral:
    """The conferral with what its clause says besides: edition, category, place, date, prize."""
    named, context = award
    text = scene.skeleton.text
    is_here = named.start >= scene.skeleton.sentence.start
    edition = (
        (named.edition if is_here else None)
        or _year_before(scene, named)
        or _year_in(scene, quoted[1], end)
        or (None if is_here else _opening_year(scene))
        or named.edition
        or scene.discourse.editions.get(named.name)
    )
    known = (named.name, edition)
    date = _day_held(scene, quoted[0], quoted[1], end) or scene.discourse.ceremonies.get(known)
    edition = edition or (date[:4] if date else _this_year(scene, quoted[0]))
    prize = next(_prizes(scene, quoted[1]), None)
    stop = max(quoted[1], _award_end(scene, quoted[1], end, named), prize[1] if prize else 0)
    place = _AT.search(text, quoted[0])
    if place:
        stop = max(stop, place.end())
    grade = won.name if won is not named else _title_won(scene, quoted)
    fact = Conferral(
        **scene.evidence(quoted[0], stop, f"conferral.{outcome}", 0.9),
        recipient=subject.mention.name,
        award=named.name,
        edition=edition,
        grade=grade,
        category=_category(scene, quoted[1], _next_grade(scene, quoted[1], end)),
        outcome=None if outcome == "won" else outcome,
        conferred_by=_conferrer(scene, grade, quoted),
        date=date,
        place=_place(scene, place) if place else None,
        prize=prize[0] if prize else None,
        context=(*subject.context, *context),
    )
    if outcome == "won":
        scene.discourse.conferral = fact
    return fact


def _conferrer(scene: Scene, grade: str | None, quoted: tuple[int, int]) -> str | None:
    """Who gives a grade: in its own name, or in that of the grade in brackets after it."""
    named = conferrer_of(grade) if grade else None
    bracket = re.compile(r" \((?:the )?(?P<grade>⟨grade:\d+⟩)\)").match(
        scene.skeleton.text, quoted[1]
    )
    if named or bracket is None:
        return named
    return conferrer_of(scene.skeleton.mention(bracket["grade"]).name)


def _title_won(scene: Scene, quoted: tuple[int, int]) -> str | None:
    """The title that is given at an award: "chosen as ‘Best Cycling City’ at the ⟨award⟩"."""
    match = scene.grammar.pattern(
        r"(?:as|named|crowned|declared|voted) (?:the |an? )?(?:(?P<quoted><quoted>)|(?P<title>[A-Z][\w'-]*(?: (?:of the |of |for )?[A-Z][\w'-]*)+)) (?:at|in|by) "
    ).search(scene.skeleton.text, *quoted)
    if match is None:
        return None
    return scene.mention(match, "quoted").name if match["quoted"] else match["title"]


def with_prize(scene: Scene, fact: Conferral) -> Conferral | None:
    """A conferral with the prize that this sentence adds: "with this award it secured …".

    The quote grows to the end of the prize, so that the amount stands in it.
    """
    opening = _WITH_AWARD.search(scene.skeleton.text)
    subject = scene.subject(len(scene.skeleton.text))
    if fact.prize:
        return None
    end = len(scene.skeleton.text)
    wins = scene.find(r"(?<![\w-]){win}(?![\w-])")
    if opening is None and any(_object(scene, match.end(), end) for match in wins):
        return None  # the prize of what is won here
    if opening is None and not _PLAINLY_PRIZE.search(scene.skeleton.text):
        return None
    if subject is None or subject.mention.name != fact.recipient:
        return None
    for money, end in _prizes(scene, 0):
        stop = scene.skeleton.span(0, end).end
        if stop - fact.start <= _FARTHEST_PRIZE:
            return replace(fact, prize=money, quote=scene.text[fact.start : stop], end=stop)
    return None


def with_ceremony(scene: Scene, fact: Conferral) -> Conferral | None:
    """A conferral with the day and place that this sentence adds: "The ceremony took place on …"."""
    text = scene.skeleton.text
    opening = _CEREMONY.match(text)
    if opening is None or (fact.date and fact.place):
        return None
    held = scene.grammar.pattern(rf"(?:held|took place|takes place){_WHEN_AND_WHERE}").search(text)
    if held is None:
        return None
    on = "on" if held["on"] else "later" if held["later"] else None
    day = scene.mention(held, on).when if on else None
    place = _place(scene, held) if held["place"] else None
    if (day is None or len(day) != _DAY) and place is None:
        return None
    span = scene.skeleton.span(held.start(), held.end())
    return replace(
        fact,
        date=fact.date or (day if day and len(day) == _DAY else None),
        place=fact.place or place,
        context=(*fact.context, span),
    )


def with_own_prizes(scene: Scene, facts: Sequence[Fact]) -> Iterator[tuple[int, Conferral]]:
    """Conferrals with the prize that this sentence tells of each grade: "50 million won for the Grand Prize".

    Each comes with its number in `facts`.
    """
    for match in scene.find(_PRIZE_OF_GRADE):
        money, grade = scene.mention(match, "money"), scene.mention(match, "grade").name
        subject = scene.subject(match.start())
        for number, fact in enumerate(facts):
            if not isinstance(fact, Conferral) or subject is None or money.unit is None:
                continue
            is_its = fact.recipient == subject.mention.name and _same_grade(fact.grade, grade)
            stop = scene.skeleton.span(0, match.end()).end
            if is_its and money.value is not None and stop - fact.start <= _FARTHEST_PRIZE:
                prize = Money(money.value, money.unit)
                yield (
                    number,
                    replace(fact, prize=prize, quote=scene.text[fact.start : stop], end=stop),
                )
                break


def _same_grade(one: str | None, other: str) -> bool:
    return one is not None and one.casefold() == other.casefold()


_DAY = 10  # characters of an ISO date
_OPENING = 14  # characters that a date is among with which a sentence opens: "In ⟨date:0⟩"
_FARTHEST_PRIZE = 700  # code points from the conferral to the amount


def _prizes(scene: Scene, start: int) -> Iterator[tuple[Money, int]]:
    for template in _PRIZE:
        for match in scene.find(template, start):
            money = scene.mention(match, "money")
            if money.value is not None and money.unit:
                yield Money(money.value, money.unit), match.end("money")


def _object(scene: Scene, start: int, stop: int) -> Place | None:
    """The grade or award that a verb of winning has as its object."""
    for place in scene.skeleton.placeholders("grade", "award", start=start, end=stop):
        between = scene.skeleton.text[start : place.start]
        return place if _TO_OBJECT.fullmatch(between) else None
    return None


def _region_end(text: str, start: int) -> int:
    stop = re.search(r"; |\. |, (?:which|while|but)\b", text[start:])
    return start + stop.start() if stop else len(text)


def _award_for(
    scene: Scene, won: Mention, after: int, before: int
) -> tuple[Mention, tuple[Span, ...]] | None:
    """The award that a grade belongs to: named in the sentence, else in focus; or the thing won itself."""
    places = list(scene.skeleton.placeholders("award"))
    if won.kind == "award":
        within = [p for p in places if p.mention is not won and p.start >= after]
        focus = scene.discourse.award
        is_prize = re.search(r" (?:award|prize|medal)$", won.name) is not None
        if is_prize and not within and focus and focus.name != won.name:
            return focus, (focus.span,)  # "the Leadership award" is one of the awards in focus
        if within and _AT_AN_AWARD.search(scene.skeleton.text[after : within[0].start]):
            return within[
                0
            ].mention, ()  # "the Leadership award at the ⟨award⟩" is one of its prizes
        return won, ()
    following = [p for p in places if p.start >= after]
    preceding = [p for p in places if p.end <= before]
    for place in (*following[:1], *preceding[-1:]):
        return place.mention, ()
    if event := _event_after(scene, after):
        return event, ()
    focus = scene.discourse.award
    if focus is None or _ELSEWHERE.search(scene.skeleton.text, after):
        return None
    return focus, (focus.span,)


def _event_after(scene: Scene, after: int) -> Mention | None:
    """What a grade was won at, where its own name does not say that it is an award: an expo, a fair."""
    match = scene.grammar.pattern(
        r"^(?:[^.;⟨]|⟨(?!gov|award|quoted)\w+:\d+⟩|(?<=in the )⟨quoted:\d+⟩ ?(?=category|field|sector|division))*? (?:at|in) (?:the )?(?P<event><quoted>)(?! ?(?:category|field|sector|division))"
    ).search(scene.skeleton.text[after:])
    if match is None:
        return None
    quoted = scene.skeleton.mention(match["event"])
    return as_award(quoted)


def _recipients(scene: Scene, trigger: int) -> Iterator[tuple[Subject, int]]:
    """The governments a verb has as subject: a list before it, else its one subject."""
    text = scene.skeleton.text
    before = _OF_ALL.sub("", text[:trigger].rstrip())
    listed = scene.grammar.pattern(_LIST).search(before)
    if listed:
        for place in scene.skeleton.placeholders(
            "gov", start=listed.start("list"), end=listed.end("list")
        ):
            yield Subject(place.mention, ()), listed.start("list")
        return
    is_boast = _BOASTED.search(text[:trigger])
    subject = scene.subject(trigger) if is_boast else scene.agent(trigger)
    if subject:
        earlier = (p for p in scene.subjects if p.start < trigger)
        starts = [p.start for p in earlier if p.mention is subject.mention]
        near = starts and len(scene.skeleton.text[starts[0] : trigger]) <= 60
        yield subject, starts[0] if near else trigger


def _award_end(scene: Scene, start: int, end: int, award: Mention) -> int:
    """The end of the award's name where it stands in the same clause."""
    ends = [
        p.end
        for p in scene.skeleton.placeholders("award", start=start, end=end)
        if p.mention is award
    ]
    return ends[0] if ends else 0


def _next_grade(scene: Scene, start: int, end: int) -> int:
    """Where the next grade stands, so that its category is not taken for this one's."""
    grades = scene.skeleton.placeholders("grade", start=start, end=end)
    return next((p.start for p in grades if scene.skeleton.text[p.start - 1] != "("), end)


def _category(scene: Scene, start: int, end: int) -> str | None:
    stretch = scene.skeleton.text[start:end]
    for template in (
        r"(?:in|of|for) (?:the )?(?P<category>(?:<category>|<quoted>|[a-z][\w-]*(?: [a-z][\w-]*)?|(?:[A-Z][\w'&-]*)(?: (?:of |and |for )?[A-Z][\w'&-]*)*)) (?:category|division|sector|field|section)\b",
        r"(?P<category><category>)",
    ):
        match = scene.grammar.pattern(template).search(stretch)
        if match:
            return scene.skeleton.words(start + match.start("category"), start + match.end("category")).strip("‘’'\"“” ")  # fmt: skip
    opening = scene.grammar.pattern(_OPENING_CATEGORY).match(scene.skeleton.text)
    if opening is None:
        return None
    name = "named" if opening["named"] else "category"
    return scene.skeleton.words(*opening.span(name)).strip("‘’'\"“” ")


def _day_held(scene: Scene, start: int, after: int, end: int) -> str | None:
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


def _year_before(scene: Scene, award: Mention) -> str | None:
    """ "last year's ⟨award⟩": the year that stands before the award's name."""
    for place in scene.skeleton.placeholders("award"):
        if place.mention is award:
            before = re.search(r"(?P<date>⟨date:\d+⟩)'s? $", scene.skeleton.text[: place.start])
            when = scene.skeleton.mention(before["date"]).when if before else None
            return when[:4] if when else None
    return None


def _opening_year(scene: Scene) -> str | None:
    """ "Last year it took home …", "In 2021, …": the year that a sentence opens with."""
    for place in scene.skeleton.placeholders("date", end=_OPENING):
        when = place.mention.when
        return when if when and re.fullmatch(r"\d{4}", when) else None
    return None


def _this_year(scene: Scene, at: int) -> str | None:
    """The year of publication: news of a win that names no other year is of that year's edition."""
    is_dated = any(
        place.mention.when and place.mention.when[:4] != str(scene.issued and scene.issued.year)
        for place in scene.skeleton.placeholders("date")
    )
    return None if is_dated or scene.issued is None else str(scene.issued.year)


def _year_in(scene: Scene, start: int, end: int) -> str | None:
    """ "won the award in 2021": the year of a date right after what was won."""
    for place in scene.skeleton.placeholders("date", start=start, end=end):
        if re.fullmatch(
            r"(?:(?: at| of| in)(?: the)? ⟨award:\d+⟩)?(?: (?:again|also|first))? (?:(?:in|for|of) (?:the )?)?|.*held.{0,40}",
            scene.skeleton.text[start : place.start],
        ):
            return place.mention.when[:4] if place.mention.when else None
    return None


def _place(scene: Scene, match: re.Match[str]) -> str:
    words = scene.skeleton.words(match.start("place"), match.end("place"))
    return words.replace(" in ", ", ").replace(",,", ",")
