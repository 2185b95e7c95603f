"""What reconciliation clients send as JSON → queries, checked member by member.

Versions 0.2 and 1.0-draft write a query differently; what is wrong with one is told with its place in the batch.
"""

import json
from collections.abc import Iterable
from typing import Any, Literal, cast

from trackrecord.errors import QueryError
from trackrecord.reconciling import Condition, Query
from trackrecord.vocabulary import TR

JSON = dict[str, Any]
#: The most queries, or things whose values are asked for, in one request.
BATCH = 200
_MOST = 100  # candidates of one query
_CONDITIONS = 20  # of one query
_VALUES = 100  # of one condition


def query(told: object, place: str) -> Query:
    """A query of version 0.2."""
    each = object_in(told, place)
    text = text_in(each.get("query", ""), f"{place}.query")
    given = each.get("properties")
    listed = list_in([] if given is None else given, f"{place}.properties")
    conditions = tuple(
        _condition(condition, f"{place}.properties[{n}]") for n, condition in enumerate(listed)
    )
    types = each.get("type") or []
    classes = types if isinstance(types, list) else [types]
    kinds = tuple(kind_of(text_in(type_, f"{place}.type")) for type_ in classes)
    return _checked(text, kinds, conditions, each.get("limit"), place)


def conditional_query(told: object, place: str) -> Query:
    """A query of version 1.0-draft, whose name is a condition among others."""
    each = object_in(told, place)
    conditions = []
    text = ""
    for n, condition in enumerate(list_in(each.get("conditions"), f"{place}.conditions")):
        where = f"{place}.conditions[{n}]"
        one = object_in(condition, where)
        if one.get("matchType") == "name":
            text = next(iter(_texts(one.get("v"), f"{where}.v")), "")
        elif one.get("matchType") == "property":
            conditions.append(_condition(condition, where))
        else:
            raise QueryError(f'{where}.matchType: expected "name" or "property"')
    type_ = each.get("type")
    kinds = (kind_of(text_in(type_, f"{place}.type")),) if type_ else ()
    return _checked(text, kinds, tuple(conditions), each.get("limit"), place)


def _checked(
    text: str,
    kinds: tuple[str, ...],
    conditions: tuple[Condition, ...],
    limit: object,
    place: str,
) -> Query:
    if len(conditions) > _CONDITIONS:
        raise QueryError(f"{place}: more than {_CONDITIONS} conditions")
    if not text.strip() and not conditions:
        raise QueryError(f"{place}: a query needs a name or a condition")
    number = 10 if limit is None else whole_number(limit, f"{place}.limit")
    return Query(text, kinds, conditions, min(max(number, 1), _MOST))


def _condition(told: object, place: str) -> Condition:
    each = object_in(told, place)
    quantifier = each.get("matchQuantifier", "any")
    if quantifier not in ("any", "all", "none"):
        raise QueryError(f'{place}.matchQuantifier: expected "any", "all" or "none"')
    values = tuple(_texts(each.get("v"), f"{place}.v"))
    if len(values) > _VALUES:
        raise QueryError(f"{place}.v: more than {_VALUES} values")
    return Condition(
        property_of(text_in(each.get("pid"), f"{place}.pid")),
        values,
        each.get("required") is True,
        cast(Literal["any", "all", "none"], quantifier),
    )


def _texts(value: object, place: str) -> Iterable[str]:
    """A value or a list of them as texts; a thing is its IRI."""
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, dict):
            yield text_in(each.get("id"), f"{place}.id")
        elif isinstance(each, bool):
            yield str(each).lower()
        elif isinstance(each, int | float):
            yield f"{each:g}" if isinstance(each, float) else str(each)
        else:
            yield text_in(each, place)


def kind_of(type_: str) -> str:
    """The local name of a class that is given by its IRI, or by its local name."""
    return type_.removeprefix(str(TR))


def property_of(id_: str) -> str:
    """The IRI of a property that is given by it, or by its local name if it is one of the ontology."""
    return id_ if ":" in id_ else str(TR) + id_


def parsed(text: str) -> object:
    """What a client sent as JSON.

    Raises:
        QueryError: it is not JSON.
    """
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise QueryError(f"not JSON: {error}") from error


def within_batch(told: Iterable[object]) -> None:
    """That no more is asked for at once than is answered.

    Raises:
        BatchError: more is.
    """
    if len(list(told)) > BATCH:
        raise BatchError(f"more than {BATCH} at once; send fewer")


class BatchError(QueryError):
    """More is asked for at once than is answered."""


def object_in(told: object, place: str) -> JSON:
    """What stands at a place, as an object.

    Raises:
        QueryError: it is none, naming the place.
    """
    if not isinstance(told, dict):
        raise QueryError(f"{place}: expected an object")
    return cast(JSON, told)


def list_in(told: object, place: str) -> list[object]:
    """What stands at a place, as a list.

    Raises:
        QueryError: it is none, naming the place.
    """
    if not isinstance(told, list):
        raise QueryError(f"{place}: expected a list")
    return told


def text_in(told: object, place: str) -> str:
    """What stands at a place, as a text.

    Raises:
        QueryError: it is none, naming the place.
    """
    if not isinstance(told, str):
        raise QueryError(f"{place}: expected a string")
    return told.encode("utf-8", "replace").decode()  # half of a surrogate pair is no character


def whole_number(told: object, place: str) -> int:
    """What stands at a place, as a whole number.

    Raises:
        QueryError: it is none, naming the place.
    """
    if isinstance(told, bool) or not isinstance(told, int | float) or told != told // 1:
        raise QueryError(f"{place}: expected a whole number")
    return int(told)
