"""What the page of a thing is filled with, by what the thing is."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from pyoxigraph import DefaultGraph, NamedNode

from trackrecord.describing import facts_of
from trackrecord.naming import text_of
from trackrecord.profiles.award import Conferrals, award, conferrals
from trackrecord.profiles.government import Government, government
from trackrecord.profiles.metric import Figures, figures, metric
from trackrecord.profiles.paging import Paged, paged
from trackrecord.profiles.program import program
from trackrecord.profiles.properties import mentions
from trackrecord.profiles.records import latest_first, plain_records, record, worded
from trackrecord.profiles.targets import Target, best_kept
from trackrecord.serving import charts
from trackrecord.serving.lists import SHOWN, Facts
from trackrecord.serving.rendering import View
from trackrecord.serving.snapshot import Snapshot
from trackrecord.serving.texts import source_page
from trackrecord.vocabulary import RDF, TR

_EDITIONS = 12  # of a matrix, the latest
_ROWS = 30  # of a matrix
_RANKS = 30  # of a ranking, on a page
_LINES = 6  # of a chart of trends
_IN_A_YEAR = 8  # facts of a year on a timeline; the others have a page
_MENTIONED = 40
#: The lists that facts of a kind are in, on the page of a thing that has no order of its own.
_LIST_OF = {
    "Conferral": "conferrals",
    "Observation": "figures",
    "Undertaking": "undertakings",
    "Claim": "claims",
    "Tenure": "offices",
    "SchemeFact": "scheme",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A template with what fills it in.

    `facts` are the lists of facts that may be asked for by their names; `own` those that stand on the page.
    """

    template: str
    values: Mapping[str, object]
    facts: Mapping[str, Facts] = field(default_factory=dict)
    own: tuple[str, ...] = ()


def figures_of(snapshot: Snapshot) -> Figures:
    """The figures of a snapshot by metric."""
    return snapshot.once("figures", lambda: figures(snapshot.store))


def conferrals_of(snapshot: Snapshot) -> Conferrals:
    """The conferrals of a snapshot by award."""
    return snapshot.once("conferrals", lambda: conferrals(snapshot.store))


def government_of(view: View, node: NamedNode) -> Government:
    """The profile of a government in the language of a view."""
    return view.snapshot.once(
        ("government", view.language, node.value),
        lambda: government(view.snapshot.store, node, view.names),
    )


def _government(view: View, node: NamedNode) -> Shown:
    profile = government_of(view, node)
    facts: dict[str, Facts] = {
        name: getattr(profile, name)
        for name in ("promised", "ran", "delivered", "won", "claims", "offices")
    }
    own = tuple(facts)
    facts |= {f"year-{year.year}": year.records for year in profile.timeline}
    values = {
        "profile": profile,
        "targets": _targets(view, profile.targets),
        "best": best_kept(profile.targets),
        "in_a_year": _IN_A_YEAR,
        "charts": {
            "targets": charts.targets(profile.targets, node.value),
            "series": charts.series(profile.about, node.value),
            "years": charts.years(profile.awards_by_year),
        },
    }
    return Shown("government.html", values, facts, own)


def _award(view: View, node: NamedNode) -> Shown:
    profile = view.snapshot.once(
        ("award", view.language, node.value),
        lambda: award(view.snapshot.store, node, view.names, conferrals_of(view.snapshot)),
    )
    years = [year for year, _ in profile.editions]
    edition = view.asked.get("edition", "")
    all_years = sorted({win.year for win in profile.wins}, reverse=True)
    if edition not in all_years:
        edition = next(iter(years or all_years), "")
    recipients = paged(profile.recipients, view.page(), _ROWS)
    facts: dict[str, Facts] = {
        "winners": [win.fact for win in profile.of_edition(edition)],
        **{
            name: tuple(r for r in profile.told if r.kind == kind)
            for name, kind in (("scheme", "SchemeFact"), ("figures", "Observation"))
        },
        "claims": profile.claims,
    }  # fmt: skip
    values = {
        "profile": profile,
        "edition": edition,
        "editions": all_years,
        "years": sorted(years[:_EDITIONS]),
        "recipients": recipients,
        "matrix": profile.matrix(recipient for recipient, _ in recipients.items),
        "streaks": profile.streaks[:SHOWN],
        "charts": {"years": charts.years(tuple(reversed(profile.editions)))},
    }
    return Shown("award.html", values, facts, tuple(facts))


def _metric(view: View, node: NamedNode) -> Shown:
    profile = view.snapshot.once(
        ("metric", view.language, node.value),
        lambda: metric(view.snapshot.store, node, view.names, figures_of(view.snapshot)),
    )
    periods = [period for period, _ in profile.periods]
    period = view.asked.get("period", "")
    if period not in periods:
        period = next(iter(periods), "")
    ranking = profile.ranking(period)
    shown = paged(ranking, view.page(), _RANKS)
    found = (
        (ranked, record(view.snapshot.store, NamedNode(ranked.figure.fact), view.names))
        for ranked in shown.items
    )
    trend = profile.trend(_LINES)
    facts: dict[str, Facts] = {
        "figures": [figure.fact for figure in profile.other()],
        "claims": profile.claims,
    }
    values = {
        "profile": profile,
        "period": period,
        "ranking": shown,
        "rows": [(ranked, told) for ranked, told in found if told],
        "trend": trend,
        "trend_years": sorted({figure.period for _, told in trend for figure in told}),
        "spread": profile.spread(period),
        "charts": {
            "trend": charts.trend(trend, view.names),
            "spread": profile.agreed(period),
        },
    }
    return Shown("metric.html", values, facts, tuple(facts))


def _program(view: View, node: NamedNode) -> Shown:
    profile = program(view.snapshot.store, node, view.names)
    facts: dict[str, Facts] = {
        "done": profile.done,
        "figures": profile.figures,
        "claims": profile.claims,
        "other": profile.other,
    }
    values = {
        "profile": profile,
        "targets": _targets(view, profile.targets),
        "charts": {"targets": charts.targets(profile.targets, node.value)},
    }
    return Shown("program.html", values, facts, tuple(facts))


def _source(view: View, node: NamedNode) -> Shown:
    return Shown("source.html", source_page(view, node))


def plain(view: View, node: NamedNode) -> Shown:
    """What the page of any other thing is filled with: itself, if it is a fact, and the facts about it."""
    store, names = view.snapshot.store, view.names
    about = latest_first(plain_records(store, facts_of(store, node), names))
    facts: dict[str, Facts] = {
        name: tuple(r for r in about if r.kind == kind)
        for kind, name in _LIST_OF.items()
        if any(r.kind == kind for r in about)
    }
    own = record(store, node, names)
    values = {
        "record": own,
        "mentions": () if own else mentions(store, node, names, _MENTIONED),
        "derived": {
            fact: told.told
            for verdict in (own.verdicts if own else ())
            for fact in verdict.facts
            if (told := record(store, NamedNode(fact), names)) is not None
        },
    }
    return Shown("thing.html", values, facts, tuple(facts))


def classes_of(view: View, node: NamedNode) -> set[str]:
    """The classes of a thing."""
    quads = view.snapshot.store.quads_for_pattern(
        node, NamedNode(str(RDF.type)), None, DefaultGraph()
    )
    return {text_of(quad.object) for quad in quads}


def _targets(view: View, every: Iterable[Target]) -> Paged[Target]:
    """The first of some targets, with the words behind them."""
    some = paged(tuple(every), 1, SHOWN)
    found = tuple(
        replace(
            target,
            records=tuple(worded(view.snapshot.store, each, view.names) for each in target.records),
        )
        for target in some.items
    )
    return replace(some, items=found)


#: What fills in the page of a thing, by its class; of several classes, the first here counts.
PAGES: Mapping[str, Callable[[View, NamedNode], Shown]] = {
    str(TR.Government): _government,
    str(TR.Award): _award,
    str(TR.Scheme): _award,
    str(TR.Metric): _metric,
    str(TR.Program): _program,
    str(TR.Source): _source,
}
