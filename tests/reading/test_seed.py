"""The annotated article the project came from; it is not part of the project."""

from datetime import date
from pathlib import Path

from trackrecord.document import Metadata, read_document
from trackrecord.evaluating import Evaluation, evaluate, read_gold
from trackrecord.lexicon import Lexicon
from trackrecord.reading import Reading, read_facts


def reading(seed: Path, lexicon: Lexicon) -> Reading:
    stated = Metadata(issued=date(2022, 7, 22), language="en")
    return read_facts(read_document(seed / "article.txt", stated), lexicon)


def evaluation(seed: Path, lexicon: Lexicon) -> Evaluation:
    gold = read_gold((seed / "gold.jsonl").read_text(encoding="utf-8"), "gold.jsonl")
    return evaluate(gold, reading(seed, lexicon).facts, lexicon)


def test_the_article_is_read_precisely(seed: Path, lexicon: Lexicon) -> None:
    assert evaluation(seed, lexicon).score().precision >= 0.95


def test_the_article_is_read_completely(seed: Path, lexicon: Lexicon) -> None:
    assert evaluation(seed, lexicon).score().recall >= 0.85


def test_nothing_that_was_read_of_the_article_is_ungrounded(seed: Path, lexicon: Lexicon) -> None:
    assert reading(seed, lexicon).refused == ()


def test_what_was_read_is_in_the_texts_words_and_not_in_the_readers_own(
    seed: Path, lexicon: Lexicon
) -> None:
    columns = (value for fact in reading(seed, lexicon).facts for value in fact.columns().values())
    assert not [value for value in columns if isinstance(value, str) and "⟨" in value]
