"""What stands around an amount: the noun before it, its dates, what it is compared with, the verb after."""

import re
from dataclasses import dataclass, field
from decimal import Decimal

from trackrecord.facts import Observation, Span
from trackrecord.reading.korean.scene import KoreanScene
from trackrecord.reading.korean.words import Word
from trackrecord.reading.periods import previous_year, since_then

_LONGEST = 5  # words of a noun phrase
_FARTHEST = 7  # words from an amount to its verb
#: Counted things that are no measure: years, ages, places in a row, times of day.
NOT_COUNTED = re.compile(
    r"(?:년|개월|월|일|회|차|위|배|기|층|시|분|초|번|등|단계|살|세|호선|주|학년|대(?![가-힣]*[를을가])|만|억|km|㎞|㎡|m|평|cm|ha|㏊|도|인분|인승|호봉|급|등급|교시|박|관왕|가지|쪽|면|장)"
)
#: A target by its name, alone or after what is aimed at: "목표액", "수출목표".
GOAL = re.compile(r"(?:^|(?<= )|(?<=[가-힣]{2}))목표(?:치|액|량|인원|수|건수|금액)?$")
_AT_LEAST = re.compile(r"(?:이상|초과)$")
_AT_MOST = re.compile(r"(?:이하|미만|이내)$")
_ABOUT = re.compile(r"(?:가량|정도|안팎|남짓)$")
_MORE_THAN = re.compile(r"(?:을|를)? ?(?:넘|돌파|웃도|웃돌|상회|초과)")
_OF_A_PROGRAM = re.compile(
    r"(?:부터|에|까지)? (?:(?:[가-힣]+|⟨(?:num|date):\d+⟩[가-힣]*) ){0,4}?[가-힣]*(?:중인|한|된|연|린) (?:[가-힣]+ )?⟨(?:quoted|award)"
)
_HELD = re.compile(r"(?:열린|개최한|개최된|치른|치러진) (?:[가-힣]+ )?⟨(?:quoted|award)")
_NOW = re.compile(r"현재|고 있|지금까지|앞으로|겠다|예정|계획")
_UP_TO_NOW = ("지금까지", "현재까지")
_SINCE_THEN = ("이후", "이래", "이후로")
_OPENED = re.compile(r"(?:개관|개소|개장|개통|개원|시행|출범|시작|도입|운영|출시)(?:한|된)?$")
_MONTH_LONG = 7  # characters of an ISO month
_SIGHS = 20  # the final consonant ㅆ, by its place among the 28 of a Hangul syllable
_MONTH = re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)(?:-\d\d)?")


@dataclass(slots=True)
class Told:
    """A sentence's words, and what was read of them so far."""

    scene: KoreanScene
    words: list[Word]
    actual: Observation | None = None  # the last result
    figure: Observation | None = None  # the last result or target
    part: Observation | None = None  # the last slice of a whole
    latest: Observation | None = None  # the last result, target or slice: what changes are of
    whole: Observation | None = None  # what the slices are of
    change: Observation | None = None  # the last change, and where its words end
    change_end: int = -1
    used: set[int] = field(default_factory=set)  # dates that belong to a comparison
    moved: dict[int, int] = field(default_factory=dict)  # a change's verb: the change's amount
    taken: set[int] = field(default_factory=set)  # amounts read together with an earlier one
    targets: set[int] = field(default_factory=set)  # amounts that are targets
    sums: dict[int, Decimal] = field(default_factory=dict)  # of the list that an amount stands in
    pending: list["Pending"] = field(default_factory=list)
    listing: bool = False  # governments are told one after another, each with its figure
    last_base: int | None = None  # what the last change was compared with
    from_base: int | None = None  # when the first of "A에서 B로" was


@dataclass(frozen=True, slots=True)
class Pending:
    """An amount read before the figure that it belongs to: its role, and what it is compared with."""

    role: str
    amount: int
    start: int
    end: int
    sign: int = 1
    base: int | None = None  # the word that says when


@dataclass(frozen=True, slots=True)
class Lead:
    """What leads to an amount: its own dates, what it is compared with, and where the noun stands."""

    at: int  # the word before all that; -1 at the beginning
    dates: tuple[int, ...]  # nearest first
    base: int | None  # the date that says when the comparison is with
    is_compared: bool


def value(word: Word) -> bool:
    """Whether a word is an amount of something that is counted or measured."""
    return word.kind == "amount" and word.number is not None


def precision(told: Told, word: Word) -> str | None:
    """How exact an amount is said to be."""
    text = told.scene.skeleton.text
    printed = text[word.start : word.end]
    if _AT_LEAST.search(printed) or _MORE_THAN.match(text, word.end):
        return "at-least"
    if _AT_MOST.search(printed):
        return "at-most"
    before = text[: word.start].rstrip()
    about = word.more or _ABOUT.search(printed) or before.endswith(("약", "대략"))
    return "about" if about else None


def lead(told: Told, index: int) -> Lead:
    """Read leftwards from an amount over dates, adverbs, brackets and comparisons."""
    words = told.words
    dates: list[int] = []
    base: int | None = None
    is_compared = False
    comparing = False
    depth = words[index].depth
    at = index - 1
    while at >= 0:
        word = words[at]
        if word.text == ")" and word.kind == "mark":
            at = _opening(words, at) - 1
            continue
        if word.depth > depth:
            at -= 1
            continue
        if word.kind == "verb" and at in told.moved:
            at = told.moved[at] - 1
            continue
        if word.kind == "compare":
            comparing = is_compared = True
        elif word.kind == "date":
            if word.tail == "than" or comparing or at in told.used:
                base, is_compared, comparing = at, True, False
            else:
                dates.append(at)
        elif value(word) and (comparing or word.tail == "than" or _comes_from(word, words[index])):
            before = _date_before(words, at)
            base, is_compared, comparing = before, True, False
            at = before if before is not None else at
        elif word.kind == "noun" and word.tail == "than":
            before = _date_before(words, at)
            if before is None:
                break
            base, is_compared, at = before, True, before
        elif word.kind != "adverb":
            break
        at -= 1
    return Lead(at, tuple(dates), base, is_compared)


def _comes_from(word: Word, later: Word) -> bool:
    """ "200억 원에서 9% 증액": a value that a change or another value of its kind started from."""
    share = later.mention is not None and later.mention.kind in ("pct", "points")
    return word.tail == "from" and (share or word.counter == later.counter)


def _opening(words: list[Word], at: int) -> int:
    while at > 0 and not (words[at].kind == "mark" and words[at].text == "("):
        at -= 1
    return at


def _date_before(words: list[Word], at: int) -> int | None:
    """The date that an amount is of: right before it, or before the bare noun that it counts."""
    for index in range(at - 1, max(at - 5, -1), -1):
        word = words[index]
        if word.kind == "date":
            return index
        if word.kind not in ("noun", "adverb") or word.tail not in ("", "of", "topic", "subject"):
            if word.kind == "mark" and word.text == "(":
                continue
            return None
    return None


def date_before(told: Told, index: int) -> int | None:
    """The date that an amount is of, as a word."""
    return _date_before(told.words, index)


def noun_phrase(told: Told, at: int) -> tuple[int, int, str] | None:
    """The noun phrase that ends in a word: its first and last word, and its text."""
    words = told.words
    if at > 0 and words[at].text == "경우" and words[at - 1].tail == "of":
        at -= 1  # "농산물의 경우 3억 달러를 수출해": what the case is of
    if at < 0 or words[at].kind != "noun" or words[at].text in ("등", "등등"):
        return None
    first = at
    while (
        first > 0
        and at - first < _LONGEST - 1
        and words[first - 1].kind == "noun"
        and words[first - 1].tail == ""
        and words[first - 1].depth == words[at].depth
    ):
        first -= 1
    text = " ".join(w.text for w in words[first : at + 1])
    return first, at, text


def beyond_brackets(told: Told, index: int) -> int:
    """The next word after an amount, over a bracket that explains it."""
    words = told.words
    depth = words[index].depth
    at = index + 1
    while at < len(words) and (words[at].depth > depth or words[at].text == ")"):
        at += 1
    return at


def verb_after(told: Told, index: int, over: str = "at to until adverb name") -> int | None:
    """The verb that an amount or its noun leads to in the clause, over places, dates and adverbs."""
    words = told.words
    at = beyond_brackets(told, index)
    for _ in range(_FARTHEST):
        if at >= len(words):
            return None
        word = words[at]
        if word.kind == "verb":
            return at
        if word.kind in ("mark", "amount"):
            return None
        if word.kind == "noun" and word.tail not in ("at", "to", "", "and", "from", "object"):
            return None
        at += 1
    return None


def period(told: Told, index: int, own: Lead) -> str | None:
    """The period that an amount is of: its own date, else the nearest one before in the sentence."""
    words, scene = told.words, told.scene
    if so_far := _so_far(told, index):
        return so_far
    near = [at for at in own.dates if at not in told.used]
    rest = [
        at
        for at in range(min(own.at, index - 1), -1, -1)
        if words[at].kind == "date"
        and at not in told.used
        and at != own.base
        and not words[at].depth
    ]
    held: str | None = None
    for at in (*near, *rest):
        word = words[at]
        mention = word.mention
        if mention is None:
            continue
        if of_program := _OF_A_PROGRAM.match(scene.skeleton.text, word.end):
            is_event = _HELD.search(of_program[0]) and mention.when
            if is_event and mention.when and held is None:
                is_span = any(w.kind == "date" for w in words[max(0, at - 3) : at])
                is_month = len(mention.when) == _MONTH_LONG and not is_span
                held = mention.when if is_month else mention.when[:4]
            continue
        if mention.relation == "same":
            return told.actual.period if told.actual else _last_period(scene)
        if mention.relation is not None or mention.when is None:
            continue
        if any(w.text in ("뒤", "후", "이후", "이래") for w in words[at + 1 : index]):
            continue  # "2019년 도입한 뒤": before what is told here
        reached = _reaching(told, at, mention.when)
        is_past_clause = at not in near and _joins_between(words, at, index)
        return reached[:4] if reached and is_past_clause and _MONTH.fullmatch(reached) else reached
    return held


def _so_far(told: Told, index: int) -> str | None:
    """ "지금까지", "개관 이후": from a date that the sentence names up to the day of publication."""
    words, issued = told.words, told.scene.issued
    for at in range(index - 1, -1, -1):
        since_opened = at > 0 and _OPENED.search(words[at - 1].text)
        if words[at].text in _UP_TO_NOW or (words[at].text in _SINCE_THEN and since_opened):
            break
        if words[at].kind == "mark" or words[at].form == "final":
            return None
    else:
        return None
    for before in range(at - 1, -1, -1):
        mention = words[before].mention
        if words[before].kind == "date" and mention and mention.relation is None and mention.when:
            if issued is None or not re.fullmatch(r"\d{4}(?:-\d\d){0,2}", mention.when):
                return None
            begun, now = mention.when, issued.isoformat()[: len(mention.when)]
            return f"{begun}/{now}" if begun < now else None
    return None


def _joins_between(words: list[Word], at: int, index: int) -> bool:
    return any(w.kind == "verb" and w.form == "joining" for w in words[at + 1 : index])


def is_past(text: str) -> bool:
    """Whether a verb form is in the past tense: its stem ends in ㅆ, as in 갔다, 받았고; 있다 and 겠다 are not."""
    return any(
        (ord(c) - ord("가")) % 28 == _SIGHS for c in text if "가" <= c <= "힣" and c not in "있겠"
    )


def _last_period(scene: KoreanScene) -> str | None:
    figure = scene.discourse.last
    return figure.period if figure else None


def _reaching(told: Told, at: int, when: str) -> str | None:
    """A date as the period it opens or ends: "2021년부터", "올해는 10월까지"."""
    words, issued = told.words, told.scene.issued
    if words[at].tail == "since":
        if issued and re.fullmatch(r"\d{4}-\d\d", when) and when < issued.isoformat()[:7]:
            return f"{when}/{issued.isoformat()[:7]}"
        return since_then(when, issued)
    month = _MONTH.fullmatch(when)
    if words[at].tail == "until":
        for before in range(at - 1, -1, -1):
            earlier = words[before]
            if earlier.kind == "date" and earlier.mention and earlier.mention.when:
                if earlier.tail == "since" and earlier.mention.when < when:
                    return f"{earlier.mention.when}/{when[:7]}"
                break
        if month and issued and when <= issued.isoformat() and month["month"] != "12":
            return f"{month['year']}-01/{month['year']}-{month['month']}"
    return when


def spoken_of(told: Told, is_rate: bool = False) -> tuple[str | None, tuple[Span, ...]]:
    """The period that the sentences before speak of, where this one names none, and where it stands."""
    scene = told.scene
    spoken = scene.discourse.period or scene.discourse.reported
    is_dated = any(
        w.kind == "date" and at not in told.used and w.mention and w.mention.relation is None
        for at, w in enumerate(told.words)
    )
    if is_dated or _NOW.search(scene.skeleton.text):
        return None, ()
    if spoken:
        return spoken.when, (spoken.span,)
    figure = scene.discourse.last
    if figure is None or figure.start < scene.discourse.block or figure.period is None:
        return None, ()
    if _MONTH.fullmatch(figure.period) and not is_rate:
        return figure.period[:4], (figure.span,)
    is_since = re.fullmatch(r"\d{4}/\d{4}", figure.period)
    return (None, ()) if is_since else (figure.period, (figure.span,))


def compared_with(told: Told, base: int | None, of: str | None) -> str | None:
    """The period that a comparison is with, given the period of what is compared."""
    mention = told.words[base].mention if base is not None else None
    if mention is None:
        return None
    if mention.relation == "previous":
        return previous_year(of)
    if mention.relation == "same":
        return told.scene.discourse.spanned[0] if told.scene.discourse.spanned else None
    return mention.when if mention.relation is None and mention.when != of else None
