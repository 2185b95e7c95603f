"""Facts of a table → lines of N-Quads, by templates that the encoder itself makes.

The encoder encodes one observation of each sort with markers in place of what differs from row to row
(who, when, how much, which cell); its lines are cut there, and later observations are filled in. So there
is one place that knows what a fact looks like, and what is written is what a build writes.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from operator import itemgetter

from pyoxigraph import Literal, Triple

from trackrecord.document import Document
from trackrecord.encoding import cells_triples, fact_triples, number_text
from trackrecord.errors import TableError
from trackrecord.facts import Cells, Fact, Observation
from trackrecord.iris import Base, local_name
from trackrecord.reading.cells import numeral_told
from trackrecord.reading.numerals import Numeral
from trackrecord.resolving import Resolving

_REMEMBERED = 10_000  # names, templates and cells kept at a time
#: Letters that no text of ours has; each stands for one of what differs from row to row.
_WHO, _WHEN, _PRINTED, _WHERE, _QUOTE = (chr(0x10900 + n) for n in range(5))
_BESIDE = 0x10910
_WHOLE, _BROKEN = Decimal("90071992547409931"), Decimal("90071992547409931.5")


class QuadLines:
    """Facts as lines of N-Quads in the named graph of their source; `written` counts the lines."""

    def __init__(self, document: Document, base: Base, resolving: Resolving) -> None:
        """Names get their IRIs from `resolving`, which keeps the candidates."""
        self.document, self.base, self.resolving = document, base, resolving
        self.end = f" <{base.mint('graph', document.id)}> .\n"
        self.written = 0
        self._names: dict[tuple[str | None, ...], tuple[bytes, bytes, str, str | None]] = {}
        self._templates: dict[tuple[object, ...], _Template] = {}
        self._cells: _Template | None = None
        self._beside: set[str] = set()

    def begin(self) -> None:
        """Forget which cells beside facts have been described, so that they are described again."""
        self._beside.clear()

    def of(self, triples: Iterable[Triple]) -> bytes:
        """Some triples as lines."""
        lines = [f"{triple}{self.end}" for triple in triples]
        self.written += len(lines)
        return "".join(lines).encode()

    def of_row(self, facts: Sequence[Fact]) -> bytes:
        """The facts of a row as lines, and each of the cells beside them once."""
        texts = []
        for fact in facts:
            if isinstance(fact, Observation):
                texts.append(self._observation(fact))
            else:
                resolved = self.resolving.fact(fact)
                texts.append(self.of(_own_triples(resolved, self.document, self.base, None)))
            for cells in fact.context:
                if isinstance(cells, Cells) and cells.fragment not in self._beside:
                    texts.append(self._described(cells))
        return b"".join(texts)

    def _described(self, cells: Cells) -> bytes:
        if len(self._beside) > _REMEMBERED:
            self._beside.clear()
        self._beside.add(cells.fragment)
        if self._cells is None:
            triples = cells_triples(Cells(_WHERE, _QUOTE), self.document, self.base)
            self._cells = _template(triples, self.end, (_WHERE, f'"{_QUOTE}"'))
        self.written += self._cells.lines
        return self._cells.fill((cells.fragment.encode(), _literal(cells.quote)))

    def _observation(self, fact: Observation) -> bytes:
        who, local, metric, unit = self._resolved(fact)
        numeral = numeral_told(fact.value, fact.quote)
        if numeral is None:
            raise TableError(f"{self.document.name}: {fact.value} is not in “{fact.quote}”")
        value = number_text(fact.value)
        period = fact.period or ""
        when = period.encode()
        sort = (
            metric, unit, fact.unit, fact.role, fact.part, fact.compared_with, fact.precision,
            fact.reader, fact.confidence, len(period), period.find("/"), "." in value,
            numeral.margin, len(fact.context),
        )  # fmt: skip
        template = self._templates.get(sort)
        if template is None:
            template = self._learn(sort, fact, metric, unit, numeral)
        self.written += template.lines
        return template.fill(
            (
                who, local, when, when.replace(b"/", b"--"), value.encode(),
                _literal(numeral.printed), (fact.fragment or "").encode(), _literal(fact.quote),
                *[cells.fragment.encode() for cells in fact.context if isinstance(cells, Cells)],
            )
        )  # fmt: skip

    def _resolved(self, fact: Observation) -> tuple[bytes, bytes, str, str | None]:
        """The IRIs of an observation's names, from memory where the names have been met.

        That of whom it is about comes as the bytes that are written, and its local name with it.
        """
        names = (fact.about, fact.within, fact.metric, fact.unit)
        found = self._names.get(names)
        if found is None:
            if len(self._names) > _REMEMBERED:
                self._names.clear()
            resolved = self.resolving.fact(fact)
            assert isinstance(resolved, Observation)
            about = resolved.about_iri or ""
            found = (
                about.encode(), local_name(about).encode(), resolved.metric_iri or "",
                resolved.unit_iri,
            )  # fmt: skip
            self._names[names] = found
        return found

    def _learn(
        self,
        sort: tuple[object, ...],
        fact: Observation,
        metric: str,
        unit: str | None,
        numeral: Numeral,
    ) -> "_Template":
        """The template of a sort of observation, as the encoder writes it."""
        who = self.base.mint("government", _WHO)
        when = re.sub(r"[^/]", _WHEN, fact.period) if fact.period else None
        value = _WHOLE if fact.value == fact.value.to_integral_value() else _BROKEN
        beside = [Cells(chr(_BESIDE + n), _QUOTE) for n in range(len(fact.context))]
        marked = replace(
            fact, about_iri=who, metric_iri=metric, unit_iri=unit, value=value, period=when,
            fragment=_WHERE, quote=_QUOTE, context=tuple(beside),
        )  # fmt: skip
        printed = replace(numeral, value=value, printed=_PRINTED)
        markers = (
            who, _WHO, when, when.replace("/", "--") if when else None, number_text(value),
            f'"{_PRINTED}"', _WHERE, f'"{_QUOTE}"', *[cells.fragment for cells in beside],
        )  # fmt: skip
        triples = _own_triples(marked, self.document, self.base, printed)
        if len(self._templates) > _REMEMBERED:
            self._templates.clear()
        self._templates[sort] = _template(triples, self.end, markers)
        return self._templates[sort]


@dataclass(frozen=True, slots=True)
class _Template:
    """Lines cut where something differs: every second piece is to be filled in."""

    pieces: tuple[bytes, ...]
    places: Callable[[Sequence[bytes]], tuple[bytes, ...]]
    lines: int

    def fill(self, values: Sequence[bytes]) -> bytes:
        pieces = list(self.pieces)
        pieces[1::2] = self.places(values)
        return b"".join(pieces)


def _literal(text: str) -> bytes:
    """A plain text as N-Quads write it; most has nothing to escape."""
    if text.isprintable() and '"' not in text and "\\" not in text:
        return f'"{text}"'.encode()
    return str(Literal(text)).encode()


def _template(triples: Iterable[Triple], end: str, markers: Sequence[str | None]) -> _Template:
    """The template of some triples, in which each marker stands for the value of its place.

    A marker that is the same as an earlier one takes the earlier one's place.
    """
    places: dict[str, int] = {}
    for place, marker in enumerate(markers):
        if marker is not None:
            places.setdefault(marker, place)
    lines = [f"{triple}{end}" for triple in triples]
    longest_first = sorted(places, key=len, reverse=True)
    pieces = re.split(f"({'|'.join(map(re.escape, longest_first))})", "".join(lines))
    order = [places[piece] for piece in pieces[1::2]]
    return _Template(tuple(piece.encode() for piece in pieces), itemgetter(*order), len(lines))


def _own_triples(
    fact: Fact, document: Document, base: Base, numeral: Numeral | None
) -> Iterator[Triple]:
    """The triples of a fact and its evidence, without those that describe the cells beside it."""
    beside = {
        triple
        for cells in fact.context
        if isinstance(cells, Cells)
        for triple in cells_triples(cells, document, base)
    }
    return (t for t in fact_triples(fact, document, base, numeral) if t not in beside)
