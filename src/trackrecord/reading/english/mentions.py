"""What an English sentence names, counts and dates."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from trackrecord.lexicon import Lexicon, Name, fold
from trackrecord.reading.english.dates import dates
from trackrecord.reading.english.governments import (
    OBLIQUE,
    SHORT_SUBJECT,
    governments_by_form,
    named_before,
)
from trackrecord.reading.mentions import Kind, Mention, Stretches
from trackrecord.reading.numerals import Numeral, numerals, ordinals
from trackrecord.reading.sentences import Sentence

_QUOTED = re.compile(
    r"‘(?P<a>[^‘’]{1,80}s’ (?:(?:[A-Z][\w-]*|of|for|and|the|in) ?){1,10}|[^‘’]{1,20}(?:’s?[^‘’]{0,120})?[^‘’]{0,120})’(?!\w)|“(?P<b>[^“”]{2,160})”"
    r"|(?<!\w)'(?P<c>[^']{2,120})'(?!\w)|\"(?P<d>[^\"]{2,160})\"|[<《「『](?P<e>[^<>《》「」『』]{2,120})[>》」』]"
)
_SHORTEST_TAIL = 3  # words that know an award again by the end of its name
_LONGEST_NAME = 16  # words: what is quoted and longer is speech
_SPEECH = re.compile(r"(?<!\bNo)[.!?](?:\s|$)|\b(?:I|we|We|you|my|our)\b")
_ORDINAL = r"(?:(?P<ordinal>\d+)(?:st|nd|rd|th)|(?P<spelled>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth))(?: [Aa]nnual)?"
_EDITION = re.compile(rf"(?:the )?(?:(?P<year>(?:19|20)\d\d) |{_ORDINAL} )+$", re.IGNORECASE)
_SPELLED_EDITION = re.compile(rf"(?P<year>)?{_ORDINAL} $")
_LEADING_EDITION = re.compile(rf"(?:(?P<year>(?:19|20)\d\d) )?(?:{_ORDINAL} )?", re.IGNORECASE)
_CAPITALS = r"[A-Z0-9][\w'’&-]*"
_LINK = r"(?:of|for|and|the|in|on|to|&)"
_TITLE = rf"{_CAPITALS}(?: (?:{_LINK} ){{0,2}}{_CAPITALS})*"
_HONOUR = r"(?:Awards?|Prizes?|Medals?|Contest|Competition|Commendations?|Citations?)"
_AWARD = re.compile(
    rf"(?<![\w-])(?:(?P<head>{_TITLE}) )?(?:{_HONOUR}|(?<=[\w’'] )(?:award|prize|medal))(?: (?P<after>(?:19|20)\d\d)(?![\w-]))?(?:(?<=Awards) for [A-Z][\w-]*(?: (?:in |and )?[A-Z][\w-]*)*)?(?! (?:category|ceremony|{_CAPITALS}))(?![\w-])"
)
_PRIZE_OF = re.compile(rf".*\b(?:{_HONOUR}) (?:of|at|in|for) (?:the )?(?=\S)")
_MINISTERIAL = re.compile(
    r"(?:the )?((?:Deputy |Prime |Vice )?(?:Minister|President|Governor|Mayor|Speaker|Chairman|Chairperson"
    rf"|Commissioner)(?:'s|’s| of (?:the )?{_TITLE}?(?:'s|’s)?)?) {_HONOUR}$"
)
_NAMES_A_GRADE = re.compile(rf"(?:'s|’s)? {_HONOUR}\b")
_OFFICE_OF = re.compile(
    rf"^(?:the )?(?P<who>(?:Prime )?(?:Minister|President)(?: of (?:the )?{_TITLE}?)?)(?:'s|’s)? {_HONOUR}$",
    re.IGNORECASE,
)
_TRIAL = r"(?:Evaluation|Assessment|Review|Competition|Contest|Challenge|Diagnosis|Examination|Awards?|Prize)"
_DATED = r"(?=\d)(?:(?P<year>(?:19|20)\d\d) )?(?:(?P<ordinal>\d+)(?:st|nd|rd|th) )?"
#: A contest is known for one by its year or ordinal; without them "Evaluation" may be any.
_CONTEST = re.compile(rf"{_DATED}(?P<name>[A-Z].* {_TRIAL})")
_DATED_CONTEST = re.compile(
    rf"(?<![\w-]){_DATED}(?P<name>{_TITLE} (?:Evaluation|Assessment))(?![\w-])"
)
#: A contest by its form and its place: "in the Public Transport Evaluation".
_PLACED_CONTEST = re.compile(
    rf"\b(?:[Ii]n|[Aa]t) (?:the|this year['’]s) (?P<name>{_TITLE} (?:Evaluation|Assessment|Contest|Competition))(?![\w-])"
)
_CATEGORY_AFTER = re.compile(r" (?:category|division|sector|field|section)\b")
_CURRENCIES = {
    "krw": "KRW", "won": "KRW", "₩": "KRW", "usd": "USD", "us$": "USD", "$": "USD", "dollars": "USD", "dollar": "USD", "euro": "EUR",
    "eur": "EUR", "euros": "EUR", "€": "EUR", "gbp": "GBP", "pounds": "GBP", "£": "GBP", "jpy": "JPY",
    "yen": "JPY", "¥": "JPY", "cny": "CNY", "yuan": "CNY",
}  # fmt: skip
_HEADLINE_VERB = re.compile(r" (?:Wins|Receives|Secures|Earns|Takes|Claims|Selected|Honou?red) ")
_BEFORE_MONEY = re.compile(r"(?<![\w])(?P<unit>KRW|USD|EUR|GBP|JPY|CNY|US\$|[$€£₩¥]) ?$")
_AFTER_MONEY = re.compile(
    r"[ -]?(?P<unit>KRW|USD|EUR|GBP|JPY|CNY|(?:Korean |South Korean )?won|Won(?! [A-Z])|US dollars?|dollars?|euros?|pounds|yen|yuan)(?![\w-])"
)
#: The same amount in another currency: "1.28 trillion won ($968 million)".
_CONVERTED = re.compile(
    r" \((?:about |around |some |approximately |roughly )?(?:(?:US|A|C|NZ)?[$€£¥₩]|(?:USD|EUR|GBP|KRW) ?)[\d.,]+(?:[ -]?(?:thousand|million|billion|trillion|mn?|bn?|k))?\)"
    r"|(?: \((?:about |around |approximately )?[\d.,]+ ?(?:thousand |million |billion |trillion )?(?:US )?(?:dollars|euros|pounds|won|USD|EUR|GBP|KRW)\))"
)
#: A number word in capitals with another such word: part of a name.
_IN_A_NAME = re.compile(
    r"[A-Z][a-z]+(?:-[A-Za-z]+)* (?!Million|Billion|Trillion|Thousand|Hundred|KRW|USD)[A-Z][a-z]"
)
_PERCENT = re.compile(r" ?(?:%(?!p)|percent\b(?! points?)|per cent\b(?! points?))")
_POINTS = re.compile(r" ?(?:%p\b|%-?points?\b|percentage points?\b|percent points?\b|p\.p\.)")
#: "Changwon Special City", "Jeju Special Self-Governing Province".
_LONGER_PLACE = re.compile(r" Special (?:Self-Governing )?(?:City|Province)\b")
#: "Daegu's unemployment rate", where it opens a clause.
_POSSESSIVE = re.compile(r"['’]s (?!(?:most|best|largest|biggest|only|first|own)\b)[a-z]")
_OPENS = re.compile(r"(?:^|[.;] |, (?:and|while|but) |\bthat )$")
#: A bare name that is listed with a full one: "Jeonju and Suwon City".
_IN_A_LIST = re.compile(
    r"(?:, [A-Z][\w-]+)*,? and [A-Z][\w-]+(?: (?:City|County|District|Province)|-(?:si|gun|gu|do))\b"
)
#: Bare names that share a verb: "Hwaseong and Pocheon shared".
_LISTED_SUBJECT = re.compile(rf"(?:, [A-Z][\w-]+)*,? and [A-Z][\w-]+{SHORT_SUBJECT.pattern}")


_LETTER = (
    r"(?:[Gg]rade (?:[A-E]|S|SA|\d)|[Ff]irst [Gg]rade|(?:SA|S|AA|A|B)(?:\+)?[ -](?:grade|rating))"
)
#: A prize by what it is called, in any case: "the grand prize", "a ministerial citation".
_RANKED_PRIZE = (
    r"(?:(?:[Tt]op|[Gg]rand|[Ff]irst|[Ss]econd|[Tt]hird|[Mm]ain|[Oo]verall|[Gg]old|[Ss]ilver|[Bb]ronze|[Ss]pecial|[Ee]xcellence|[Ee]xcellent|[Ee]ncouragement|[Pp]articipation"
    r"|[Pp]residential|[Mm]inisterial|[Jj]ury|[Jj]udges'|[Hh]onou?rary|[Hh]ighest|[Dd]istinguished|[Mm]erit|[Ii]nnovation|[Bb]est) ){1,2}(?:[Pp]rizes?|[Aa]wards?|[Mm]edals?|[Cc]itations?|[Cc]ommendations?|[Tt]roph(?:y|ies))"
    r"|[Hh]onou?rable [Mm]entions?|[Hh]igh [Cc]ommendation"
    r"|(?:(?:Prime )?Minister|President|Governor|Mayor)['’]s (?:[Cc]ommendation|[Cc]itation|[Aa]ward|[Pp]rize)"
)
_PRIZE = re.compile(
    rf"(?<![\w-]){_RANKED_PRIZE}(?! (?:for|to) (?:be|the winner))(?! (?:[Cc]eremony|[Mm]oney|[A-Z]))(?![\w-])"
)
_GRADE = re.compile(
    rf"(?<![\w-])(?:highest|top|best|second-highest) (?:possible )?(?:SA |S )?(?:grade|rating)"
    rf"(?:,? (?:of )?(?:(?:an? )?(?P<letter>{_LETTER}|(?:SA|S|AAA|AA|A)(?=[,)]| in\b))|[‘'\"“](?P<named>[^‘’'\"“”]{{1,24}})[’'\"”]),?)?(?![\w-])"
    rf"|(?<![\w-]){_LETTER}(?![\w-])"
    r"|(?:(?<= as )|(?<=(?:was|een) named ))(?:the |an? |one of the )?(?P<title>(?:best|top|excellent|outstanding|exemplary|model|superior|Best|Top|Excellent|Outstanding|Exemplary)(?: [\w-]+){0,3}? (?:[Ii]nstitution|[Oo]rgani[sz]ation|[Ll]ocal [Gg]overnment|[Dd]istrict|[Cc]ity|[Cc]ounty|[Aa]gency|[Mm]unicipality)s?)\b"
)
#: A contest by its form after whose it is: "the ministry's Prompt Spending Evaluation".
_OWNED_CONTEST = re.compile(
    rf"(?:'s|’s|s'|s’) (?:(?P<year>(?:19|20)\d\d) )?(?P<name>{_TITLE} (?:Evaluation|Assessment|Contest|Competition|Review|Challenge|Survey))(?![\w-])"
)
#: A contest without a name of its own: "in the civil service evaluation conducted by …".
_DESCRIBED_CONTEST = re.compile(
    r"\b(?:in|at) (?:the|an?|this year['’]s) (?P<name>(?:[a-z][\w-]* ){1,5}(?:evaluation|assessment|contest|competition|review))"
    r"(?= (?:conducted|hosted|organi[sz]ed|held|run|carried out|administered|supervised) (?:jointly )?by\b)"
)


def mentions_in(
    sentence: Sentence,
    lexicon: Lexicon,
    issued: date | None,
    looks_ahead: bool = False,
    places: Mapping[str, Mention] | None = None,
    awards: Mapping[str, Mention] | None = None,
) -> tuple[Mention, ...]:
    """The mentions of a sentence, left to right, none overlapping another.

    `looks_ahead` says that the sentence speaks of plans, so that "in October" may be yet to come;
    `places` are governments that were named in full before, by their bare names, and `awards` the
    awards named before, by their names.
    """
    text = sentence.text
    found = Stretches()
    found.add(_awards_again(text, awards or {}))
    found.add(_grades(text))
    found.add(_quoted(text, lexicon, issued))
    names = tuple(_names(text, lexicon))
    found.add(_contests_of_places(text, names))
    found.add(names)
    found.add(_unknown_awards(text))
    found.add(_ranked_prizes(text))
    found.add(governments_by_form(text, lexicon))
    found.add(named_before(text, places or {}))
    found.add(
        Mention("date", d.start, d.end, text[d.start : d.end], when=d.value, relation=d.relation)
        for d in dates(text, issued, looks_ahead)
    )
    found.add(_quantities(text))
    return tuple(_moved(mention, sentence.start) for mention in found)


def _moved(mention: Mention, by: int) -> Mention:
    return replace(mention, start=mention.start + by, end=mention.end + by)


def _grades(text: str) -> Iterator[Mention]:
    """Grades by their form: "an S grade", "the highest grade, ‘Excellent (SA)’", "Grade A"."""
    for match in _GRADE.finditer(text):
        name = match["named"] or match["letter"] or match["title"] or match[0]
        yield Mention("grade", match.start(), match.end(), name)


def _ranked_prizes(text: str) -> Iterator[Mention]:
    """Prizes by what they are called, where no longer title names an award."""
    for match in _PRIZE.finditer(text):
        if not re.search(r"\b[A-Z][\w'’&-]* $", text[: match.start()]):
            yield Mention("grade", match.start(), match.end(), _one_of(match[0]))


def _one_of(prizes: str) -> str:
    """What each of several was given: "excellence award" of "excellence awards"."""
    return re.sub(r"(?i)(prize|award|medal|citation|commendation|mention)s$", r"\1", prizes)


def _quoted(text: str, lexicon: Lexicon, issued: date | None) -> Iterator[Mention]:
    """What stands in quotation marks and is short enough to be a name."""
    for match in _QUOTED.finditer(text):
        inner = next(part for part in match.groups() if part is not None)
        name = re.sub(r"(?<!etc)[.,]+$", "", inner.strip())
        if len(name.split()) > _LONGEST_NAME or _SPEECH.search(name.rstrip(".")) or not name:
            continue
        start = match.start(match.lastgroup or 0)
        inside = [*_names(name, lexicon), *_unknown_awards(name)]
        whole = next((m for m in inside if m.end == len(name) and m.start == 0), None)
        if whole:
            kind = _in_place(text, match.end(), whole.kind)
            yield replace(whole, kind=kind, start=match.start(), end=match.end())
        elif contest := _CONTEST.fullmatch(name):
            yield _award(contest, match.start(), match.end())
        elif not any(d.start == 0 and d.end == len(name) for d in dates(name, issued)):
            yield Mention("quoted", match.start(), match.end(), text[start : start + len(name)])


def _in_place(text: str, end: int, kind: Kind) -> Kind:
    """What a name is where it stands: "the ‘Disclosure System’ category" is a category."""
    return "category" if kind == "award" and _CATEGORY_AFTER.match(text, end) else kind


def _award(match: re.Match[str], start: int, end: int) -> Mention:
    """An award by its form: the year or ordinal that leads its name is its edition."""
    ordinal = int(match["ordinal"]) if match["ordinal"] else None
    return Mention("award", start, end, match["name"], edition=match["year"], ordinal=ordinal)


def _names(text: str, lexicon: Lexicon) -> Iterator[Mention]:
    """What the authority knows by name."""
    for name in lexicon.names(text, "en"):
        kind = _KIND.get(name.kind)
        if kind is None or (name.is_short and not _stands_alone(text, name)):
            continue
        if kind in ("grade", "award") and _goes_on(text, name):
            continue
        if kind == "body" and (honour := _NAMES_A_GRADE.match(text, name.end)):
            yield Mention("grade", name.start, honour.end(), text[name.start : honour.end()])
            continue
        start, edition, ordinal = name.start, None, None
        stop = name.end
        if kind == "gov" and (longer := _LONGER_PLACE.match(text, name.end)):
            stop = longer.end()  # "Changwon Special City"
        if kind == "award" and (before := _EDITION.search(text[: name.start])):
            start = before.start()
            edition, ordinal = _edition(before)
        yield Mention(
            _in_place(text, name.end, kind),
            start,
            stop,
            _one_of(text[name.start : stop]) if kind == "grade" else text[name.start : stop],
            name.iris,
            edition=edition,
            ordinal=ordinal,
        )


def _edition(match: re.Match[str]) -> tuple[str | None, int | None]:
    """The year and the ordinal of an edition: "2023 4th", "the third annual"."""
    if match["spelled"]:
        return match["year"], next((int(n.value) for n in ordinals(match["spelled"].lower())), None)
    return match["year"], int(match["ordinal"]) if match["ordinal"] else None


_KIND: dict[str, Kind] = {
    "Government": "gov",
    "Body": "body",
    "Award": "award",
    "Scheme": "award",
    "Grade": "grade",
    "Category": "category",
}


def _stands_alone(text: str, name: Name) -> bool:
    """Whether a bare name ("Suwon") is the subject of a verb, and not part of a longer name."""
    after, before = text[name.end :], text[: name.start]
    return (
        _IN_A_LIST.match(after) is not None
        or _LISTED_SUBJECT.match(after) is not None
        or re.search(r"\b(?:[Mm]ayor|[Gg]overnor) of $", before) is not None
        or re.match(r" (?:Mayor|Governor|Gov\.) [A-Z]", after) is not None
        or (_POSSESSIVE.match(after) is not None and _OPENS.search(before) is not None)
        or _LONGER_PLACE.match(after) is not None
    ) or (
        SHORT_SUBJECT.match(after) is not None
        and OBLIQUE.search(before) is None
        and re.search(r"[A-Z][\w-]* $", before) is None
    )


def _goes_on(text: str, name: Name) -> bool:
    """Whether the words are part of a longer title ("the Seoul Excellence Award")."""
    before = re.search(r"\b([A-Z][\w'’&-]*) $", text[: name.start])
    return before is not None and not re.match(r"(?:The|A|An|Wins|Won|Receives)$", before[1])


def _contests_of_places(text: str, names: Sequence[Mention]) -> Iterator[Mention]:
    """Contests that have a government in their name: "the Gyeonggi Province Joint Evaluation"."""
    for contest in _contests(text):
        inside = [m for m in names if m.start < contest.end and contest.start < m.end]
        if inside and all(m.kind == "gov" and contest.start <= m.start for m in inside):
            yield contest


def _contests(text: str) -> Iterator[Mention]:
    """Evaluations and competitions by their form and by what stands before them."""
    for match in _DATED_CONTEST.finditer(text):
        yield _award(match, match.start(), match.end())
    for match in _OWNED_CONTEST.finditer(text):
        owned = Mention("award", match.start("name"), match.end("name"), match["name"])
        yield replace(owned, edition=match["year"])
    for match in (*_PLACED_CONTEST.finditer(text), *_DESCRIBED_CONTEST.finditer(text)):
        named = Mention("award", match.start("name"), match.end("name"), match["name"])
        yield as_award(named)


def _unknown_awards(text: str) -> Iterator[Mention]:
    """Titles that end as the names of awards do, with the year or ordinal before them."""
    yield from _contests(text)
    for match in _AWARD.finditer(text):
        head = match["head"]
        if head is None:
            continue
        ministerial = _MINISTERIAL.search(match[0])
        if ministerial:
            start = match.start() + _title_start(match[0], ministerial.start(1))
            yield Mention("grade", start, match.end(), text[start : match.end()])
            continue
        if _PRIZE.fullmatch(match[0]):
            yield Mention("grade", match.start(), match.end(), match[0])
            continue
        article = re.match(r"(?:The|This|That|Its|His|Their) ", match[0])
        within = _PRIZE_OF.match(match[0])  # "Special Award of the 2021 Clean City Awards"
        lead = within.end() if within else article.end() if article else 0
        leading = _LEADING_EDITION.match(text, match.start() + lead)
        stop = match.start("after") - 1 if match["after"] else match.end()
        name = text[leading.end() if leading else match.start() : stop]
        if len(name.split()) < (3 if article else 2) or leading is None:
            continue
        if _HEADLINE_VERB.search(name):
            continue  # "Suwon Wins Grand Prize": a heading in capitals
        edition, ordinal = _edition(leading)
        edition = edition or match["after"]
        start = match.start() + (within.end() if within else 0)
        if ordinal is None and (before := _SPELLED_EDITION.search(text[:start])):
            start, ordinal = before.start(), _edition(before)[1]
        yield Mention("award", start, match.end(), name, edition=edition, ordinal=ordinal)


def _title_start(title: str, office: int) -> int:
    """Where a prize begins that is named after an office: at the body that the office is of.

    "Committee on Balanced Growth Chairman's Award" is one; "Clean City Contest Minister's Award" is two.
    """
    if re.search(rf"\b{_TRIAL}\b", title[:office]):
        return office
    article = re.match(r"(?:The|This|That|Its|His|Their|In|At) ", title)
    return article.end() if article else 0


def as_award(quoted: Mention) -> Mention:
    """A quoted name taken for an award, its leading year or ordinal for the edition."""
    leading = _LEADING_EDITION.match(quoted.name)
    edition, ordinal = _edition(leading) if leading else (None, None)
    name = quoted.name[leading.end() :] if leading else quoted.name
    return replace(quoted, kind="award", name=name, edition=edition, ordinal=ordinal)


def conferrer_of(grade: str) -> str | None:
    """Who gives a grade that is named after its giver: "Minister of Labor" of "Minister of Labor Award"."""
    match = _OFFICE_OF.match(grade)
    return match["who"] if match else None


def _awards_again(text: str, awards: Mapping[str, Mention]) -> Iterator[Mention]:
    """Awards by their name, or by its last words: "the Economy Awards" of "Korea Economy Awards"."""
    for name, award in awards.items():
        words = name.split()
        for first in range(max(1, len(words) - _SHORTEST_TAIL + 1)):
            tail = re.escape(" ".join(words[first:]))
            for match in re.finditer(rf"[‘'\"“]{tail},?[’'\"”]|(?<![\w-]){tail}(?![\w-])", text):
                before = text[: match.start()]
                if re.search(
                    r"(?:\b[A-Z][\w'’&-]*|\d(?:st|nd|rd|th)?) $", before
                ) and not re.search(r"\bThe $", before):
                    continue  # a longer name, or another edition
                if not _CATEGORY_AFTER.match(text, match.end()):
                    yield replace(award, start=match.start(), end=match.end())


def _quantities(text: str) -> Iterator[Mention]:
    taken = [(n.start, n.end) for n in ordinals(text)]
    until = 0
    for numeral in numerals(text):
        if numeral.start < until or any(
            numeral.start < end and numeral.end > start for start, end in taken
        ):
            continue
        if _IN_A_NAME.match(text, numeral.start) and numeral.start > 0:
            continue  # "the Zero Waste plan"
        quantity = _quantity(text, numeral)
        converted = _CONVERTED.match(text, quantity.end) if quantity.kind == "money" else None
        if converted:
            quantity = replace(
                quantity, end=converted.end(), name=text[quantity.start : converted.end()]
            )
        until = quantity.end
        yield quantity


def _quantity(text: str, numeral: Numeral) -> Mention:
    after = text[numeral.end :]
    start, end = numeral.start, numeral.end
    kind: Kind = "num"
    unit: str | None = None
    if match := _POINTS.match(after):
        kind, unit, end = "points", "%p", end + match.end()
    elif match := _PERCENT.match(after):
        kind, unit, end = "pct", "%", end + match.end()
    elif match := _AFTER_MONEY.match(after):
        word = fold(match["unit"]).split()[-1]
        kind, unit, end = "money", _CURRENCIES[word], end + match.end()
    elif match := _BEFORE_MONEY.search(text[:start]):
        kind, unit, start = "money", _CURRENCIES[match["unit"].lower()], match.start()
    return Mention(kind, start, end, text[start:end], value=numeral.value, unit=unit)
