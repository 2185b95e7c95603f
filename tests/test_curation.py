"""Decisions of people: kept beside the source, applied by every read and build, never lost."""

import json
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from trackrecord.building import build
from trackrecord.cli import main
from trackrecord.curation import (
    Decision,
    add_decision,
    curated,
    decisions_file,
    merges,
    named,
    read_decisions,
    undecided,
)
from trackrecord.document import Document
from trackrecord.errors import FactsError
from trackrecord.facts import Claim, Fact, Observation
from trackrecord.iris import Base
from trackrecord.lexicon import Lexicon
from trackrecord.reading import read_facts
from trackrecord.resolving import resolve

JOBS = "Mapo-gu created 13,342 jobs in 2021, or 138.2% of its target of 9,656."
SEOUL = "https://w3id.org/trackrecord/kr/government/seoul"


@pytest.fixture
def article(document: Callable[..., Document]) -> Document:
    return document(JOBS)


@pytest.fixture
def facts(article: Document, lexicon: Lexicon) -> tuple[Fact, ...]:
    return read_facts(article, lexicon).facts


def test_a_rejected_fact_is_left_out_and_the_others_stay(
    article: Document, facts: tuple[Fact, ...]
) -> None:
    kept = curated(facts, [Decision("reject", named(facts[0]))], article)
    assert kept.facts == facts[1:]
    assert kept.problems == ()


def test_an_accepted_fact_is_certain(article: Document, facts: tuple[Fact, ...]) -> None:
    unsure = replace(facts[0], confidence=0.4)
    kept = curated([unsure], [Decision("accept", named(unsure))], article)
    assert kept.facts == (replace(unsure, confidence=1.0),)


def test_a_corrected_fact_has_the_columns_that_were_set(
    article: Document, facts: tuple[Fact, ...]
) -> None:
    (fact, *_) = curated(
        facts[:1], [Decision("correct", named(facts[0]), {"period": "2020"})], article
    ).facts
    assert isinstance(fact, Observation)
    assert fact.period == "2020"


def test_a_correction_whose_number_is_not_in_the_quote_leaves_the_fact_out(
    article: Document, facts: tuple[Fact, ...]
) -> None:
    kept = curated(facts, [Decision("correct", named(facts[0]), {"value": 14000})], article)
    assert kept.facts == facts[1:]
    (problem,) = kept.problems
    assert "14000 is not in the quote" in problem
    assert "a-source.txt.decisions.jsonl" in problem


def test_the_last_decision_on_a_fact_counts(article: Document, facts: tuple[Fact, ...]) -> None:
    decisions = [Decision("reject", named(facts[0])), Decision("accept", named(facts[0]))]
    assert len(curated(facts, decisions, article).facts) == len(facts)


def test_a_decision_on_a_fact_that_is_no_longer_read_is_told(article: Document) -> None:
    gone = Claim(
        quote="the first in the nation", start=0, end=5, government="Mapo-gu", type="first"
    )
    (problem,) = curated([], [Decision("reject", named(gone))], article).problems
    assert "fits no fact that is read now: “the first in the nation”" in problem


def test_a_decision_still_fits_when_the_text_around_it_moves(
    document: Callable[..., Document], facts: tuple[Fact, ...], lexicon: Lexicon
) -> None:
    moved = document("# Jobs", JOBS)
    found = read_facts(moved, lexicon).facts
    kept = curated(found, [Decision("reject", named(facts[0]))], moved)
    assert len(kept.facts) == len(found) - 1


def test_decisions_are_read_back_as_they_were_written(
    tmp_path: Path, facts: tuple[Fact, ...]
) -> None:
    file = tmp_path / "article.txt"
    rate = next(f for f in facts if isinstance(f, Observation) and f.value == Decimal("138.2"))
    add_decision(file, Decision("correct", named(rate), {"period": "2021"}))
    add_decision(file, Decision("merge", kind="Body", name="노동부", iri=SEOUL))
    back = read_decisions(file)
    assert back[1] == Decision("merge", kind="Body", name="노동부", iri=SEOUL)
    assert undecided(facts, back) == [fact for fact in facts if fact != rate]


def test_a_document_without_decisions_has_none(tmp_path: Path) -> None:
    assert read_decisions(tmp_path / "article.txt") == []


def test_a_document_whose_name_leaves_no_room_for_a_file_beside_it_has_no_decisions(
    tmp_path: Path,
) -> None:
    file = tmp_path / f"{'a' * 250}.txt"
    file.write_text("Mapo-gu created 500 jobs.", encoding="utf-8")
    assert read_decisions(file) == []


@pytest.mark.parametrize(
    "line",
    [
        '{"decision": "delete", "fact": {}}',
        '{"decision": "reject"}',
        '{"decision": "correct", "fact": {"kind": "claim"}}',
        '{"decision": "merge", "class": "Body", "name": "x"}',
        "not json",
        "[]",
    ],
)
def test_a_line_that_is_no_decision_is_named_with_its_place(tmp_path: Path, line: str) -> None:
    file = tmp_path / "article.txt"
    decisions_file(file).write_text(f"\n{line}\n", encoding="utf-8")
    with pytest.raises(FactsError, match=r"article\.txt\.decisions\.jsonl, line 2: "):
        read_decisions(file)


def test_a_name_that_was_merged_stands_for_the_known_thing(
    document: Callable[..., Document], lexicon: Lexicon
) -> None:
    text = document("Mapo-gu opened the Hongdae Youth Center.")
    decisions = [Decision("merge", kind="Program", name="hongdae youth center", iri="https://x/p")]
    found = read_facts(text, lexicon).facts
    resolved = resolve(found, text, lexicon, Base(), merges(decisions))
    assert resolved.candidates == ()
    assert [getattr(fact, "program_iri", None) for fact in resolved.facts] == ["https://x/p"]


ARTICLE = (
    f"---\ndate: 2022-07-22\nlanguage: en\n---\n\n{JOBS} It opened the Hongdae Youth Center.\n"
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "article.md"
    file.write_text(ARTICLE, encoding="utf-8")
    return file


def review(file: Path, answers: str, *options: str) -> Result:
    nowhere = str(file.parent / "no-graph")
    arguments = ["review", str(file), "--graph", nowhere, *options]
    return CliRunner().invoke(main, arguments, input=answers)


def test_review_shows_each_doubt_with_its_words_and_keeps_the_decision_at_once(file: Path) -> None:
    result = review(file, "r\nq\n", "--below", "1")
    assert "confidence" in result.output
    assert "created 13,342 jobs" in result.output
    (line,) = decisions_file(file).read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["decision"] == "reject"


def test_what_was_decided_is_not_asked_again(file: Path) -> None:
    asked = [review(file, "a\nq\n", "--below", "1").output.count("confidence") for _ in range(2)]
    shown = [review(file, "q\n", "--below", "1").output for _ in range(2)]
    assert asked == [2, 2]
    assert shown[0] == shown[1]
    assert len(read_decisions(file)) == 2


def test_a_correction_is_asked_for_until_it_stands_on_the_quote(file: Path) -> None:
    result = review(file, "c\nvalue=5\nvalue\nvalue=many\nperiod=2020\nq\n", "--below", "1")
    assert "5 is not in the quote" in result.output
    assert "expected column=value" in result.output
    assert "'many' is no number" in result.output
    (decision,) = read_decisions(file)
    assert decision.changes == {"period": "2020"}


def test_review_offers_the_known_things_whose_names_are_near(tmp_path: Path) -> None:
    file = tmp_path / "award.md"
    text = "Mapo-gu won the grand prize at the 2022 National Local Goverment Job Awards."
    file.write_text(f"---\ndate: 2022-07-22\nlanguage: en\n---\n\n{text}\n", encoding="utf-8")
    result = review(file, "1\n", "--below", "0")
    assert "not known: Award" in result.output
    (decision,) = read_decisions(file)
    assert (decision.verdict, decision.kind) == ("merge", "Award")
    build([file], tmp_path / "graph", Base(), lambda message: None)
    assert str(decision.iri) not in ("", "None")
    written = (tmp_path / "graph" / "sources" / "award.ttl").read_text(encoding="utf-8")
    assert "Goverment Job Awards" not in written.split("oa:exact")[0]


def test_a_build_applies_the_decisions(file: Path, tmp_path: Path) -> None:
    review(file, "r\nq\n", "--below", "1")
    before = build([file], tmp_path / "graph", Base(), lambda message: None)
    decisions_file(file).unlink()
    after = build([file], tmp_path / "graph", Base(), lambda message: None)
    assert after.facts.total() == before.facts.total() + 1
