"""Counts, amounts and rates: actuals, targets, changes, achievement rates and breakdowns.

Each quantity of a sentence is offered to the rules in turn; the first that understands it reads it.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from trackrecord.facts import Observation
from trackrecord.reading.english.changes import (
    Rule,
    Told,
    achieved,
    alike,
    bracketed_rate,
    changed,
    compared,
)
from trackrecord.reading.english.chunks import Chunks
from trackrecord.reading.english.figures import came_to, figures
from trackrecord.reading.english.measuring import known_metric, stated, unit_of_metric
from trackrecord.reading.english.programs import programs_at
from trackrecord.reading.english.quantities import SOME, Quantity, quantities
from trackrecord.reading.english.scene import Scene, Subject
from trackrecord.reading.english.themes import (
    noun_stands_for,
    program_spoken_of,
    program_within,
    topic,
)
from trackrecord.reading.english.words import Verb, participle

_NO_NOUN = r"(?<!\ba )(?<!\bthe )(?<!\bits )"  # "a record high" records nothing
_VERB = rf"(?<![\w-]){_NO_NOUN}(?P<verb>(?i:{{deliver}})) {SOME}"
_VERB_OBJECT = rf"(?<![\w-])(?P<verb>{{deliver}}) (?P<object>(?:[a-z][\w-]* ){{1,3}})(?:(?:worth|of|totall?ing) <money> )?(?:with|for) {SOME}"
_VERB_AMOUNT = rf"(?<![\w-]){_NO_NOUN}(?P<verb>{{deliver}}) (?P<object>(?:an? |the |its )?(?:{{np}} ){{1,5}})(?:of|worth|totall?ing|amounting to) {SOME}"
_AMOUNT_OF = r" (?:in|of|worth of) (?P<object>(?:{np} ){0,3}(?:funds?|funding|subsid(?:y|ies)|budgets?|investments?|grants?|exports?|sales|aid|tax(?:es)?|revenues?|savings|loans?|donations?|rewards|bonds|debts?)(?: (?:pledges|commitments|agreements|projects))?)\b"
_PASSIVE = r"^(?: (?:in|of|with|from|at|for) (?:the )?{np}(?: {np})?)?(?P<aux> {passive}| will be| (?:is|are) (?:expected|set|due|scheduled|projected|forecast) to be)(?: newly| also)? (?P<verb>{deliver})(?![\w-])(?! by (?!<gov>|the (?:district|city|county|province)))"
_DEED = rf"\b(?P<noun>[A-Za-z]+(?:ments?|ations?|tions?|ings?)) (?:(?:worth|of|totall?ing) <money> )?(?P<link>in|of|for|with|at|to) {SOME}"
_TARGET_FOR = (
    r"(?<![\w'-])(?P<what>(?:{np} ){1,3}){target} (?:of|at|to|(?:is|was) set at) (?:{about} )?$"
)
_TARGET = rf"\b(?:(?:the|its|their|an?|that|this|(?:this|last|that|the) year's|<date>'s) )?(?:(?:annual|original|initial|yearly|full-year) )?{{target}}(?:(?: of| was| is| set at| at)? | ?\()(?:of )?{SOME}"
_POPULATION = r"\b(?P<rate>(?:total )?population) of (?:{about} )?$"
_RATE_OF = r"(?<!')\b(?P<rate>(?:{np} ){1,4}(?:rate|ratio)) of (?:{about} )?$"
_BUDGET_OF = r"(?<!')\b(?P<rate>(?:(?!([Tt]he|[Tt]his)\b){np} ){0,3}(?:[Bb]udget(?: proposal| plan)?|[Rr]evenues?|[Ee]xports|[Ss]ales))(?: (?:for|in) (?:<date>|<gov>))*(?: (?:of|at|worth|totall?ing|amounting to)| (?:is|was|amounts to|totall?ed|totals|stands at|stood at|has been (?:finali[sz]ed|confirmed|set|approved) at|(?:was|were) (?:finali[sz]ed|confirmed|set|approved) at))(?: a total of)? (?:{about} )?$"
_INTO = re.compile(
    r" (?:(?:for|in|into)(?: the)?|to the) (?P<part>(?!total\b|addition\b|⟨date)"
    r"(?:(?! (?:to|so|which|that|as|by|through|during|from|will|has|is)\b| and ⟨)[^,.;()⟨]){3,70})"
)
_SHARE = r"(?:^|[,;] |\band )(?P<part>(?:(?!⟨){np} ?){1,5}?)[, ]+(?:which )?(?:takes? up|took up|accounts? for|accounted for|accounting for|makes? up|made up|represents?|represented) (?:the (?:largest|biggest|highest) (?:share|portion|part)[^,.;⟨]{0,20} )?(?:at |of |with )?(?:{about} )?$"
#: What says of a target only whose, when or which it is.
_NO_METRIC = frozenset(
    "annual original initial yearly full-year new overall final total mid-term own".split()
)
#: What reads a figure of a group by its clause: changes and targets after it are of the same group.
_OF_A_GROUP = "en.observation.measured"
_ITS_SHARE = re.compile(
    r", (?:which )?(?:accounting for|accounts for|accounted for|making up|representing|or|equivalent to|equal to)"
    r" (?:about |some |approximately )?$"
)
_OF_THE_WHOLE = re.compile(
    r" of (?:the |its |all )?(?:(?!(?:and|which|that|in|to)\b)[\w'-]+ ?){1,6}"
)
_SLICE = re.compile(
    r"(?: [a-z]+){0,2}?(?: (?:were|are|was|is|will be|went))? (?:for|in|to) (?:the )?(?P<part>[a-z][\w'-]*(?: (?!and\b|in\b|for\b)[\w'-]+){0,3})(?=[,.;)]| and |$)"
)
_BY_KIND = re.compile(
    r"By (?:[a-z]+ ){1,3}?(?:type|sector|category|age|field|area|region|industry|group),?|By [a-z]+(?: (?:and )?[a-z]+)?,"
)
_ACCOUNTED = r"(?:^|[,;] (?:and )?|\band )(?P<part>(?:(?!⟨){np} (?:(?:by|to|of|for the) (?:the )?)?){1,6}?)(?:accounted for|accounts for|made up|for) (?:{about} )?$"
_FOLLOWED = r"(?:followed by|, and|,| and) (?:the )?(?P<part>(?:{np} ){1,4}?)(?:at|with|on|accounted for) (?:{about} )?$"
_OF_THESE = re.compile(r"(?:Of|Among) (?:these|them|those|the total)\b")
_ITEMISED = re.compile(
    r"(?::|\b(?:including|consisting of|comprising|of which|of them|of these)) [^.;]*$"
)
_COMPARED = re.compile(r"\b(?:compared (?:to|with)|than|from|over) [^,.;]{0,30}$")
_ARTICLE = re.compile(
    r"^(?:[Tt]he|[Ii]ts|[Aa]n?|[Tt]his|[Tt]heir|(?:city|district|county|province|council|town|borough)'s) "
)
_OF_A_DEED = re.compile(r"\b(?:with|on|at) (?:an? |the )?(?:total |annual |estimated )*$")
_SHARED_OUT = re.compile(
    r"\b(?:includ\w+|consist\w* of|compris\w+(?: of)?|divided into|allocat\w+|earmark\w+|set aside)\b"
)
_SET_ASIDE = re.compile(r"\b(?:allocat\w+|earmark\w+|set aside)\b")
#: What is done with the governments that an award or evaluation is held among.
_JUDGED = re.compile(
    r"\b(?:evaluat|assess|target|select|compar|review|survey|judg|examin|participat|compet|among|candidates|entr|appl|submit|offer)"
)
#: "82 of 90 pledges": the whole that a count is out of.
_TOTAL_OF = re.compile(r"⟨num:\d+⟩ (?:out )?of (?:the |its )?$")
#: "one of the city's five districts", "among 25 districts": whom a boast is measured against.
_OUT_OF = re.compile(
    r"\b(?:(?:one|each|all) of|among)(?: all)? (?:the |its )?(?:(?:[\w-]+|⟨gov:\d+⟩)'s )?$|\bof (?:the )?(?:[\w-]+|⟨gov:\d+⟩)'s $"
)
_PART = re.compile(
    r"(?P<quantity>⟨(?:num|money):\d+⟩)(?P<label>(?: (?!(?:for|in|of|to|from|the|and|at|with)\b)[A-Za-z][\w-]*){1,4})"
)
_WIDE = re.compile(r" (?:nationwide|worldwide|across the country|in the country)")
#: Verbs that say of a count only that it came about.
_LIGHT = ("reach", "record", "post", "achieve", "attain")
_HELPED = re.compile(r"\b(?:help(?:ed|s|ing)?(?: to)?|managed to|able to) $")
_AIM = re.compile(r"\b(?:goals?|aims?|targets?|plans?|objectives?|purpose|vision) of $")
_ELSEWHERE = re.compile(
    r"\b(?:[Nn]ationwide|[Nn]ational|[Gg]lobal|across the country|in the country|Korea|Statistics|ministry|Ministry|compan(?:y|ies)|university)\b"
)
_OWN_PLACE = re.compile(r"\b[Tt]he (?:district|city|county|province|town|borough)\b")
#: Units that measure an amount of something: "4,310 tons of waste".
_MEASURES = frozenset(
    """tons tonnes ton kilograms kilometers kilometres km miles hectares acres meters metres litres
    liters gallons pounds megawatts cubic""".split()
)
_OF_WHAT = re.compile(
    r" of (?:the |its |new )?(?P<what>[a-z][\w'-]*(?: (?!and\b|in\b|at\b|by\b|for\b|from\b|to\b|on\b|such\b|including\b|which\b|that\b|as\b|so\b|than\b|with\b)[a-z][\w'-]*){0,3})"
)
_ENTRIES = re.compile(r"(?:entries|applications|submissions|nominations|cases|proposals)")
#: A title right before a verb, with what is said of it between commas.
_TITLED = re.compile(
    r"(?:^|[,;.] |\b(?:and|while|as|that) )(?:[Tt]he |[Ii]ts )?(?P<name>[A-Z][\w:'&-]*(?: (?:of |for |and )?[A-Z0-9][\w:'&-]*)*)"
    r"(?: (?:in|during) (?:[a-z]+|⟨date:\d+⟩)| ⟨date:\d+⟩)?(?:, [^,.;]{3,80},)?(?: (?:has|have|had|also|already))* $"
)
_OF_AWARD = re.compile(
    r"(?:^|[,;] )[Tt]h(?:e|is)(?: year's)? (?:contest|competition|awards?|event|evaluation|prize)(?: has| have| had)? $"
)
_PRIZE = re.compile(r"\b(?:incentive|prize|reward|bonus)")
_ANAPHOR = re.compile(
    r"That's |(?:That|This|It|(?:The|This) (?:figure|number|total|result|rate|amount|budget))(?:'s)? (?:was|is|marks?|represents?|reflects?|means|amounts|exceeds|exceeded|rose|fell|grew)\b"
    r"|(?:Compared|Up|Down)\b"
)


def observations(scene: Scene) -> Iterator[Observation]:
    """The observations of a sentence, in reading order."""
    told = _taken_up(scene)
    found = tuple(quantities(scene))
    told.chunks = Chunks(scene, found) if found else None
    parts_until = 0
    for quantity in found:
        if quantity.start < parts_until:
            continue
        is_read = False
        for rule in _RULES:
            facts = list(rule(scene, quantity, told))
            if not facts:
                continue
            is_read = True
            for fact in facts:
                yield fact
                _remember(scene, told, fact)
                yield from _pending(scene, told)
            parts_until = _end_of_parts(scene, quantity, facts)
            break
        told.unread = not is_read and told.pending is None
        told.before = quantity


def _pending(scene: Scene, told: Told) -> Iterator[Observation]:
    """The target that was named before the actual it was set for: "exceeded its target of 3,600 by …"."""
    if told.pending and told.actual:
        quantity, start = told.pending
        told.pending = None
        yield alike(scene, told.actual, quantity, start, quantity.end, "target")


def _taken_up(scene: Scene) -> Told:
    """What earlier sentences told that this one takes up: "That was an increase of …"."""
    figure = scene.discourse.figure
    if figure is None or not _ANAPHOR.match(scene.skeleton.text):
        return Told()
    return Told(figure, figure)


def _remember(scene: Scene, told: Told, fact: Observation) -> None:
    told.last = fact
    if fact.part and fact.role == "actual" and fact.reader == "en.observation.slice":
        told.portion = fact
    if fact.role == "actual" and fact.reader.endswith(("earlier", "compared")):
        told.earlier = fact
    if fact.reader.endswith("earlier"):
        return
    if fact.role == "share" and fact.part is None and told.actual is None:
        told.actual = fact
    is_whole = fact.part is None or fact.reader == _OF_A_GROUP
    if is_whole and fact.role in ("actual", "target"):
        told.figure = fact
        if fact.role == "actual":
            told.actual = fact
            scene.discourse.figure = fact if fact.part is None else scene.discourse.figure


def _target(scene: Scene, quantity: Quantity, told: Told) -> Iterator[Observation]:
    """ "its target of 9,656 jobs", "the target (7,346 people)"."""
    if told.figure is None and (own := scene.before(_TARGET_FOR, quantity.start)):
        words = _ARTICLE.sub("", scene.skeleton.words(*own.span("what"))).split()
        named = " ".join(w for w in words if w.lower() not in _NO_METRIC)
        if named:
            metric, start = known_metric(scene, named), own.start("what")
            facts = _about_subject(scene, quantity, metric, "target", start, quantity.end)
            yield from (replace(f, unit=f.unit or unit_of_metric(scene, metric)) for f in facts)
            return
    match = scene.before(_TARGET, quantity.start)
    in_percent = quantity.kind == "pct" and told.figure is not None and told.figure.unit == "%"
    if match is None or not (in_percent or quantity.kind in ("num", "money")):
        return
    if told.figure:
        fact = alike(scene, told.figure, quantity, match.start(), quantity.end, "target")
        due = scene.grammar.pattern(r" (?:by|for|in) (?P<due><date>)").match(
            scene.skeleton.text, quantity.end
        )
        when = scene.mention(due, "due").when if due else None
        is_of_year = re.search(r"\b(?:annual|yearly|full-year|year's) ", match[0]) is not None
        if is_of_year and fact.period and "/" not in fact.period[:5]:
            when = when or fact.period[:4]
        yield replace(fact, period=when or fact.period)
    elif told.figure is None and not quantity.noun:
        told.pending = (quantity, match.start())
    elif quantity.noun:
        yield from _about_subject(
            scene,
            quantity,
            known_metric(scene, quantity.noun),
            "target",
            match.start(),
            quantity.end,
        )


def _amount_named(scene: Scene, quantity: Quantity, told: Told) -> Iterator[Observation]:
    """ "an employment rate of 67%", "a population of 400,000", "a budget of 5 billion won"."""
    template = {"pct": _RATE_OF, "num": _POPULATION, "money": _BUDGET_OF}.get(quantity.kind)
    match = scene.before(template, quantity.start) if template else None
    if match is None:
        return
    if quantity.kind == "money" and scene.before(_VERB_AMOUNT, quantity.start):
        return  # what a verb acts on is told by another rule
    if quantity.kind == "money" and scene.before(_OF_A_DEED, match.start()):
        return  # "with a budget of": what the deed before it costs
    metric = _ARTICLE.sub("", scene.skeleton.words(*match.span("rate")))
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


def _budget_year(scene: Scene, match: re.Match[str], near: str | None) -> str | None:
    """The year a budget is for: "the 2025 budget of", "a budget of 5 billion for 2025"."""
    own = list(scene.skeleton.placeholders("date", start=match.start(), end=match.end()))
    before = re.search(r"(?P<date>⟨date:\d+⟩)(?:'s)? $", scene.skeleton.text[: match.start()])
    after = re.match(r"[^,.;⟨]{0,16} for (?P<date>⟨date:\d+⟩)", scene.skeleton.text[match.end() :])
    for found in (before, after):
        if found:
            return scene.skeleton.mention(found["date"]).when
    return own[0].mention.when if own else near


def _field(scene: Scene, quantity: Quantity, told: Told) -> Iterator[Observation]:
    """A known count of what an award looks at: "243 local governments (17 metropolitan, 226 basic)"."""
    if quantity.noun is None or scene.before(_OUT_OF, quantity.start):
        return
    award = scene.award_before(quantity.start)
    if award is None and _counts_governments(scene, quantity.noun) and not scene.subjects:
        award = scene.discourse.award if _JUDGED.search(scene.skeleton.text) else None
    if award is None:
        return
    metric = scene.grammar.lexicon.metrics.get(quantity.noun.lower())
    if metric is None and not _counts_governments(scene, quantity.noun):
        return
    wide = _WIDE.match(scene.skeleton.text, quantity.end)
    end = wide.end() if wide else quantity.end
    whole = Observation(
        **scene.evidence(quantity.start, end, "observation.field", 0.85),
        about=award.name,
        context=() if award.start >= scene.skeleton.sentence.start else (award.span,),
        metric=scene.grammar.lexicon.things[metric].label("en") if metric else quantity.noun,
        value=quantity.value,
        unit=quantity.unit,
        precision=quantity.precision,
    )
    yield from _with_parts(scene, whole, quantity.start, end)


def _counts_governments(scene: Scene, noun: str) -> bool:
    """Whether a count is of governments, which only an award or evaluation is held among."""
    held_among = r"(?:(?:metropolitan|basic|local|national|and) )*{governments}"
    return scene.grammar.pattern(held_among).fullmatch(noun) is not None


def _delivered(scene: Scene, quantity: Quantity, told: Told) -> Iterator[Observation]:
    """A verb of achievement with the count as its object, or in the passive as its subject."""
    text = scene.skeleton.text
    if quantity.kind != "num" or quantity.noun is None or scene.before(_TOTAL_OF, quantity.start):
        return
    if passive := scene.grammar.pattern(_PASSIVE).search(text[quantity.end :]):
        if not _is_placed(scene, quantity.start):
            return
        end = quantity.end + passive.end("verb")
        facts = _delivery(
            scene, told, quantity, quantity.noun, passive["verb"], quantity.start, end
        )
        to_come = passive["aux"].endswith(" be")
        yield from (replace(fact, role="target") if to_come else fact for fact in facts)
    elif active := scene.before(_VERB, quantity.start):
        start = _with_subject(scene, active.start())
        yield from _delivery(
            scene, told, quantity, quantity.noun, active["verb"], start, quantity.end
        )
    elif (deed := scene.before(_DEED, quantity.start)) and (verb := _verb_of(scene, deed["noun"])):
        link = "" if deed["link"] == "of" else f" {deed['link']}"
        metric = f"{quantity.noun} {participle(verb)}{link}"
        yield from _delivery(scene, told, quantity, metric, None, deed.start("link"), quantity.end)
    elif indirect := scene.before(_VERB_OBJECT, quantity.start):
        done = participle(scene.grammar.deliveries[indirect["verb"]].lemma)
        what = _ARTICLE.sub("", indirect["object"].strip())
        metric = f"{quantity.noun} with {done} {what}"
        if not re.search(r"\bof\b", indirect["object"]):
            yield from _delivery(
                scene, told, quantity, metric, None, indirect.start(), quantity.end
            )


def _amount(scene: Scene, quantity: Quantity, told: Told) -> Iterator[Observation]:
    """ "secured a national budget of 70 million KRW"; prizes belong to their conferral."""
    if quantity.kind != "money":
        return
    match = scene.before(_VERB_AMOUNT, quantity.start)
    if match is None:
        direct = scene.before(_VERB, quantity.start)
        of = scene.grammar.pattern(_AMOUNT_OF).match(scene.skeleton.text, quantity.end)
        prize = scene.discourse.conferral.prize if scene.discourse.conferral else None
        if prize and prize.amount == quantity.value:
            return  # it is told with what was won
        if direct and of and not _PRIZE.search(of["object"]):
            yield from _delivery(
                scene,
                told,
                quantity,
                of["object"].strip(),
                direct["verb"],
                direct.start(),
                of.end(),
            )
        return
    if _PRIZE.search(match["object"]) or re.search(r"\b[A-Z]", match["object"]):
        return  # a prize belongs to its conferral, the money of a named program to its undertaking
    noun = re.sub(r"^(?:an?|the|its) ", "", match["object"].strip())
    if noun in ("total", "amount", "sum", "project budget", "project cost"):
        return
    purpose = scene.grammar.pattern(r" for (?:the |its )?{np}(?: {np}){0,4}").match(
        scene.skeleton.text, quantity.end
    )
    end = purpose.end() if purpose else quantity.end
    yield from _delivery(scene, told, quantity, noun, match["verb"], match.start(), end)


def _portion(scene: Scene, quantity: Quantity, told: Told) -> Iterator[Observation]:
    """ "including 886 billion won for the general account": what part of a budget goes where."""
    text = scene.skeleton.text
    into = _INTO.match(text, quantity.end)
    if quantity.kind in ("num", "money"):
        sliced = list(_slice(scene, quantity, told))
        yield from sliced
        if sliced or quantity.kind == "num":
            return
    if quantity.kind != "money" or into is None or not _SHARED_OUT.search(text[: quantity.start]):
        return
    of_deed = scene.grammar.pattern(r"(?:the )?{actnoun}(?: and {actnoun})? of ").match(
        text, into.start("part")
    )
    named = next(programs_at(scene, of_deed.end() if of_deed else into.start("part")), None)
    subject = scene.subject(quantity.start)
    is_given = scene.before(r"\b(?:been|was|were) {deliver} (?:{about} )?$", quantity.start)
    if named or subject is None or is_given:
        return  # the money of a program belongs to its undertaking
    end = into.start() + len(into[0].rstrip())
    part = scene.skeleton.words(into.start("part"), end)
    whole = scene.discourse.budget
    if whole is None and not _SET_ASIDE.search(text[: quantity.start]):
        return  # what is included in something else than a budget
    if whole is None or whole.about != subject.mention.name:
        whole = stated(
            scene, quantity, "budget allocated", "actual", (quantity.start, end), subject
        )
    evidence = scene.evidence(quantity.start, end, "observation.portion", 0.8)
    yield replace(whole, **evidence, value=quantity.value, part=part, precision=quantity.precision)


def _slice(scene: Scene, quantity: Quantity, told: Told) -> Iterator[Observation]:
    """ "28,600 jobs: 15,200 for seniors, …", "Of these, 1,130 were for young people"."""
    text = scene.skeleton.text
    part = _SLICE.match(text, quantity.mention_end)
    by_kind = _OF_THESE.match(text) or _BY_KIND.match(text)
    whole = told.figure or (scene.discourse.figure if by_kind else None)
    lead = text[: quantity.start]
    if whole and quantity.unit not in (None, whole.unit):
        return
    if told.portion and (then := scene.before(_FOLLOWED, quantity.start)):
        evidence = scene.evidence(then.start("part"), quantity.end, "observation.slice", 0.75)
        part_of = replace(told.portion, **evidence, value=quantity.value)
        words = scene.skeleton.words(*then.span("part"))
        yield replace(part_of, part=words, precision=quantity.precision)
        return
    if whole and (counted := scene.before(_ACCOUNTED, quantity.start)):
        if quantity.value < abs(whole.value):
            words = _ARTICLE.sub("", scene.skeleton.words(*counted.span("part")))
            evidence = scene.evidence(counted.start("part"), quantity.end, "observation.slice", 0.8)
            yield replace(
                whole, **evidence, value=quantity.value, part=words, precision=quantity.precision
            )
        return
    if part is None or whole is None or quantity.value >= abs(whole.value):
        return
    if not (_OF_THESE.match(text) or _ITEMISED.search(lead)):
        return
    evidence = scene.evidence(quantity.start, part.end(), "observation.slice", 0.8)
    yield replace(
        whole,
        **evidence,
        value=quantity.value,
        part=scene.skeleton.words(*part.span("part")),
        precision=quantity.precision,
    )


def _listed(scene: Scene, quantity: Quantity, told: Told) -> Iterator[Observation]:
    """The second of "112 companies and about 710 employees": it shares the verb of the first."""
    figure, before = told.figure, told.before
    if figure is None or before is None or quantity.noun is None or before.value != figure.value:
        return
    between = scene.skeleton.text[before.end : quantity.start]
    join = scene.grammar.pattern(
        r"(?:,| and|, and|,? as well as) (?P<some>(?:{about} )?)"
    ).fullmatch(between)
    chunks, number = told.chunks, told.chunks.at(quantity.start) if told.chunks else None
    follows = chunks.get(number + 1) if chunks and number is not None else None
    if (
        join is None
        or quantity.kind != "num"
        or (follows and follows.kind == "verb" and follows.finite)
    ):
        return
    done = re.search(r" (\w+ed)$", figure.metric)
    yield replace(
        figure,
        **scene.evidence(before.end + join.start("some"), quantity.end, "observation.listed", 0.75),
        metric=quantity.noun + (done[0] if done else ""),
        value=quantity.value,
        unit=quantity.unit,
        precision=quantity.precision,
    )


def _share(scene: Scene, quantity: Quantity, told: Told) -> Iterator[Observation]:
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
    evidence = scene.evidence(match.start("part"), quantity.end, "observation.share", 0.75)
    yield replace(
        whole,
        **evidence,
        value=quantity.value,
        unit="%",
        role="share",
        part=_ARTICLE.sub("", scene.skeleton.words(*match.span("part"))).lower(),
        precision=quantity.precision,
    )


def _share_of(scene: Scene, quantity: Quantity, figure: Observation) -> Iterator[Observation]:
    """ "…, accounting for 20.2% of the main budget": the figure just told, as a share of a whole."""
    of = _OF_THE_WHOLE.match(scene.skeleton.text, quantity.end)
    if of:
        evidence = scene.evidence(quantity.start, of.end(), "observation.share-of", 0.8)
        yield replace(
            figure,
            **evidence,
            value=quantity.value,
            unit="%",
            role="share",
            compared_with=None,
            precision=quantity.precision,
        )


_RULES: tuple[Rule, ...] = (
    achieved,
    _share,
    bracketed_rate,
    _target,
    changed,
    compared,
    came_to,
    _amount_named,
    _field,
    _delivered,
    _portion,
    _amount,
    _listed,
    figures,
)


def _about_subject(
    scene: Scene, quantity: Quantity, metric: str, role: str, start: int, end: int
) -> Iterator[Observation]:
    """An observation of the clause's government, or of the program the clause opens with."""
    subject = scene.subject(quantity.start)
    if subject:
        yield stated(scene, quantity, metric, role, (start, end), subject)


def _is_intended(scene: Scene, start: int) -> bool:
    """Whether a word of intention stands right before the verb: "will create", "plans to create"."""
    return scene.before(r"(?i:\b{will}) $", start) is not None


def _verb_start(scene: Scene, start: int) -> int:
    """Where the verb of a quote stands, after the subject that the quote may begin with."""
    match = scene.grammar.pattern(r"(?<![\w-]){deliver}(?![\w-])").search(
        scene.skeleton.text, start
    )
    return match.start() if match else start


def _role(scene: Scene, quantity: Quantity, said: Verb | None, start: int) -> str | None:
    """Actual or target; None for an infinitive that says neither ("a fund to create 500 jobs")."""
    verb = _verb_start(scene, start)
    before = scene.skeleton.text[:verb]
    period = scene.date_near(quantity.start, quantity.end)
    is_ahead = bool(period and scene.issued and int(period[:4]) > scene.issued.year)
    if is_ahead and (said is None or said.form in ("base", "gerund")):
        return "target"
    if said is None or said.form in ("past", "third"):
        return "target" if said is None and scene.is_planned(start) else "actual"
    if _HELPED.search(before):
        return "actual"
    if scene.is_planned(verb) or _AIM.search(before):
        return "target"
    if said.form == "base":
        return None
    return "actual"


def _is_placed(scene: Scene, at: int) -> bool:
    """Whether a passive says whose doing it was: a government or program of its own sentence."""
    own = any(place.start < at for place in scene.subjects)
    if own or topic(scene, at) is not None or _OWN_PLACE.search(scene.skeleton.text):
        return True
    others = any(True for _ in scene.skeleton.placeholders("body"))
    elsewhere = _ELSEWHERE.search(scene.skeleton.text)
    return scene.subject(at) is not None and not others and elsewhere is None


def _delivery(
    scene: Scene, told: Told, quantity: Quantity, noun: str, verb: str | None, start: int, end: int
) -> Iterator[Observation]:
    """What was delivered, or is meant to be: the metric is the thing counted and the verb done to it."""
    said = scene.grammar.deliveries[verb.lower()] if verb else None
    is_active = said is not None and start < quantity.start
    if said and is_active and (said.form in ("past", "third") or _is_intended(scene, start)):
        spoken = program_spoken_of(scene, _verb_start(scene, start)) or _named_doer(
            scene, told, _verb_start(scene, start)
        )
        if spoken is None and scene.agent(_verb_start(scene, start)) is None:
            return
    if noun.split()[-1].lower() in _MEASURES:
        of = _OF_WHAT.match(scene.skeleton.text, quantity.end)
        if of is None:
            return  # how much of what, it does not say
        end = max(end, of.end("what"))
        noun = scene.skeleton.words(*of.span("what"))
    metric = f"{noun} {participle(said.lemma)}" if said and said.lemma not in _LIGHT else noun
    role = _role(scene, quantity, said, start)
    if role is None:
        return
    doer = _named_doer(scene, told, _verb_start(scene, start)) if is_active else None
    main = scene.discourse.prominence.main
    subject = scene.subject(quantity.start) or (
        Subject(main, (main.span,)) if doer and main else None
    )
    if subject:
        fact = stated(scene, quantity, metric, role, (start, end), subject)
        of_award = scene.discourse.award if said is not None and _ENTRIES.fullmatch(noun) else None
        doer = doer or (of_award.name if of_award else None)
        fact = replace(fact, about=doer or fact.about, reader="en.observation.delivered")
        yield from _with_parts(scene, fact, start, end)


def _named_doer(scene: Scene, told: Told, verb: int) -> str | None:
    """The program or award that is a verb's subject: "the ‘Happy Bus’ carried", "the contest drew"."""
    before = scene.skeleton.text[:verb]
    match = re.search(r"(?P<name>⟨quoted:\d+⟩),?(?: has| have| had)? $", before)
    if match:
        return scene.skeleton.mention(match["name"]).name
    if scene.discourse.award and _OF_AWARD.search(before):
        return scene.discourse.award.name
    titled = _TITLED.search(before)
    if titled is None:
        return _program_subject(scene, told.chunks, verb)
    name = scene.skeleton.words(*titled.span("name"))
    program = next(programs_at(scene, titled.start("name")), None)
    is_known = name in scene.discourse.programs
    return name if is_known else program.name if program and program.name in name else None


def _program_subject(scene: Scene, chunks: Chunks | None, verb: int) -> str | None:
    """The program that is a verb's subject some way before it: "The library opened in May and has drawn"."""
    number = chunks.at(verb) if chunks else None
    subject = chunks.subject(number) if chunks and number is not None else None
    if chunks is None or subject is None:
        return None
    start, end = chunks.all[subject[0]].start, chunks.all[subject[1]].end
    return program_within(scene, start, end) or noun_stands_for(scene, start)


def _with_parts(scene: Scene, whole: Observation, start: int, end: int) -> Iterator[Observation]:
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


def _end_of_parts(scene: Scene, quantity: Quantity, facts: list[Observation]) -> int:
    """Where the breakdown that was read with a quantity ends, so that its parts are not read again."""
    if not any(fact.part for fact in facts) or all(fact.part for fact in facts):
        return quantity.start
    return scene.skeleton.text.index(")", quantity.end)


def _verb_of(scene: Scene, noun: str) -> str | None:
    """The verb that a noun comes from, if it is one of achievement: investment → invest."""
    plain = noun.lower()
    for ending, instead in (
        ("ment", ""),
        ("ation", ""),
        ("ion", "e"),
        ("ion", ""),
        ("ing", ""),
        ("ing", "e"),
    ):
        stem = re.sub(rf"{ending}s?$", instead, plain)
        if stem != plain and (verb := scene.grammar.deliveries.get(stem)):
            return verb.lemma
    return None


def _with_subject(scene: Scene, verb: int) -> int:
    """Where the subject of a verb begins, if it stands right before it; else the verb's own place."""
    match = re.search(
        r"(?:⟨gov:\d+⟩(?: \([^()]*\))?|\b[Tt]he (?:district|city|county|province)|\b[Ii]t) "
        r"(?:(?:has|have|had|also|newly) )*$",
        scene.skeleton.text[:verb],
    )
    return match.start() if match else verb
