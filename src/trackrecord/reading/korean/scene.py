"""One Korean sentence as its readers see it: skeleton, subject, and what was spoken of so far."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

from trackrecord.facts import Conferral, Observation, Span
from trackrecord.lexicon import Lexicon
from trackrecord.reading.mentions import Mention
from trackrecord.reading.periods import since_then
from trackrecord.reading.prominence import Prominence
from trackrecord.reading.skeleton import Place, Skeleton, pattern

_ENDING = re.compile(r"(?:하였다|했다|하다|았다|었다|였다|렸다|혔다|다)$")
#: A government as topic or subject: its name, what is said in brackets, and a particle.
_TOPIC = re.compile(
    r"(?P<gov>⟨gov:\d+⟩)(?!청에서)(?:(?:청)?(?: ?\([^()]*\))?(?:은|는|이|가|도|의|에는|에서는?(?! (?:⟨date:\d+⟩ )?(?:열린|열리는|열렸|개최|진행|치러|거행|가진))|에 따르면)(?![가-힣])(?! (?:[가-힣]+ |⟨date:\d+⟩(?:부터)? ){0,2}(?:(?:주최|주관|실시|개최|시행|수여|마련)[한하된]|선정[한하]))"
    r"|(?:청장|장|수|지사)(?:은|는|이|가)(?![가-힣])"
    r"|(?= ⟨date:\d+⟩ (?:[가-힣]+ ){0,2}?[가-힣]+(?:은|는) ))"
)
#: A government before what is its own, with no particle: "김해시 출생아 수가".
_GENITIVE = re.compile(
    r"(?:^|, |따르면 |[.”’] |⟨date:\d+⟩ (?:(?:말|기준|현재|들어) )*)(?P<gov>⟨gov:\d+⟩)(?= (?:⟨quoted:\d+⟩|(?:[가-힣A-Za-z0-9·]+ ){0,3}?[가-힣]+(?<!에서)(?:은|는|이|가|도) ))"
)
#: "구는", "시가": the government in focus, if it is of that kind.
_ANAPHOR = re.compile(
    r"(?:^|[\s,“”\"'(])(?:(?P<noun>구|시|군|도)(?:는|은|가|이|의|에서는|에서|에 따르면)|[가-힣]{1,4} 부?(?P<office>구청장|시장|군수|도지사|지사)(?:은|는|이|가))(?= )"
)
#: Somebody else as the topic: an organisation by the end of its name, or another body.
_OTHER = re.compile(
    r"(?:[가-힣A-Za-z]+(?:전자|그룹|공사|재단|협회|대학교|대학|의회|은행|공단|교육청|회사|연구원|조합|경찰서|소방서|본부|학교|병원|씨|팀|동아리|농협|조합원|주민|학생|교수|기업|업체|주무관|작가|선수|대표|시민단체)|(?<= )씨"
    r"|㈜[가-힣A-Za-z]+|⟨body:\d+⟩|⟨num:\d+⟩개 ?(?:시·군|시군|시·군·구|자치구|지자체|자치단체))(?:은|는|이|가|에 따르면)(?![가-힣])"
    r"(?! (?:(?:모두|총|약|현재) |⟨date:\d+⟩(?:까지)? )*⟨(?:num|money|pct))"
)
#: The subject of a clause inside the sentence: "… 본부가 주관한 ⟨award⟩" speaks of the award.
_EMBEDDED = re.compile(
    r" (?:(?:[가-힣]+|⟨(?:date|num):\d+⟩[가-힣]*|\([^()]*\)[가-힣]*) ){0,4}?[가-힣]*(?:(?:주최|주관|실시|개최|시행|선정|발표|공모|추진|수여|마련|제정|도입|운영)[가-힣]*(?:한|하는|된|하고)|연|여는|주는) "
)
#: A date that belongs to a program named after it: "2019년 수립한 ‘계획’에 따라".
_OF_A_PROGRAM = re.compile(
    r"(?:부터|에)? (?:[가-힣]+ ){0,2}?[가-힣]*(?:중인|한|된|연) (?:[가-힣]+ )?⟨(?:quoted|award)"
)
#: The present tense tells in the news what is to come: "문을 연다", "도입한다고".
PRESENT = re.compile(r"(?:[한든린운선간연친는]다)(?:고|며)?$")
_QUOTED_TOPIC = r"(?P<name><quoted>)(?: (?:{word} )?{type})?(?:은|는|에는|이|가|에서는|(?:을|를) 통해|(?:을|를) 거쳐|의 경우) "
_NAMED_AGAIN = r"(?:^|[ ,“\"])(?:(?P<this>이|해당|동) )?(?P<name>(?:{word} ){0,2}?{word}?{type}|{word}(?=에는|은 |는 )|{type}(?=의 ))(?:은|는|에는|에서는|을 통해|를 통해|의) "
#: Meetings and ceremonies: held, and nothing that a government runs.
MEETING = re.compile(
    r"(?:보고회|회의|간담회|토론회|시상식|협약식|기념식|공청회|워크숍|세미나|결의대회|발대식|위촉식|수여식|전달식|발표회|선포식|브리핑)$"
)
_MEANS = re.compile(r"(?:통해|거쳐) $")
_KINDS = {
    "구": ("autonomous-district",),
    "시": ("city", "special-city", "metropolitan-city", "special-self-governing-city"),
    "군": ("county",),
    "도": ("province", "special-self-governing-province"),
}
_PLANNED = re.compile(
    r"(?:할|될|갈|낼|열|만들|지을|늘릴) ?(?:계획|예정|방침)|계획이다|예정이다|방침이다|겠다|하기로|[할될낼열릴갈] 것|다는 (?:목표|구상|방침|계획|포부)|것을 목표|목표로|나설 |나선다|추진한다"
)


#: A clause with a tense of its own; one in 하고 has that of the clause it joins.
_TENSED = re.compile(
    r"[했됐였았었렸혔겼졌쳤났갔왔샀섰폈뒀줬켰췄뤘뛰](?:고|으며|다|지만)|(?:있|없)(?:고|으며|다)|이며,? "
)


class KoreanGrammar:
    """The Korean words of a lexicon's codes, as the lists that patterns name in braces."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Cut the endings off the words once; every sentence shares them."""
        self.lexicon = lexicon
        self._compiled: dict[str, re.Pattern[str]] = {}

    def stems(self, scheme: str, *concepts: str) -> dict[str, str]:
        """The stems that stand for the concepts: stem → concept; "받았다" gives "받"."""
        found: dict[str, str] = {}
        for concept in concepts or self.lexicon.concepts(scheme):
            for word in self.lexicon.words(scheme, concept, "ko"):
                found.setdefault(_ENDING.sub("", word) or word, concept)
        return found

    def is_conferred(self, award: Mention) -> bool:
        """Whether governments are given it: a disclosure system is a scheme, and no award."""
        things = [self.lexicon.things[iri] for iri in award.iris]
        return not things or any("Award" in thing.classes for thing in things)

    @cached_property
    def actions(self) -> dict[str, str]:
        """Stems of what is done with a program."""
        return self.stems("action", *(c for c in self.lexicon.concepts("action") if c != "plan"))

    @cached_property
    def deliveries(self) -> str:
        """The stems of what is counted as done; one of a syllable needs its ending: 심었다, and not 심의."""
        stems = self.stems("role", "actual")
        short = _any(stem for stem in stems if len(stem) == 1)
        return f"(?:{_any(s for s in stems if len(s) > 1)}|{short}(?=[었았어아은는을던고기지며게]))"

    @cached_property
    def deeds(self) -> frozenset[str]:
        """Nouns and verbs of what is counted as done, whole: 창출, 지원."""
        return frozenset(self.lexicon.words("role", "actual", "ko"))

    @cached_property
    def program_types(self) -> dict[str, str]:
        """Nouns that say what kind of program a name is of; single syllables say too little."""
        return {w: code for w, code in self.kinds.items() if len(w) > 1}

    @cached_property
    def kinds(self) -> dict[str, str]:
        """All nouns for kinds of programs, single syllables too, which name one only after its name."""
        return self.stems("program-type")

    @cached_property
    def regions(self) -> tuple[str, ...]:
        """The bare names of provinces and great cities: "전남", "인천"."""
        things = self.lexicon.things.values()
        return tuple(
            word
            for thing in things
            if "Government" in thing.classes and thing.link("parent") is None
            for word in thing.words("ko", "short")
        )

    @cached_property
    def words(self) -> Mapping[str, str]:
        """The word lists that patterns name in braces."""
        return {
            "win": _any(self.stems("outcome", "won")),
            "finalist": _any(self.stems("outcome", "finalist")),
            "nominated": _any(self.stems("outcome", "nominated")),
            "act": _any(self.actions),
            "deliver": self.deliveries,
            "up": _any(self.stems("direction", "up")) ,
            "down": _any(self.stems("direction", "down")),
            "type": _any(self.program_types),
            "kind": _any(self.kinds),
            "region": _any(self.regions),
            "office": r"(?:부?(?:구청장|시장|군수|도지사|지사))",
            "name": r"[가-힣]{2,4}",
            "fullname": f"(?:[{_FAMILY_NAMES}][가-힣]{{1,2}}|(?:남궁|황보|제갈|선우|독고)[가-힣]{{1,2}})",
            "counter": _any(("기", "㎍/㎥", "ppm", "개사", "개소", "개교", "개국", "가구", "세대", "그루", "톤", "명", "개", "곳", "건", "호", "대", "권", "인", "종", "면", "동", "쌍", "마리", "팀", "채", "점", "농가", "업체", "품목", "회", "편", "척", "필지", "장", "석", "학급", "㎡", "㎞", "km", "ha", "㏊", "kg")),
            "word": r"(?:[가-힣A-Za-z0-9·ㆍ∙‧․~∼]+)",
        }  # fmt: skip

    def pattern(self, template: str) -> re.Pattern[str]:
        """A compiled rule over this vocabulary (see `skeleton.pattern`)."""
        if template not in self._compiled:
            self._compiled[template] = pattern(template, self.words)
        return self._compiled[template]


@lru_cache(maxsize=4)
def grammar_of(lexicon: Lexicon) -> KoreanGrammar:
    """The grammar over a lexicon, made once: its rules are compiled as documents ask for them."""
    return KoreanGrammar(lexicon)


#: One-syllable family names of Korea.
_FAMILY_NAMES = (
    "김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우구나민진지엄채원천방공현함변"
    "염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국어은편용류라동봉"
)
_KEPT = 50  # programs that a text may name again by their kind
_NIEUN = 4  # a final consonant, by its place among the 28 of a Hangul syllable


def _any(words: Any) -> str:
    return "(?:" + "|".join(sorted(map(re.escape, set(words)), key=lambda w: (-len(w), w))) + ")"


_HEADED = {"구청장": "구", "시장": "시", "군수": "군", "도지사": "도", "지사": "도"}


def _noun_of(anaphor: re.Match[str]) -> str:
    """The kind of government that "구는" or "김 시장은" stands for."""
    return anaphor["noun"] or _HEADED[anaphor["office"]]


def modifies(last: str) -> bool:
    """Whether a clause that ends in this syllable modifies the noun after it: 는, 은, ㄴ."""
    return "가" <= last <= "힣" and (ord(last) - ord("가")) % 28 == _NIEUN


@dataclass
class KoreanDiscourse:
    """What the text so far has in focus."""

    government: Mention | None = None
    governments: dict[str, Mention] = field(default_factory=dict)  # the last one named stands last
    block: int = 0  # where the paragraph begins
    award: Mention | None = None
    awards: dict[str, Mention] = field(default_factory=dict)
    editions: dict[str, str] = field(default_factory=dict)
    ceremonies: dict[str, str] = field(default_factory=dict)
    held: dict[str, str] = field(default_factory=dict)  # festivals: the year they were held
    people: set[str] = field(default_factory=set)
    conferral: Conferral | None = None
    figure: Observation | None = None
    whole: Observation | None = None  # the last figure, however far back: what parts are of
    wholes: list[Observation] = field(default_factory=list)  # the figures told, that are no parts
    honours_of: str | None = None  # the year whose awards the text gives an account of
    spanned: tuple[str, str] | None = None  # the two periods of the last "A에서 B로"
    last: Observation | None = None  # the last result or change, for its period
    programs: list[str] = field(default_factory=list)
    period: Mention | None = None  # with which a sentence opened: "지난해 구는 …"
    reported: Mention | None = None  # of the results that the text reports
    prominence: Prominence = field(default_factory=Prominence)
    topic: str | None = None  # the program that the sentence before was about

    def turn_to(self, government: Mention) -> None:
        """Note that a government was named as a topic."""
        key = government.iris[0] if government.iris else government.name
        self.governments.pop(key, None)
        self.governments[key] = government

    def note_program(self, name: str) -> None:
        """Keep a program for when the text names it again; the oldest are forgotten."""
        if name in self.programs:
            self.programs.remove(name)
        self.programs.append(name)
        del self.programs[:-_KEPT]

    def enter_block(self, start: int, previous: int, is_joined: bool) -> None:
        """Drop what holds within a paragraph, and the figure that stands before the `previous` one."""
        if self.period and self.period.start < start:
            self.period = None
        if not is_joined:
            self.topic = None
        self.block = start
        if self.figure and self.figure.start < previous:
            self.figure = None


@dataclass(frozen=True, slots=True)
class Topic:
    """Who a clause is about, and where the name stands if that is in an earlier sentence."""

    mention: Mention
    context: tuple[Span, ...]
    start: int | None


@dataclass(frozen=True)
class KoreanScene:
    """A sentence with its mentions, in its discourse."""

    text: str  # the whole document's
    source: str
    issued: date | None
    skeleton: Skeleton
    discourse: KoreanDiscourse
    grammar: KoreanGrammar

    def find(self, template: str, start: int = 0) -> Iterator[re.Match[str]]:
        """The matches of a rule in the skeleton, left to right."""
        return self.grammar.pattern(template).finditer(self.skeleton.text, start)

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
            "reader": f"ko.{rule}",
            "confidence": confidence,
        }

    @cached_property
    def topics(self) -> tuple[Place, ...]:
        """The governments that are the topic or subject of a clause."""
        found: list[Place] = []
        text = self.skeleton.text
        matches = [*_TOPIC.finditer(text), *_GENITIVE.finditer(text)]
        for match in sorted(matches, key=lambda match: match.start("gov")):
            if match[0].endswith("의") and found:
                continue  # "A군이 B도의 사업을 …": what is B's is A's doing
            place = Place(match.start("gov"), match.end(), self.skeleton.mention(match["gov"]))
            found += [] if found and found[-1].start == place.start else [place]
        return tuple(found)

    @cached_property
    def _others(self) -> tuple[int, ...]:
        """Where a body, company or person has been named as topic or subject of a clause."""
        text = self.skeleton.text
        found = _OTHER.finditer(text)
        return tuple(m.end() for m in found if not _EMBEDDED.match(text, m.end()))

    def topic(self, at: int) -> Topic | None:
        """The government that a clause around `at` is about; None if somebody else is."""
        other = max((end for end in self._others if end <= at), default=-1)
        own = [place for place in self.topics if place.end <= at]
        anaphors = [match for match in self.anaphors if match.end() <= at]
        last = max(own[-1].end if own else -1, anaphors[-1].end() if anaphors else -1)
        if other > last and not self._source_then_program(other, at):
            return None
        if own and own[-1].end == last:
            return Topic(own[-1].mention, (), own[-1].start)
        noun = _noun_of(anaphors[-1]) if anaphors else None
        focus = self.focus(noun)
        start = anaphors[-1].start() if anaphors else None
        return Topic(focus, (focus.span,), start) if focus else None

    def _source_then_program(self, other: int, at: int) -> bool:
        """ "재단에 따르면 축제는 …": a source, and after it a program as the topic."""
        if not self.skeleton.text[:other].endswith("에 따르면"):
            return False
        programs = (*self._quoted_topics, *self._named_again)
        return any(other <= match.start() < at and self._names_told(match) for match in programs)

    def _names_told(self, match: re.Match[str]) -> bool:
        return match["name"].startswith("⟨") or bool(
            self._told_program(match["name"], match["this"])
        )

    def described(self, start: int, end: int) -> Place | None:
        """The government that words modify: "전국에서 가장 높은 ⟨gov⟩", "전국 최초로 … 운영한 ⟨gov⟩"."""
        match = re.compile(r"(?P<gap>[^⟨⟩.,]{0,40}?)(?P<gov>⟨gov:\d+⟩)").match(
            self.skeleton.text, end
        )
        if match is None:
            return None
        words = self.skeleton.text[start : match.start("gov")].rstrip()
        if not words or not modifies(words[-1]):
            return None
        return Place(match.start("gov"), match.end(), self.skeleton.mention(match["gov"]))

    @cached_property
    def anaphors(self) -> tuple[re.Match[str], ...]:
        """Where "구는" or "시가" stands for a government named before."""
        return tuple(_ANAPHOR.finditer(self.skeleton.text))

    @cached_property
    def speaks_of_others(self) -> bool:
        """Whether a body or company is the sentence's topic, or its source ("통계청에 따르면")."""
        return _OTHER.search(self.skeleton.text) is not None

    @property
    def anaphor(self) -> str | None:
        """The kind of government that the sentence's last anaphor stands for."""
        return _noun_of(self.anaphors[-1]) if self.anaphors else None

    def focus(self, noun: str | None) -> Mention | None:
        """The government in focus; for "군은", the latest one named that is a county."""
        if noun is None:
            return self.discourse.government
        last: Mention | None = None
        for government in reversed(self.discourse.governments.values()):
            if self._is_of_kind(government, noun):
                if not self.discourse.prominence.is_passing(government):
                    return government
                last = last or government
        return last

    def _is_of_kind(self, government: Mention, noun: str) -> bool:
        kinds = {self.grammar.lexicon.things[iri].link("governmentType") for iri in government.iris}
        return any(kind and kind.rsplit("/", 1)[-1] in _KINDS[noun] for kind in kinds)

    def names_a_program(self, noun: str) -> bool:
        """Whether a noun ends in a word for a kind of program: 펀드, 센터."""
        return noun.endswith(tuple(self.grammar.program_types))

    def kind_of(self, name: str) -> str | None:
        """The kind of program that a name's last words say it is."""
        fitting = [word for word in self.grammar.program_types if name.endswith(word)]
        return self.grammar.program_types[max(fitting, key=len)] if fitting else None

    def program_topic(self, at: int, is_lasting: bool = False) -> str | None:
        """The program that is the topic of a clause: "‘행복콜버스’는", "이 센터에는", or its name again.

        One that something was done through ("‘행복콜버스’를 통해") is of that clause alone, and not `is_lasting`.
        """
        found = [
            (match.end(), self.mention(match, "name").name)
            for match in self._quoted_topics
            if match.end() <= at and not (is_lasting and _MEANS.search(match[0]))
        ]
        found = [(end, name) for end, name in found if not MEETING.search(name)]
        for match in self._named_again if self.discourse.programs else ():
            if match.end() <= at and (name := self._told_program(match["name"], match["this"])):
                found.append((match.end(), name))
        end, name = max(found, default=(0, None))
        if name is None and not self._turns_away(at):
            return self.discourse.topic
        if any(place.start >= end and place.end <= at for place in self.topics):
            return None
        return name

    @cached_property
    def _quoted_topics(self) -> tuple[re.Match[str], ...]:
        return tuple(self.find(_QUOTED_TOPIC)) if "⟨quoted:" in self.skeleton.text else ()

    @cached_property
    def _named_again(self) -> tuple[re.Match[str], ...]:
        return tuple(self.find(_NAMED_AGAIN))

    def _turns_away(self, at: int) -> bool:
        """Whether words before `at` turn from the program that was spoken of: "구는 …", "… 관계자는"."""
        subjects = [
            m for m in self.anaphors if m.end() <= at and not m[0].rstrip().endswith("에 따르면")
        ]
        leading = any(m[0].rstrip().endswith(("은", "는")) or not m.start() for m in subjects)
        turned = any(place.start <= at for place in self.topics)
        others = any(end <= at for end in self._others)
        return turned or leading or others or self._opens_with_a_name

    @property
    def _opens_with_a_name(self) -> bool:
        return re.match(r"(?:(?:또|또한|특히|아울러),? )?⟨quoted", self.skeleton.text) is not None

    def _told_program(self, words: str, this: str | None) -> str | None:
        """The program told before that words name again: whole, or by the word for its kind."""
        told = self.discourse.programs
        if this:
            return next(
                (p for p in reversed(told) if p.endswith(words)), told[-1] if told else None
            )
        again = (p for p in reversed(told) if p == words or p.endswith(words))
        return next(again, None) if len(words) > 1 else None

    def is_planned(self, at: int) -> bool:
        """Whether the clause that goes on at `at` ends in words of intention."""
        rest = self.skeleton.text[at:]
        stop = _TENSED.search(rest)
        return _PLANNED.search(rest[: stop.start()] if stop else rest) is not None

    def date_before(self, at: int) -> str | None:
        """The date nearest before a place in the sentence."""
        places = [
            place
            for place in self.skeleton.placeholders("date", end=at)
            if not _OF_A_PROGRAM.match(self.skeleton.text, place.end)
        ]
        dated = [place for place in places if place.mention.relation is None]
        if not dated or dated[-1].mention.when is None:
            return None
        since = self.skeleton.text.startswith("부터", dated[-1].end)
        return since_then(dated[-1].mention.when, self.issued) if since else dated[-1].mention.when
