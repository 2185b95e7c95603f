from pathlib import Path

from trackrecord.checks import read_check, shipped_checks
from trackrecord.reference import checks_page, reference_page
from trackrecord.resources import directory

PAGE = Path(__file__).parents[1] / "docs" / "ontology.md"
CHECKS = PAGE.with_name("checks.md")


def test_the_reference_page_is_what_the_ontology_gives() -> None:
    """If this fails, run `make docs`."""
    assert PAGE.read_text(encoding="utf-8") == reference_page(
        directory("ontology"), directory("shapes")
    )


def test_the_page_of_the_checks_is_what_their_headers_give() -> None:
    """If this fails, run `make docs`."""
    assert CHECKS.read_text(encoding="utf-8") == checks_page(shipped_checks().values())


def test_the_check_that_the_page_shows_can_be_run(tmp_path: Path) -> None:
    lines = CHECKS.read_text(encoding="utf-8").splitlines()
    shown = "\n".join(line[4:] for line in lines if line.startswith("    "))
    (tmp_path / "large-budget.rq").write_text(shown, encoding="utf-8")
    assert read_check(tmp_path / "large-budget.rq").name == "a budget is above 1 billion"
