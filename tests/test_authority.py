"""What is known beforehand: complete, consistent, and in two languages."""

import subprocess
import sys
import unicodedata
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from rdflib import BNode, Graph, URIRef
from rdflib.namespace import RDF, SKOS

from trackrecord.iris import DEFAULT_BASE, local_name
from trackrecord.lexicon import fold
from trackrecord.resources import directory
from trackrecord.vocabulary import TR

SCRIPT = Path(__file__).parents[1] / "scripts" / "authority.py"
LABELS = (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)


@cache
def authority() -> Graph:
    graph = Graph()
    for file in directory("authority").glob("*.ttl"):
        graph.parse(file)
    return graph


def of_class(kind: URIRef) -> list[URIRef]:
    return sorted(
        thing for thing in authority().subjects(RDF.type, kind) if isinstance(thing, URIRef)
    )


def values(thing: URIRef, predicate: URIRef) -> list[str]:
    return sorted(str(value) for value in authority().objects(thing, predicate))


def level(name: str) -> list[URIRef]:
    code = URIRef(f"https://w3id.org/trackrecord/code/level/{name}")
    return [g for g in of_class(TR.Government) if (g, TR.level, code) in authority()]


def test_there_are_17_metropolitan_and_226_basic_governments() -> None:
    assert (len(level("metropolitan")), len(level("basic"))) == (17, 226)


def test_the_code_of_a_basic_government_begins_with_that_of_its_parent() -> None:
    for government in level("basic"):
        (parent,) = authority().objects(government, TR.parent)
        (code,), (above,) = (
            values(government, TR.officialCode),
            values(URIRef(parent), TR.officialCode),
        )
        assert code.startswith(above)


def test_no_two_governments_share_a_code() -> None:
    codes = [
        code
        for government in of_class(TR.Government)
        for code in values(government, TR.officialCode)
    ]
    assert len(set(codes)) == len(codes) == 243


@pytest.mark.parametrize(
    ("government", "former"),
    [
        ("kr-gangwon", "42"),
        ("kr-jeonbuk", "45"),
        ("kr-daegu-gunwi-gun", "47720"),
        ("kr-gangwon-yeongwol-gun", "42750"),
    ],
)
def test_a_renamed_or_moved_government_keeps_its_former_code(government: str, former: str) -> None:
    assert values(URIRef(f"{DEFAULT_BASE}government/{government}"), TR.formerCode) == [former]


def test_six_governments_are_called_jung_gu() -> None:
    named = [g for g in of_class(TR.Government) if "Jung-gu" in values(g, SKOS.prefLabel)]
    assert len(named) == 6


@pytest.mark.parametrize(
    "kind", ["Government", "Body", "Award", "Scheme", "Grade", "Category", "Metric", "Unit"]
)
def test_a_thing_has_a_name_in_english_and_korean(kind: str) -> None:
    for thing in of_class(TR[kind]):
        languages = {label.language for label in authority().objects(thing, SKOS.prefLabel)}  # type: ignore[attr-defined]
        assert languages == {"en", "ko"}, thing


def test_labels_are_normalised_and_without_space_around() -> None:
    for predicate in (*LABELS, TR.shortName):
        for label in authority().objects(None, predicate):
            assert str(label) == unicodedata.normalize("NFC", str(label)).strip()


@pytest.mark.parametrize("kinds", [["Metric"], ["Unit"], ["Award", "Scheme"], ["Body"]])
def test_a_name_stands_for_one_thing_of_its_kind(kinds: list[str]) -> None:
    names = Counter(
        (fold(str(label)), label.language)  # type: ignore[attr-defined]
        for kind in kinds
        for thing in of_class(TR[kind])
        for label in {o for p in LABELS for o in authority().objects(thing, p)}
    )
    assert [name for name, times in names.items() if times > 1] == []


def test_an_awards_grades_and_categories_exist_and_are_its_own() -> None:
    for award in of_class(TR.Award):
        for link, kind in ((TR.hasGrade, TR.Grade), (TR.hasCategory, TR.Category)):
            for thing in authority().objects(award, link):
                assert (thing, RDF.type, kind) in authority()
                assert local_name(str(thing)).startswith(f"{local_name(str(award))}.")


def test_every_thing_that_is_linked_to_exists() -> None:
    for _, predicate, value in authority():
        if str(predicate).startswith(str(TR)) and isinstance(value, URIRef):
            assert (value, RDF.type, None) in authority(), value


def test_nothing_is_blank() -> None:
    assert not any(isinstance(node, BNode) for triple in authority() for node in triple)


TABLE = """\
code,tier,parent_code,name_en,short_name_en,name_ko,type,iso_3166_2
11,metropolitan,,Seoul Metropolitan City,Seoul,서울특별시,special-city,KR-11
11200,basic,11,Seongdong-gu,Seongdong,성동구,autonomous-district,
g-province,KR-49
"""


def test_the_script_turns_a_table_into_turtle_and_names_what_is_no_row(tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    table.write_text(TABLE, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, SCRIPT, table], capture_output=True, text=True, check=True
    )
    made = Graph().parse(data=done.stdout, format="turtle")
    seongdong = URIRef(f"{DEFAULT_BASE}government/kr-seoul-seongdong-gu")
    assert (seongdong, TR.parent, URIRef(f"{DEFAULT_BASE}government/kr-seoul")) in made
    assert "서울 성동구" in {str(o) for o in made.objects(seongdong, SKOS.altLabel)}
    assert "left out, not a row: ['g-province', 'KR-49'" in done.stderr
