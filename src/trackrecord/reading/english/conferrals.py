"""Who was given which award: the rules, and their order.

Here what is given, designated, listed and told of earlier years; what a verb of winning says is read in
`winning`, what a clause says of an honour in `honours`, what later sentences add in `prizes`.
"""

from collections.abc import Iterator
from dataclasses import replace

from trackrecord.facts import Conferral
from trackrecord.reading.english.editions import note_ceremony, year_after, year_of_news
from trackrecord.reading.english.honours import award_for, conferral_of, recipients_of, region_end
from trackrecord.reading.english.scene import Scene, Subject
from trackrecord.reading.english.winning import wins

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
#: "presented the City with its ⟨grade⟩": to whom the text is about.
_GIVEN_TO_FOCUS = r"\b(?:awarded|presented|gave|given|granted|honou?red) (?:the (?:[Cc]ity|[Cc]ouncil|[Cc]ounty|[Dd]istrict|[Bb]orough|[Tt]own|[Pp]rovince)|it) (?:with )?(?:the |a |an |its )(?P<what><grade|award>)"
#: An item of a list of honours: "▲the Grand Prize at the Traffic Safety Competition".
_ITEM = r"[▲△▷▶■◆●•] ?(?:the |an? )?(?P<what><grade>) (?:at|of|in|from) (?:the |this year's )?(?:[\w '-]{0,50}'s )?(?P<award><award>)"
#: An item with a rank and a contest that has no name of its own: "▲Best in local tax evaluation".
_RANKED_ITEM = r"[▲△▷▶■◆●] ?(?:the )?(?P<what><grade>|(?:Best|Excellent|Excellence|Outstanding|Top|Exemplary|Grand Prize|Special Prize|Special Award)(?: (?:Institution|District|County|City|Province|Organization|Local Government)(?= (?:in|at|for)\b)| (?:Award|Prize))?)(?: (?:in|at|for) (?:the )?| )(?P<award><award>|(?:(?:[A-Za-z][\w&'-]*|<gov>|<date>) ){1,9}?(?i:evaluation|contest|competition|assessment|awards))(?= ?\(| ?[▲△▷▶■◆●.,;]| and ▲|$)(?: ?\((?:by )?(?:the )?(?P<by>[A-Z][^()⟨]{3,60}|<body>)\))?"
#: What says that a list is of honours.
_HONOURED_WITH = r"\b{win}\b[^.;▲]*\b(?:awards|prizes|honou?rs|evaluations|commendations)\b"
#: "won 57 awards from …, including the ⟨grade⟩ at the ⟨award⟩ and the ⟨grade⟩ at the ⟨award⟩".
_SEVERAL_WON = r"\b{win} (?:a total of )?<num> (?:[a-z-]+ )?(?:awards|prizes|honou?rs|medals)\b[^.;]*?,? (?:including|such as|among them) "
_AMONG_THEM = r"(?:,| and|including|such as|among them) (?:the |an? )?(?P<what><grade>) (?:at|of|in|from) (?:the |this year's )?(?P<award><award>)"
#: A title that a place is given: a quoted one, or in capitals around a word for a place.
_DESIGNATED = (
    r"\b(?:was|were|is|been|being)(?: \w+ly| also| again| recently| first)? (?:re-?)?(?:designated|certified|recogni[sz]ed|named)"
    r"(?: as)? (?:an? |the |one of the )?(?:nation's first |country's first )?(?:(?P<quoted><quoted>)(?! (?:project|program|programme)\b)|(?P<title>(?:(?:[A-Z][\w-]*|<body>)(?: of| for)? ){1,4}(?:City|District|County|Town|Village|Community|Municipality|Capital)(?: (?:of|for) [A-Z][\w-]*(?: (?:and )?[A-Z][\w-]*)*)?))(?! (?:at|in) the)"
    r"(?: by (?:the )?(?P<by>(?:[a-z]+ ){1,3}?(?:ministry|government|association|foundation|agency)\b|[A-Z][\w'-]*(?: (?:(?:of|for|and|the|on) ){0,2}[A-Z][\w'-]*)*|<body>))?"
)
#: "The other finalists were ⟨gov⟩ and ⟨gov⟩".
_OTHERS = r"\b(?:other|fellow|remaining) (?:finalists|nominees|contenders|runners-up)(?: (?:were|are|included|include))?:? (?:the )?(?P<to><gov>(?:(?:,| and|, and) (?:the )?<gov>)*)(?!'s)"
_LAST_YEARS = r"(?P<year><date>)'s (?:award|prize|title) (?:went to|was won by|was given to) (?:the )?(?P<to><gov>)"
_EARLIER = r"(?:[Ff]ollowing|[Aa]fter|[Ss]ince|and|,) (?:(?:winning|receiving|taking|its|the|a|an) )*(?P<grade><grade>) in (?P<year><date>)"


def conferrals(scene: Scene) -> Iterator[Conferral]:
    """The conferrals a sentence states."""
    note_ceremony(scene)
    seen: set[tuple[str, str, str, str]] = set()
    for fact in (
        *_given(scene),
        *_designated(scene),
        *_others(scene),
        *_earlier(scene),
        *_listed(scene),
        *_ranked_items(scene),
        *wins(scene),
    ):
        name = fact.grade or fact.award
        name = f"{name} {fact.award}" if fact.reader == "en.conferral.ranked" else name
        key = (fact.recipient, fact.edition or "", name, fact.category or "")
        if key not in seen:
            seen.add(key)
            yield fact


def _given(scene: Scene) -> Iterator[Conferral]:
    """ "The ministry awarded ⟨gov⟩ the ⟨grade⟩", "the ⟨grade⟩ went to ⟨gov⟩"."""
    for template in _GIVEN:
        for match in scene.find(template):
            what = scene.mention(match, "what")
            award = award_for(scene, what, match.start(), match.start())
            if award is None or scene.is_planned(match.start()):
                continue
            for place in scene.skeleton.placeholders(
                "gov", start=match.start("to"), end=match.end("to")
            ):
                subject = Subject(place.mention, ())
                scene.discourse.government = scene.discourse.government or place.mention
                end = region_end(scene.skeleton.text, match.end())
                fact = conferral_of(scene, subject, award, what, match.span(), end, "won")
                titled = match.groupdict().get("title")
                yield replace(fact, grade=titled) if titled else fact
    for match in scene.find(_GIVEN_TO_FOCUS):
        what = scene.mention(match, "what")
        award = award_for(scene, what, match.start(), match.start())
        focus = scene.discourse.government
        if award and focus and not scene.is_planned(match.start()):
            end = region_end(scene.skeleton.text, match.end())
            subject = Subject(focus, (focus.span,))
            yield conferral_of(scene, subject, award, what, match.span(), end, "won")
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
        end = region_end(scene.skeleton.text, match.end())
        year = year_after(scene, match.end("by") if match["by"] else match.end(), end)
        for subject, start in recipients_of(scene, match.start()):
            yield Conferral(
                **scene.evidence(start, match.end(), "conferral.designated", 0.8),
                recipient=subject.mention.name,
                award=name,
                edition=year or year_of_news(scene),
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
            yield conferral_of(scene, subject, award, grade, place, match.end(), "won")


def _ranked_items(scene: Scene) -> Iterator[Conferral]:
    """ "won awards in 13 fields, such as ▲Best in local tax evaluation (Ministry of X)"."""
    text = scene.skeleton.text
    lead = next(scene.find(_HONOURED_WITH), None)
    if lead is None or scene.is_planned(lead.start()):
        return
    years = [p.mention.when[:4] for p in scene.skeleton.placeholders("date") if p.mention.when]
    focus = scene.subject(lead.start())
    for match in scene.find(_RANKED_ITEM, lead.end()) if focus else ():
        if match["what"].startswith("⟨") and match["award"].startswith("⟨award"):
            continue  # read with those that are named
        grade = (
            scene.mention(match, "what").name
            if match["what"].startswith("⟨")
            else text[slice(*match.span("what"))]
        )
        award = scene.mention(match, "award") if match["award"].startswith("⟨award") else None
        name = award.name if award else scene.skeleton.words(*match.span("award"))
        edition = award.edition if award and award.edition else years[0] if years else None
        if focus:
            yield Conferral(
                **scene.evidence(match.start("what"), match.end(), "conferral.ranked", 0.75),
                recipient=focus.mention.name,
                award=name,
                edition=edition or _year_of_honours(scene),
                grade=grade,
                conferred_by=scene.skeleton.words(*match.span("by")) if match["by"] else None,
                context=focus.context,
            )


def _year_of_honours(scene: Scene) -> str | None:
    """The year of the honours that the text reports: told with their number, else that of the news."""
    told = [f.period[:4] for f in scene.discourse.figures if f.unit == "awards" and f.period]
    return told[-1] if told else year_of_news(scene)


def _others(scene: Scene) -> Iterator[Conferral]:
    """ "The other finalists were ⟨gov⟩ and ⟨gov⟩": of the award in focus."""
    award = scene.discourse.award
    for match in scene.find(_OTHERS) if award else ():
        for place in scene.skeleton.placeholders(
            "gov", start=match.start("to"), end=match.end("to")
        ):
            subject, span = Subject(place.mention, ()), match.span()
            if award:
                yield conferral_of(
                    scene, subject, (award, (award.span,)), award, span, match.end(), "finalist"
                )


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
