from pathlib import Path

from trackrecord.reference import reference_page
from trackrecord.resources import directory

PAGE = Path(__file__).parents[1] / "docs" / "ontology.md"


def test_the_reference_page_is_what_the_ontology_gives() -> None:
    """If this fails, run `make docs`."""
    assert PAGE.read_text(encoding="utf-8") == reference_page(
        directory("ontology"), directory("shapes")
    )
