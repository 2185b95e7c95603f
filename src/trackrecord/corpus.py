"""Annotated documents, scored together: by kind and language, with what was missed and what was extra.

In a directory of annotated documents, `NAME.gold.jsonl` beside `NAME.md` (or any other format that is
read) holds the facts of that document.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from trackrecord.document import Metadata, documents_in, read_document
from trackrecord.errors import FactsError, reason_of
from trackrecord.evaluating import Evaluation, Score, differences, evaluate, read_gold
from trackrecord.facts import KINDS, Fact, Observation, to_record
from trackrecord.lexicon import Lexicon
from trackrecord.reading import read_facts
from trackrecord.wording import counted

GOLD = ".gold.jsonl"


@dataclass(frozen=True, slots=True)
class Scored:
    """A document of the corpus: its evaluation, and how many facts were refused as ungrounded."""

    name: str
    language: str
    evaluation: Evaluation
    refused: int


@dataclass(frozen=True, slots=True)
class Report:
    """The scores of several documents."""

    documents: tuple[Scored, ...]

    def score(self, kind: str | None = None, language: str | None = None) -> Score:
        """The counts of one kind and language, or of all."""
        scores = [
            scored.evaluation.score(kind)
            for scored in self.documents
            if language in (None, scored.language)
        ]
        return Score(
            sum(s.found for s in scores),
            sum(s.missed for s in scores),
            sum(s.extra for s in scores),
            sum(s.repeats for s in scores),
        )

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the documents, sorted."""
        return tuple(sorted({scored.language for scored in self.documents}))

    @property
    def refused(self) -> int:
        """How many facts were refused because their quote does not hold them."""
        return sum(scored.refused for scored in self.documents)

    def confused_roles(self) -> list[tuple[str, str, int]]:
        """Observations found with another role: (annotated role, found role, how often)."""
        counts = Counter(
            (gold.role, found.role)
            for scored in self.documents
            for gold in scored.evaluation.missed
            for found in scored.evaluation.extra
            if isinstance(gold, Observation)
            and isinstance(found, Observation)
            and gold.value == found.value
            and gold.start < found.end
            and found.start < gold.end
            and gold.role != found.role
        )
        return sorted((gold, found, count) for (gold, found), count in counts.items())

    def to_text(self) -> str:
        """Tables of the scores, then the misses, the extras, and the columns that differ."""
        lines = _table(self, None, counted(len(self.documents), "document"))
        if len(self.languages) > 1:
            for language in self.languages:
                lines += ["", *_table(self, language, f"language {language}")]
        lines += [f"refused as ungrounded: {self.refused}"]
        lines += [
            f"role {found} where {gold} is annotated: {count}"
            for gold, found, count in self.confused_roles()
        ]
        several = len(self.documents) > 1
        for scored in self.documents:
            told = list(_told(scored.evaluation))
            lines += ["", f"{scored.name}:"] if several and told else []
            lines += told
        return "\n".join(lines) + "\n"

    def to_json(self) -> dict[str, Any]:
        """The scores by language and kind, and every miss and extra as a record of the facts format."""
        return {
            "documents": len(self.documents),
            "refused": self.refused,
            "scores": {
                language or "all": {
                    kind or "all": _shares(self.score(kind, language)) for kind in (*KINDS, None)
                }
                for language in (*self.languages, None)
            },
            "confused_roles": [
                {"annotated": gold, "found": found, "count": count}
                for gold, found, count in self.confused_roles()
            ],
            "missed": [
                {"document": scored.name, **to_record(fact)}
                for scored in self.documents
                for fact in scored.evaluation.missed
            ],
            "extra": [
                {"document": scored.name, **to_record(fact)}
                for scored in self.documents
                for fact in scored.evaluation.extra
            ],
        }


def annotated_in(directory: Path) -> list[tuple[Path, Path]]:
    """The documents of a directory that have annotations: (gold file, document), by name.

    Raises:
        FactsError: there is none, or a gold file has no document beside it.
        DocumentError: the directory holds no document.
    """
    documents = {file.with_suffix(""): file for file in documents_in([directory])}
    pairs = []
    for gold in sorted(directory.rglob(f"*{GOLD}")):
        document = documents.get(gold.with_name(gold.name.removesuffix(GOLD)))
        if document is None:
            raise FactsError(f"{gold}: no document of that name is beside it")
        pairs.append((gold, document))
    if not pairs:
        raise FactsError(f"{directory}: no annotations; they are named NAME{GOLD} beside NAME.md")
    return pairs


def score_documents(
    pairs: Sequence[tuple[Path, Path]], stated: Metadata, lexicon: Lexicon
) -> Report:
    """Read documents and compare their facts with the annotations: pairs of (gold file, document).

    Raises:
        FactsError: a gold file cannot be read or does not follow the facts format.
        DocumentError: a document cannot be read.
    """
    return Report(tuple(_scored(gold, document, stated, lexicon) for gold, document in pairs))


def _scored(gold: Path, document: Path, stated: Metadata, lexicon: Lexicon) -> Scored:
    try:
        annotated = read_gold(gold.read_text(encoding="utf-8"), str(gold))
    except (OSError, UnicodeDecodeError) as error:
        raise FactsError(f"{gold}: cannot be read: {reason_of(error)}") from error
    text = read_document(document, stated)
    for row in annotated:
        if text.text[row.fact.start : row.fact.end] != row.fact.quote:
            raise FactsError(
                f"{gold}: “{row.fact.quote}” does not stand at {row.fact.start}-{row.fact.end} of {document}"
            )
    reading = read_facts(text, lexicon)
    evaluation = evaluate(annotated, reading.facts, lexicon)
    return Scored(document.stem, text.language, evaluation, len(reading.refused))


def _table(report: Report, language: str | None, title: str) -> list[str]:
    lines = [
        f"{title:<14} {'P':>6} {'R':>6} {'F1':>6} {'found':>6} {'missed':>6} {'extra':>6} {'repeat':>6}"
    ]
    for kind in (*KINDS, None):
        s = report.score(kind, language)
        lines.append(
            f"{kind or 'all':<14} {s.precision:6.3f} {s.recall:6.3f} {s.f1:6.3f} "
            f"{s.found:6} {s.missed:6} {s.extra:6} {s.repeats:6}"
        )
    return lines


def _shares(score: Score) -> dict[str, float]:
    return {
        "precision": round(score.precision, 4),
        "recall": round(score.recall, 4),
        "f1": round(score.f1, 4),
        "found": score.found,
        "missed": score.missed,
        "extra": score.extra,
        "repeats": score.repeats,
    }


def _told(evaluation: Evaluation) -> Iterator[str]:
    yield from (f"missed  {_line(fact)}" for fact in evaluation.missed)
    yield from (f"extra   {_line(fact)}" for fact in evaluation.extra)
    for gold, found in evaluation.pairs:
        for name, wanted, given in differences(gold, found):
            yield f"differs {_line(gold)}: {name} is {_text(given)}, annotated {_text(wanted)}"


def _line(fact: Fact) -> str:
    columns = {k: v for k, v in fact.columns().items() if not k.endswith("_iri")}
    told = ", ".join(f"{name}={_text(value)}" for name, value in columns.items())
    return f"{fact.kind} [{fact.start}-{fact.end} {fact.reader}] {told}  “{fact.quote}”"


def _text(value: Any) -> str:
    return "absent" if value is None else str(value)
