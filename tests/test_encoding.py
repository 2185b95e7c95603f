from collections.abc import Callable
from datetime import date
from decimal import Decimal

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from trackrecord.document import Document
from trackrecord.encoding import encode
from trackrecord.facts import Fact, Observation
from trackrecord.iris import Base, local_name
from trackrecord.lexicon import Lexicon
from trackrecord.reading import read_facts
from trackrecord.resolving import resolve
from trackrecord.vocabulary import OA, RDF, TR

Make = Callable[..., Document]
TEXT = "Mapo-gu created 12,000 jobs in 2022, 120% of its target of 10,000."


def triples(
    document: Document, lexicon: Lexicon, facts: tuple[Fact, ...] | None = None
) -> list[Triple]:
    read = read_facts(document, lexicon).facts if facts is None else facts
    resolved = resolve(read, document, lexicon, Base())
    return encode(document, resolved.facts, resolved.candidates, Base())


def values(found: list[Triple], subject: str, predicate: str) -> list[str]:
    return sorted(
        t.object.value
        for t in found
        if local_name(t.subject.value) == subject and t.predicate.value == str(predicate)
        if isinstance(t.object, NamedNode | Literal)
    )


def subjects(found: list[Triple], kind: str) -> list[str]:
    return sorted(
        local_name(t.subject.value)
        for t in found
        if t.predicate.value == str(RDF.type) and t.object == NamedNode(str(TR[kind]))
    )


def test_a_facts_iri_is_made_of_what_it_asks(document: Make, lexicon: Lexicon) -> None:
    assert subjects(triples(document(TEXT), lexicon), "Observation") == [
        "kr-seoul-mapo-gu.jobs-created.2022.achievement-rate",
        "kr-seoul-mapo-gu.jobs-created.2022.actual",
        "kr-seoul-mapo-gu.jobs-created.2022.target",
    ]


def test_a_rate_links_to_what_it_is_derived_from(document: Make, lexicon: Lexicon) -> None:
    found = triples(document(TEXT), lexicon)
    rate = "kr-seoul-mapo-gu.jobs-created.2022.achievement-rate"
    assert [local_name(v) for v in values(found, rate, TR.numerator)] == [
        "kr-seoul-mapo-gu.jobs-created.2022.actual"
    ]
    assert [local_name(v) for v in values(found, rate, TR.denominator)] == [
        "kr-seoul-mapo-gu.jobs-created.2022.target"
    ]


def test_the_quote_and_its_place_lead_back_to_the_text(document: Make, lexicon: Lexicon) -> None:
    made = document(TEXT)
    found = triples(made, lexicon)
    evidence = [t.object.value for t in found if t.predicate.value == str(TR.evidence)]
    for iri in evidence:
        start, end = map(int, iri.partition("#char=")[2].split(","))
        (exact,) = values(found, local_name(iri).replace("char", "quote"), OA.exact)
        assert made.text[start:end] == exact


def test_a_number_keeps_how_it_was_printed_and_its_margin(document: Make, lexicon: Lexicon) -> None:
    found = triples(
        document("Mapo-gu attracted investments worth 1.5 billion KRW in 2022."), lexicon
    )
    (name,) = subjects(found, "Observation")
    assert values(found, name, TR.printed) == ["1.5 billion"]
    assert values(found, name, TR.margin) == ["50000000"]


def test_a_whole_percent_has_a_margin_of_half_a_percent(document: Make, lexicon: Lexicon) -> None:
    found = triples(document(TEXT), lexicon)
    assert values(found, "kr-seoul-mapo-gu.jobs-created.2022.achievement-rate", TR.margin) == [
        "0.5"
    ]


def test_undated_figures_of_different_days_never_meet(document: Make, lexicon: Lexicon) -> None:
    text = "Mapo-gu supports 300 households."
    names = {
        subjects(triples(document(text, issued=day), lexicon), "Observation")[0]
        for day in (date(2022, 1, 1), date(2023, 1, 1), None)
    }
    assert len(names) == 3


def test_the_parts_of_one_breakdown_share_its_key(document: Make, lexicon: Lexicon) -> None:
    found = triples(
        document("Mapo-gu supported 500 households (300 single-parent, 200 elderly) in 2022."),
        lexicon,
    )
    keys = {t.object.value for t in found if t.predicate.value == str(TR.breakdown)}
    assert keys == {"elderly + single-parent"}


def test_nothing_is_blank(document: Make, lexicon: Lexicon) -> None:
    found = triples(document(TEXT), lexicon)
    assert not any(isinstance(term, BlankNode) for t in found for term in (t.subject, t.object))


def test_users_publish_under_their_own_namespace(document: Make, lexicon: Lexicon) -> None:
    made = document(TEXT)
    base = Base("https://data.example.org/")
    resolved = resolve(read_facts(made, lexicon).facts, made, lexicon, base)
    found = encode(made, resolved.facts, resolved.candidates, base)
    minted = {t.subject.value for t in found}
    assert all(iri.startswith("https://data.example.org/") for iri in minted)


def test_a_fact_with_a_decimal_is_written_in_canonical_form(
    document: Make, lexicon: Lexicon
) -> None:
    made = document("9.50 jobs")
    fact = Observation(quote="9.50 jobs", start=0, end=9, about="Mapo-gu", metric="jobs created", value=Decimal("9.50"))  # fmt: skip
    found = triples(made, lexicon, (fact,))
    (name,) = subjects(found, "Observation")
    assert values(found, name, TR.value) == ["9.5"]
