"""How fast text is read: megabytes a second on one core, and how that grows with length and labels.

Prints one JSON object. Figures of one run on one machine: compare the ratios, not the seconds.

    python benchmarks/reading.py
    python benchmarks/reading.py --runs 5 --labels 243 10000 100000
"""

import argparse
import json
import statistics
import time
from collections.abc import Iterable
from pathlib import Path

from trackrecord.document import Block, Document, read_document
from trackrecord.lexicon import Label, Lexicon, Thing, load_lexicon
from trackrecord.reading import read_facts
from trackrecord.resources import directory

DOCUMENTS = Path(__file__).parents[1] / "tests" / "documents" / "development"
GOVERNMENT = "https://example.org/government/"


def documents(language: str) -> list[Document]:
    """The annotated documents of a language."""
    read = (read_document(file) for file in sorted(DOCUMENTS.glob("*.txt")))
    return [document for document in read if document.language == language]


def joined(parts: Iterable[Document], times: int) -> Document:
    """One long document: the paragraphs of several, over and over."""
    text, blocks = "", []
    for part in list(parts) * times:
        blocks += [Block(b.kind, len(text) + b.start, len(text) + b.end) for b in part.blocks]
        text += part.text + "\n\n"
    first = part
    return Document(
        id="long", text=text, blocks=tuple(blocks), language=first.language, title=None, url=None,
        publisher=None, issued=first.issued, retrieved=None, sha256="", name="long.txt",
    )  # fmt: skip


def with_labels(lexicon: Lexicon, number: int) -> Lexicon:
    """The lexicon with as many governments more as make `number` of them; their names are made up."""
    things = list(lexicon.things.values())
    have = sum("Government" in thing.classes for thing in things)
    made = (
        Thing(
            f"{GOVERNMENT}{n}",
            frozenset({"Government"}),
            (
                Label(f"Quorb{n:06} County", "en", "preferred"),
                Label(f"쿠업{n:06}군", "ko", "preferred"),
            ),
            {},
        )
        for n in range(max(0, number - have))
    )
    return Lexicon([*things, *made])


def seconds(read: Iterable[Document], lexicon: Lexicon, runs: int) -> float:
    """The median time to read documents, after one run that compiles the rules."""
    documents = list(read)
    taken = []
    for _ in range(runs + 1):
        start = time.perf_counter()
        for document in documents:
            read_facts(document, lexicon)
        taken.append(time.perf_counter() - start)
    return statistics.median(taken[1:])


def main() -> None:
    """Measure, and print what was measured."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--labels", type=int, nargs="+", default=[243, 10_000, 100_000])
    parser.add_argument("--lengths", type=int, nargs="+", default=[1, 4, 16])
    options = parser.parse_args()
    lexicon = load_lexicon(directory("authority"))
    report: dict[str, object] = {}
    for language in ("en", "ko"):
        texts = documents(language)
        size = sum(len(text.text.encode()) for text in texts) / 1e6
        taken = seconds(texts, lexicon, options.runs)
        by_length = {}
        for times in options.lengths:
            long = joined(texts, times)
            by_length[len(long.text)] = round(
                len(long.text.encode()) / 1e6 / seconds([long], lexicon, options.runs), 4
            )
        by_labels = {
            number: round(size / seconds(texts, with_labels(lexicon, number), options.runs), 4)
            for number in options.labels
        }
        report[language] = {
            "megabytes_a_second": round(size / taken, 4),
            "documents_a_second": round(len(texts) / taken, 1),
            "megabytes_a_second_by_characters_of_one_document": by_length,
            "megabytes_a_second_by_governments_known": by_labels,
        }
    print(json.dumps(report, indent=2))


if __name__ == "__main__":
    main()
