"""Facts for people: a table by kind, each with its words highlighted in their sentence."""

from collections.abc import Iterable

from rich.console import Console
from rich.markup import escape
from rich.text import Text

from trackrecord.document import Document
from trackrecord.facts import KINDS, Cells, Fact, Money

_AROUND = 60  # code points of text shown before and after a quote
_COMMON = "bold"


def show_facts(document: Document, facts: Iterable[Fact], console: Console) -> None:
    """Print the facts of a document by kind: the columns, then the quote in its surroundings."""
    told = list(facts)
    console.print(f"[{_COMMON}]{escape(document.title or document.name)}[/] ({len(told)} facts)")
    for kind in KINDS:
        group = [fact for fact in told if fact.kind == kind]
        if group:
            console.print(f"\n[bold underline]{kind}[/] ({len(group)})")
        for fact in group:
            console.print(Text("  " + columns(fact)), soft_wrap=True)
            console.print(in_context(document.text, fact), soft_wrap=True)


def columns(fact: Fact) -> str:
    """The columns of a fact as `name: value`, without IRIs."""
    values = fact.columns().items()
    return "  ".join(
        f"{name}: {_shown(value)}" for name, value in values if not name.endswith("_iri")
    )


def in_context(text: str, fact: Fact) -> Text:
    """The quote of a fact, highlighted, with the text before and after it on one line."""
    if fact.fragment:
        return _in_table(fact)
    start, end = max(0, fact.start - _AROUND), min(len(text), fact.end + _AROUND)
    before = " ".join(text[start : fact.start].rsplit("\n", 1)[-1].split(" "))
    after = text[fact.end : end].split("\n", 1)[0]
    line = Text("      ")
    line.append(("…" if start else "") + before, style="dim")
    line.append(fact.quote.replace("\n", " "), style="black on yellow")
    line.append(after + ("…" if end < len(text) else ""), style="dim")
    line.append(
        f"  [{fact.start}-{fact.end} {fact.reader} {fact.confidence:.2f}]", style="dim italic"
    )
    return line


def _in_table(fact: Fact) -> Text:
    """The quoted cells of a fact, highlighted, with the row that they stand in."""
    line = Text("      ")
    line.append(fact.quote, style="black on yellow")
    rows = [c.quote for c in fact.context if isinstance(c, Cells) and c.fragment.startswith("row=")]
    line.append("".join(f"  in {row}" for row in rows), style="dim")
    line.append(f"  [{fact.fragment} {fact.reader} {fact.confidence:.2f}]", style="dim italic")
    return line


def _shown(value: object) -> str:
    if isinstance(value, Money):
        return f"{value.amount:,} {value.currency}"
    return str(value)
