"""One sentence as its readers see it: skeleton, subject, and what the text has spoken of so far."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from trackrecord.facts import Conferral, Observation, Span
from trackrecord.reading.english.grammar import Grammar
from trackrecord.reading.english.words import CLOSED_CLASS
from trackrecord.reading.mentions import Mention
from trackrecord.reading.periods import since_then
from trackrecord.reading.prominence import Prominence
from trackrecord.reading.skeleton import Place, Skeleton

_OBLIQUE = re.compile(
    r"\b(?:in|at|near|of|to|from|with|than|by|for|into|around|over|against|and in|like)"
    r"(?: the| both| neighbou?ring)?(?: [a-z]+ and(?: the)?)? $",
    re.IGNORECASE,
)
#: "by the ministries and ⟨gov⟩ in June": a further one of those after a preposition.
_ALSO_OBLIQUE = re.compile(
    r"\b(?:of|by|from|with|between|to|in)(?: the)?(?: [a-z][\w-]*| ⟨body:\d+⟩| [A-Z][\w-]*){1,5} and(?: the)? $"
)
_LIST_MARK = re.compile(r"[▲△▷◆◇■□●○▶] ?[^\s▲△▷◆◇■□●○▶⟨]")
_ITS_VERB = re.compile(
    r"(?: \([^()]*\))?,? (?:has|have|had|will|is|are|was|were|plans?|also|then|now|[a-z]+(?:ed|es))\b|'s? "
)
#: A date of a ceremony or announcement dates nothing else.
_OF_AN_EVENT = re.compile(
    r"\b(?:(?:held|announced?|said|revealed|reported|stated|[Ss]ince)(?: [\w-]+)?"
    r"|[Aa]ccording to [^,.;]{2,40} on|(?:from|than|over|compared (?:to|with)|versus)(?: the)?) $"
)
#: The day of an announcement, with which a sentence may open: "On June 27, the city announced …".
_ANNOUNCED_ON = re.compile(
    r"^(?:On )?⟨date:\d+⟩,? [^.;]{0,90}?\b(?:announced?|announces|said|says|revealed|reported|stated)\b"
)
_SINCE = re.compile(
    r"\b[Ss]ince (?:it (?:began|opened|started|launched|was (?:launched|opened|introduced|set up)) (?:in )?|(?:its|the) (?:[a-z]+ )?(?:creation|launch|opening|start|introduction|establishment|inception|foundation)(?: of [^,.;]{3,40})? (?:in )?)?$"
)
_DATELINE = re.compile(r"[A-Z]{3,}[A-Z' -]*, [^.;]{0,60}?(?:--| - |; ?)")
_BREAK = re.compile(
    r"; |, (?:and(?! its\b)|but|while|which) | and (?:has|have) |\b(?:now|currently) "
)
#: What follows is no plan, though the clause before it told one.
_DONE = re.compile(r" and (?:has|have|had|is|are|was|were)\b")
_INTENDED = r"(?i:\b{will})\b|\bpledges? (?:[\w-]+ ){0,4}?includ"
_ADVERBS = re.compile(r"(?: (?:[a-z]+ly|newly|also))+ $")
_AUXILIARY = re.compile(
    r"(?: (?:has|have|had|will|would|is|are|was|were|been|be|being|became|becoming|become|begun|began|started|also|newly|as|to|[a-z]+ly))* ?$"
)
#: A place that only says where a government is: "Lindgren Municipality in Sweden".
_IN_COUNTRY = re.compile(r"(⟨gov:\d+⟩)(?: in(?: the)?|,) [A-Z][\w]+(?: [A-Z]\w+)?,?$")
#: "the garden ‘X’, which …": what a relative clause is about.
_RELATIVE = re.compile(r"(?P<what>⟨\w+:\d+⟩|[\w'-]+),? (?:which|that|who)$")
#: "⟨gov⟩'s public library", "the district's app ‘X’": what a government has stands for it.
_OWN_THING = re.compile(
    r"(?:^|[,;.] |\b(?:and|while|that) )(?:⟨gov:\d+⟩'s?|[Tt]he (?:district|city|county|province|borough|town)'s)"
    r"(?: (?!(?:who|which|that|and)\b)[\w&'-]+){1,5}(?: ⟨quoted:\d+⟩)?$|⟨gov:\d+⟩'s? ⟨quoted:\d+⟩$"
)
_OPENING_NAME = re.compile(
    r"^(?:(?:As a result|In addition|Additionally|Furthermore|Meanwhile|Moreover|Accordingly|Also|However|Thus|Therefore), )?"
    r"(?:The )?(?P<name>[A-Z][\w&'.-]*(?: (?:of |and |for )?[A-Z][\w&'.-]*)*)"
    r" (?:(?:has|have|had|will|would|is|was|are|were|says?)\b|[a-z]+(?:ed|es|s)\b"
    r"(?! (?:more|has|have|had|were|are|was|is|rose|fell|grew|reached|stood|include|of|such|[a-z]+ed)\b))"
)
#: Adjectives that begin what is counted, and no name: "Total homicides in Milton fell".
_OF_ALL = frozenset(
    """total overall average annual violent serious local public foreign domestic new fewer key major
    main other several various""".split()
)
#: What a place has much of, as a sentence without an article begins with it.
_TRADE = frozenset("exports imports sales visitors tourists investment employment births".split())
_COMMON_NOUN = re.compile(
    r"\b[Tt]he (?P<noun>district|city|county|province|borough|town)\b(?! (?:of|council|division|category|level|section|class|group|part|prize|award)\b)"
)
#: The noun a sentence opens with, before what is said of it between commas.
_APPOSED = re.compile(r"^(?:[Tt]he|[Aa]n?|[Tt]his|[Ii]ts) (?:[\w-]+ ){0,3}?(?P<word>[\w-]+),.*,$")
_UP_TO_DATE = re.compile(
    r"(?:[^,.;:()⟨]| \((?:[^()⟨]|⟨num:\d+⟩)*\)|⟨(?:money|gov|quoted|body):\d+⟩|(?<=from )⟨num:\d+⟩|(?<=[a-z] )⟨num:\d+⟩(?= [a-z])(?! (?:in|by|for)\b)){0,110}(?:, (?:including|with|of which) (?:[^.;:()⟨]|⟨(?:money|num):\d+⟩){0,90}, (?:by|in|from|until) )?"
)
_LOOK_BACK = 240  # characters of the skeleton
_OPENING = 3  # characters: a date that a sentence begins with
_AWARD_ANAPHOR = re.compile(
    r"(?:They|It|(?:The|This|These) (?:annual |national |prestigious )?"
    r"(?:awards?|event|scheme|evaluation|contest|competition|prize|system|ceremony))\b"
)


@dataclass
class Discourse:
    """What the text so far has in focus: the government, the award, its edition and date."""

    government: Mention | None = None
    prominence: Prominence = field(default_factory=Prominence)
    governments: list[Mention] = field(default_factory=list)
    mentioned: list[Mention] = field(default_factory=list)  # in any role
    block: int = 0  # where the paragraph begins
    award: Mention | None = None
    awards: dict[str, Mention] = field(default_factory=dict)
    editions: dict[str, str] = field(default_factory=dict)
    ceremonies: dict[tuple[str, str | None], str] = field(default_factory=dict)
    places: dict[str, Mention] = field(default_factory=dict)
    people: dict[str, Mention] = field(default_factory=dict)
    conferral: Conferral | None = None
    budget: Observation | None = None  # the last budget as a whole, for its parts
    latest: Observation | None = None  # the last change or share of a year
    aim: Observation | None = None  # the last target, for others without a date
    budget_year: str | None = None  # that of the budget which the text is about
    figures: list[Observation] = field(default_factory=list)  # every whole told, for its parts
    figure: Observation | None = None  # the last actual, for "that was an increase of …"
    period: Mention | None = None  # with which a sentence opened: "In 2023, …"
    reported: Mention | None = None  # of the results that the text reports: "its results for 2023"
    program: str | None = None  # the last program, for "the project"
    called: dict[str, str] = field(
        default_factory=dict
    )  # programs by the nouns that stand for them
    event: str | None = None  # the festival that the text is about
    programs: set[str] = field(default_factory=set)  # every one told, by name
    topic: str | None = None  # the program that the sentence before was about, for "it"

    def enter_block(self, start: int, previous: int) -> None:
        """Drop what holds within a paragraph, and the figure that stands before the `previous` one."""
        self.block = start
        self.topic = None
        self.period = None
        if self.figure and self.figure.start < previous:
            self.figure = None


@dataclass(frozen=True, slots=True)
class Subject:
    """Who a clause is about: the name, and where it stands if that is in an earlier sentence."""

    mention: Mention
    context: tuple[Span, ...]


@dataclass(frozen=True)
class Scene:
    """A sentence with its mentions, in its discourse."""

    text: str  # the whole document's
    source: str
    issued: date | None
    skeleton: Skeleton
    discourse: Discourse
    grammar: Grammar

    def find(self, template: str, start: int = 0) -> Iterator[re.Match[str]]:
        """The matches of a rule in the skeleton, left to right."""
        return self.grammar.pattern(template).finditer(self.skeleton.text, start)

    def before(
        self, rule: str | re.Pattern[str], at: int, reach: int = _LOOK_BACK
    ) -> re.Match[str] | None:
        """What a rule that ends in `$` finds right before a place, beginning at most `reach` before it."""
        pattern = self.grammar.pattern(rule) if isinstance(rule, str) else rule
        return pattern.search(self.skeleton.text, max(0, at - reach), at)

    def mention(self, match: re.Match[str], name: str) -> Mention:
        """The mention that a slot of a rule captured."""
        return self.skeleton.mention(match[name])

    def evidence(self, start: int, end: int, rule: str, confidence: float) -> dict[str, Any]:
        """The common columns of a fact that stands on a stretch of the skeleton."""
        return self.evidence_of(self.skeleton.span(start, end), rule, confidence)

    def evidence_of(self, span: Span, rule: str, confidence: float) -> dict[str, Any]:
        """The common columns of a fact whose quote is a stretch of the document."""
        return {
            "source": self.source,
            "quote": self.text[span.start : span.end],
            "start": span.start,
            "end": span.end,
            "reader": f"en.{rule}",
            "confidence": confidence,
        }

    @cached_property
    def subjects(self) -> tuple[Place, ...]:
        """The governments that can be a clause's subject: not after a preposition."""
        return tuple(
            place
            for place in self.skeleton.placeholders("gov")
            if not self.before(_OBLIQUE, place.start) or self._is_topic(place)
            if not self._is_also_oblique(place)
            if not self._is_apposed_parent(place) and place.start >= self._dateline
        )

    @cached_property
    def _dateline(self) -> int:
        """Where the words end that say where the text was reported from: "GOHEUNG, ⟨gov⟩ -- "."""
        dateline = _DATELINE.match(self.skeleton.text)
        return dateline.end() if dateline else 0

    @property
    def opens_with_several(self) -> bool:
        """Whether the first subject is one of a list: "A and B were named", "A, B and C"."""
        first = self.subjects[0]
        return (
            re.match(
                r"(?:, ⟨gov:\d+⟩)*,? (?:and|&) (?:[A-Z][\w-]*'s )?⟨gov:\d+⟩",
                self.skeleton.text[first.end :],
            )
            is not None
        )

    def _is_apposed_parent(self, place: Place) -> bool:
        """Whether a government only places the one before it: "Naju City, South Jeolla Province,"."""
        before = re.search(r"⟨gov:\d+⟩(?=, $)", self.skeleton.text[: place.start])
        if before is None:
            return False
        things = self.grammar.lexicon.things
        parents = {things[iri].link("parent") for iri in self.skeleton.mention(before[0]).iris}
        return bool(parents & set(place.mention.iris))

    def _is_also_oblique(self, place: Place) -> bool:
        """Whether a government without a verb is one more after a preposition, or in an item of a list."""
        if _ITS_VERB.match(self.skeleton.text, place.end):
            return False
        is_in_list = _LIST_MARK.search(self.skeleton.text, 0, place.start) is not None
        return is_in_list or self.before(_ALSO_OBLIQUE, place.start) is not None

    def _is_topic(self, place: Place) -> bool:
        """Whether the sentence opens with a government as its scene: "In Suwon City, …"."""
        text = self.skeleton.text
        return text[: place.start] == "In " and text[place.end : place.end + 1] == ","

    def subject(self, at: int) -> Subject | None:
        """The government that a clause around `at` is about: the nearest before it, else the focus."""
        before = [place for place in self.subjects if place.start <= at]
        if before:
            return Subject(before[-1].mention, ())
        focus = self._focus
        if focus is None or self._opens_with_another:
            return None
        return Subject(focus, (focus.span,))

    @property
    def main_subject(self) -> Subject | None:
        """The government that the whole text is about, as the subject of a clause that names none."""
        main = self.discourse.prominence.main
        return Subject(main, (main.span,)) if main else None

    @cached_property
    def _focus(self) -> Mention | None:
        """The government in focus; for "the county", the latest one named that is a county."""
        named = _COMMON_NOUN.search(self.skeleton.text)
        main = self.discourse.prominence.main
        if named is None:
            return self.discourse.government
        if (
            self.discourse.government is None
            and main
            and self.grammar.is_of_kind(main, named["noun"])
        ):
            return main
        if self.discourse.government is None:
            fitting = [
                g for g in self.discourse.mentioned if self.grammar.is_of_kind(g, named["noun"])
            ]
            return fitting[0] if len({g.name for g in fitting}) == 1 else None
        latest = reversed(self.discourse.governments)
        return next((g for g in latest if self.grammar.is_of_kind(g, named["noun"])), None)

    @property
    def named_by_kind(self) -> Mention | None:
        """The one government of its kind that was mentioned, where the sentence says "the county"."""
        return self._focus if _COMMON_NOUN.search(self.skeleton.text) else None

    @cached_property
    def _opens_with_another(self) -> bool:
        """Whether the sentence begins with a name that is not of a government or its head, and a verb."""
        opening = _OPENING_NAME.match(self.skeleton.text)
        first = opening["name"].split()[0].lower() if opening else ""
        if opening is None or first in CLOSED_CLASS or first in _OF_ALL or first in _TRADE:
            return False
        return self._names_another(opening["name"].split()[-1], opening["name"])

    def agent(self, verb: int) -> Subject | None:
        """The government that does what a finite verb says; None if the words before it name another."""
        before = _ADVERBS.sub(" ", self.skeleton.text[:verb])
        before = self.grammar.pattern(r"(?i:\b{will}) ?$").sub("", before)
        before = _AUXILIARY.sub("", before).rstrip(" ")
        before = _IN_COUNTRY.sub(r"\1", before)
        if re.search(r"⟨gov:\d+⟩'s?$", before) or _OWN_THING.search(before):
            return self.subject(verb)
        relative = _RELATIVE.search(before)
        if relative:
            others = "⟨quoted" if not before.endswith("who") else ("⟨quoted", "⟨num", "⟨body")
            if relative["what"].startswith(others):
                return None
            is_own = relative["what"].lower() in self.grammar.government_nouns
            is_named = relative["what"][:1].isupper() and not is_own
            if is_named and relative["what"].lower() not in CLOSED_CLASS:
                return None  # a name that is no government's
            if relative["what"].startswith("⟨gov"):
                return Subject(self.skeleton.mention(relative["what"]), ())
            is_people = before.endswith("who") and not relative["what"].startswith("⟨gov")
            return None if is_people else self.subject(verb)
        word = (
            _APPOSED.match(before)
            if before.endswith(",")
            else re.search(r"(?P<word>[\w'-]+)$", before)
        )
        if word and self._names_another(word["word"], before):
            return None
        return self.subject(verb)

    def _names_another(self, word: str, before: str) -> bool:
        """Whether the noun before a verb is somebody else: a company, a person, "the centre"."""
        if word.lower() in CLOSED_CLASS or word.lower() in self.grammar.government_nouns:
            return False
        if word.lower() in self.grammar.lexicon.units and " " not in before.strip():
            return False  # "Visitors numbered": those counted, and nobody's name
        if word in self.grammar.aims:
            return False  # "the plan is to …"
        if before.endswith(tuple(self.discourse.people)):
            return False
        return self.grammar.pattern(r"{office}(?: {name})?$").search(before) is None

    def owner(self, at: int) -> Subject | None:
        """The government that what stands at `at` belongs to; None for "the company's …"."""
        possessive = re.search(r"(?P<word>[\w-]+)'s $", self.skeleton.text[:at])
        subject = self.subject(at)
        if possessive is None or possessive["word"].lower() in self.grammar.government_nouns:
            return subject
        is_short = subject is not None and subject.mention.name.startswith(possessive["word"])
        return subject if is_short else None

    def award_before(self, at: int) -> Mention | None:
        """The award a clause is about: named before `at` with no government since, or "the award"."""
        named = [place for place in self.skeleton.placeholders("award") if place.end <= at]
        if named:
            since = any(named[-1].end <= place.start < at for place in self.subjects)
            return None if since else named[-1].mention
        return self.discourse.award if self.opens_with_award else None

    @cached_property
    def opens_with_award(self) -> bool:
        """Whether the sentence begins with words that stand for the award in focus: "They", "The award"."""
        return _AWARD_ANAPHOR.match(self.skeleton.text) is not None and not self.subjects

    @property
    def award_words_end(self) -> int:
        """Where the words end that stand for the award in focus at the sentence's beginning."""
        match = _AWARD_ANAPHOR.match(self.skeleton.text)
        return match.end() if match else 0

    def is_planned(self, at: int) -> bool:
        """Whether a word of intention ("will", "plans to") governs what stands at `at`."""
        clause = self.skeleton.text[:at]
        cut = max(clause.rfind(". "), clause.rfind("; "), clause.rfind(", which"))
        done = [m.end() for m in _DONE.finditer(clause)]
        cut = max(cut, done[-1] if done else 0)
        return self.grammar.pattern(_INTENDED).search(clause, max(cut, 0)) is not None

    def date_near(self, start: int, end: int) -> str | None:
        """The date closest to a stretch: just after it, else the nearest before it in the sentence."""
        places = list(self.skeleton.placeholders("date"))
        after = [
            p
            for p in places
            if p.start >= end and _UP_TO_DATE.fullmatch(self.skeleton.text[end : p.start])
        ]
        before = [
            p
            for p in places
            if self._dateline <= p.start
            and p.end <= start
            and not _BREAK.search(self.skeleton.text, p.end, start)
        ]
        for place in (*after[:1], *reversed(before)):
            when = place.mention.when
            if when and self.before(_SINCE, place.start):
                if place.end <= start and "," in self.skeleton.text[place.end : start].rstrip(", "):
                    continue  # "the most since 1989 and, he said, a pledge to build 200"
                return since_then(when, self.issued)
            is_of_an_event = self.before(_OF_AN_EVENT, place.start)
            is_announced = place.start <= _OPENING and _ANNOUNCED_ON.match(self.skeleton.text)
            if place.mention.relation is None and not is_of_an_event and not is_announced:
                return place.mention.when
        return None
