"""The Reconciliation Service API as JSON: what OpenRefine and others send ⇄ queries, candidates and values.

Versions 0.2 and 1.0-draft of the specification of the W3C Entity Reconciliation Community Group, which differ in how
queries, results and the manifest are written, and in nothing that is meant.
"""

from dataclasses import dataclass
from typing import Literal

from pyoxigraph import Store

from trackrecord import __version__
from trackrecord.finding import Hit, name_index
from trackrecord.reconciling import (
    BROADER,
    TYPES,
    Candidate,
    Property,
    Query,
    Value,
    candidates,
    properties,
    type_name,
    values,
)
from trackrecord.serving.interface import say
from trackrecord.serving.refinequeries import (
    BATCH,
    JSON,
    conditional_query,
    kind_of,
    list_in,
    object_in,
    property_of,
    query,
    text_in,
    whole_number,
    within_batch,
)
from trackrecord.vocabulary import ONTOLOGY, TR

Version = Literal["0.2", "1.0-draft"]
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
        told = object_in(batch, "queries")
        within_batch(told)
        return {name: {"result": _results(service, query(each, f"queries.{name}"))} for name, each in told.items()}  # fmt: skip
    asked = list_in(object_in(batch, "$").get("queries"), "queries")
    within_batch(asked)
    found = [
        _results(service, conditional_query(each, f"queries[{n}]")) for n, each in enumerate(asked)
    ]
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
    told = object_in(asked, "extend")
    ids = [text_in(each, "extend.ids") for each in list_in(told.get("ids"), "extend.ids")]
    within_batch(ids)
    wanted: dict[str, int] = {}
    for place, each in enumerate(list_in(told.get("properties"), "extend.properties")):
        one = object_in(each, f"extend.properties[{place}]")
        settings = object_in(one.get("settings") or {}, f"extend.properties[{place}].settings")
        iri = text_in(one.get("id"), f"extend.properties[{place}].id")
        wanted[iri] = whole_number(settings.get("limit") or 0, "limit")
    within_batch(wanted)
    rows = {
        iri: {
            name: _values(service, iri, property_of(name), limit) for name, limit in wanted.items()
        }
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
    found = known.get(property_of(iri))
    if found is None:
        return {"id": iri, "name": iri}
    told: JSON = {"id": iri, "name": found.name}
    kind = found.values
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
    kind = kind_of(type_) if type_ else None
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
    index, kind = name_index(service.store), kind_of(type_ or "")
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
