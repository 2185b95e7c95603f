"""How often the checks cry wolf, how often they catch what is wrong, and how long they take.

    python benchmarks/checks.py --stories 5000 --seed 1

Makes stories of invented governments: what one or several sources print of figures, awards, programs,
boasts and promises, all of it consistent and rounded in the ways press text rounds. Every second story
is then perturbed in one place, beyond what its printed precision allows. A false alarm is a verdict
`contradicted` in a story that was left alone; a catch is that verdict, of the check that the
perturbation is meant for, in one that was not. The same seed gives the same stories.

Facts are made and encoded as a reader would, their quotes hold their numbers; no text is read. Prints
a table, or with `--json` one JSON object.
"""

import argparse
import json
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from trackrecord.checking import check
from trackrecord.dataset import authority_of, read_turtle
from trackrecord.document import Document
from trackrecord.encoding import encode
from trackrecord.facts import (
    Claim,
    Conferral,
    Fact,
    Money,
    Observation,
    SchemeFact,
    Tenure,
    Undertaking,
)
from trackrecord.iris import DEFAULT_BASE, Base, slug
from trackrecord.reading.numerals import numerals
from trackrecord.resolving import Candidate
from trackrecord.resources import directory
from trackrecord.vocabulary import CODE, RDF, SKOS, TR

BASE = Base()
AWARD = "national-local-government-job-awards"
DISTRICTS = 6  # of each invented province


@dataclass
class Story:
    """What some sources say of one invented province, and which check a perturbation is meant for."""

    number: int
    random: random.Random
    sources: dict[str, list[Fact]] = field(default_factory=dict)
    issued: dict[str, date] = field(default_factory=dict)
    target: str | None = None

    @property
    def province(self) -> str:
        """The invented province that the story is about."""
        return f"kr-p{self.number}"

    def district(self, n: int = 0) -> str:
        """The name of one of its districts."""
        return f"{self.province}-d{n}-gu"

    @property
    def year(self) -> int:
        """The year in which the story is told."""
        return 2022

    def say(self, source: str, *facts: Fact, issued: date = date(2022, 9, 1)) -> None:
        """Let a source say some facts."""
        self.sources.setdefault(source, []).extend(facts)
        self.issued[source] = issued


# Numbers as press text prints them


def rounded(value: Decimal, decimals: int) -> Decimal:
    """A number rounded half up, as press text rounds."""
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def printed(value: int, chance: random.Random) -> str:
    """A count in full, or rounded to millions or billions."""
    for scale, word in ((10**9, "billion"), (10**6, "million")):
        if value >= scale and chance.random() < 0.6:
            return f"{rounded(Decimal(value) / scale, chance.choice((1, 2))):,f} {word}"
    return f"{value:,}"


def margin_of(text: str) -> tuple[Decimal, Decimal]:
    """The value of a number as printed, and the margin that is read from it."""
    (numeral,) = numerals(text)
    return numeral.value, numeral.margin


def observed(story: Story, value: str, role: str = "actual", **columns: object) -> Observation:
    """An observation whose value is given as printed."""
    (numeral,) = numerals(value)
    government = str(columns.pop("about", story.district()))
    metric = str(columns.pop("metric", "jobs-created"))
    is_rate = role in ("achievement-rate", "change-rate", "share")
    sign = -1 if columns.pop("is_negative", False) else 1
    period = str(columns.pop("period", story.year - 1))
    unit = "%" if is_rate else "jobs"
    words = columns.pop("quote", None) or (
        f"the {role} of {columns.get('part', 'all')} {metric} of {government} in {period} "
        f"against {columns.get('compared_with', 'nothing')} is {value} {unit}"
    )
    return Observation(
        quote=str(words), start=0, end=0, about=government, metric=metric, unit=unit,
        about_iri=BASE.mint("government", government), metric_iri=BASE.mint("metric", metric),
        unit_iri=BASE.mint("unit", "percent" if is_rate else "jobs"), role=role, period=period,
        value=numeral.value * sign, **columns,  # type: ignore[arg-type]
    )  # fmt: skip


def won(story: Story, edition: int, n: int = 0, **columns: object) -> Conferral:
    """A win of the story's award by one of its districts."""
    name = story.district(n)
    grade = columns.pop("grade", None)
    return Conferral(
        quote=f"{name} won the {edition} award {grade} {columns}", start=0, end=0, recipient=name,
        recipient_iri=BASE.mint("government", name), award=AWARD, edition=str(edition),
        award_iri=BASE.mint("award", f"{AWARD}-{story.number}"),
        grade_iri=BASE.mint("grade", f"{AWARD}.{grade}") if grade else None,
        **columns,  # type: ignore[arg-type]
    )  # fmt: skip


def claimed(story: Story, kind: str, value: int | None = None, n: int = 0, **columns: object) -> Claim:  # fmt: skip
    """A claim for one of the districts, of the story's award unless it concerns another thing."""
    name = story.district(n)
    concerns = columns.pop("concerns", f"award/{AWARD}-{story.number}")
    return Claim(
        quote=f"{name} is {kind} {value}: {concerns} {columns}", start=0, end=0, government=name,
        government_iri=BASE.mint("government", name), type=kind, concerns=str(concerns),
        concerns_iri=f"{DEFAULT_BASE}{concerns}", value=None if value is None else Decimal(value),
        **columns,  # type: ignore[arg-type]
    )  # fmt: skip


def undertaken(story: Story, program: str, n: int = 0, **columns: object) -> Undertaking:
    """A program that one of the districts enacted."""
    name = story.district(n)
    return Undertaking(
        quote=f"{name} set up {program} {columns}", start=0, end=0, government=name,
        government_iri=BASE.mint("government", name), program=program, action="enact",
        program_iri=BASE.mint("program", name, slug(program)), **columns,  # type: ignore[arg-type]
    )  # fmt: skip


# Stories: each is consistent, and perturbed in one place where `wrong`


def report(story: Story, wrong: bool) -> None:
    """Actual, target, rate, the year before, change and change rate, in one report."""
    chance = story.random
    size = 10 ** chance.randint(2, 10)
    now, goal, before = (chance.randint(size, 10 * size) for _ in range(3))
    told = {"now": printed(now, chance), "goal": printed(goal, chance), "before": printed(before, chance)}  # fmt: skip
    values = {name: margin_of(text) for name, text in told.items()}
    decimals = chance.choice((0, 1, 1, 1, 2))
    rate = rounded(Decimal(100 * now) / goal, decimals)
    change = now - before
    change_text = printed(abs(change), chance)
    growth = rounded(Decimal(100 * change) / before, decimals)
    unit = Decimal(1).scaleb(-decimals)
    what = chance.choice(("rate", "change", "change-rate")) if wrong else None
    story.target = what
    (_, nm), (d, dm), (s, sm) = values["now"], values["goal"], values["before"]
    if what == "rate":
        rate += _beyond(unit / 2 + (abs(rate) * dm + 100 * nm + unit * dm) / d, unit, chance)
    elif what == "change-rate":
        growth += _beyond(unit / 2 + (abs(growth) * sm + 100 * (nm + sm) + unit * sm) / s, unit, chance)  # fmt: skip
    elif what == "change":
        cm = margin_of(change_text)[1]
        change += int(2 * (nm + sm + cm)) + chance.randint(1, size)
        change_text = f"{abs(change):,}"
    year = story.year - 1
    facts = [
        observed(story, told["now"]),
        observed(story, told["goal"], "target"),
        observed(story, f"{rate:,f}", "achievement-rate"),
        observed(story, told["before"], period=str(year - 1)),
        observed(story, change_text, "change", compared_with=str(year - 1), is_negative=change < 0),
        observed(story, f"{abs(growth):,f}", "change-rate", compared_with=str(year - 1), is_negative=growth < 0),
    ]  # fmt: skip
    # Sometimes the target stands in another source, and sometimes another source reprints the actual.
    if chance.random() < 0.3:
        story.say("press", *(f for f in facts if f.role != "target"))
        story.say("plan", *(f for f in facts if f.role == "target"), issued=date(2021, 1, 5))
    else:
        story.say("press", *facts)
    if chance.random() < 0.2:
        story.say("daily", facts[0], issued=date(2022, 9, 9))


def _beyond(slack: Decimal, unit: Decimal, chance: random.Random) -> Decimal:
    """A shift that is surely beyond twice the slack, in whole units of the last digit."""
    steps = int(2 * slack / unit) + 1 + chance.randint(1, 20)
    return steps * unit


def breakdown(story: Story, wrong: bool) -> None:
    """A whole with all its parts, and the share of one."""
    chance = story.random
    size = 10 ** chance.randint(2, 9)
    numbers = [chance.randint(size, 9 * size) for _ in range(chance.randint(2, 5))]
    texts = [printed(number, chance) for number in numbers]
    whole = sum(numbers)
    whole_text = printed(whole, chance)
    share = rounded(Decimal(100 * numbers[0]) / whole, 1)
    story.target = chance.choice(("parts", "share")) if wrong else None
    if story.target == "parts":
        slack = sum(margin_of(text)[1] for text in texts) + margin_of(whole_text)[1]
        whole_text = f"{whole + int(2 * slack) + chance.randint(1, size):,}"
    if story.target == "share":
        (_, nm), (d, dm) = margin_of(texts[0]), margin_of(whole_text)
        share += _beyond(Decimal("0.05") + (share * dm + 100 * nm + dm) / d, Decimal("0.1"), chance)
    parts = [observed(story, text, part=f"slice {n}") for n, text in enumerate(texts)]
    quote = f"in all {whole_text} jobs ({', '.join(part.quote for part in parts)})"
    facts = [observed(story, whole_text, quote=quote), *parts]
    if story.target != "parts":
        facts.append(observed(story, f"{share:f}", "share", part="slice 0"))
    story.say("press", *facts)


def rounding(story: Story, wrong: bool) -> None:
    """One number that a source prints in full and rounded."""
    chance = story.random
    value = chance.randint(10**6, 10**9)
    story.target = "roundings" if wrong else None
    other = value + (chance.randint(2, 9) * 10**6 if wrong else 0)
    coarse = f"{rounded(Decimal(other) / 10**6, chance.choice((0, 1, 2))):,f} million"
    story.say("press", observed(story, f"{value:,}"), observed(story, coarse))


def streak(story: Story, wrong: bool) -> None:
    """A streak, some of its years on record, and since when the scheme runs."""
    chance = story.random
    years = chance.randint(2, 10)
    since = story.year - years + 1 - chance.randint(0, 5)
    story.target = "streak" if wrong else None
    told = story.year - since + 1 + chance.randint(1, 5) if wrong else years
    known = [y for y in range(story.year - years + 1, story.year + 1) if chance.random() < 0.7]
    story.say("press", claimed(story, "streak", told), *(won(story, y) for y in known))
    story.say("scheme", _scheme(story, since), issued=date(2020, 1, 1))
    if chance.random() < 0.3 and not wrong:
        story.say("early", claimed(story, "streak", max(1, years - 1)), issued=date(2022, 1, 10))


def _scheme(story: Story, since: int) -> SchemeFact:
    award = f"{AWARD}-{story.number}"
    return SchemeFact(
        quote=f"{award} has run since {since}", start=0, end=0, award=award, since=str(since),
        award_iri=BASE.mint("award", award),
    )  # fmt: skip


def only(story: Story, wrong: bool) -> None:
    """The only winner of its province; winners of other grades and years stand beside it."""
    story.target = "only" if wrong else None
    story.say(
        "press",
        claimed(story, "only", scope=f"in P{story.number}"),
        won(story, story.year, grade="grand-prize"),
        won(story, story.year, 1, grade="special-award"),
        won(story, story.year - 2, 2, grade="grand-prize"),
    )
    if wrong:
        story.say("daily", won(story, story.year, 3, grade="grand-prize"))


def first(story: Story, wrong: bool) -> None:
    """The first of its province with a program that others set up later, or before."""
    story.target = "first" if wrong else None
    name = f"Fund number {story.number}"
    program = f"program/{story.district()}.{slug(name)}"
    when = story.random.randint(2012, 2018)
    story.say(
        "press",
        claimed(story, "first", concerns=program, scope=f"in P{story.number}"),
        undertaken(story, name, date=str(when)),
    )
    later = story.random.randint(1, 3)
    story.say("daily", undertaken(story, name, 1, date=str(when - later if wrong else when + later)))  # fmt: skip


def most(story: Story, wrong: bool) -> None:
    """The most of its province, and what others have."""
    story.target = "most" if wrong else None
    chance = story.random
    value = chance.randint(1000, 10**6)
    others = [chance.randint(1, value - 1) for _ in range(1, DISTRICTS)]
    if wrong:
        others[0] = value + chance.randint(1, 1000)
    claim = claimed(story, "most", concerns="metric/jobs-created", scope=f"in P{story.number}")
    story.say("press", claim, observed(story, f"{value:,}"))
    story.say("table", *(observed(story, f"{v:,}", about=story.district(n)) for n, v in enumerate(others, 1)))  # fmt: skip


def rank(story: Story, wrong: bool) -> None:
    """Ranks of the districts of a province, each with one of its own."""
    story.target = "rank" if wrong else None
    ranks = [2 if wrong and n == 0 else n + 1 for n in range(DISTRICTS)]
    for n, value in enumerate(ranks):
        story.say(f"press{n}", claimed(story, "rank", value, n, scope=f"in P{story.number}"))


def agreement(story: Story, wrong: bool) -> None:
    """Two independent sources, and a reprint, on a value, a date, a grade, money, a year and a count."""
    chance = story.random
    what = chance.choice(("values", "dates", "grades", "budgets", "prizes", "first-years", "counts", "tenures"))  # fmt: skip
    story.target = what if wrong else None
    value = chance.randint(10**3, 10**9)
    text = printed(value, chance)
    other = f"{value + int(4 * margin_of(text)[1]) + chance.randint(1, 1000):,}" if wrong else printed(value, chance)  # fmt: skip
    amount = Decimal(chance.choice([n for n in range(11, 100) if n % 10])) * 10**7
    raised = amount * 3 if wrong else amount
    day = date(2022, 7, 1) + timedelta(days=chance.randint(0, 20))
    next_day = day + timedelta(days=1) if wrong else day
    grades = ("grand-prize", "special-award" if wrong else "grand-prize")
    people = ("Kim Ha-na", "Park Du-ri" if wrong else "Kim Ha-na")
    pairs: dict[str, tuple[Fact, Fact]] = {
        "values": (observed(story, text), observed(story, other)),
        "dates": (
            won(story, story.year, date=day.isoformat()),
            won(story, story.year, date=next_day.isoformat()[: 10 if wrong else 7]),
        ),
        "grades": (
            won(story, story.year, grade=grades[0]),
            won(story, story.year, grade=grades[1]),
        ),
        "budgets": (
            undertaken(story, "A fund", budget=Money(amount, "KRW")),
            undertaken(story, "A fund", budget=Money(raised, "KRW")),
        ),
        "prizes": (
            won(story, story.year, prize=Money(amount, "KRW")),
            won(story, story.year, prize=Money(raised, "KRW")),
        ),
        "first-years": (_scheme(story, 2012), _scheme(story, 2011 if wrong else 2012)),
        "counts": (claimed(story, "streak", 8), claimed(story, "streak", 5 if wrong else 8)),
        "tenures": (_held(story, people[0]), _held(story, people[1])),
    }
    one, two = pairs[what]
    story.say("press", one)
    story.say("daily", two, issued=date(2022, 9, 1 if what == "tenures" else 4))


def _held(story: Story, person: str) -> Tenure:
    name = story.district()
    return Tenure(
        quote=f"{person}, mayor of {name}", start=0, end=0, person=person, office="mayor",
        person_iri=BASE.mint("person", name, slug(person)), government=name,
        office_iri=f"{CODE['office']}mayor", government_iri=BASE.mint("government", name),
        date="2022-09-01",
    )  # fmt: skip


def promise(story: Story, wrong: bool) -> None:
    """A target of one year, or of three together, and what came of it in other sources."""
    chance = story.random
    values = [chance.randint(1000, 10**6) for _ in range(3)]
    if chance.random() < 0.5:
        story.target = "target" if wrong else None
        goal = values[0] + chance.randint(1, 500) * (1 if wrong else -1)
        story.say("plan", observed(story, f"{goal:,}", "target"), issued=date(2021, 1, 5))
        story.say("press", observed(story, f"{values[0]:,}"))
        return
    story.target = "cumulative-target" if wrong else None
    goal = sum(values) + chance.randint(1, 500) * (1 if wrong else -1)
    story.say("plan", observed(story, f"{goal:,}", "target", period="2019/2021"), issued=date(2019, 1, 5))  # fmt: skip
    for n, value in enumerate(values):
        story.say(f"press{n}", observed(story, f"{value:,}", period=str(2019 + n)), issued=date(2020 + n, 2, 1))  # fmt: skip


def vague(story: Story, wrong: bool) -> None:
    """What nothing can be said of: rounded words, missing operands, unknown scopes. Never wrong."""
    story.say(
        "press",
        observed(story, "1,000", precision="about"),
        observed(story, "900", "target"),
        observed(story, "120.5", "achievement-rate"),
        observed(story, "30.0", "change-rate", compared_with="2019"),
        claimed(story, "only", scope="among its peers"),
        claimed(story, "streak", 5),
    )


TELLERS: tuple[Callable[[Story, bool], None], ...] = (
    report, report, report, breakdown, rounding, streak, only, first, most, rank, agreement,
    agreement, promise, vague,
)  # fmt: skip


def stories(number: int, seed: int) -> Iterator[Story]:
    """So many stories, every second perturbed where its kind can be."""
    for n in range(number):
        teller = TELLERS[n // 2 % len(TELLERS)]
        story = Story(n, random.Random(f"{seed}.{n}"))
        teller(story, n % 2 == 1)
        yield story


# Stories as linked data


def quads(story: Story) -> Iterator[Quad]:
    """The named graphs of a story's sources, their merge, and the governments it is about."""
    known = list(_authority(story))
    for triple in known:
        yield Quad(*triple, DefaultGraph())
    for name, facts in story.sources.items():
        text = ". ".join(dict.fromkeys(_standing_alone(facts)))
        placed = [replace(f, start=text.find(f.quote), end=text.find(f.quote) + len(f.quote)) for f in facts]  # fmt: skip
        document = Document(
            id=f"{name}-{story.number}", text=text, blocks=(), language="en", title=f"{name} {story.number}",
            url=None, publisher=None, issued=story.issued[name], retrieved=None, sha256="0" * 64,
            name=f"{name}.txt",
        )  # fmt: skip
        graph = NamedNode(BASE.mint("graph", document.id))
        for triple in encode(document, placed, _candidates(facts), BASE):
            yield Quad(triple.subject, triple.predicate, triple.object, graph)
            yield Quad(triple.subject, triple.predicate, triple.object, DefaultGraph())


def _standing_alone(facts: list[Fact]) -> list[str]:
    quotes = [fact.quote for fact in facts]
    return [q for q in quotes if not any(q in other for other in quotes if other != q)]


def _candidates(facts: list[Fact]) -> Iterator[Candidate]:
    for fact in facts:
        if isinstance(fact, Undertaking) and fact.program_iri:
            yield Candidate(fact.program_iri, "Program", fact.program, "en")
        if isinstance(fact, Tenure) and fact.person_iri:
            yield Candidate(fact.person_iri, "Person", fact.person, "en")


def _authority(story: Story) -> Iterator[tuple[NamedNode, NamedNode, NamedNode | Literal]]:
    def node(iri: str) -> NamedNode:
        return NamedNode(iri)

    above = node(BASE.mint("government", story.province))
    award = node(BASE.mint("award", f"{AWARD}-{story.number}"))
    yield above, node(RDF.type), node(TR.Government)
    yield above, node(SKOS.prefLabel), Literal(f"P{story.number}", language="en")
    yield award, node(RDF.type), node(TR.Award)
    for n in range(DISTRICTS):
        government = node(BASE.mint("government", story.district(n)))
        yield government, node(RDF.type), node(TR.Government)
        yield government, node(TR.parent), above


def measure(number: int, seed: int) -> dict[str, object]:
    """Make the stories, check them, and count."""
    told = list(stories(number, seed))
    store = Store()
    for file in sorted(authority_of(directory("authority").parent).glob("*.ttl")):
        store.bulk_extend(Quad(t.subject, t.predicate, t.object, DefaultGraph()) for t in read_turtle(file))  # fmt: skip
    for story in told:
        store.bulk_extend(quads(story))
    facts = {(s.number, fact.quote) for s in told for kept in s.sources.values() for fact in kept}
    begun, begun_here = time.perf_counter(), time.process_time()
    outcome = check(store, DEFAULT_BASE)
    seconds, seconds_here = time.perf_counter() - begun, time.process_time() - begun_here
    against: dict[int, set[str]] = {}
    for verdict in outcome.verdicts:
        if verdict.verdict == "contradicted":
            against.setdefault(_story_of(verdict.fact), set()).add(verdict.check)
    alone = [story for story in told if story.target is None]
    alarms = [
        story for story in alone if story.number in against and not _is_missed(story, against)
    ]
    perturbed = [story for story in told if story.target is not None]
    caught = [s for s in perturbed if s.target in against.get(s.number, ())]
    by_check = Counter(s.target for s in perturbed)
    found = Counter(s.target for s in caught)
    return {
        "stories": number,
        "seed": seed,
        "facts": len(facts),
        "verdicts": len(outcome.verdicts),
        "left alone": len(alone),
        "false alarms": len(alarms),
        "perturbed": len(perturbed),
        "caught": len(caught),
        "false alarm rate": round(len(alarms) / len(alone), 5),
        "catch rate": round(len(caught) / len(perturbed), 5),
        "seconds": round(seconds, 2),
        "processor seconds": round(seconds_here, 2),
        "processor seconds per 100000 facts": round(seconds_here * 100_000 / len(facts), 2),
        "by check": {name: {"perturbed": by_check[name], "caught": found[name]} for name in sorted(filter(None, by_check))},
        "false alarms of": sorted({(s.number, *sorted(against[s.number])) for s in alarms})[:10],
        "missed": sorted((s.number, str(s.target)) for s in perturbed if s not in caught)[:10],
    }  # fmt: skip


def _story_of(fact: str) -> int:
    """The number of the story in a fact's IRI: of its province, or of its award."""
    local = fact.rsplit("/", 1)[-1]
    if local.startswith("kr-p"):
        return int(local.removeprefix("kr-p").split("-")[0])
    return int(local.removeprefix(f"{AWARD}-").split(".")[0])


def _is_missed(story: Story, against: dict[int, set[str]]) -> bool:
    """Whether all that is contradicted is a promise: a report may well tell of a target missed."""
    return against[story.number] == {"target"}


def to_table(measured: dict[str, object]) -> str:
    """What was measured, for people."""
    lines = [f"{name:36} {value}" for name, value in measured.items() if not isinstance(value, dict | list)]  # fmt: skip
    lines += ["", f"{'check':20} perturbed  caught"]
    by_check: dict[str, dict[str, int]] = measured["by check"]  # type: ignore[assignment]
    lines += [
        f"{name:20} {row['perturbed']:9}  {row['caught']:6}" for name, row in by_check.items()
    ]
    lines += [
        f"{name}: {measured[name]}" for name in ("false alarms of", "missed") if measured[name]
    ]
    return "\n".join(lines)


def main() -> None:
    """Read the options, measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)  # fmt: skip
    parser.add_argument("--stories", type=int, default=5000, help="how many stories to make")
    parser.add_argument("--seed", type=int, default=1, help="of the random numbers")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options = parser.parse_args()
    measured = measure(options.stories, options.seed)
    print(json.dumps(measured, indent=2) if options.json else to_table(measured))


if __name__ == "__main__":
    main()
