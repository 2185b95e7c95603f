"""What a Korean sentence names, counts and dates."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from trackrecord.lexicon import Lexicon
from trackrecord.reading.korean.dates import korean_dates
from trackrecord.reading.korean.numerals import korean_numerals
from trackrecord.reading.mentions import Kind, Mention, Stretches
from trackrecord.reading.numerals import Numeral
from trackrecord.reading.sentences import Sentence

_QUOTED = re.compile(
    r"‘(?P<a>[^‘’]{2,60})’|“(?P<b>[^“”]{2,60})”|'(?P<c>[^']{2,60})'|\"(?P<d>[^\"]{2,60})\""
    r"|[「『《〈<](?P<e>[^「」『』《》〈〉<>]{2,60})[」』》〉>]"
)
#: A boast or a number in quotation marks, and no name.
_IN_A_ROW = re.compile(r"^\d+(?:년|회|차례) ?연속|^[\d,.만천억조 ]+여? ?[가-힣%]{0,3}$")
_SPEECH = re.compile(r"(?:다|요|까)[.!?]?$|다\"?[.,] ")
#: What follows speech: "…"라며, "…"이라고 말했다.
_SAID = re.compile(r"(?:이?라[며고는]|[고며] |면서|이?란 )")
#: What may follow a name: a particle, an office, or no Hangul at all.
_AFTER_NAME = re.compile(
    r"(?:청)?(?:이?다|이?며|이?고|이었다|였다|이?라고|뿐|은|는|이|가|을|를|의(?!회)|에|에서|에게|와|과|도|로|으로|만|부터|까지|보다|및|등)?(?![가-힣])"
    r"|(?:청장|장|수|지사)(?:은|는|이|가|의|도)?(?![가-힣])"
)
_AFTER_BARE_NAME = re.compile(r"(?:은|는|이|가|도|의|지사(?:은|는|이|가|의)?) ")
#: What makes a bare name the last word of a compound: 예산 is a county, and a budget in "분야별 예산".
_COMPOUND = re.compile(
    r"(?:[가-힣]+별|년도|내년|올해|[가-힣]*(?:회계|사업|전체|관련|추경|당초|분야)) $"
)
_NONE: Mapping[str, str] = {}
_IN_A_FIELD = re.compile(r"(?:부문|분야|시상식에서|[’'”」』]) ?$")
_LETTER = re.compile(r"SA|S|A|최우수|우수|장려|최우수 ?\(SA\)")
_OF_CATEGORY = re.compile(r" ?(?:부문|분야)")
_AFTER_GRADE = re.compile(
    r" ?(?:등급)?(?:을|를|과|와|이|의|에|에는|까지|도|은|는)?(?![가-힣])|(?:으로|로)도?(?= ?(?:최종 )?(?:선정|뽑|지정|인정|이름|결정|꼽))"
)
#: 대상 is a grade where something is done to it; "대상은", "대상으로" speak of a target.
_AFTER_GRAND_PRIZE = re.compile(
    r"[은는] (?=[가-힣]+ ?[가-힣]*[시군구도](?:[가이,·∙ㆍ에]|와 |과 ))|[은는] (?=[가-힣]+ ?[가-힣]*[시군구도](?:[가이,·∙ㆍ]|와 |과 ))|(?:을|를|에는)(?![가-힣])|의 (?=영예|영광|주인)|[은는] ?(?=[△▲▷▶○●◇◆■□])|[\(’'”,]|$|과 (?=[가-힣]+상)|으로 선정| 수상| 등(?![가-힣])| ?(?=[▲△▷▶○●◇◆■□])"
)
_YEAR_BEFORE = re.compile(r"(?:(?P<year>(?:19|20)\d\d)(?:년도?)? ?|제? ?(?P<ordinal>\d+)회 ?)+$")
_LEADING_EDITION = re.compile(
    r"(?:(?P<year>(?:19|20)\d\d)(?:년도?)? ?)?(?:제? ?(?P<ordinal>\d+)회 ?)?"
)
_AWARD_END = r"(?:대상|상|수출탑|훈장|포상|표창|어워드|어워즈|경진대회|공모전|공모|콘테스트|대전|평가|합동평가)"
_AWARD_NAME = re.compile(rf"^(?:(?P<year>(?:19|20)\d\d)(?:년도?)? ?|제? ?(?P<ordinal>\d+)회 ?)*(?P<name>[가-힣A-Za-z0-9·& ]*{_AWARD_END})(?: 시상식)?$")  # fmt: skip
_BARE_AWARD = re.compile(
    r"(?:(?P<year>(?:19|20)\d\d)(?:년도?)? |제 ?(?P<ordinal>\d+)회 )+(?P<name>(?:(?![가-힣]*(?:에|어|을|를|은|는|로|상|서|고|며|한|된) )[가-힣A-Za-z0-9.·]+ ){0,5}[가-힣A-Za-z0-9.·]*(?:대상|어워드|경진대회|공모전|공모|대전|평가))(?=에서|의|을|를| 시상식| 결과|,|’)"
)
#: Awards named without year or quotation marks, where the words after them speak of a result.
_UNDATED_AWARD = re.compile(
    r"(?<![가-힣A-Za-z0-9])(?P<year>)(?P<ordinal>)(?P<name>(?:(?!(?:연속|중|두|세|네|모든|모두|이번|올해|각종|전체|최종|최근|주관|주최|실시|선정|이|그|이어|해당|동) |(?!아시아)[가-힣]*(?:에|어|아|여|을|를|은|는|로|서|고|며|한|된|던|린|인|의|가|까지|부터|관련|통해|위해) |[가-힣]{2,}(?:이|과|와|도) )(?:[가-힣A-Za-z·&]+|\d주기) ){0,4}"
    r"(?:[가-힣A-Za-z·&]{2,}(?:대상|대전)|[가-힣A-Za-z·&]*(?:어워드|어워즈|경진대회|대회|공모전|공모|콘테스트|평가)))(?=에서(?:는|도)? | 시상식에서|에서$|의 (?:쾌거|영예|[‘'“])| 수상| (?:[가-힣]+ ?(?:부|부문|분야) )?(?:최우수|우수|종합|특별|장려|대상|장관|국무총리|대통령)[가-힣]*(?: (?:기관|자치구|지자체|도시|등급|장관상|표창))?(?:으로|로)?도? ?(?:수상|선정|획득|[을를도,]| 등)| (?:SA|S|A) ?등급)"
)
#: Words that lead to an award's name and are none of it.
_LEADING_WORDS = re.compile(
    r"^(?:(?:또|또한|아울러|한편|특히|이어|전국|국내|도내|[가-힣]{2,3}) (?:유일|최초|처음) |(?:또|또한|아울러|한편|특히|이어|그리고|지난|이번) )+"
)
_SAYS_NO_NAME = re.compile(
    r"(?:단위|외부|각종|대외|중앙부처|관련|대외기관|외부기관) ?(?:평가|대회|공모)$"
)
_SHORTEST_AWARD = 5  # syllables: "지원 대상", "현장평가" name no award
_SHORTEST_QUOTED = 4  # in quotation marks, a name that ends like an award is one sooner: ‘농정평가’
#: What follows the name of something at which a grade was won, whatever it is called.
_WON_THERE = re.compile(
    r"(?: ?(?:평가|시상식|심사|경진대회|공모전|공모|대회))?에서(?:는|도)? [^.]{0,40}?(?:상|표창|등급|기관|지자체)(?:\([^)]*\))?(?:을|를|에|으로|로|의) ?(?:[가-힣]+ ){0,2}(?:수상|받|차지|획득|선정|영예|영광|뽑|거머|쥐|안았)"
)
EVENT = re.compile(r"(?:축제|페스티벌|페스타|문화제|박람회|엑스포)$")
_EVENT = re.compile(
    r"(?<![가-힣A-Za-z0-9‘“'\"「])(?:(?:19|20)\d\d(?:년(?:도)?)? ?)?(?:제? ?\d+회 ?)?(?P<name>[가-힣A-Za-z0-9]{2,}(?:축제|페스티벌|페스타|문화제|박람회|엑스포))"
    r"(?=(?:은|는|이|가|을|를|에|에는|에서|의|와|과|도)? |[,.]|$)"
)
#: A festival by its season, its place in a region or its subject, which names none.
_NO_EVENT = re.compile(
    r"(?:지역|대표|우수|최우수|유망|예비|봄|여름|가을|겨울|봄꽃|여름철?|가을철?|겨울철?|문화관광|향토|향토문화|전통|각종|여러|다른|주요|우리|글로벌|야간|먹거리|농산물|농특산물|취업|채용|일자리|관광|명품|경제|친환경|어린이|청년|가족|주민|지역문화|국제|이번|해당|연계|체류형)"
    r"(?:축제|페스티벌|페스타|문화제|박람회|엑스포)$"
)
_GRADE = re.compile(
    r"(?:[가-힣]+(?:부|처|청|위원회) ?)?(?:장관|위원장|총리|국무총리|대통령|청장|도지사|총재|회장) ?(?:상|표창)"
    r"|(?:최우수|우수)(?:기관|지자체|단체|도시)상|(?:최우수|우수|대상|최고|모범|선도) ?(?:기관|자치구|지자체|지방자치단체|자치단체|등급|도시|단체|시군|시·군)|(?:최우수|우수)[구군]|기관 ?표창|(?:최우수|최고) ?\(SA\)|(?:SA|S|A|[1-5가나]|최상위|최우수\(SA\)|최우수) ?등급"
)
#: Ages are part of a group's name: "15~64세 고용률", "65세 이상", "30대가".
_AGE = re.compile(
    r"(?:[~∼-]\d+)?세(?!대)|(?<![\d,.][1-9]0)(?<=[1-9]0)대(?:가|는|의|와|부터|층| (?:청년|여성|남성|이상|이하|주민))"
)
_MONEY = re.compile(
    r"(?:여)? ?(?P<unit>원|달러|유로|엔|위안)"
    r"(?=(?:으로|로|보다|에서|에|을|를|이|의|까지|씩|과|와|가|도|은|는|다|인|였|대비|규모|상당|이상|이하|미만|가량|안팎|어치|선)|[^가-힣]|$)"
)
#: "국비 12억", "총 30억을 투입해": won that are not named.
_BARE_MONEY = re.compile(r"(?:여)?(?=[을를은는이의, )]|$)")
_SUM_BEFORE = re.compile(
    r"(?:[국도시군구]비|사업비|예산|교부세|인센티브|매출액?|판매액|수익|투자|총|약) ?(?:총|약)? ?$"
)
_CURRENCIES = {"원": "KRW", "달러": "USD", "유로": "EUR", "엔": "JPY", "위안": "CNY"}
_POINTS = re.compile(r" ?(?:%p|%포인트|퍼센트포인트|%P)")
_PERCENT = re.compile(r" ?(?:%|퍼센트)")
_KIND: dict[str, Kind] = {
    "Government": "gov",
    "Body": "body",
    "Award": "award",
    "Scheme": "award",
    "Grade": "grade",
    "Category": "category",
}


def korean_mentions(
    sentence: Sentence,
    lexicon: Lexicon,
    issued: date | None,
    told: Iterable[Mention] = (),
    governments: Iterable[Mention] = (),
) -> tuple[Mention, ...]:
    """The mentions of a sentence, left to right, none overlapping another.

    `told` are the awards named before, which the text may name again by their last words;
    `governments` are those named before, which it may name again by their bare name.
    """
    text = sentence.text
    found = Stretches()
    found.add(_quoted(text, lexicon))
    found.add(_bare_awards(text, lexicon))
    found.add(_named_again(text, told))
    found.add(_events(text))
    found.add(
        _names(text, lexicon, {iri: known.name for known in governments for iri in known.iris})
    )
    found.add(
        Mention("grade", m.start(), m.end(), m[0])
        for m in _GRADE.finditer(text)
        if _AFTER_GRADE.match(text, m.end()) and not _OF_CATEGORY.match(text, m.end())
    )
    found.add(
        Mention("date", d.start, d.end, text[d.start : d.end], when=d.value, relation=d.relation)
        for d in korean_dates(text, issued)
    )
    found.add(
        _quantity(text, numeral)
        for numeral in korean_numerals(text)
        if not _AGE.match(text, numeral.end)
    )
    return tuple(_moved(mention, sentence.start) for mention in found)


def _moved(m: Mention, by: int) -> Mention:
    """A mention of a sentence at its place in the document; `dataclasses.replace` is slow for so many."""
    return Mention(
        m.kind, m.start + by, m.end + by, m.name, m.iris, m.value, m.unit, m.when, m.relation,
        m.edition, m.ordinal,
    )  # fmt: skip


def _quoted(text: str, lexicon: Lexicon) -> Iterator[Mention]:
    """What stands in quotation marks and is a name: of an award, a grade, a program."""
    for match in _QUOTED.finditer(text):
        name = next(part for part in match.groups() if part is not None).strip()
        if _IN_A_ROW.search(name) or _SPEECH.search(name) or _SAID.match(text, match.end()):
            continue
        whole = [m for m in _names(name, lexicon) if m.end == len(name) and m.kind != "gov"]
        award = _AWARD_NAME.match(name)
        if whole and whole[0].start == 0:
            kind = _in_place(text, match.end(), whole[0].kind)
            yield replace(whole[0], kind=kind, start=match.start(), end=match.end())
        elif _GRADE.fullmatch(name) or _LETTER.fullmatch(name):
            yield Mention("grade", match.start(), match.end(), name)
        elif award and (" " in award["name"] or len(award["name"]) >= _SHORTEST_QUOTED):
            yield _award(award, match.start(), match.end())
        elif name.endswith(" 시상식"):
            named = name.removesuffix(" 시상식")
            yield as_award(Mention("award", match.start(), match.end(), named))
        elif _WON_THERE.match(text, match.end()):
            yield as_award(Mention("award", match.start(), match.end(), name))
        else:
            yield Mention("quoted", match.start(), match.end(), name)


def _in_place(text: str, end: int, kind: Kind) -> Kind:
    """What a name is where it stands: "목표공시제 부문" is a category."""
    return "category" if kind == "award" and _OF_CATEGORY.match(text, end) else kind


def _bare_awards(text: str, lexicon: Lexicon) -> Iterator[Mention]:
    """Awards named with their year or ordinal and without quotation marks; "2018년 대상" is a grade."""
    for match in _BARE_AWARD.finditer(text):
        if not any(n.kind == "Grade" for n in lexicon.names(match["name"], "ko") if n.start == 0):
            yield _award(match, match.start(), match.end())
    for match in _UNDATED_AWARD.finditer(text):
        leading = _LEADING_WORDS.match(match["name"])
        at = leading.end() if leading else 0
        name = match["name"][at:]
        if len(name.replace(" ", "")) >= _SHORTEST_AWARD and not _SAYS_NO_NAME.search(name):
            yield Mention("award", match.start("name") + at, match.end(), name)


def _events(text: str) -> Iterator[Mention]:
    """Festivals and fairs that are named without quotation marks: "마늘축제는", "제3회 국화페스티벌이"."""
    for match in _EVENT.finditer(text):
        if not _NO_EVENT.match(match["name"]):
            yield Mention("quoted", match.start(), match.end(), match["name"])


def _named_again(text: str, told: Iterable[Mention]) -> Iterator[Mention]:
    """Awards by their whole name, or by its last words: "생산성 대상" of "지방자치단체 생산성 대상"."""
    for award in told:
        words = award.name.split()
        for first in range(len(words)):
            tail = " ".join(words[first:])
            if len(tail) < _SHORTEST_AWARD:
                break
            if tail not in text:
                continue
            for match in re.finditer(
                rf"(?<![가-힣]){re.escape(tail)}(?=은|는|이|의|에|을|를|과|와|도| |$)", text
            ):
                yield replace(award, start=match.start(), end=match.end(), ordinal=None)


def _award(match: re.Match[str], start: int, end: int) -> Mention:
    ordinal = int(match["ordinal"]) if match["ordinal"] else None
    return Mention(
        "award", start, end, match["name"].strip(), edition=match["year"] or None, ordinal=ordinal
    )


def as_award(quoted: Mention) -> Mention:
    """A quoted name taken for an award, its leading year or ordinal for the edition."""
    leading = _LEADING_EDITION.match(quoted.name)
    if leading is None:
        return replace(quoted, kind="award")
    return replace(
        quoted,
        kind="award",
        name=quoted.name[leading.end() :],
        edition=leading["year"],
        ordinal=int(leading["ordinal"]) if leading["ordinal"] else None,
    )


def _names(
    text: str, lexicon: Lexicon, governments: Mapping[str, str] = _NONE
) -> Iterator[Mention]:
    """What the authority knows by name, where the letters after it let it be that name.

    A bare name ("전남", "구미") is one of the `governments` (IRI → name) where it is a topic or subject.
    """
    for name in lexicon.names(text, "ko"):
        kind = _KIND.get(name.kind)
        after = _AFTER_GRADE if kind in ("grade", "category") else _AFTER_NAME
        if kind == "grade" and text[name.start : name.end] == "대상":
            after = _AFTER_GRAND_PRIZE
            if _IN_A_FIELD.search(text, max(0, name.start - 8), name.start):
                after = _AFTER_GRADE  # "… 부문 대상에 선정", while "지원 대상에 선정" is no prize
        if name.is_short:
            known = tuple(iri for iri in name.iris if iri in governments)
            is_alone = not _COMPOUND.search(text, max(0, name.start - 8), name.start)
            if len(known) == 1 and is_alone and _AFTER_BARE_NAME.match(text, name.end):
                yield Mention("gov", name.start, name.end, governments[known[0]], known)
            continue
        if kind is None or not after.match(text, name.end):
            continue
        if kind == "grade" and _OF_CATEGORY.match(text, name.end):
            continue
        start, edition, ordinal = name.start, None, None
        before = _YEAR_BEFORE.search(text[: name.start]) if kind == "award" else None
        if before:
            start, edition, ordinal = before.start(), before["year"], before["ordinal"]
        end = name.end - _is_office(text, name.end) if kind == "gov" else name.end
        called = text[name.start : end]
        yield Mention(
            _in_place(text, name.end, kind),
            start,
            end,
            _own_name(called, name.iris, lexicon) if kind == "gov" else called,
            name.iris,
            edition=edition,
            ordinal=int(ordinal) if ordinal else None,
        )


def _is_office(text: str, end: int) -> bool:
    """Whether a name ends in its office building: "동작구청", "충북도청"; the government is without it."""
    return end > 1 and text[end - 1] == "청" and text[end - 2] in "구시군도"


def _own_name(called: str, iris: tuple[str, ...], lexicon: Lexicon) -> str:
    """A name without the province before it, if it is no other government's: "전북 장수군"."""
    own = called.rsplit(" ", 1)[-1]
    return own if own != called and lexicon.things_named(own, "Government") == iris else called


def _is_won(text: str, start: int, end: int) -> bool:
    """Whether a number of hundreds of millions is one of won that are not named: "국비 12억"."""
    is_sum = text[end - 1] in "억조" and _BARE_MONEY.match(text, end) is not None
    return is_sum and _SUM_BEFORE.search(text, max(0, start - 8), start) is not None


def _quantity(text: str, numeral: Numeral) -> Mention:
    start, end = numeral.start, numeral.end
    kind: Kind = "num"
    unit: str | None = None
    if match := _POINTS.match(text, end):
        kind, unit, end = "points", "%p", match.end()
    elif match := _PERCENT.match(text, end):
        kind, unit, end = "pct", "%", match.end()
    elif match := _MONEY.match(text, end):
        kind, unit, end = "money", _CURRENCIES[match["unit"]], match.end()
    elif _is_won(text, start, end):
        kind, unit = "money", "KRW"
    return Mention(kind, start, end, text[start:end], value=numeral.value, unit=unit)
