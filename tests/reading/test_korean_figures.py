"""Korean figures by their form: each form in several sentences that say different things in it.

A figure is written as "metric value role period", with "part", "about" or "since" where they are told.
"""

from collections.abc import Callable
from datetime import date

import pytest

from trackrecord.document import Document
from trackrecord.facts import Fact, Observation
from trackrecord.lexicon import Lexicon
from trackrecord.reading import read_facts

Read = Callable[..., list[Fact]]
ISSUED = date(2024, 10, 11)


@pytest.fixture(scope="module")
def told(lexicon: Lexicon, document: Callable[..., Document]) -> Callable[..., list[str]]:
    def figures(*paragraphs: str) -> list[str]:
        facts = read_facts(document(*paragraphs, issued=ISSUED, language="ko"), lexicon).facts
        return [_words(f) for f in facts if isinstance(f, Observation)]

    return figures


def _words(fact: Observation) -> str:
    said = [fact.metric.replace(" ", "_"), f"{fact.value.normalize():f}", fact.role]
    said.append(fact.period or "undated")
    said += [f"part={fact.part.replace(' ', '_')}"] if fact.part else []
    said += [f"against={fact.compared_with}"] if fact.compared_with else []
    said += [f"about={fact.about.replace(' ', '_')}"] if fact.about != "동해시" else []
    return " ".join(said)


def says(*cases: tuple[str, tuple[str, ...]]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("sentence", "figures"), cases)


FORMS: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {}
