"""What labels, quotes, titles and addresses hold is shown as text, whatever it is."""

import re
from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

BAD = "<script>alert(1)</script>"
CODE = f"{BAD}\\\"'><img src=x onerror=alert(2)>"
GRAPH = f"""
source:paper a tr:Source ; dcterms:title "{CODE}" ; dcterms:publisher "{CODE}" ;
    dcterms:source <javascript:alert(3)> ; dcterms:language "{CODE}" ; tr:readFrom "{CODE}" .
government:x a tr:Government ; skos:prefLabel "{CODE}"@en ; skos:altLabel "{CODE} too"@en ;
    rdfs:seeAlso <javascript:alert(4)> .
metric:m a tr:Metric ; skos:prefLabel "{CODE} metric"@en .
award:a a tr:Award ; skos:prefLabel "{CODE} award"@en .
program:p a tr:Program ; skos:prefLabel "{CODE} program"@en ; tr:government government:x ;
    tr:status tr:candidate .
observation:o a tr:Observation ; tr:about government:x ; tr:metric metric:m ; tr:role role:actual ;
    tr:period "2021"^^xsd:gYear ; tr:value 5 ; tr:part "{CODE}" ; tr:evidence source:e .
observation:t a tr:Observation ; tr:about government:x ; tr:metric metric:m ; tr:role role:target ;
    tr:period "2021"^^xsd:gYear ; tr:value 4 ; tr:part "{CODE}" ; tr:evidence source:e .
observation:u a tr:Observation ; tr:about government:x ; tr:metric metric:m ; tr:role role:actual ;
    tr:period "2020"^^xsd:gYear ; tr:value 5 ; tr:part "{CODE}" ; tr:evidence source:e .
conferral:c a tr:Conferral ; tr:recipient government:x ; tr:award award:a ;
    tr:edition "2021"^^xsd:gYear ; tr:place "{CODE}" ; tr:evidence source:e .
claim:k a tr:Claim ; tr:claimant government:x ; tr:matter "{CODE}" ; tr:evidence source:e .
undertaking:d a tr:Undertaking ; tr:operator government:x ; tr:program program:p .
source:e oa:hasSource source:paper ; oa:hasSelector source:s .
source:s oa:exact "{CODE}" ; oa:start 9 ; oa:prefix "{CODE}" ; oa:suffix "{CODE}" .
verdict-of:v a tr:Verdict ; tr:fact claim:k ; tr:check check:c ; tr:verdict verdict:holds ;
    tr:working "{CODE}" .
check:c skos:prefLabel "{CODE}"@en .
"""
PATHS = (
    "/",
    "/browse/government",
    "/browse/source",
    "/browse/program",
    "/id/government/x",
    "/id/government/x?list=claims",
    "/id/award/a",
    "/id/metric/m",
    "/id/program/p",
    "/id/source/paper",
    "/id/observation/o",
    "/id/claim/k",
    "/id/conferral/c",
)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("language", ["", "/ko"])
def test_a_script_in_the_data_is_shown_as_text(
    pages_of: Callable[..., TestClient], path: str, language: str
) -> None:
    answer = pages_of(GRAPH).get(language + path if path != "/" else language or "/")
    assert answer.status_code == 200
    outside = re.sub(
        r'<script type="application/json">.*?</script>', "", answer.text, flags=re.DOTALL
    )
    assert "<script>" not in outside
    assert "<img" not in answer.text
    assert "alert(1)</script>" not in answer.text
    assert "&lt;script&gt;" in answer.text or path == "/"


@pytest.mark.parametrize("path", PATHS)
def test_no_link_runs_anything(pages_of: Callable[..., TestClient], path: str) -> None:
    page = pages_of(GRAPH).get(path).text
    links = re.findall(r'(?:href|src)="([^"]*)"', page)
    assert {each for each in links if not each.startswith(("/", "#"))} == set()


def test_an_address_that_runs_is_told_as_text(pages_of: Callable[..., TestClient]) -> None:
    assert "<dd>javascript:alert(3)</dd>" in pages_of(GRAPH).get("/id/source/paper").text


def test_what_is_asked_is_not_repeated_as_markup(pages_of: Callable[..., TestClient]) -> None:
    for path in ("/id/metric/m", "/browse/government", "/id/award/a"):
        asked = "?period=%3Cscript%3E&list=%22%3E%3Cscript%3E&parent=%3Cscript%3E&sort=%3Cscript%3E"
        assert "<script>" not in pages_of(GRAPH).get(path + asked).text.replace(
            '<script type="application/json">', ""
        )


def test_the_numbers_of_a_chart_cannot_end_their_script(
    pages_of: Callable[..., TestClient],
) -> None:
    page = pages_of(GRAPH).get("/id/government/x").text
    (chart, *_) = re.findall(r'<script type="application/json">(.*?)</script>', page, re.DOTALL)
    assert "\\u003cscript\\u003e" in chart
