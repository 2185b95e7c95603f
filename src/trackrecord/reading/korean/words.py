"""A Korean sentence's words: what each is in its clause, by its particle or its ending.

There is no dictionary behind this: placeholders say what is a name, a number or a date; endings say what
is a verb; a particle is one only where it agrees with the syllable before it (은 after a consonant, 는
after a vowel), so that 평가, 국가 and 마을 stay whole.
"""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from trackrecord.reading.mentions import Mention
from trackrecord.reading.skeleton import Skeleton

Kind = Literal["date", "amount", "name", "noun", "verb", "adverb", "compare", "mark"]
#: What a particle makes of the word before it; "" is a bare word.
Tail = Literal[
    "", "topic", "subject", "object", "of", "at", "from", "to", "than", "until", "since", "and", "is",
    "being", "other",
]  # fmt: skip
#: What a verb's ending does: ends the sentence, joins a clause, modifies a noun.
Form = Literal["", "final", "joining", "modifying"]

_PARTICLES: tuple[tuple[Tail, str], ...] = (
    ("topic", "은 는 도"),
    ("subject", "이 가"),
    ("object", "을 를"),
    ("of", "의 에서의 까지의 만의"),
    ("at", "에 에는 에도 에만 에게 에게는 께"),
    ("from", "에서 에서는 에서도"),
    ("to", "로 으로 로는 으로는 로만 으로만 으로써 로써 로도 으로도"),
    ("than", "보다 보다는 보다도 대비"),
    ("until", "까지 까지는 까지만 까지도"),
    ("since", "부터 부터는"),
    ("and", "와 과 이나 나 이랑 과의 와의"),
    (
        "is",
        "이다 다 이며 며 이고 고 이었다 였다 이었고 였고 였으며 이었으며 이었지만 였지만 이지만 인데 이라고 라고 이라며 라며 이라는 라는 이라 라 이자 이어서 여서 이라면서 다고 이다고",
    ),
    ("being", "이던 였던 이었던 던 짜리"),
)
_TAILS = {particle: tail for tail, particles in _PARTICLES for particle in particles.split()}
_TAIL = re.compile("(?:" + "|".join(sorted(_TAILS, key=len, reverse=True)) + r")(?![가-힣])")
#: Particles that end a plain word; the copula after a vowel looks like too many nouns' last syllables.
_PLAIN_TAILS = {
    particle: tail
    for particle, tail in _TAILS.items()
    if tail not in ("is", "being") and particle not in ("나", "께", "대비")
}
_AFTER_CONSONANT = (
    "은",
    "이",
    "을",
    "과",
    "으로",
    "으로는",
    "으로써",
    "이나",
    "이다",
    "이며",
    "이고",
)
_AFTER_VOWEL = ("는", "가", "를", "와", "나", "며", "고", "다", "라")
_AFTER_VOWEL_OR_L = ("로", "로는", "로써")
_L = 8  # the final consonant ㄹ, by its place among the 28 of a Hangul syllable
#: Particles that a noun's own last syllable may look like, and such nouns.
_LIKE_PARTICLES = re.compile(
    r"(?:[제정온농속지수빈밀만신선습각한강태립족렴호심뢰존용]도|[가-힣]족도|[회협심문강결합논건동주정고토창명]의|(?<![제정])도로"
    r"|[성결통경안치다]과|어린이|벌이|놀이|높이|길이|깊이|넓이|쓰레기|먹이|일자리|추가|허가|휴가|투가|대가|여가|동네|무료|자유|이유|서비스|센터"
    r"|아이|노인|청년|전용|이용|[비사]용|대[은는]|미만|만만|[수]은)$"
)
_ADVERBS = frozenset(
    "총 약 모두 무려 평균 현재 각각 각 또 또한 특히 이어 우선 다만 반면 한편 아울러 더 가장 역대 이미 벌써 당초 애초 "
    "새로 추가로 직접 함께 대략 거의 최소 최대 연인원 이로써 이는 지금까지 현재까지 이후 이래 지금 앞으로 향후 그동안 매년 해마다 "
    "다시 사상 한 달 달간 한달간 한달 일주일 사흘 나흘 보름 주말 매달 매월 월 하루 모두에 전체적으로 연간 이들 이 그 동안 대폭 소폭 크게 꾸준히 불과 고작 잇달아 잇따라 차례로 나란히 같은 다음 또는 즉 "
    "연속 이틀간 사흘간 나흘간 닷새간 열흘간 보름간 일주일간 하루동안 최종 만에 새 사이 최고 최다 이번 해당 가운데 중 이중 누계 합계 전국적으로 처음 처음으로 먼저 이미".split()
)
_COMPARE = re.compile(
    r"(?:대비|대비로도?|대비해도?|비해|비해서도?|비교해서도?|비교해도|비하면|비교해|비교하면|비교할|비교했을|견줘|견주면|견줄|비교)$"
)
_NOT_VERBS = re.compile(
    r"(?:[최창광사신보재권경공예원국금중출입회참장]고|냉장고|바다|마다|피해|재해|방해|침해|손해|^이해|^무?공해|^상해|^[동남서]해|새해|첫해|^김해|^진해|^그해"
    r"|[참기수대급증부]여|[영언국용단]어|고등어|방어|[유육영소여남]아|아시아|북한|제한|권한|기한|시한|역할|분할|관할|대한|[타파]워|[케투디니리헤웨퀘]어|[시군구도]는|[수배우고격장]려|참가자|[수]며|평화|함께)$"
)
_FINAL = re.compile(r"[가-힣](?:다|다고|다며|다는|다면서|다지만)$")
#: A noun with the copula: "수준이다", "수치이며"; "높이며" is a verb.
_COPULA = re.compile(
    r"(?P<noun>[가-힣]+)(?<![높줄들보벌붙기쏟올])이(?:다|며|고|라고|었다|었고|었으며|라며)$"
)
#: "목표인 8,000개": nouns after which 인 is the copula, and no end of a noun like 노인.
_BEING = re.compile(r"(?P<noun>[가-힣]*(?:목표[치액량]?|규모|수준|최[고대다저소]치?))인$")
_JOINING = re.compile(
    r"[가-힣](?:고|며|면서|지만|으나|는데|도록|려고|려는|자마자|[하되이으다라르]면|아서|어서|여서|해서|돼서)$"
    r"|[가-힣](?:해|돼|하여|되어)$|따라$|(?:하|시키|짓|열|늘리|두|만들|받|나서|세우|높이|줄이|펼치)기로$"
    r"|(?:받|찾|모|남|쌓|잡|맡|담|낮|높|놓|돌|안)아$|(?:열|들|얻|늘|줄|넣|걸|벌|이끌|있|없|넘|심|맺|힘입|풀|꼽|적|걷|접|섞|짓|지|만들|뛰|손잡)어$"
    r"|(?:들|높|줄|보|벌|붙|기울|쓰|꾸|녹)여$|(?:늘|올|알|빌|살|돌|열|누|몰|달|풀|끌어올)려$|(?:남|넘|챙|담|즐|옮)겨$|(?:펼|거|마|합|걸|고|뭉)쳐$"
    r"|(?:이어|커|높아|낮아|늘어|떨어|만들어|어우러)져$|(?:갖|맞|낮|늦)춰$|(?:시|지|키|일으)켜$|(?:세|키|채|비)워$|(?:거|앞)둬$|줘$|(?:이|다)뤄$|넓혀$|나눠$|바꿔$|따내$|지어$|거둬$|펴내$|보면$|^(?:돼|해|하여|되어)$"
)
_MODIFYING = re.compile(
    r"^(?:된|될|되는|하는|주던|받던|하던|쓰던|보던)$|[가-힣](?:한|된|하는|되는|할|될|[가-힣]던|시킨|시키는|하려는)$|(?:있|없|이어지|늘어나|줄어드|끌어올리|들어가|끝나|이끄|늘리|이루)는$"
    r"|^(?:오르|내리|늘|줄|넘|받|열리|이르|나|들|찾|오|가|웃도|밑도|이끄|돕|맞|짓|만드|쓰|주|보|모으|남|머무|이루|걸리|펼치|벌이|맡|담|갖추|잇|다니|살|걸치|들이|높이|낮추|늘리|줄이|올리|여)는$"
    r"|(?:늘어난|줄어든|불어난|높아진|낮아진|많아진|떨어진|커진|끌어올린|다녀간|들어간|이뤄진|치러진|만들어진|열린|달한)$"
    r"|^(?:오른|내린|늘린|줄인|높인|낮춘|올린|세운|이룬|거둔|받은|높은|낮은|많은|적은|작은|맞은|넘은|지은|심은|만든|들인|찾은|이끈|얻은|모은|걸친|몰린|뽑힌|맺은|뛴|그친|머문|이른|펴낸|빌린|잡은|꾸민|갖춘|마친|펼친|벌인|나선|앞둔|새로운|남은|밝힌|거친|이룰|늘릴|줄일|높일|낮출|올릴|끌어올릴|나설|펼칠|갖출|마칠|열릴|채울|키울|세울|넓힐|바꿀|이끌|심을|받을|지을|열|만들|큰|낸|둔|연|든|쓴|판|온|난)$"
)
_DATE_SUFFIX = re.compile(
    r"(?: ?(?:말|초|기준|현재|들어서?|동안|중|한 ?해)(?=(?:에|에는|까지|부터|은|는|이|가|의|도)?(?![가-힣])))+"
)
_MORE = re.compile(r"(?:여|여 |남짓 ?)")
_IN = re.compile(r"인(?![가-힣])")
_ROUND = re.compile(
    r" ?(?:가량|정도|안팎|남짓|이상|초과(?! ?달성|[한해했하돼])|이하|미만|이내|상당|어치)"
)
_TOKEN = re.compile(
    r"⟨(?P<kind>[a-z]+):(?P<number>\d+)⟩|(?P<word>(?:[가-힣A-Za-z0-9·ㆍ∙‧․~∼&]|\(CC\))+)|(?P<mark>[^\s])"
)
_QUANTITIES = ("num", "money", "pct", "points")


@dataclass(frozen=True, slots=True)
class Word:
    """A word, with its places in the skeleton: `end` is before its particle, `stop` after it."""

    kind: Kind
    start: int
    end: int
    stop: int
    text: str  # without its particle; of a verb, whole
    tail: Tail = ""
    form: Form = ""
    mention: Mention | None = None
    number: Decimal | None = None  # of an amount of something that is counted or measured
    counter: str | None = None
    more: bool = False  # "여" after a number
    depth: int = 0  # brackets around it


def words_of(skeleton: Skeleton, counters: re.Pattern[str]) -> list[Word]:
    """The words and marks of a sentence, left to right; `counters` matches what counts after a number."""
    text = skeleton.text
    found: list[Word] = []
    opened: list[int] = []  # places in `found` of the brackets that are open
    at = 0
    while match := _TOKEN.search(text, at):
        at = match.end()
        if match["mark"]:
            if match["mark"] == ")" and opened:
                before = opened.pop() - 1
                tail = _TAIL.match(text, at)
                found.append(Word("mark", match.start(), at, at, ")", depth=len(opened)))
                if tail and before >= 0 and not found[before].tail:
                    found[before] = replace(found[before], tail=_TAILS[tail[0]])
                    at = tail.end()
                continue
            if match["mark"] == "(":
                opened.append(len(found))
            found.append(Word("mark", match.start(), at, at, match["mark"], depth=len(opened)))
        elif match["kind"]:
            mention = skeleton.mentions[int(match["number"])]
            word = _placeholder(text, match, mention, counters, len(opened))
            found.append(word)
            at = word.stop
        else:
            found.append(_plain(match["word"], match.start(), len(opened)))
    return found


def _placeholder(
    text: str, match: re.Match[str], mention: Mention, counters: re.Pattern[str], depth: int
) -> Word:
    kind: Kind = "name"
    end, counter, more = match.end(), mention.unit, False
    if mention.kind == "date":
        kind = "date"
        if suffix := _DATE_SUFFIX.match(text, end):
            end = suffix.end()
    elif mention.kind in _QUANTITIES:
        kind = "amount"
        more = _MORE.match(text, end) is not None or "여" in mention.name
        if mention.kind == "num" and not text.startswith("민선 ", max(0, match.start() - 3)):
            counted = counters.match(text, end)
            counter = counted["counter"] if counted else None
            end = counted.end() if counted else end
        if rounded := _ROUND.match(text, end):
            end = rounded.end()
    tail = _TAIL.match(text, end) or _IN.match(text, end)
    run = re.compile(r"[가-힣]*").match(text, end)
    stop = tail.end() if tail else run.end() if run else end
    told: Tail = _TAILS.get(tail[0], "being") if tail else "other" if stop > end else ""
    return Word(
        kind,
        match.start(),
        end,
        stop,
        mention.name,
        told,
        mention=mention,
        number=mention.value if mention.kind != "num" or counter else None,
        counter=counter,
        more=more,
        depth=depth,
    )


def _plain(word: str, start: int, depth: int) -> Word:
    kind, stem, tail, form = _read(word)
    return Word(kind, start, start + len(stem), start + len(word), stem, tail, form, depth=depth)


@lru_cache(maxsize=1 << 14)
def _read(word: str) -> tuple[Kind, str, Tail, Form]:
    """What a word is, its stem, its particle and its ending; a text has the same words over and over."""
    if word in _ADVERBS:
        return "adverb", word, "", ""
    if _COMPARE.search(word):
        return "compare", word, "", ""
    if being := _COPULA.fullmatch(word) or _BEING.fullmatch(word):
        return "noun", being["noun"], "being" if word.endswith("인") else "is", ""
    if form := _form(word):
        return "verb", word, "", form
    stem, tail = stripped(word)
    return "adverb" if stem in _ADVERBS and stem != "연간" else "noun", stem, tail, ""


def _form(word: str) -> Form:
    if len(word) > 1 and (_NOT_VERBS.search(word) or word.endswith("보다")):
        return ""
    if _FINAL.search(word):
        return "final"
    if _MODIFYING.search(word):
        return "modifying"
    return "joining" if _JOINING.search(word) else ""


def stripped(word: str) -> tuple[str, Tail]:
    """A noun without its particle, and what the particle makes of it.

    >>> stripped("고용률은"), stripped("평가"), stripped("일자리를")
    (('고용률', 'topic'), ('평가', ''), ('일자리', 'object'))
    """
    if _LIKE_PARTICLES.search(word):
        return word, ""
    for length in (4, 3, 2, 1):
        stem, particle = word[:-length], word[-length:]
        if stem and particle in _PLAIN_TAILS and _agrees(stem[-1], particle):
            return stem, _PLAIN_TAILS[particle]
    return word, ""


def _agrees(syllable: str, particle: str) -> bool:
    if not "가" <= syllable <= "힣":
        return True
    final = (ord(syllable) - ord("가")) % 28
    if particle in _AFTER_CONSONANT:
        return final != 0 and not (particle.startswith("으로") and final == _L)
    if particle in _AFTER_VOWEL:
        return final == 0
    return particle not in _AFTER_VOWEL_OR_L or final in (0, _L)
