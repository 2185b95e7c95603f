"""Readers that several of these tests share."""

from collections.abc import Callable
from datetime import date

import pytest

from trackrecord.document import Document
from trackrecord.facts import Fact
from trackrecord.lexicon import Lexicon
from trackrecord.reading import read_facts


@pytest.fixture(scope="module")
def read_korean(lexicon: Lexicon, document: Callable[..., Document]) -> Callable[..., list[Fact]]:
    """Read paragraphs of Korean news, published on 15 September 2023."""

    def facts(*paragraphs: str) -> list[Fact]:
        news = document(*paragraphs, issued=date(2023, 9, 15), language="ko")
        return list(read_facts(news, lexicon).facts)

    return facts
