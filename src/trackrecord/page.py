"""The outcome of checks as one page to print or publish: no script, no network, nothing outside it.

What sources say is escaped wherever it stands, and a link leads to the web or nowhere.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count, groupby

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from pyoxigraph import NamedNode, Store

from trackrecord import __version__
from trackrecord.accounting import GROUPS, SIGNS, Account, accounts
from trackrecord.checking import Outcome
from trackrecord.checks import VERDICTS, Check
from trackrecord.iris import local_name
from trackrecord.naming import Names, first_text
from trackrecord.quoting import Quote
from trackrecord.vocabulary import DCTERMS

_TITLES = {
    "arithmetic": "The arithmetic, done again",
    "claims": "The boasts, tested",
    "agreement": "The sources, side by side",
    "promises": "What was promised, and what was delivered",
    "shapes": "Your own shapes",
}
_WEB = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Group:
    """The checks of one kind that had something to say, each with its verdicts and their anchors."""

    name: str
    title: str
    checks: tuple[tuple[Check, tuple[tuple[str, Account], ...]], ...]


def to_html(outcome: Outcome, store: Store, names: Names, base: str) -> str:
    """The page: in short, then the verdicts by kind of check, then what was checked."""
    told = {check.id: tuple(accounts(outcome, check, store, names)) for check in outcome.checks}
    counts = [(check, outcome.count(check)) for check in outcome.checks]
    groups = tuple(_groups(outcome.checks, told))
    sources = _Sources(store)
    issued = sorted(
        {q.issued for each in told.values() for a in each for q in a.quotes if q.issued}
    )
    return _template().render(
        title=f"{outcome.subject}: what holds, and what does not"
        if outcome.subject
        else "What holds, and what does not",
        version=__version__,
        period=_period(issued),
        verdicts=[(name, *SIGNS[name], VERDICTS[name]) for name in SIGNS],
        signs=SIGNS,
        total={name: sum(counted.verdicts[name] for _, counted in counts) for name in SIGNS},
        groups=groups,
        wrong=[
            (anchor, account)
            for group in groups
            for _, spoken in group.checks
            for anchor, account in spoken
            if account.verdict.verdict == "contradicted"
        ],
        counts=counts,
        reasons=[(check.name, *reason) for check, counted in counts for reason in counted.reasons],
        language_of=sources.language_of,
        source_of=sources.title_of,
    )


def _period(issued: list[str]) -> str:
    """From when to when sources are, as the beginning of a paragraph."""
    if not issued:
        return ""
    return f"Sources of {' to '.join(sorted({issued[0], issued[-1]}))}. "


def _groups(checks: Iterable[Check], told: Mapping[str, tuple[Account, ...]]) -> Iterator[Group]:
    ordered = sorted(checks, key=lambda check: GROUPS.index(check.about))
    anchors = (f"v{number}" for number in count(1))
    for name, group in groupby(ordered, key=lambda check: check.about):
        spoken = tuple(
            (check, tuple((next(anchors), account) for account in told[check.id]))
            for check in group
            if told[check.id]
        )
        if spoken:
            yield Group(name, _TITLES[name], spoken)


def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("trackrecord", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["is_web"] = is_web
    environment.filters["one_line"] = one_line
    environment.filters["before"] = before
    environment.filters["after"] = after
    environment.filters["capitalised"] = lambda text: text[:1].upper() + text[1:]
    return environment.get_template("report.html")


def is_web(address: str | None) -> bool:
    """Whether an address may be linked: http or https, and nothing that runs."""
    return address is not None and _WEB.fullmatch(address) is not None


def one_line(text: str) -> str:
    """The text with each run of white space as one space."""
    return re.sub(r"\s+", " ", text)


def before(text: str) -> str:
    """The text that stands before a quote, from its first whole word on.

    >>> before("ive of 55 million KRW. In 2021 ")
    '… of 55 million KRW. In 2021 '
    """
    _, space, rest = one_line(text).partition(" ")
    return f"…{space}{rest}" if rest else ""


def after(text: str) -> str:
    r"""The text that stands after a quote, up to its last whole word.

    >>> after(". The Local Job Target Disclosur")
    '. The Local Job Target\xa0…'
    """
    rest, _, _ = one_line(text).rpartition(" ")
    return f"{rest}\u00a0…" if rest else ""


class _Sources:
    """What is known of sources: title, day and language."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def language_of(self, quote: Quote) -> str:
        """The language tag of a quote's source; empty, which says unknown, where it is none."""
        told = self._value(quote.source, str(DCTERMS.language)) or ""
        return told if _LANGUAGE.fullmatch(told) else ""

    def title_of(self, source: str) -> str:
        """The title of a source with its day."""
        title = self._value(source, str(DCTERMS.title)) or local_name(source)
        issued = self._value(source, str(DCTERMS.issued))
        return f"{title}, {issued}" if issued else title

    def _value(self, source: str, predicate: str) -> str | None:
        return first_text(self._store, NamedNode(source), NamedNode(predicate))
