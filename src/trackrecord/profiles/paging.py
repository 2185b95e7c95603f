"""Long lists a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Paged(Generic[T]):
    """Some of a list: the page that was asked for, or the nearest there is; pages count from 1."""

    items: tuple[T, ...]
    total: int
    page: int
    pages: int


def paged(items: Sequence[T], page: int, size: int) -> Paged[T]:
    """A page of a list.

    >>> paged("abcde", 2, 2)
    Paged(items=('c', 'd'), total=5, page=2, pages=3)
    >>> paged("abcde", 99, 2).page, paged("", 1, 2).pages
    (3, 1)
    """
    pages = max(1, -(-len(items) // max(size, 1)))
    page = min(max(page, 1), pages)
    return Paged(tuple(items[(page - 1) * size : page * size]), len(items), page, pages)
