import json
import shutil
from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import Store

from trackrecord.dataset import load
from trackrecord.errors import GraphError
from trackrecord.reporting import to_json, to_sarif, to_shacl, to_text
from trackrecord.resources import directory
from trackrecord.shacl import reference
from trackrecord.validation import Report, read_shapes, validate, validate_nodes

GRAPH = Path(__file__).parents[1] / "graph"


@pytest.fixture(scope="module")
def perturbed(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The graph of a shipped article with one figure changed: 13,342 jobs become 13,242.

    The tables that report the same figure are left out: with them its rate holds as they print it.
    """
    place = tmp_path_factory.mktemp("graph")
    (place / "sources").mkdir()
    (shipped,) = (GRAPH / "sources").glob("gwanak*.ttl")
    file = place / "sources" / shipped.name
    shutil.copy(shipped, file)
    text = file.read_text(encoding="utf-8")
    assert "tr:value 13342" in text
    file.write_text(text.replace("tr:value 13342", "tr:value 13242"), encoding="utf-8")
    return load(place)


@pytest.fixture(scope="module")
def report(perturbed: Store) -> Report:
    return validate(perturbed, directory("shapes"))


def test_the_shipped_graph_conforms() -> None:
    report = validate(load(GRAPH), directory("shapes"))
    assert report.conforms
    assert report.count("Warning") == 0
    assert report.focus_nodes > 300


def test_a_figure_that_does_not_fit_breaks_the_rate_and_the_change(report: Report) -> None:
    assert {finding.shape for finding in report.findings} == {
        "Rate-holds",
        "Change-holds",
        "ChangeRate-holds",
    }


def test_a_finding_says_what_is_wrong_with_the_numbers(report: Report) -> None:
    messages = {finding.message for finding in report.findings}
    assert "The printed rate 138.2 % is not 13242 / 9656." in messages


def test_a_finding_comes_with_the_words_and_their_source(report: Report) -> None:
    (rate,) = [finding for finding in report.findings if finding.shape == "Rate-holds"]
    (quote,) = rate.quotes
    assert quote.exact == "138.2% of its target"
    assert quote.url is not None


def test_sparing_pyshacl_repeated_work_changes_no_result(
    perturbed: Store, report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    from contextlib import nullcontext

    monkeypatch.setattr(reference, "quicker", nullcontext)
    everything = validate(perturbed, directory("shapes"), "pyshacl")
    assert everything.findings == report.findings


def test_both_engines_report_the_same(perturbed: Store, report: Report) -> None:
    everything = validate(perturbed, directory("shapes"), "pyshacl")
    assert (everything.findings, everything.focus_nodes) == (report.findings, report.focus_nodes)
    assert to_shacl(everything) == to_shacl(report)
    assert (report.by_pyshacl, everything.by_pyshacl) == (0, report.shapes)


def test_some_nodes_are_validated_without_the_rest(perturbed: Store, report: Report) -> None:
    shapes = read_shapes(directory("shapes"))
    rate = next(finding for finding in report.findings if finding.shape == "Rate-holds")
    some = validate_nodes(perturbed, shapes, [rate.focus, "https://example.org/unknown"])
    assert some.findings == tuple(f for f in report.findings if f.focus == rate.focus)
    assert some.focus_nodes == 1
    assert validate_nodes(perturbed, shapes, []).findings == ()


def test_all_nodes_given_one_by_one_give_the_whole_report(perturbed: Store, report: Report) -> None:
    nodes = {q.subject.value for q in perturbed} | {f.focus for f in report.findings}
    some = validate_nodes(perturbed, read_shapes(directory("shapes")), nodes)
    assert (some.findings, some.focus_nodes) == (report.findings, report.focus_nodes)


@pytest.mark.parametrize("engine", ["sparql", "pyshacl"])
def test_a_malformed_shape_is_an_error_with_its_reason(
    perturbed: Store, tmp_path: Path, engine: str
) -> None:
    (tmp_path / "a.ttl").write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> .\n"
        "@prefix tr: <https://w3id.org/trackrecord/ontology#> .\n"
        "<https://example.org/s> a sh:NodeShape ; sh:targetClass tr:Observation ;\n"
        '  sh:property [ sh:path tr:value ; sh:minCount "many" ] .\n',
        encoding="utf-8",
    )
    with pytest.raises(GraphError, match=r"a shape cannot be run: .*minCount must be a literal"):
        validate(perturbed, tmp_path, engine)


def test_shapes_that_have_no_translation_are_counted(perturbed: Store, tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> .\n"
        "@prefix tr: <https://w3id.org/trackrecord/ontology#> .\n"
        "<https://example.org/s> a sh:NodeShape ; sh:targetClass tr:Observation ;\n"
        "  sh:property [ sh:path [ sh:zeroOrMorePath tr:partOf ] ; sh:minCount 2 ] .\n",
        encoding="utf-8",
    )
    report = validate(perturbed, tmp_path)
    assert report.count("Violation") > 0
    assert to_text(report).splitlines()[-1].endswith("; 1 shapes by pySHACL")


def test_no_shapes_is_an_error_and_not_a_pass(perturbed: Store, tmp_path: Path) -> None:
    with pytest.raises(GraphError, match="no shapes there"):
        validate(perturbed, tmp_path)


def test_shapes_that_target_nothing_are_an_error_and_not_a_pass(
    perturbed: Store, tmp_path: Path
) -> None:
    (tmp_path / "a.ttl").write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> .\n"
        "<https://example.org/s> a sh:NodeShape ; sh:targetClass <https://example.org/Nothing> .\n",
        encoding="utf-8",
    )
    with pytest.raises(GraphError, match="nothing was checked"):
        validate(perturbed, tmp_path)


def test_shapes_that_are_not_turtle_are_named(perturbed: Store, tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text("not turtle", encoding="utf-8")
    with pytest.raises(GraphError, match=r"a\.ttl: not Turtle"):
        validate(perturbed, tmp_path)


def test_the_text_ends_with_what_was_checked(report: Report) -> None:
    last = to_text(report).splitlines()[-1]
    assert (
        last
        == f"{report.shapes} shapes checked {report.focus_nodes} focus nodes: 3 violations, 0 warnings"
    )


def test_the_json_says_whether_it_conforms(report: Report) -> None:
    told = json.loads(to_json(report))
    assert (told["conforms"], len(told["findings"])) == (False, 3)


def test_the_turtle_is_a_shacl_report_without_blank_nodes(report: Report) -> None:
    text = to_shacl(report)
    assert text == to_shacl(report)
    triples = [quad.triple for quad in pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.TURTLE)]
    results = [
        t
        for t in triples
        if t.object == pyoxigraph.NamedNode("http://www.w3.org/ns/shacl#ValidationResult")
    ]
    assert len(results) == 3
    assert not any(isinstance(t.subject, pyoxigraph.BlankNode) for t in triples)


def test_the_sarif_points_at_the_quote(report: Report) -> None:
    run = json.loads(to_sarif(report))["runs"][0]
    regions = [
        location["physicalLocation"]["region"]["snippet"]["text"]
        for result in run["results"]
        for location in result["locations"]
    ]
    assert "138.2% of its target" in regions
    assert {result["level"] for result in run["results"]} == {"error"}
