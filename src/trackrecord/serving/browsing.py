"""The lists of things: what they can be narrowed and sorted by, a page at a time."""

from collections import Counter
from collections.abc import Sequence

from trackrecord.iris import local_name, slug
from trackrecord.profiles.listing import COUNTED, FILTERS, Entry, listing
from trackrecord.profiles.paging import paged
from trackrecord.serving.rendering import View
from trackrecord.serving.snapshot import Snapshot

KINDS = tuple(COUNTED)
_PAGE = 100
_CHOICES = 60  # of a filter, the most frequent


def listing_of(snapshot: Snapshot, kind: str) -> tuple[Entry, ...]:
    """The things of a kind in a snapshot."""
    return snapshot.once(f"listing {kind}", lambda: listing(snapshot.store, kind))


def entries(view: View, kind: str) -> dict[str, object]:
    """What the page of a list is filled with: its entries, and the choices by which it can be narrowed.

    A static page has all entries, which a browser sorts: there would be too many pages of choices.
    """
    every = listing_of(view.snapshot, kind)
    asked = {name: view.asked[name] for name in FILTERS[kind] if view.asked.get(name)}
    found = [each for each in every if all(_key(each, n) == told for n, told in asked.items())]
    names = [name for name, _ in COUNTED[kind]]
    orders = ("most", "name", *(("issued",) if kind == "source" else ()), *names)
    sort = view.asked.get("sort", "")
    if sort not in orders:
        sort = "issued" if kind == "source" else "most"
    return {
        "entries": paged(
            _sorted(view, found, sort, names), view.page(), len(found) if view.is_static else _PAGE
        ),
        "filters": [
            (name, [] if view.is_static else _choices(view, found, name, name in asked))
            for name in FILTERS[kind]
        ],
        "asked": asked,
        "orders": () if view.is_static else orders,
        "sort": sort,
        "counts": names,
        "all": len(every),
    }


def _key(entry: Entry, name: str) -> str:
    """What an entry is narrowed by, as it stands in an address."""
    value = entry.values[name]
    return local_name(value) if "://" in value else slug(value)


def _sorted(view: View, found: Sequence[Entry], sort: str, names: Sequence[str]) -> list[Entry]:
    by_name = sorted(
        found,
        key=lambda entry: ((entry.title or view.names.label(entry.iri)).casefold(), entry.iri),
    )
    if sort == "name":
        return by_name
    if sort == "most":
        return sorted(by_name, key=lambda entry: -sum(entry.counts))
    if sort == "issued":
        return sorted(by_name, key=lambda entry: entry.issued, reverse=True)
    place = names.index(sort)
    return sorted(by_name, key=lambda entry: -entry.counts[place])


def _choices(
    view: View, found: Sequence[Entry], name: str, is_chosen: bool
) -> list[tuple[str, str, int]]:
    """The values of a filter with what they are called and how many entries have them; none if there is no choice."""
    told = {_key(each, name): each.values[name] for each in found if each.values[name]}
    counted = Counter(_key(each, name) for each in found if each.values[name])
    if len(counted) < 2 and not is_chosen:
        return []
    shown = counted.most_common(_CHOICES)
    found_ones = [
        (key, view.label(told[key]) if "://" in told[key] else told[key], count)
        for key, count in shown
    ]
    return sorted(found_ones, key=lambda each: (name == "year" and -int(each[0] or 0), each[1]))
