"""What is found by a name: things by kind, the best first; where nothing is, what is called nearly so."""

from dataclasses import dataclass

from pyoxigraph import Store

from trackrecord.finding import KINDS, Hit, name_index

SHOWN = 25  # things of a kind on a page
SUGGESTED = 8  # things under a search box
_NEAR = 5
_LONGEST = 200  # characters of a name that are looked at; nothing has a longer one


@dataclass(frozen=True, slots=True)
class Group:
    """Things of a kind that are found, and whether there are more than are listed."""

    kind: str
    hits: tuple[Hit, ...]
    has_more: bool


@dataclass(frozen=True, slots=True)
class Found:
    """What a name finds, by kind; `near` is what it may have meant, where it finds nothing."""

    text: str
    groups: tuple[Group, ...]
    near: tuple[Hit, ...]

    @property
    def count(self) -> int:
        """How many things are listed."""
        return sum(len(group.hits) for group in self.groups)


def found(store: Store, text: str, language: str) -> Found:
    """The things that a name, or the beginning of one, may stand for."""
    asked = " ".join(text[:_LONGEST].split())
    if not asked:
        return Found("", (), ())
    index = name_index(store)
    groups = []
    for kind in KINDS:
        hits = index.completions(asked, language, (kind,), SHOWN + 1)
        if hits:
            groups.append(Group(kind, hits[:SHOWN], len(hits) > SHOWN))
    groups.sort(key=lambda group: -group.hits[0].score)  # stable: kinds stay in their order
    near = () if groups else index.matches(asked, language, limit=_NEAR)
    return Found(asked, tuple(groups), near)


def suggested(store: Store, text: str, language: str) -> tuple[Hit, ...]:
    """The few things that what was typed so far may become."""
    asked = " ".join(text[:_LONGEST].split())
    return name_index(store).completions(asked, language, limit=SUGGESTED) if asked else ()
