"""Facts that were read against facts annotated by hand: precision, recall and F1 a kind.

A found fact answers an annotated one if they are of one kind, their quotes overlap, and they agree on
the columns that make the fact what it is (`DECISIVE`). Names agree if the authority knows them as
one thing, or if one has most of the words (in Korean, pairs of syllables) of the other. Each annotated fact is answered once; a
further mention of a fact that was found is a repeat, and counts neither for nor against. Rows
annotated as uncertain may be found or not.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from trackrecord.facts import Fact, Observation, from_record, records
from trackrecord.lexicon import Lexicon, fold
from trackrecord.reading.english.words import CLOSED_CLASS, singular

#: The columns on which a found fact and an annotated one must agree, by kind.
DECISIVE: Mapping[str, tuple[str, ...]] = {
    "conferral": ("recipient", "award", "edition", "grade", "outcome"),
    "observation": ("about", "metric", "value", "period", "role", "part"),
    "undertaking": ("government", "program"),
    "claim": ("government", "type", "value"),
    "tenure": ("person", "office", "government"),
    "scheme": ("award", "organiser", "since", "frequency", "edition", "ordinal"),
}
_NAMES = {"recipient", "award", "grade", "about", "metric", "government", "program", "organiser"}
_SHARED = 0.6


@dataclass(frozen=True, slots=True)
class Annotated:
    """A fact of a gold file."""

    fact: Fact
    uncertain: bool


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of one kind: annotated facts found, missed, and found facts nobody annotated."""

    found: int
    missed: int
    extra: int
    repeats: int

    @property
    def precision(self) -> float:
        """Found facts that are right; 1.0 if none was found."""
        return _share(self.found, self.extra)

    @property
    def recall(self) -> float:
        """Annotated facts that were found; 1.0 if there are none."""
        return _share(self.found, self.missed)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What was found, missed and extra, and on which other columns the found ones differ."""

    pairs: tuple[tuple[Fact, Fact], ...]  # annotated, found
    missed: tuple[Fact, ...]
    extra: tuple[Fact, ...]
    repeats: tuple[Fact, ...]

    def score(self, kind: str | None = None) -> Score:
        """The counts of one kind of fact, or of all."""

        def count(facts: Iterable[Fact]) -> int:
            return sum(1 for fact in facts if kind in (None, fact.kind))

        found = count(gold for gold, _ in self.pairs)
        return Score(found, count(self.missed), count(self.extra), count(self.repeats))


def read_gold(text: str, name: str) -> list[Annotated]:
    """The rows of a gold file: facts with two more keys, `uncertain` and `gist`.

    Raises:
        FactsError: naming the line that does not follow the facts format.
    """
    rows = []
    for number, record in records(text, name):
        uncertain = bool(record.pop("uncertain", False))
        record.pop("gist", None)
        rows.append(Annotated(from_record(record, f"{name}, line {number}"), uncertain))
    return rows


def evaluate(gold: Sequence[Annotated], facts: Sequence[Fact], lexicon: Lexicon) -> Evaluation:
    """Pair annotated and found facts one to one, the best agreement first."""
    candidates = [
        (_agreement(row.fact, fact), -g, -f)
        for g, row in enumerate(gold)
        for f, fact in enumerate(facts)
        if _overlap(row.fact, fact) and same_fact(row.fact, fact, lexicon)
    ]
    paired: dict[int, int] = {}
    for _, g, f in sorted(candidates, reverse=True):
        if -g not in paired and -f not in paired.values():
            paired[-g] = -f
    pairs = [(gold[g].fact, facts[f]) for g, f in sorted(paired.items())]
    missed = [row.fact for g, row in enumerate(gold) if g not in paired and not row.uncertain]
    rest = [fact for f, fact in enumerate(facts) if f not in paired.values()]
    repeats = [fact for fact in rest if any(same_fact(row.fact, fact, lexicon) for row in gold)]
    extra = [fact for fact in rest if fact not in repeats]
    return Evaluation(tuple(pairs), tuple(missed), tuple(extra), tuple(repeats))


def same_fact(gold: Fact, found: Fact, lexicon: Lexicon) -> bool:
    """Whether two facts agree on every decisive column of their kind."""
    if gold.kind != found.kind:
        return False
    if isinstance(gold, Observation) and isinstance(found, Observation):
        gold, found = _divided_alike(gold, found)
    return all(
        _same(name, getattr(gold, name), getattr(found, name), lexicon)
        for name in DECISIVE[gold.kind]
    )


def _divided_alike(a: Observation, b: Observation) -> tuple[Observation, Observation]:
    """Both with a part where one has it in its metric: "youth employment rate" is of the part "youth"."""
    if a.part and b.part is None and _parts(a.part) <= _parts(b.metric):
        return a, replace(b, part=a.part)
    if b.part and a.part is None and _parts(b.part) <= _parts(a.metric):
        return replace(a, part=b.part), b
    return a, b


def differences(gold: Fact, found: Fact) -> list[tuple[str, Any, Any]]:
    """The annotated columns on which a pair differs: (column, annotated, found)."""
    return [
        (name, wanted, getattr(found, name))
        for name, wanted in gold.columns().items()
        if name not in DECISIVE[gold.kind] and wanted != getattr(found, name)
    ]


def _same(name: str, wanted: Any, given: Any, lexicon: Lexicon) -> bool:
    if wanted is None or given is None:
        return wanted is given
    if isinstance(wanted, Decimal) or name not in _NAMES:
        return bool(wanted == given)
    return _same_name(str(wanted), str(given), lexicon)


def _same_name(wanted: str, given: str, lexicon: Lexicon) -> bool:
    known = _things(wanted, lexicon), _things(given, lexicon)
    if all(known):
        return bool(known[0] & known[1])
    metrics = (lexicon.metrics.get(fold(wanted)), lexicon.metrics.get(fold(given)))
    if metrics[0] and metrics[0] == metrics[1]:
        return True
    a, b = _parts(wanted), _parts(given)
    return bool(a and b) and len(a & b) / max(1, min(len(a), len(b))) >= _SHARED


def _things(name: str, lexicon: Lexicon) -> set[str]:
    """What the authority has under a name, in either language, by its whole length."""
    return {
        iri
        for language in ("en", "ko")
        for n in lexicon.names(name, language)
        if n.start == 0 and n.end == len(name)
        for iri in n.iris
    }


def _parts(name: str) -> set[str]:
    """What two names have in common if they are one: words, or pairs of syllables in Korean."""
    plain = "".join(c if c.isalnum() else " " for c in fold(name))
    if any("가" <= c <= "힣" for c in plain):
        joined = plain.replace(" ", "")
        return {joined[i : i + 2] for i in range(max(1, len(joined) - 1))}
    return {singular(word) for word in plain.split() if word not in CLOSED_CLASS}


def _overlap(a: Fact, b: Fact) -> bool:
    return a.start < b.end and b.start < a.end


def _agreement(gold: Fact, found: Fact) -> tuple[int, int]:
    shared = min(gold.end, found.end) - max(gold.start, found.start)
    return -len(differences(gold, found)), shared


def _share(right: int, wrong: int) -> float:
    return right / (right + wrong) if right + wrong else 1.0
