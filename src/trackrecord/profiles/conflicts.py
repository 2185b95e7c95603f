"""Where sources differ and checks fail: the verdicts of a graph as a news desk wants them.

A desk asks for some verdicts (by default what is contradicted), the newest or the gravest first, a page at
a time. A verdict is as new as the source whose words are judged; where it is of all sources together, as
the newest source of the facts that it used.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from threading import Lock

from pyoxigraph import DefaultGraph, NamedNode, Store

from trackrecord.checks import SEVERITIES, VERDICTS
from trackrecord.iris import local_name
from trackrecord.naming import Names, text_of
from trackrecord.profiles.columns import pairs
from trackrecord.profiles.statements import Question, question
from trackrecord.vocabulary import CODE, DCTERMS, PROV, RDF, SH, TR

ORDERS = ("newest", "gravest")
PAGE = 12  # verdicts on a page
#: The properties by which a fact is a government's, or is of a program that is.
_OWNED_BY = (TR.recipient, TR.claimant, TR.operator, TR.government, TR.about)


@dataclass(frozen=True, slots=True)
class Asked:
    """Which verdicts are asked for: by verdict (`all` for any), check, government; their order, page and its size."""

    verdict: str = "contradicted"
    check: str = ""
    government: str = ""
    order: str = ORDERS[0]
    page: int = 1
    size: int = PAGE


@dataclass(frozen=True, slots=True)
class Check:
    """A check as the graph describes it: its IRI and id, its name, what it means and how grave it is."""

    iri: str
    id: str
    name: str
    says: str
    severity: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """A verdict with its working, what it is of in words, and who says what of every fact it used.

    The first question is that of the fact that was checked. `source` is the one whose words are judged,
    where they are not those of all sources together.
    """

    iri: str
    check: Check
    code: str
    label: str
    working: str
    told: str
    issued: str
    source: str | None
    governments: tuple[str, ...]
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Conflicts:
    """The verdicts that were asked for, of one page, and how many there are by what one may ask for.

    The counts of each choice are those with all other choices as they are asked for.
    """

    asked: Asked
    was_checked: bool
    total: int
    pages: int
    found: tuple[Conflict, ...]
    by_verdict: tuple[tuple[str, str, int], ...]
    by_check: tuple[tuple[str, str, int], ...]
    by_government: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True)
class _Listed:
    """A verdict as far as it takes to choose and order it."""

    iri: str
    code: str
    check: str
    severity: int
    issued: str
    governments: frozenset[str]


def conflicts(store: Store, names: Names, asked: Asked) -> Conflicts:
    """The verdicts that are asked for; a page that there is not is the nearest there is."""
    chosen = _chosen(store, replace(asked, page=1, size=PAGE))
    pages = max(1, -(-len(chosen.found) // asked.size))
    page = min(max(asked.page, 1), pages)
    return Conflicts(
        replace(asked, page=page),
        bool(_listed(store)),
        len(chosen.found),
        pages,
        tuple(
            _conflict(store, one, names)
            for one in chosen.found[(page - 1) * asked.size : page * asked.size]
        ),
        tuple((code, names.label(CODE["verdict"] + code), chosen.codes[code]) for code in VERDICTS),
        _counted(chosen.checks, names),
        _counted(chosen.governments, names),
    )


@dataclass(frozen=True, slots=True)
class _Chosen:
    """The verdicts that are asked for, in their order, and how many each other choice would find."""

    found: tuple["_Listed", ...]
    codes: Mapping[str, int]
    checks: Mapping[str, int]
    governments: Mapping[str, int]


@lru_cache(maxsize=64)
def _chosen(store: Store, asked: Asked) -> _Chosen:
    everything = _listed(store)
    found = [one for one in everything if _is_asked(one, asked)]
    if asked.order == "gravest":
        found.sort(key=lambda one: one.severity)  # stable: the newest stay first
    governments = Counter(
        owner
        for one in everything
        if _is_asked(one, asked, but="government")
        for owner in one.governments
    )
    return _Chosen(
        tuple(found),
        Counter(one.code for one in everything if _is_asked(one, asked, but="verdict")),
        Counter(one.check for one in everything if _is_asked(one, asked, but="check")),
        governments,
    )


def _counted(counts: Mapping[str, int], names: Names) -> tuple[tuple[str, str, int], ...]:
    """The last part of each IRI, its label and its count, by label."""
    told = ((local_name(iri), names.label(iri), count) for iri, count in counts.items())
    return tuple(sorted(told, key=lambda each: (each[1], each[0])))


def _is_asked(one: _Listed, asked: Asked, but: str = "") -> bool:
    wanted = (
        (but == "verdict" or asked.verdict in ("all", one.code)),
        (but == "check" or not asked.check or local_name(one.check) == asked.check),
        (
            but == "government"
            or not asked.government
            or any(local_name(owner) == asked.government for owner in one.governments)
        ),
    )
    return all(wanted)


def prepare(store: Store) -> None:
    """List the verdicts of a dataset that is only read, so that who asks first need not wait for it."""
    _listed(store)


_listing = Lock()


def _listed(store: Store) -> tuple[_Listed, ...]:
    """Every verdict of a dataset that is only read, listed when they are first asked for."""
    with _listing:
        return _listed_once(store)


@lru_cache(maxsize=2)
def _listed_once(store: Store) -> tuple[_Listed, ...]:
    """Every verdict, the newest first; of one day, by gravity."""
    codes = dict(pairs(store, TR.verdict))
    checks, facts = dict(pairs(store, TR.check)), dict(pairs(store, TR.fact))
    severities = {
        check: SEVERITIES.index(severity.rsplit("#", 1)[-1])
        for check, severity in pairs(store, SH.severity)
        if severity.rsplit("#", 1)[-1] in SEVERITIES
    }
    used: dict[str, set[str]] = {verdict: {fact} for verdict, fact in facts.items()}
    for subject, fact in pairs(store, PROV.wasDerivedFrom):
        if subject in used:
            used[subject].add(fact)
    of_interest = set().union(*used.values()) if used else set()
    issued, owners = _dates(store, of_interest), _owners(store, of_interest)
    days = dict(pairs(store, DCTERMS.issued))
    judged = {verdict: days.get(source) for verdict, source in pairs(store, DCTERMS.source)}
    found = [
        _Listed(
            verdict,
            local_name(code),
            checks[verdict],
            severities.get(checks[verdict], len(SEVERITIES)),
            judged.get(verdict)
            or max((issued.get(fact, "") for fact in used[verdict]), default=""),
            owners.get(facts[verdict], frozenset()),
        )
        for verdict, code in codes.items()
        if verdict in checks and verdict in facts
    ]
    found.sort(key=lambda one: (one.severity, one.iri))
    return tuple(sorted(found, key=lambda one: one.issued, reverse=True))


def _dates(store: Store, facts: set[str]) -> dict[str, str]:
    """The date of the newest source of each fact; a piece of evidence is a fragment of its source."""
    days = dict(pairs(store, DCTERMS.issued))
    found: dict[str, str] = {}
    for fact, evidence in pairs(store, TR.evidence):
        if fact in facts:
            day = days.get(evidence.partition("#")[0], "")
            found[fact] = max(found.get(fact, ""), day)
    return found


def _owners(store: Store, facts: set[str]) -> dict[str, frozenset[str]]:
    """The governments that each fact is of; a fact of a program is its government's."""
    kind = NamedNode(str(TR.Government))
    governments = {
        text_of(quad.subject)
        for quad in store.quads_for_pattern(None, NamedNode(str(RDF.type)), kind, DefaultGraph())
    }
    of_program = {
        program: owner
        for program, owner in pairs(store, TR.government)
        if owner in governments and program not in facts
    }
    found: dict[str, set[str]] = {}
    for predicate in _OWNED_BY:
        for fact, owner in pairs(store, predicate):
            owner = of_program.get(owner, owner)
            if fact in facts and owner in governments:
                found.setdefault(fact, set()).add(owner)
    return {fact: frozenset(owners) for fact, owners in found.items()}


def _conflict(store: Store, one: _Listed, names: Names) -> Conflict:
    node = NamedNode(one.iri)
    told: dict[str, list[str]] = {}
    for quad in store.quads_for_pattern(node, None, None, DefaultGraph()):
        told.setdefault(quad.predicate.value, []).append(text_of(quad.object))
    fact = told[str(TR.fact)][0]
    others = sorted(set(told.get(str(PROV.wasDerivedFrom), ())) - {fact})
    asked = (question(store, NamedNode(iri), names) for iri in (fact, *others))
    questions = tuple(each for each in asked if each is not None)
    return Conflict(
        one.iri,
        _check(store, one, names),
        one.code,
        names.label(CODE["verdict"] + one.code),
        told[str(TR.working)][0],
        questions[0].told if questions else names.label(fact),
        one.issued,
        next(iter(told.get(str(DCTERMS.source), ())), None),
        tuple(sorted(one.governments)),
        questions,
    )


def _check(store: Store, one: _Listed, names: Names) -> Check:
    says: Iterable[str] = (
        text_of(quad.object)
        for quad in store.quads_for_pattern(
            NamedNode(one.check), NamedNode(str(DCTERMS.description)), None, DefaultGraph()
        )
    )
    grave = SEVERITIES[one.severity] if one.severity < len(SEVERITIES) else ""
    name = local_name(one.check)
    return Check(one.check, name, names.label(one.check), min(says, default=""), grave)
