"""The Reconciliation Service API as JSON: what OpenRefine and others send ⇄ queries, candidates and values.

Versions 0.2 and 1.0-draft of the specification of the W3C Entity Reconciliation Community Group, which differ in how
queries, results and the manifest are written, and in nothing that is meant.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal, cast

from pyoxigraph import Store

from trackrecord import __version__
from trackrecord.errors import QueryError
from trackrecord.finding import Hit, name_index
from trackrecord.reconciling import (
    BROADER,
    TYPES,
    Candidate,
    Condition,
    Property,
    Query,
    Value,
    candidates,
    properties,
    type_name,
    values,
)
from trackrecord.serving.interface import say
from trackrecord.vocabulary import ONTOLOGY, TR

Version = Literal["0.2", "1.0-draft"]
JSON = dict[str, Any]
#: The most queries, or things whose values are asked for, in one request.
BATCH = 200
_MOST = 100  # candidates of one query
_SUGGESTED = 20
#: The size of a preview, in pixels.
WIDTH, HEIGHT = 430, 240


@dataclass(frozen=True, slots=True)
class Service:
    """What answers: a dataset, the language to answer in, and the address of the endpoint, without "/" at its end."""

    store: Store
    base: str
    language: str
    endpoint: str
    version: Version


def manifest(service: Service) -> JSON:
    """What the service is and can do."""
    told: JSON = {
        "versions": [service.version],
        "name": say(service.language, "reconcile.name"),
        "documentation": service.endpoint.partition("/reconcile")[0] + "/dataset",
        "serviceVersion": __version__,
        "defaultTypes": [_type(service, kind, broader=True) for kind in TYPES],
    }
    if service.version == "0.2":
        own = {"service_url": service.endpoint}
        return told | {
            "identifierSpace": service.base,
            "schemaSpace": f"{ONTOLOGY}#",
            "view": {"url": f"{service.endpoint}/view?id={{{{id}}}}"},
            "preview": {"url": f"{service.endpoint}/preview?id={{{{id}}}}", "width": WIDTH, "height": HEIGHT},
            "suggest": {
                kind: {**own, "service_path": f"/suggest/{kind}"}
                for kind in ("entity", "property", "type")
            },
            "extend": {
                "propose_properties": {**own, "service_path": "/extend/propose"},
                "property_settings": [_limit_setting(service)],
            },
        }  # fmt: skip
    return told | {
        "view": {"url": f"{service.endpoint}/view?id={{id}}"},
        "preview": {"width": WIDTH, "height": HEIGHT},
        "suggest": {"entity": True, "property": True, "type": True},
        "extend": {"proposeProperties": True, "propertySettings": [_limit_setting(service)]},
        "batchSize": BATCH,
        "standardizedScore": True,
        "lang": service.language,
    }


def _limit_setting(service: Service) -> JSON:
    label = say(service.language, "reconcile.limit")
    names = {"name": "limit", "label": label} if service.version == "0.2" else {"id": "limit", "name": label}  # fmt: skip
    return {"type": "number", "default": 0, **names}


def results(service: Service, batch: object) -> JSON:
    """The candidates for each query of a batch.

    Raises:
        QueryError: the batch is not one, naming the place in it.
    """
    if service.version == "0.2":
        told = _object(batch, "queries")
        _within_batch(told)
        return {name: {"result": _results(service, _query(each, f"queries.{name}"))} for name, each in told.items()}  # fmt: skip
    asked = _list(_object(batch, "$").get("queries"), "queries")
    _within_batch(asked)
    found = [_results(service, _conditional(each, f"queries[{n}]")) for n, each in enumerate(asked)]
    return {"results": [{"candidates": each} for each in found]}


def _results(service: Service, query: Query) -> list[JSON]:
    return [
        _candidate(service, each) for each in candidates(service.store, query, service.language)
    ]


def _candidate(service: Service, candidate: Candidate) -> JSON:
    names = {"name": say(service.language, "reconcile.likeness")}
    told = [{"id": "name", **names, "value": candidate.likeness}]
    for iri, held in candidate.conditions.items():
        told.append({"id": iri, "name": _property_name(service, iri), "value": held})
    features = [{k: v for k, v in each.items() if k != "name" or service.version != "0.2"} for each in told]  # fmt: skip
    return {
        "id": candidate.hit.iri,
        "name": candidate.hit.label,
        "description": _description(service, candidate.hit),
        "type": [_type(service, candidate.hit.kind)],
        "score": candidate.score,
        "match": candidate.is_match,
        "features": features,
    }


def _description(service: Service, hit: Hit) -> str:
    kind = type_name(service.store, hit.kind, service.language)
    return f"{kind}, {hit.within}" if hit.within else kind


def _type(service: Service, kind: str, broader: bool = False) -> JSON:
    told: JSON = {
        "id": str(TR[kind]),
        "name": type_name(service.store, kind, service.language),
    }
    if broader and kind in BROADER and service.version != "0.2":
        told["broader"] = [_type(service, BROADER[kind])]
    return told


def _property_name(service: Service, iri: str) -> str:
    known = properties(service.store, None, service.language)
    return next((each.name for each in known if each.iri == iri), iri)


def extension(service: Service, asked: object) -> JSON:
    """The values of properties of things.

    Raises:
        QueryError: what is asked is no data extension query, naming the place in it.
    """
    told = _object(asked, "extend")
    ids = [_text(each, "extend.ids") for each in _list(told.get("ids"), "extend.ids")]
    _within_batch(ids)
    wanted: dict[str, int] = {}
    for place, each in enumerate(_list(told.get("properties"), "extend.properties")):
        one = _object(each, f"extend.properties[{place}]")
        settings = _object(one.get("settings") or {}, f"extend.properties[{place}].settings")
        iri = _text(one.get("id"), f"extend.properties[{place}].id")
        wanted[iri] = _whole(settings.get("limit") or 0, "limit")
    _within_batch(wanted)
    rows = {
        iri: {name: _values(service, iri, name, limit) for name, limit in wanted.items()}
        for iri in ids
    }
    meta = [_meta(service, iri) for iri in wanted]
    if service.version == "0.2":
        return {"meta": meta, "rows": rows}
    listed = [
        {"id": iri, "properties": [{"id": name, "values": each} for name, each in row.items()]}
        for iri, row in rows.items()
    ]
    return {"meta": meta, "rows": listed}


def _meta(service: Service, iri: str) -> JSON:
    known = {each.iri: each for each in properties(service.store, None, service.language)}
    if iri not in known:
        return {"id": iri, "name": iri}
    told: JSON = {"id": iri, "name": known[iri].name}
    kind = known[iri].values
    return told | ({"type": _type(service, kind)} if kind else {})


def _values(service: Service, iri: str, name: str, limit: int) -> list[JSON]:
    found = values(service.store, iri, name, service.language)
    return [_cell(value) for value in (found[:limit] if limit > 0 else found)]


def _cell(value: Value) -> JSON:
    if value.iri is not None:
        return {"id": value.iri, "name": value.text}
    if isinstance(value.number, int):
        return {"int": value.number}
    if value.number is not None:
        return {"float": value.number}
    return {"str": value.text}


def proposal(service: Service, type_: str | None, limit: int | None) -> JSON:
    """The properties of things of a class that values can be had of."""
    kind = _kind(type_) if type_ else None
    known = properties(service.store, kind, service.language) if kind in TYPES or kind is None else ()  # fmt: skip
    told: JSON = {"properties": [_proposed(each) for each in known[:limit]]}
    return told | {"type": type_ or ""} | ({"limit": limit} if limit is not None else {})


def _proposed(each: Property) -> JSON:
    told = {"id": each.iri, "name": each.name}
    return told | ({"description": each.meaning} if each.meaning else {})


def suggestions(service: Service, what: str, prefix: str, cursor: int, type_: str | None) -> JSON:
    """What a text that is being typed may become: things, properties or classes, after those skipped."""
    if what == "entity":
        return {"result": _entities(service, prefix, cursor, type_)}
    if what == "type":
        told = [_type(service, kind, broader=True) for kind in TYPES]
    else:
        told = [_proposed(each) for each in properties(service.store, None, service.language)]
    begun = prefix.strip().casefold()
    found = [each for each in told if begun in each["name"].casefold() or begun == each["id"].casefold()]  # fmt: skip
    found.sort(key=lambda each: not each["name"].casefold().startswith(begun))
    return {"result": found[cursor : cursor + _SUGGESTED]}


def _entities(service: Service, prefix: str, cursor: int, type_: str | None) -> list[JSON]:
    index, kind = name_index(service.store), _kind(type_ or "")
    kinds = TYPES.get(kind) or tuple(dict.fromkeys(k for each in TYPES.values() for k in each))
    own = index.named(prefix.strip(), service.language)
    hits: tuple[Hit, ...] = (own,) if own is not None and own.kind in kinds else ()
    if not hits:
        wanted = cursor + _SUGGESTED
        hits = index.completions(prefix, service.language, kinds, wanted)
        hits = hits or index.matches(prefix, service.language, kinds, wanted)
    return [
        {
            "id": hit.iri,
            "name": hit.label,
            "description": _description(service, hit),
            "notable": [_type(service, hit.kind)],
        }
        for hit in hits[cursor : cursor + _SUGGESTED]
    ]


def _query(told: object, place: str) -> Query:
    """A query of version 0.2."""
    each = _object(told, place)
    text = _text(each.get("query", ""), f"{place}.query")
    given = each.get("properties")
    listed = _list([] if given is None else given, f"{place}.properties")
    conditions = tuple(
        _condition(condition, f"{place}.properties[{n}]") for n, condition in enumerate(listed)
    )
    types = each.get("type") or []
    classes = types if isinstance(types, list) else [types]
    kinds = tuple(_kind(_text(type_, f"{place}.type")) for type_ in classes)
    return _checked(text, kinds, conditions, each.get("limit"), place)


def _conditional(told: object, place: str) -> Query:
    """A query of version 1.0-draft, whose name is a condition among others."""
    each = _object(told, place)
    conditions = []
    text = ""
    for n, condition in enumerate(_list(each.get("conditions"), f"{place}.conditions")):
        where = f"{place}.conditions[{n}]"
        one = _object(condition, where)
        if one.get("matchType") == "name":
            text = next(iter(_texts(one.get("v"), f"{where}.v")), "")
        elif one.get("matchType") == "property":
            conditions.append(_condition(condition, where))
        else:
            raise QueryError(f'{where}.matchType: expected "name" or "property"')
    type_ = each.get("type")
    kinds = (_kind(_text(type_, f"{place}.type")),) if type_ else ()
    return _checked(text, kinds, tuple(conditions), each.get("limit"), place)


def _checked(
    text: str,
    kinds: tuple[str, ...],
    conditions: tuple[Condition, ...],
    limit: object,
    place: str,
) -> Query:
    if not text.strip() and not conditions:
        raise QueryError(f"{place}: a query needs a name or a condition")
    number = 10 if limit is None else _whole(limit, f"{place}.limit")
    return Query(text, kinds, conditions, min(max(number, 1), _MOST))


def _condition(told: object, place: str) -> Condition:
    each = _object(told, place)
    quantifier = each.get("matchQuantifier", "any")
    if quantifier not in ("any", "all", "none"):
        raise QueryError(f'{place}.matchQuantifier: expected "any", "all" or "none"')
    return Condition(
        _text(each.get("pid"), f"{place}.pid"),
        tuple(_texts(each.get("v"), f"{place}.v")),
        each.get("required") is True,
        cast(Literal["any", "all", "none"], quantifier),
    )


def _texts(value: object, place: str) -> Iterable[str]:
    """A value or a list of them as texts; a thing is its IRI."""
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, dict):
            yield _text(each.get("id"), f"{place}.id")
        elif isinstance(each, bool):
            yield str(each).lower()
        elif isinstance(each, int | float):
            yield f"{each:g}" if isinstance(each, float) else str(each)
        else:
            yield _text(each, place)


def _kind(type_: str) -> str:
    """The local name of a class that is given by its IRI, or by its local name."""
    return type_.removeprefix(str(TR))


def parsed(text: str) -> object:
    """What a client sent as JSON.

    Raises:
        QueryError: it is not JSON.
    """
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise QueryError(f"not JSON: {error}") from error


def _within_batch(told: Iterable[object]) -> None:
    if len(list(told)) > BATCH:
        raise BatchError(f"more than {BATCH} at once; send fewer")


class BatchError(QueryError):
    """More is asked for at once than is answered."""


def _object(told: object, place: str) -> JSON:
    if not isinstance(told, dict):
        raise QueryError(f"{place}: expected an object")
    return cast(JSON, told)


def _list(told: object, place: str) -> list[object]:
    if not isinstance(told, list):
        raise QueryError(f"{place}: expected a list")
    return told


def _text(told: object, place: str) -> str:
    if not isinstance(told, str):
        raise QueryError(f"{place}: expected a string")
    return told.encode("utf-8", "replace").decode()  # half of a surrogate pair is no character


def _whole(told: object, place: str) -> int:
    if isinstance(told, bool) or not isinstance(told, int | float) or told != told // 1:
        raise QueryError(f"{place}: expected a whole number")
    return int(told)
