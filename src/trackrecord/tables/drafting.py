"""A table without a mapping → a proposal of one, with what is unsure of it told.

Headers are understood by the words of `graph/authority/headers.ttl` and the labels of metrics and
governments, columns without such a header by what their cells hold.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from trackrecord.document.records import language_of
from trackrecord.lexicon import Lexicon, fold
from trackrecord.reading.cells import cell_numeral, header_units
from trackrecord.tables.grids import WORKBOOK_SUFFIXES
from trackrecord.tables.headings import clean
from trackrecord.tables.layouts import Layout, is_empty, layout_of
from trackrecord.tables.mapping import PROPERTIES, fact_column
from trackrecord.tables.metadata import CSVW
from trackrecord.tables.periods import period_in, to_period, year_in
from trackrecord.tables.values import header_words, known_units, role_words
from trackrecord.tables.workbooks import sheets_of
from trackrecord.wording import a

_YEAR = 4  # characters
_MOSTLY = 0.8  # share of cells from which a column is taken for what they are
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
#: Numbers that may be of thousands, where "." parts them.
_THOUSANDS = re.compile(r"-?[1-9]\d{0,2}(?:\.\d{3})+")
_RATES = ("achievement-rate", "change-rate", "share")
#: The property that a column of governments, and one of periods, fills in facts of each kind.
_WHO = {
    "observation": "about", "conferral": "recipient", "undertaking": "operator",
    "tenure": "government", "claim": "claimant",
}  # fmt: skip
_WHEN = {"observation": "period", "conferral": "edition", "undertaking": "date", "tenure": "asOf"}


@dataclass(frozen=True, slots=True)
class Draft:
    """A proposed mapping as a JSON object, and what a person should look at in it."""

    description: Mapping[str, Any]
    doubts: tuple[str, ...]


@dataclass
class _Guess:
    """What a column seems to be: a property, or nothing, with constants and a doubt."""

    label: str
    property: str | None = None
    constants: dict[str, str] = field(default_factory=dict)
    is_filled_down: bool = False
    doubt: str | None = None


def draft(table: Path, lexicon: Lexicon) -> Draft:
    """A mapping for the tables of a file.

    Raises:
        TableError: the file cannot be read.
    """
    sheets: Sequence[str | None] = [None]
    if table.suffix.lower() in WORKBOOK_SUFFIXES:
        names = sheets_of(table)
        held = [name for name in names if len(names) == 1 or not is_empty(table, name)]
        sheets = held if len(names) > 1 else [None]
    drafts = [
        _Drafting(table, sheet, layout_of(table, sheet, lexicon), lexicon).draft()
        for sheet in sheets
    ]
    if len(drafts) == 1:
        return drafts[0]
    described = [dict(each.description) for each in drafts]
    context = described[0]["@context"]
    for description in described:
        del description["@context"]
    doubts = tuple(
        f"sheet {sheet}: {doubt}"
        for sheet, each in zip(sheets, drafts, strict=True)
        for doubt in each.doubts
    )
    return Draft({"@context": context, "tables": described}, doubts)


class _Drafting:
    """Drafts the mapping of one table."""

    def __init__(self, table: Path, sheet: str | None, layout: Layout, lexicon: Lexicon) -> None:
        self.table, self.sheet, self.layout, self.lexicon = table, sheet, layout, lexicon
        self.labels = layout.headings.labels
        self.about = " ".join(filter(None, (layout.title, sheet, table.stem.replace("_", " "))))
        self.language = language_of(" ".join((layout.title or "", *self.labels)), None)
        self.words = {
            word: name
            for name in sorted(PROPERTIES | {"ignored"})
            for word in header_words(lexicon, name)
        }
        self.roles = role_words(lexicon)
        self.doubts: list[str] = []

    def draft(self) -> Draft:
        concepts = [self._concept(n) for n in range(len(self.labels))]
        kind = self._kind(concepts)
        guesses = [self._guess(n, concept, kind) for n, concept in enumerate(concepts)]
        self._tell_alike(guesses)
        constants = self._constants(kind, guesses)
        self._tell_repeated(kind, guesses)
        for number, guess in enumerate(guesses, start=1):
            if guess.doubt:
                self.doubts.append(f"column {number} ({guess.label}): {guess.doubt}")
        return Draft(self._description(kind, guesses, constants), tuple(self.doubts))

    def _cells(self, column: int) -> list[str]:
        """The cells of a column that say something."""
        nulls = set(self.layout.nulls)
        return [cell for cell in self.layout.columns[column] if cell not in nulls]

    def _mostly(self, column: int, fits: Any) -> bool:
        cells = self._cells(column)
        return bool(cells) and sum(map(bool, map(fits, cells))) >= _MOSTLY * len(cells)

    def _is_number(self, column: int) -> bool:
        return self._mostly(column, lambda cell: cell_numeral(cell) is not None)

    def _governments(self, name: str) -> tuple[str, ...]:
        bare = name.replace(" ", "") if re.fullmatch(r"[가-힣](?: [가-힣])+", name) else name
        known = self.lexicon.things_named(bare, "Government")
        return known or self.lexicon.governments_short_named(bare)

    def _parts(self, label: str) -> list[str]:
        """The parts of a label without brackets and years."""
        parts = []
        for part in label.split(" / "):
            bare = _BRACKETS.sub("", part)
            period = period_in(bare)
            if period:
                bare = bare.replace(period, " ")
            parts += [clean(bare)] if clean(bare) else []
        return parts

    def _concept(self, column: int) -> str | None:
        """What a column's label stands for, else what its cells are."""
        label = self.labels[column]
        for text in (label, *reversed(self._parts(label))):
            if (name := self.words.get(fold(text))) is not None:
                return self._concept_of_parts(column) if name == "part" else name
        is_role = self._role(label) is not None
        if self._is_number(column) or (is_role and any(map(cell_numeral, self._cells(column)))):
            is_period = not is_role and self._mostly(column, to_period)
            return "period" if is_period and not year_in(label) else "value"
        if self._mostly(column, self._governments):
            return "about"
        if self._mostly(column, to_period):
            return "period"
        if self._mostly(column, lambda cell: fold(cell) in self.lexicon.metrics):
            return "metric"
        if self._mostly(column, lambda cell: fold(cell) in self.roles):
            return "role"
        return None

    def _concept_of_parts(self, column: int) -> str:
        """What a column under a word such as "구분" holds: governments, roles, else parts."""
        if self._mostly(column, self._governments):
            return "about"
        return "role" if self._mostly(column, lambda cell: fold(cell) in self.roles) else "part"

    def _role(self, label: str) -> str | None:
        """The role that a part of a label names: exactly, else as its last word."""
        parts = [fold(part) for part in self._parts(label)]
        for part in reversed(parts):
            if part in self.roles:
                return self.roles[part]
        for part in reversed(parts):
            for word in sorted(self.roles, key=len, reverse=True):
                if part.endswith(f" {word}") or part.startswith(f"{word} "):
                    return self.roles[word]
        return None

    def _kind(self, concepts: Sequence[str | None]) -> str:
        found = set(concepts)
        if found & {"award", "grade", "recipient"}:
            return "conferral"
        if {"person", "office"} <= found:
            return "tenure"
        numbers = [n for n, concept in enumerate(concepts) if concept == "value"]
        if "program" in found and not numbers:
            return "undertaking"
        return "observation"

    def _guess(self, column: int, concept: str | None, kind: str) -> _Guess:
        label = self.labels[column]
        guess = _Guess(label)
        if concept in ("about", "recipient", "parent"):
            self._guess_government(guess, column, concept, kind)
        elif concept in ("period", "edition", "date") and not (
            kind == "observation" and self._is_wide(column)
        ):
            self._guess_period(guess, column, concept, kind)
        elif concept == "ignored":
            pass
        elif concept == "value" and not label:
            guess.doubt = "has no header, and is left out"
        elif kind == "observation" and (concept == "value" or self._is_number(column)):
            self._guess_value(guess, column)
        elif kind == "conferral" and (concept in (None, "value")) and year_in(label):
            guess.property, guess.constants = "grade", {"edition": year_in(label) or ""}
            guess.doubt = "taken for the grades won in that year"
        elif concept in ("unit", "role", "part", "metric") and kind == "observation":
            guess.property = concept
            if concept == "part":
                guess.doubt = (
                    "taken for the parts of a breakdown; if they are not, remove propertyUrl"
                )
        elif concept is not None and fact_column(kind, concept):
            guess.property = concept
            self._check_money(guess, column, concept)
        else:
            guess.doubt = f"not understood, and left out; {a(kind)} has {self._told(kind)}"
        return guess

    def _is_wide(self, column: int) -> bool:
        return self._is_number(column) and not self._mostly(column, to_period)

    def _told(self, kind: str) -> str:
        return ", ".join(f"tr:{name}" for name in sorted(PROPERTIES) if fact_column(kind, name))

    def _guess_government(self, guess: _Guess, column: int, concept: str, kind: str) -> None:
        cells = self._cells(column)
        guess.property = "parent" if concept == "parent" else _WHO.get(kind)
        blanks = [cell for cell in self.layout.columns[column] if not cell]
        guess.is_filled_down = bool(blanks) and bool(cells) and bool(self.layout.columns[column][0])
        unknown = [cell for cell in dict.fromkeys(cells) if not self._governments(cell)]
        if unknown:
            guess.doubt = f"no government is known by the name {', '.join(map(repr, unknown[:3]))}"
        if guess.is_filled_down:
            guess.doubt = "blank cells are taken as the one above (table:fillDown)"

    def _guess_period(self, guess: _Guess, column: int, concept: str, kind: str) -> None:
        is_year = self._mostly(column, lambda cell: len(to_period(cell) or "") == 4)
        guess.property = _WHEN.get(kind)
        if kind == "conferral" and (concept == "date" or not is_year):
            guess.property = (
                "date" if concept == "date" or self._mostly(column, to_period) else None
            )
        if not self._mostly(column, to_period):
            guess.doubt = "not all its cells are years, months or days"

    def _guess_value(self, guess: _Guess, column: int) -> None:
        """A column of numbers: its role, year, metric, unit and part as far as its label says them."""
        label = guess.label
        guess.property = "value"
        role, period = self._role(label), period_in(label)
        if role:
            guess.constants["role"] = role
        if period:
            guess.constants["period"] = (
                period if len(to_period(period) or "") > _YEAR else period[:_YEAR]
            )
        rest = [part for part in self._parts(label) if fold(part) not in self.roles]
        rest = [
            part
            for part in rest
            if self.words.get(fold(part)) not in ("value", "period", "budget")
            or fold(part) in self.lexicon.metrics
        ]
        metrics = [part for part in rest if self._metric_in(part)]
        if metrics:
            guess.constants["metric"] = self._metric_in(metrics[-1]) or ""
        others = [part for part in rest if part not in metrics and self._without_role(part)]
        if others and not self._has_column("metric"):
            name = "part" if metrics else "metric"
            guess.constants[name] = self._without_role(others[-1])
            guess.doubt = f"{others[-1]!r} is taken for its {name}"
        self._guess_unit(guess, role)
        fractions = [cell for cell in self._cells(column) if "." in cell]
        if len(fractions) > 1 and all(map(_THOUSANDS.fullmatch, fractions)):
            guess.doubt = (
                f'is "." a thousands separator ({fractions[0]})? it is read as a decimal point; write the '
                "numbers without it"
            )

    def _tell_alike(self, guesses: Sequence[_Guess]) -> None:
        """Leave out a column that fills what another fills, and tell of numbers that nothing tells apart."""
        seen: dict[object, int] = {}
        for number, guess in enumerate(guesses, start=1):
            if guess.property is None:
                continue
            said = (guess.property, *sorted(guess.constants.items()))
            before = seen.setdefault(said, number)
            if before == number:
                continue
            if guess.property == "value":
                guess.doubt = (
                    f"says the same as column {before}; tell them apart with tr:period, tr:role or tr:part, "
                    "or remove the propertyUrl of one"
                )
            else:
                guess.doubt = f"left out, because column {before} is taken for tr:{guess.property}"
                guess.property = None

    def _tell_repeated(self, kind: str, guesses: Sequence[_Guess]) -> None:
        """Tell of rows that would give two values to one question: a column that parts them is left out."""
        if kind != "observation":
            return
        asking = [
            n for n, guess in enumerate(guesses)
            if guess.property not in (None, "value", "unit", "precision")
        ]  # fmt: skip
        rows = Counter(zip(*(self.layout.columns[n] for n in asking), strict=True))
        for row, times in rows.items():
            if times > 1 and all(row):
                self.doubts.append(
                    f"{times} rows are of {', '.join(row)}, and nothing tells them apart; map the column that "
                    "does to tr:part, tr:period or tr:metric"
                )
                return

    def _without_role(self, part: str) -> str:
        """A part of a label without the word for a role at its end: "일자리 목표" is of 일자리."""
        for word in sorted(self.roles, key=len, reverse=True):
            if fold(part).endswith(f" {word}"):
                return part[: -len(word) - 1].strip()
        return part

    def _metric_in(self, text: str) -> str | None:
        """The name of a metric that a label is, the words for roles aside."""
        bare = self._without_role(text)
        return bare if fold(bare) in self.lexicon.metrics else None

    def _guess_unit(self, guess: _Guess, role: str | None) -> None:
        """Say which of several units a column is in; one that the table states alone needs no saying."""
        own = known_units(guess.label, self.lexicon)
        stated = self.layout.headings.units
        if own or len(stated) < 2:
            return
        percent = [unit for unit in stated if unit.name == "%"]
        others = [unit for unit in stated if unit.name != "%"]
        chosen = percent if role in _RATES and percent else others or percent
        guess.constants["unit"] = chosen[0].printed
        if len(chosen) > 1:
            guess.doubt = f"its unit may be any of {', '.join(unit.printed for unit in stated)}"

    def _check_money(self, guess: _Guess, column: int, concept: str) -> None:
        if concept not in ("prize", "budget"):
            return
        units = [*header_units(guess.label), *self.layout.headings.units]
        if not any(self._is_money(unit.name) for unit in units):
            guess.constants["unit"] = "원" if self.language == "ko" else "KRW"
            guess.doubt = "its currency is not stated in the table, and taken for the won"

    def _is_money(self, unit: str) -> bool:
        return self.lexicon.units.get(fold(unit), "").rsplit("/", 1)[-1].isupper()

    def _has_column(self, concept: str) -> bool:
        return any(self._concept(n) == concept for n in range(len(self.labels)))

    def _constants(self, kind: str, guesses: Sequence[_Guess]) -> dict[str, str]:
        """What every fact of the table shares, found in its title and file name or left to a person."""
        found: dict[str, str] = {}
        filled = {guess.property for guess in guesses}
        if "parent" not in filled and (parent := self._common_parent(guesses)):
            found["parent"] = parent
            self.doubts.append(f"its governments are taken for those of {parent} (tr:parent)")
        if kind == "observation":
            self._observation_constants(found, guesses, filled)
        if kind == "conferral" and "award" not in filled:
            found["award"] = (
                self._longest_named(("Award", "Scheme")) or self.layout.title or self.table.stem
            )
            self.doubts.append(f"the award is taken from the title: {found['award']!r} (tr:award)")
        if kind == "undertaking" and "action" not in filled:
            found["action"] = "operate"
            self.doubts.append(
                'no column says what was done; all are taken as "operate" (tr:action)'
            )
        who = _WHO.get(kind)
        if who and who not in filled and kind != "claim":
            named = self._longest_named(("Government",))
            if named:
                found[who] = named
                self.doubts.append(f"all rows are taken to be of {named} (tr:{who})")
            else:
                self.doubts.append(f"no column names the government; map one to tr:{who}")
        return found

    def _observation_constants(
        self, found: dict[str, str], guesses: Sequence[_Guess], filled: Iterable[str | None]
    ) -> None:
        values = [guess for guess in guesses if guess.property == "value"]
        if not values:
            self.doubts.append("no column of numbers was found; map one to tr:value")
        if "metric" not in filled and any("metric" not in guess.constants for guess in values):
            metric = self._metric_of_title()
            found["metric"] = metric or self.layout.title or self.table.stem
            self.doubts.append(
                f"the metric is taken from the title: {found['metric']!r} (tr:metric)"
            )
        if "period" not in filled and any("period" not in guess.constants for guess in values):
            year = year_in(self.about)
            if year:
                found["period"] = year
                self.doubts.append(f"the period is taken from the title: {year} (tr:period)")
            else:
                self.doubts.append("no period is stated: its figures count as of dc:issued")

    def _metric_of_title(self) -> str | None:
        """The longest name of a metric in the title or file name."""
        folded = fold(self.about)
        named = [name for name in self.lexicon.metrics if name in folded]
        longest = max(named, key=len, default=None)
        if longest is None:
            return None
        at = folded.index(longest)
        return self.about[at : at + len(longest)]

    def _longest_named(self, kinds: tuple[str, ...]) -> str | None:
        """The longest name of a thing of some classes in the title or file name."""
        names = [
            name
            for name in self.lexicon.names(self.about, self.language)
            if name.kind in kinds and len(name.iris) == 1
        ]
        longest = max(names, key=lambda name: name.end - name.start, default=None)
        return self.about[longest.start : longest.end] if longest else None

    def _common_parent(self, guesses: Sequence[_Guess]) -> str | None:
        """The one parent that every government of the table may have; None if there is no such one."""
        whose = [n for n, guess in enumerate(guesses) if guess.property in _WHO.values()]
        names = {name for column in whose for name in self._cells(column)}
        if len(names) < 2:
            return None
        counts: Counter[str] = Counter()
        for name in names:
            options = [self.lexicon.things[iri].link("parent") for iri in self._governments(name)]
            counts.update({parent for parent in options if parent})
        shared = [parent for parent, count in counts.items() if count >= _MOSTLY * len(names)]
        return self.lexicon.things[shared[0]].label(self.language) if len(shared) == 1 else None

    def _description(
        self, kind: str, guesses: Sequence[_Guess], constants: Mapping[str, str]
    ) -> dict[str, Any]:
        layout = self.layout
        self.doubts.append("state dc:issued (its day of publication), dc:publisher and dc:source")
        dialect = {
            "delimiter": layout.dialect.delimiter,
            "skipRows": layout.dialect.skip_rows or None,
            "headerRowCount": layout.dialect.header_rows
            if layout.dialect.header_rows != 1
            else None,
        }
        described = {
            "@context": [CSVW, {"@language": self.language if self.language != "und" else "en"}],
            "url": self.table.name,
            "table:sheet": self.sheet,
            "dc:title": layout.title or self.table.stem,
            "dialect": {key: value for key, value in dialect.items() if value is not None},
            "table:kind": kind,
            **{f"tr:{name}": value for name, value in constants.items()},
            "table:totals": list(layout.totals),
            "table:notes": list(layout.notes),
            "rdfs:comment": [doubt for doubt in self.doubts if not doubt.startswith("column ")],
            "tableSchema": {
                "null": list(layout.nulls),
                "columns": [self._column(guess) for guess in guesses],
            },
        }
        return {key: value for key, value in described.items() if value not in (None, [], {})}

    def _column(self, guess: _Guess) -> dict[str, Any]:
        described = {
            "titles": guess.label or None,
            "propertyUrl": f"tr:{guess.property}" if guess.property else None,
            **{f"tr:{name}": value for name, value in guess.constants.items()},
            "table:fillDown": guess.is_filled_down or None,
            "suppressOutput": None if guess.property else True,
            "rdfs:comment": guess.doubt,
        }
        return {key: value for key, value in described.items() if value is not None}
