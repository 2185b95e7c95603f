"""Running checks: the kindest reading, verdicts as linked data, checks of one's own, and nothing at all."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
from pyoxigraph import Literal, Store

from trackrecord.accounting import to_graph, to_json, to_text
from trackrecord.checking import Outcome, about, all_checks, check
from trackrecord.checks import VERDICTS
from trackrecord.dataset import load
from trackrecord.errors import CheckError, GraphError
from trackrecord.iris import DEFAULT_BASE
from trackrecord.naming import Names
from trackrecord.querying import Table, run
from trackrecord.verdicts import Verdict

GRAPH = Path(__file__).parents[2] / "graph"
Judge = Callable[..., list[Verdict]]
OWN = """\
# check: a value is even
# about: arithmetic
# severity: Violation
# says: Values are even.
# working: {value} is what it is
SELECT ?fact ?verdict ?value WHERE {
  ?fact tr:value ?value
  BIND (IF((?value / 2) = FLOOR(?value / 2), "holds", "contradicted") AS ?verdict)
}
"""
SHAPE = """\
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix tr: <https://w3id.org/trackrecord/ontology#> .
@prefix ex: <https://example.org/> .

ex:Small a sh:NodeShape ; sh:targetClass tr:Observation ; sh:name "a value is small" ;
    sh:property [ sh:path tr:value ; sh:maxInclusive 100 ; sh:message "The value is not small." ] .
"""


@pytest.fixture
def store(record: Any) -> Store:
    return record.store(record.source("a", record.observed("99"), record.observed("200", "target")))


@pytest.fixture(scope="module")
def shipped() -> Store:
    return load(GRAPH, with_verdicts=False)


@pytest.fixture(scope="module")
def outcome(shipped: Store) -> Outcome:
    return check(shipped, DEFAULT_BASE)


def verdicts(outcome: Outcome, name: str) -> list[str]:
    return sorted(v.verdict for v in outcome.verdicts if v.check == name)


def test_the_shipped_graph_has_nothing_that_is_contradicted(outcome: Outcome) -> None:
    assert outcome.is_sound
    assert not [v for v in outcome.verdicts if v.verdict == "contradicted"]


def test_every_verdict_names_facts_that_are_on_record(outcome: Outcome, shipped: Store) -> None:
    for verdict in outcome.verdicts:
        assert verdict.facts
        for fact in verdict.facts:
            assert run(shipped, f"ASK {{ <{fact}> ?p ?o }}", DEFAULT_BASE) is True


def test_the_same_graph_gives_the_same_bytes(outcome: Outcome, shipped: Store) -> None:
    again = check(load(GRAPH, with_verdicts=False), DEFAULT_BASE)
    assert to_graph(outcome, DEFAULT_BASE) == to_graph(again, DEFAULT_BASE)
    names = Names(shipped, DEFAULT_BASE)
    told = [to_text(each, shipped, names, DEFAULT_BASE) for each in (outcome, again)]
    assert told[0] == told[1]


def test_earlier_verdicts_are_not_checked_again(outcome: Outcome, shipped: Store) -> None:
    text = to_graph(outcome, DEFAULT_BASE)
    store = Store()
    store.bulk_extend(shipped)
    store.load(text, format=pyoxigraph.RdfFormat.TURTLE)
    assert check(store, DEFAULT_BASE) == outcome


def test_each_verdict_has_an_iri_of_its_own(outcome: Outcome) -> None:
    text = to_graph(outcome, DEFAULT_BASE)
    assert text.count("a tr:Verdict") == len(outcome.verdicts)


def test_verdicts_are_queried_like_any_data(outcome: Outcome) -> None:
    store = Store()
    store.load(to_graph(outcome, DEFAULT_BASE), format=pyoxigraph.RdfFormat.TURTLE)
    answer = run(
        store,
        "SELECT ?working WHERE { ?v tr:check check:rate ; tr:verdict verdict:holds ; tr:working ?working }",
        DEFAULT_BASE,
    )
    assert isinstance(answer, Table)
    assert (Literal("13,342 / 9,656 = 138.17 %, printed 138.2 %"),) in answer.rows


def test_a_verdict_is_derived_from_the_facts_that_it_used(outcome: Outcome) -> None:
    store = Store()
    store.load(to_graph(outcome, DEFAULT_BASE), format=pyoxigraph.RdfFormat.TURTLE)
    pattern = "?v tr:check check:rate ; tr:fact ?fact ; prov:wasDerivedFrom ?fact , ?other"
    assert run(store, f"ASK {{ {pattern} FILTER (?other != ?fact) }}", DEFAULT_BASE) is True


def test_nothing_to_check_is_an_error_and_not_a_pass(record: Any) -> None:
    with pytest.raises(CheckError, match="nothing was checked"):
        check(record.store(record.source("a", record.observed("5"))), DEFAULT_BASE)


def test_every_check_is_counted_also_one_that_had_nothing_to_check(outcome: Outcome) -> None:
    counts = {each.id: outcome.count(each) for each in outcome.checks}
    assert counts["rate"].ran == counts["rate"].verdicts["holds"] > 0
    assert counts["share"].ran == 0
    assert sum(count.ran for count in counts.values()) == len(outcome.verdicts)


def test_reasons_are_counted(record: Any) -> None:
    rates = [record.rated("105.0", about=f"kr-seoul-{name}-gu") for name in ("mapo", "jung")]
    outcome = check(record.store(record.source("a", *rates)), DEFAULT_BASE)
    (rate,) = [each for each in outcome.checks if each.id == "rate"]
    assert outcome.count(rate).reasons == (
        ("neither the actual value nor the target is on record", 2),
    )


# Checks of one's own


def test_a_check_of_ones_own_is_added_to_ours(store: Store, tmp_path: Path) -> None:
    (tmp_path / "even.rq").write_text(OWN, encoding="utf-8")
    outcome = check(store, DEFAULT_BASE, tmp_path)
    assert verdicts(outcome, "even") == ["contradicted", "holds"]
    assert not outcome.is_sound
    assert "target" in {each.id for each in outcome.checks}


def test_a_shape_of_ones_own_is_a_check(store: Store, tmp_path: Path) -> None:
    (tmp_path / "small.ttl").write_text(SHAPE, encoding="utf-8")
    outcome = check(store, DEFAULT_BASE, tmp_path)
    found = {v.fact.rsplit(".", 1)[-1]: v for v in outcome.verdicts if v.check == "small"}
    assert (found["actual"].verdict, found["actual"].working) == ("holds", "a value is small")
    assert (found["target"].verdict, found["target"].working) == (
        "contradicted",
        "The value is not small.",
    )
    assert not outcome.is_sound


def test_a_shape_that_is_only_a_warning_does_not_make_a_graph_unsound(
    store: Store, tmp_path: Path
) -> None:
    text = SHAPE.replace('sh:name "a', 'sh:severity sh:Warning ; sh:name "a')
    (tmp_path / "small.ttl").write_text(text, encoding="utf-8")
    assert check(store, DEFAULT_BASE, tmp_path).is_sound


def test_a_directory_without_checks_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CheckError, match="no checks there"):
        all_checks(tmp_path)


def test_shapes_that_are_not_turtle_are_named(store: Store, tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text("not turtle", encoding="utf-8")
    with pytest.raises(GraphError, match=r"a\.ttl: not Turtle"):
        check(store, DEFAULT_BASE, tmp_path)


def test_a_shape_may_not_take_the_name_of_a_check(store: Store, tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text(SHAPE.replace("ex:Small", "ex:rate"), encoding="utf-8")
    with pytest.raises(CheckError, match="there is a check 'rate' already"):
        check(store, DEFAULT_BASE, tmp_path)


@pytest.mark.parametrize(
    ("bind", "complaint"),
    [
        ('"perhaps"', r"even\.rq: the \?verdict on .* is 'perhaps'; expected one of holds"),
        ("?never", "is 'unbound'"),
    ],
)
def test_a_verdict_that_is_none_of_the_four_is_named(
    store: Store, tmp_path: Path, bind: str, complaint: str
) -> None:
    text = OWN.replace('IF((?value / 2) = FLOOR(?value / 2), "holds", "contradicted")', bind)
    (tmp_path / "even.rq").write_text(text, encoding="utf-8")
    with pytest.raises(CheckError, match=complaint):
        check(store, DEFAULT_BASE, tmp_path)


def test_a_fact_that_is_not_a_node_is_named(store: Store, tmp_path: Path) -> None:
    text = OWN.replace("?fact tr:value ?value", "?node tr:value ?fact BIND (?fact AS ?value)")
    (tmp_path / "even.rq").write_text(text, encoding="utf-8")
    with pytest.raises(CheckError, match=r"a row has no \?fact that is an IRI"):
        check(store, DEFAULT_BASE, tmp_path)


@pytest.mark.parametrize(
    ("working", "value"),
    [
        ("{value~value} is a word", '"ten"'),
        ("{value:sum} are words", '"ten eleven"'),
        ("{value~value} is no number", "1e0 / 0e0"),
    ],
)
def test_a_word_where_a_number_is_written_is_named(
    store: Store, tmp_path: Path, working: str, value: str
) -> None:
    text = OWN.replace("{value} is what it is", working)
    text = text.replace("?fact tr:value ?value", f"?fact tr:value ?any BIND ({value} AS ?value)")
    text = text.replace("IF((?value / 2) = FLOOR(?value / 2), ", 'IF(true, "holds", ', 1)
    text = text.replace('"holds", "holds", "contradicted"', '"holds", "contradicted"')
    (tmp_path / "even.rq").write_text(text, encoding="utf-8")
    with pytest.raises(CheckError, match=r"even\.rq: the row on <.*> cannot be told"):
        check(store, DEFAULT_BASE, tmp_path)


@pytest.mark.parametrize(
    ("line", "select", "complaint"),
    [
        ("# answers: said", '("yes it is" AS ?said)', "cannot be told"),
        ("# facts: said", '("a:<b>" AS ?said)', "cannot be told"),
        ("# facts: fact", '("a word" AS ?source)', r"the \?source on .* is no IRI"),
    ],
)
def test_a_text_where_an_iri_is_meant_is_named(
    store: Store, tmp_path: Path, line: str, select: str, complaint: str
) -> None:
    text = OWN.replace("SELECT ?fact ?verdict ?value", f"{line}\nSELECT ?fact ?verdict ?value {select}")  # fmt: skip
    if "answers" in line:
        text = text.replace("yes it is", "yes it is\\nno it is not")
    (tmp_path / "even.rq").write_text(text, encoding="utf-8")
    with pytest.raises(CheckError, match=complaint):
        check(store, DEFAULT_BASE, tmp_path)


@pytest.mark.parametrize(
    "constraint",
    [
        'sh:sparql [ a sh:SPARQLConstraint ; sh:select "SELECT $this WHERE { $this tr:value " ]',
        "sh:property [ sh:minCount 1 ]",
        'sh:property [ sh:path tr:value ; sh:pattern "(" ]',
        "sh:property [ sh:path tr:value ; sh:minCount true ]",
    ],
)
def test_a_malformed_shape_is_an_error_with_its_directory(
    store: Store, tmp_path: Path, constraint: str
) -> None:
    head, _, _ = SHAPE.partition("sh:property")
    (tmp_path / "small.ttl").write_text(f"{head}{constraint} .\n", encoding="utf-8")
    with pytest.raises(GraphError, match=f"{tmp_path}: a shape cannot be run: "):
        check(store, DEFAULT_BASE, tmp_path)


def test_a_fact_that_is_not_checkable_needs_no_reason(store: Store, tmp_path: Path) -> None:
    text = OWN.replace('"contradicted"', '"not-checkable"')
    (tmp_path / "even.rq").write_text(text, encoding="utf-8")
    (open_one,) = [
        v for v in check(store, DEFAULT_BASE, tmp_path).verdicts if v.reason and v.check == "even"
    ]
    assert open_one.reason == "no reason given"


# What is shown


def test_one_check_can_be_shown(outcome: Outcome) -> None:
    shown = about(outcome, None, ["rate"])
    assert {v.check for v in shown.verdicts} == {each.id for each in shown.checks} == {"rate"}


def test_an_unknown_check_is_told_what_there_is(outcome: Outcome) -> None:
    with pytest.raises(CheckError, match=r"no check is called 'rates'; there are .*rate"):
        about(outcome, None, ["rates"])


def test_nothing_to_show_is_an_error_and_not_a_pass(outcome: Outcome) -> None:
    with pytest.raises(CheckError, match="nothing was checked"):
        about(outcome, frozenset(), [])


def test_the_text_shows_the_working_the_words_and_the_counts(
    outcome: Outcome, shipped: Store
) -> None:
    text = to_text(outcome, shipped, Names(shipped, DEFAULT_BASE), DEFAULT_BASE)
    assert "✓ holds: 13,342 / 9,656 = 138.17 %, printed 138.2 %" in text
    assert "“138.2% of its target” (Gwanak-gu: jobs created" in text
    assert "not checkable, and why:" in text


def test_the_json_has_each_verdict_with_its_quotes(outcome: Outcome, shipped: Store) -> None:
    told = json.loads(to_json(outcome, shipped, Names(shipped, DEFAULT_BASE), DEFAULT_BASE))
    (rate,) = [
        verdict
        for verdict in told["verdicts"]
        if verdict["check"] == "rate" and str(verdict["source"]).endswith("gwanak-job-award-2022")
    ]
    assert rate["verdict"] == "holds"
    assert "138.2% of its target" in {quote["exact"] for quote in rate["quotes"]}
    assert {name for each in told["checks"] for name in each["verdicts"]} == set(VERDICTS)
