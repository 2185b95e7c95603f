"""Press releases of invented deeds with the facts that stand in them, in English and Korean.

    python benchmarks/synthetic.py DIRECTORY --documents 1000 --seed 1

Governments, awards and metrics are the authority's; what they are said to have done is made up. A release
is Markdown of about 3 kB (3,000 letters of English, 1,000 of Korean), and `NAME.gold.jsonl` beside it holds
its facts where `--gold` is given, so that `trackrecord evaluate DIRECTORY` scores the reader. Every second
release is in Korean, and every 21st reprints the one two before it. What a release says depends on the seed
and its number alone, not on how many there are.
"""

import argparse
import json
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from trackrecord.lexicon import load_lexicon
from trackrecord.resources import directory

#: What a release says of facts: each becomes a paragraph, with its sentence as the quote.
Said = tuple[str, list[dict[str, object]]]
Form = Callable[["Release"], Said]
A_FOLDER = 1000  # documents, that folders do not grow with the corpus
REPRINTED = 21  # every so many releases
SIZE = 3000  # bytes that a release has at least

AWARDS = (
    ("National Local Government Job Awards", "전국 지방자치단체 일자리대상"),
    ("Korea Clean City Awards", "대한민국 깨끗한 도시 대상"),
    ("Water Safety Awards", "물 안전 대상"),
)
GRADES = (("Grand Prize", "대상"), ("Excellence Award", "우수상"), ("Special Award", "특별상"))
#: What is done of what and counted in what: English verb, noun and metric, then the same in Korean.
DEEDS = (
    ("created", "jobs", "jobs created", "일자리", "개를 창출", "일자리 창출"),
    ("planted", "trees", "trees planted", "나무", "그루를 심", "나무 심기"),
    ("attracted", "companies", "companies attracted", "기업", "곳을 유치", "기업 유치"),
    ("supported", "households", "households supported", "가구", "가구를 지원", "가구 지원"),
    ("supplied", "housing units", "housing units supplied", "주택", "호를 공급", "주택 공급"),
)
RATES = (
    ("employment rate", "고용률"),
    ("recycling rate", "재활용률"),
    ("unemployment rate", "실업률"),
)
FIRST = (
    "River",
    "Harbour",
    "Maple",
    "Lantern",
    "Bridge",
    "Orchard",
    "Lighthouse",
    "Meadow",
    "Granite",
    "Heron",
)
SECOND = (
    "Youth Center",
    "Startup Fund",
    "Library Project",
    "Career Center",
    "Support Fund",
    "Welfare Center",
)
FIRST_KO = ("강변", "항구", "단풍", "등불", "다리", "과수원", "등대", "초원", "바위", "백로")
SECOND_KO = ("청년센터", "창업펀드", "도서관", "취업지원센터", "상생기금", "복지관")
PEOPLE = ("Kim Min-su", "Lee Seo-yeon", "Park Ji-hoon", "Choi Eun-ji", "Jung Dae-ho")
PEOPLE_KO = ("김민수", "이서연", "박지훈", "최은지", "정대호")
WHO = ("a shopkeeper", "a nurse", "a retired teacher", "a student", "a bus driver", "a baker", "a young parent",
       "a volunteer", "an engineer", "a market trader", "a florist", "a carpenter")  # fmt: skip
WHAT = ("the quiet of the streets", "the new benches", "the smell of the bakeries", "the evening classes",
        "the longer opening hours", "the repaired stairs", "the shade on the square", "the friendly counter",
        "the clear signs", "the music in the park", "the wide pavements", "the warm waiting room")  # fmt: skip
WHY = ("because it brings neighbours together", "since nothing like it was there before", "as the winters are long",
       "which older people had asked for", "though some would like more of it", "and hopes that it stays",
       "while others wait to see", "so that nobody has to go far", "whatever the season")  # fmt: skip
WHO_KO = (
    "한 상인은",
    "한 간호사는",
    "은퇴한 교사는",
    "한 학생은",
    "버스 기사는",
    "제빵사는",
    "젊은 부모는",
    "자원봉사자는",
)
WHAT_KO = (
    "조용한 거리가",
    "새 의자가",
    "빵집의 냄새가",
    "저녁 강좌가",
    "고쳐진 계단이",
    "광장의 그늘이",
    "친절한 창구가",
    "넓은 보도가",
)
WHY_KO = ("이웃을 가깝게 해 준다고", "예전에는 없던 일이라고", "겨울이 길어 더욱 반갑다고", "어르신들이 바라던 것이라고",
          "오래 이어지기를 바란다고", "멀리 가지 않아도 된다고", "계절을 가리지 않는다고")  # fmt: skip


@dataclass
class Release:
    """A release in the making: who it is about, and when it is issued."""

    number: int
    chance: random.Random
    language: str
    government: tuple[str, str]
    issued: date
    paragraphs: list[Said] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The government by its name in the language of the release."""
        return self.government[self.language == "ko"]

    @property
    def year(self) -> int:
        """The year before that of its issue, of which it speaks."""
        return self.issued.year - 1


@dataclass(frozen=True)
class Written:
    """A release as a file: its name without ending, its Markdown, its plain text and the facts in it."""

    name: str
    markdown: str
    text: str
    facts: tuple[dict[str, object], ...]


def observed(release: Release, metric: str, value: float, unit: str, role: str = "actual", **more: object) -> dict[str, object]:  # fmt: skip
    """An observation of last year about the government of a release."""
    columns = {"about": release.name, "metric": metric, "value": value, "unit": unit}
    return {"kind": "observation", **columns, "period": str(release.year), "role": role, **more}


def won(release: Release, award: str, grade: str) -> dict[str, object]:
    """A conferral of this year's edition to the government of a release."""
    columns = {"recipient": release.name, "award": award, "edition": str(release.issued.year)}
    return {"kind": "conferral", **columns, "grade": grade}


def streak_of(release: Release, award: str, years: int) -> dict[str, object]:
    """A claim of so many years in a row by the government of a release."""
    columns = {"government": release.name, "type": "streak", "value": years}
    return {"kind": "claim", **columns, "concerns": award}


def founded(release: Release, name: str) -> dict[str, object]:
    """A program that the government of a release set up."""
    columns = {"government": release.name, "program": name}
    return {"kind": "undertaking", **columns, "action": "establish"}


def to_come(release: Release) -> tuple[int, str]:
    """A goal, and the year that it is for."""
    goal = release.chance.randint(1, 60) * 1000
    return goal, str(release.year + release.chance.randint(2, 6))


def day_before(release: Release) -> date:
    """A day shortly before the release."""
    return release.issued - timedelta(days=release.chance.randint(1, 9))


# English


def result(release: Release) -> Said:
    """Actual, target and achievement rate in one sentence."""
    verb, noun, metric, *_ = release.chance.choice(DEEDS)
    goal = release.chance.randint(2_000, 30_000)
    rate = release.chance.randint(700, 1500) / 10
    now = round(goal * rate / 100)
    return (
        f"In {release.year} {release.name} {verb} {now:,} {noun}, {rate}% of its target of {goal:,}.",
        [
            observed(release, metric, now, noun),
            observed(release, metric, rate, "%", "achievement-rate"),
            observed(release, metric, goal, noun, "target"),
        ],
    )


def growth(release: Release) -> Said:
    """Two years set against each other."""
    verb, noun, metric, *_ = release.chance.choice(DEEDS)
    before, now = (release.chance.randint(1_000, 40_000) for _ in range(2))
    year = str(release.year - 1)
    return (
        f"{release.name} {verb} {now:,} {noun} in {release.year}, {'up' if now > before else 'down'} from "
        f"{before:,} in {year}.",
        [
            observed(release, metric, now, noun),
            observed(release, metric, before, noun) | {"period": year},
        ],
    )


def plan(release: Release) -> Said:
    """A target for a year to come."""
    verb, noun, metric, *_ = release.chance.choice(DEEDS)
    bare = {"created": "create", "planted": "plant", "attracted": "attract", "supported": "support", "supplied": "supply"}[verb]  # fmt: skip
    goal, year = to_come(release)
    return (
        f"{release.name} plans to {bare} {goal:,} {noun} by {year}.",
        [observed(release, metric, goal, noun, "target") | {"period": year}],
    )


def rate(release: Release) -> Said:
    """A rate of the year."""
    metric = release.chance.choice(RATES)[0]
    value = release.chance.randint(30, 800) / 10
    return (
        f"The {metric} of {release.name} reached {value}% in {release.year}.",
        [observed(release, metric, value, "%")],
    )


def prize(release: Release) -> Said:
    """An award won, with its day and prize."""
    award, grade = release.chance.choice(AWARDS)[0], release.chance.choice(GRADES)[0]
    edition, day = release.issued.year, day_before(release)
    millions = release.chance.randint(2, 90)
    return (
        f"{release.name} won the {grade} at the {edition} {award}, held on {day:%B} {day.day}, {day.year}, and received "
        f"an incentive fund of {millions} million KRW.",
        [
            won(release, award, grade)
            | {"date": day.isoformat(), "prize": {"amount": millions * 10**6, "currency": "KRW"}}
        ],
    )


def streak(release: Release) -> Said:
    """A claim of years in a row."""
    award, grade = release.chance.choice(AWARDS)[0], release.chance.choice(GRADES)[0]
    years = release.chance.randint(2, 9)
    word = ("two", "three", "four", "five", "six", "seven", "eight", "nine")[years - 2]
    return (
        f"{release.name} won the {grade} at the {release.issued.year} {award} for {word} consecutive years.",
        [streak_of(release, award, years), won(release, award, grade)],
    )


def program(release: Release) -> Said:
    """A program founded with money."""
    name = f"{release.chance.choice(FIRST)} {release.chance.choice(SECOND)}"
    billions = release.chance.randint(2, 90)
    return (
        f"{release.name} created the ‘{name}’ with {billions} billion KRW.",
        [founded(release, name) | {"budget": {"amount": billions * 10**9, "currency": "KRW"}}],
    )


def opening(release: Release) -> Said:
    """A place that was opened."""
    name = f"{release.chance.choice(FIRST)} {release.chance.choice(SECOND)}"
    return (
        f"{release.name} opened the {name} in {release.year}.",
        [founded(release, name)],
    )


def mayor(release: Release) -> Said:
    """Who is in office, in passing."""
    person = release.chance.choice(PEOPLE)
    return (
        f"Mayor {person} of {release.name} thanked everyone who had taken part.",
        [{"kind": "tenure", "person": person, "office": "Mayor", "government": release.name}],
    )


def talk(release: Release) -> Said:
    """Words without a fact."""
    draw = release.chance.choice
    return (
        f"At the gathering {draw(WHO)} praised {draw(WHAT)} {draw(WHY)}, and {draw(WHO)} spoke of {draw(WHAT)} {draw(WHY)}.",
        [],
    )


# Korean


def result_ko(release: Release) -> Said:
    """Actual, target and achievement rate in one sentence."""
    *_, noun, did, metric = DEEDS[0]
    goal = release.chance.randint(2_000, 30_000)
    rate = release.chance.randint(700, 1500) / 10
    now = round(goal * rate / 100)
    return (
        f"{topic(release.name)} {release.year}년 {noun} {now:,}{did}해 목표 {goal:,}개 대비 {rate}%를 달성했다.",
        [
            observed(release, metric, now, "개"),
            observed(release, metric, goal, "개", "target"),
            observed(release, metric, rate, "%", "achievement-rate"),
        ],
    )


def deed_ko(release: Release) -> Said:
    """What was done in the year."""
    *_, noun, did, metric = release.chance.choice(DEEDS)
    value = release.chance.randint(1_000, 60_000)
    ending = "었다" if did.endswith("심") else "했다"
    unit = did.split()[0].rstrip("를을")
    return (
        f"{topic(release.name)} {release.year}년 {noun} {value:,}{did}{ending}.",
        [observed(release, metric, value, unit)],
    )


def plan_ko(release: Release) -> Said:
    """A target for a year to come."""
    *_, noun, did, metric = DEEDS[0]
    goal, year = to_come(release)
    return (
        f"{topic(release.name)} {year}년까지 {noun} {goal:,}{did}할 계획이다.",
        [observed(release, metric, goal, "개", "target") | {"period": year}],
    )


def rate_ko(release: Release) -> Said:
    """A rate of the year."""
    metric = release.chance.choice(RATES)[1]
    value = release.chance.randint(30, 800) / 10
    return (
        f"{release.name}의 {release.year}년 {metric}은 {value}%다.",
        [observed(release, metric, value, "%")],
    )


def prize_ko(release: Release) -> Said:
    """An award won, with its day and prize."""
    award, grade = release.chance.choice(AWARDS)[1], release.chance.choice(GRADES)[1]
    edition, day = release.issued.year, day_before(release)
    hundreds = release.chance.randint(2, 90)
    return (
        f"{topic(release.name)} {day.year}년 {day.month}월 {day.day}일 열린 ‘{edition} {award}’에서 {grade}을 수상했다. "
        f"인센티브 {hundreds}00만 원도 받았다.",
        [won(release, award, grade) | {"date": day.isoformat()}],
    )


def streak_ko(release: Release) -> Said:
    """A claim of years in a row."""
    award, years = release.chance.choice(AWARDS)[1], release.chance.randint(2, 9)
    return f"{topic(release.name)} ‘{award}’에서 {years}년 연속 수상했다.", [
        streak_of(release, award, years)
    ]


def program_ko(release: Release) -> Said:
    """A program founded with money."""
    name = f"{release.chance.choice(FIRST_KO)}{release.chance.choice(SECOND_KO)}"
    amount = release.chance.randint(2, 90)
    return (
        f"{topic(release.name)} {amount}억 원을 들여 ‘{name}’를 조성했다.",
        [founded(release, name) | {"budget": {"amount": amount * 10**8, "currency": "KRW"}}],
    )


def mayor_ko(release: Release) -> Said:
    """Who is in office, in passing."""
    person = release.chance.choice(PEOPLE_KO)
    office = {"구": "구청장", "군": "군수"}.get(release.name[-1], "시장")
    return (
        f"{release.name}({office} {person})는 참여한 주민들에게 고마움을 전했다.",
        [{"kind": "tenure", "person": person, "office": office, "government": release.name}],
    )


def talk_ko(release: Release) -> Said:
    """Words without a fact."""
    draw = release.chance.choice
    return (
        f"행사에서 {draw(WHO_KO)} {draw(WHAT_KO)} {draw(WHY_KO)} 말했고, {draw(WHO_KO)} {draw(WHAT_KO)} {draw(WHY_KO)} 덧붙였다.",
        [],
    )


def topic(name: str) -> str:
    """A Korean name with the particle of a topic."""
    return name + ("은" if (ord(name[-1]) - 0xAC00) % 28 else "는")


FORMS: dict[str, tuple[Sequence[Form], Form]] = {
    "en": ((result, growth, plan, rate, prize, streak, program, opening, mayor), talk),
    "ko": (
        (result_ko, deed_ko, plan_ko, rate_ko, prize_ko, streak_ko, program_ko, mayor_ko),
        talk_ko,
    ),
}


@cache
def governments() -> tuple[tuple[str, str], ...]:
    """The local governments whose English and Korean names no other bears."""
    lexicon = load_lexicon(directory("authority"))
    names = [
        (thing.label("en"), thing.label("ko"))
        for thing in lexicon.things.values()
        if "Government" in thing.classes and thing.link("parent")
    ]
    return tuple(
        pair
        for pair in names
        if all(len(lexicon.things_named(name, "Government")) == 1 for name in pair)
    )


def release(number: int, seed: int, size: int = SIZE) -> Written:
    """The release of a number, of at least so many bytes."""
    is_reprint = number % REPRINTED == REPRINTED - 1
    chance = random.Random(f"{seed}:{number - 2 if is_reprint else number}")
    language = "ko" if number % 2 else "en"
    issued = date(2015, 1, 5) + timedelta(days=chance.randrange(3600))
    made = Release(number, chance, language, chance.choice(governments()), issued)
    forms, filler = FORMS[language]
    length = 0
    while length < size:
        for form in (*chance.sample(forms, 2), filler, filler):
            said = form(made)
            length += len(said[0].encode()) + 2
            made.paragraphs.append(said)
    return written(made, is_reprint)


def written(made: Release, is_reprint: bool) -> Written:
    """A release as Markdown, and its facts with their places."""
    names = {"en": "What {} has done", "ko": "{}의 소식"}
    title = names[made.language].format(made.name)
    issued = made.issued + timedelta(days=1 if is_reprint else 0)
    head = {"title": f'"{title}"', "publisher": "Reprints" if is_reprint else "Releases",
            "date": issued.isoformat(), "language": made.language}  # fmt: skip
    text, facts = title, []
    for sentence, told in made.paragraphs:
        place = {"quote": sentence, "start": len(text) + 2, "end": len(text) + 2 + len(sentence)}
        facts += [{"kind": fact["kind"], **place, **fact} for fact in told]
        text += f"\n\n{sentence}"
    front = "".join(f"{key}: {value}\n" for key, value in head.items())
    return Written(
        f"release-{made.number:07}", f"---\n{front}---\n\n# {text}\n", text, tuple(facts)
    )


def releases(documents: int, seed: int = 1, size: int = SIZE) -> Iterator[Written]:
    """The first so many releases."""
    return (release(number, seed, size) for number in range(documents))


def write(place: Path, documents: int, seed: int = 1, gold: bool = False, size: int = SIZE) -> None:
    """Write releases to a directory, a thousand a folder, those that are there already again."""
    for number, made in enumerate(releases(documents, seed, size)):
        folder = place / f"{number // A_FOLDER:04}"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{made.name}.md").write_text(made.markdown, encoding="utf-8")
        if gold:
            lines = "".join(json.dumps(fact, ensure_ascii=False) + "\n" for fact in made.facts)
            (folder / f"{made.name}.gold.jsonl").write_text(lines, encoding="utf-8")


def main() -> None:
    """Write a corpus."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("directory", type=Path)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--gold", action="store_true", help="write the facts beside each")
    asked = parser.parse_args()
    write(asked.directory, asked.documents, asked.seed, asked.gold)


if __name__ == "__main__":
    main()
