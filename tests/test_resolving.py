from collections.abc import Callable
from decimal import Decimal

from trackrecord.document import Document
from trackrecord.facts import Claim, Conferral, Fact, Observation, Undertaking
from trackrecord.iris import Base, local_name
from trackrecord.lexicon import Lexicon
from trackrecord.resolving import Resolved, resolve

Make = Callable[..., Document]


def claim(government: str, at: int = 0) -> Claim:
    return Claim(quote="q", start=at, end=at + 1, government=government, type="first")


def resolved(document: Document, lexicon: Lexicon, *facts: Fact) -> Resolved:
    return resolve(facts, document, lexicon, Base())


def government(document: Document, lexicon: Lexicon, name: str, at: int = 0) -> str:
    (fact,) = resolved(document, lexicon, claim(name, at)).facts
    assert isinstance(fact, Claim)
    return local_name(fact.government_iri or "")


def test_a_known_name_gets_the_iri_of_the_authority(document: Make, lexicon: Lexicon) -> None:
    assert (
        government(document("Mapo District won."), lexicon, "Mapo District") == "kr-seoul-mapo-gu"
    )


def test_a_name_that_six_districts_bear_is_told_by_the_city_before_it(
    document: Make, lexicon: Lexicon
) -> None:
    text = "Busan Metropolitan City praised Jung-gu."
    assert government(document(text), lexicon, "Jung-gu", text.index("Jung")) == "kr-busan-jung-gu"


def test_without_context_an_ambiguous_name_stays_a_candidate_that_lists_its_options(
    document: Make, lexicon: Lexicon
) -> None:
    (candidate,) = resolved(document("Jung-gu won."), lexicon, claim("Jung-gu")).candidates
    assert (candidate.kind, candidate.label, len(candidate.options)) == ("Government", "Jung-gu", 6)


def test_a_bare_name_is_the_one_government_that_bears_it(document: Make, lexicon: Lexicon) -> None:
    assert government(document("Suwon won."), lexicon, "Suwon") == "kr-gyeonggi-suwon-si"


def test_a_grade_in_the_plural_is_the_same_grade(document: Make, lexicon: Lexicon) -> None:
    fact = Conferral(quote="q", start=0, end=1, recipient="Mapo-gu", award="National Local Government Job Awards", grade="Excellence Awards")  # fmt: skip
    (told,) = resolved(document("x"), lexicon, fact).facts
    assert isinstance(told, Conferral)
    assert (
        local_name(told.grade_iri or "") == "national-local-government-job-awards.excellence-award"
    )


def test_an_unknown_government_is_a_candidate(document: Make, lexicon: Lexicon) -> None:
    (candidate,) = resolved(
        document("Springfield"), lexicon, claim("City of Springfield")
    ).candidates
    assert (local_name(candidate.iri), candidate.options) == ("city-of-springfield", ())


def test_a_program_is_known_within_its_government(document: Make, lexicon: Lexicon) -> None:
    fact = Undertaking(quote="q", start=0, end=1, government="Mapo-gu", program="Growth Fund", type="fund", action="establish")  # fmt: skip
    (candidate,) = resolved(document("x"), lexicon, fact).candidates
    assert local_name(candidate.iri) == "kr-seoul-mapo-gu.growth-fund"
    assert dict(candidate.links)["programType"].endswith("program-type/fund")


def test_a_figure_about_a_program_of_the_document_meets_it(
    document: Make, lexicon: Lexicon
) -> None:
    program = Undertaking(quote="q", start=0, end=1, government="Mapo-gu", program="Growth Fund", action="establish")  # fmt: skip
    figure = Observation(quote="9", start=0, end=1, about="Growth Fund", metric="jobs created", value=Decimal(9))  # fmt: skip
    first, second = resolved(document("x"), lexicon, figure, program).facts
    assert isinstance(first, Observation)
    assert isinstance(second, Undertaking)
    assert first.about_iri == second.program_iri


def test_a_grade_is_the_awards_own_before_the_generic_one(document: Make, lexicon: Lexicon) -> None:
    known = Conferral(quote="q", start=0, end=1, recipient="Mapo-gu", award="National Local Government Job Awards", grade="Special Award")  # fmt: skip
    other = Conferral(quote="q", start=0, end=1, recipient="Mapo-gu", award="European Green Capital Award", grade="Special Award")  # fmt: skip
    told = resolved(document("x"), lexicon, known, other).facts
    grades = [local_name(f.grade_iri or "") for f in told if isinstance(f, Conferral)]
    assert grades == ["national-local-government-job-awards.special-award", "generic.special-award"]


def test_an_award_has_one_iri_in_english_and_korean(document: Make, lexicon: Lexicon) -> None:
    facts = [
        Conferral(quote="q", start=0, end=1, recipient="Mapo-gu", award=name)
        for name in ("National Local Government Job Awards", "전국 지방자치단체 일자리대상")
    ]
    told = resolved(document("x"), lexicon, *facts).facts
    assert len({f.award_iri for f in told if isinstance(f, Conferral)}) == 1
