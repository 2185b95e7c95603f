"""The terms trackrecord writes: its ontology as a closed namespace, code lists, and prefixes.

A term that is not in `ontology/trackrecord.ttl` is an AttributeError here; a test holds the two equal.
"""

from collections.abc import Mapping

from rdflib import URIRef
from rdflib.namespace import DCTERMS, PROV, RDF, RDFS, SH, SKOS, XSD, DefinedNamespace, Namespace

from trackrecord.iris import DEFAULT_BASE

__all__ = [
    "CODE", "DCTERMS", "DEFAULT_BASE", "OA", "ONTOLOGY", "PREFIXES", "PROV", "RDF", "RDFS", "SCHEMA",
    "SH", "SHAPES", "SKOS", "TR", "XSD", "prefixes",
]  # fmt: skip

ONTOLOGY = "https://w3id.org/trackrecord/ontology"
SHAPES = "https://w3id.org/trackrecord/shapes#"


class TR(DefinedNamespace):
    """The trackrecord ontology; its terms are described in `ontology/trackrecord.ttl`."""

    _fail = True
    _NS = Namespace(f"{ONTOLOGY}#")

    Body: URIRef
    Government: URIRef
    Scheme: URIRef
    Award: URIRef
    Grade: URIRef
    Category: URIRef
    Program: URIRef
    Metric: URIRef
    Unit: URIRef
    Person: URIRef
    MonetaryAmount: URIRef
    Fact: URIRef
    Conferral: URIRef
    Observation: URIRef
    Undertaking: URIRef
    Claim: URIRef
    Tenure: URIRef
    SchemeFact: URIRef
    Source: URIRef
    Evidence: URIRef
    level: URIRef
    governmentType: URIRef
    parent: URIRef
    officialCode: URIRef
    formerCode: URIRef
    shortName: URIRef
    organiser: URIRef
    firstYear: URIRef
    frequency: URIRef
    hasGrade: URIRef
    hasCategory: URIRef
    programType: URIRef
    government: URIRef
    unit: URIRef
    amount: URIRef
    currency: URIRef
    status: URIRef
    candidate: URIRef
    evidence: URIRef
    context: URIRef
    confidence: URIRef
    rule: URIRef
    asOf: URIRef
    recipient: URIRef
    award: URIRef
    edition: URIRef
    grade: URIRef
    category: URIRef
    outcome: URIRef
    conferredBy: URIRef
    date: URIRef
    place: URIRef
    prize: URIRef
    about: URIRef
    metric: URIRef
    period: URIRef
    role: URIRef
    part: URIRef
    comparedWith: URIRef
    value: URIRef
    precision: URIRef
    printed: URIRef
    margin: URIRef
    numerator: URIRef
    denominator: URIRef
    minuend: URIRef
    subtrahend: URIRef
    partOf: URIRef
    breakdown: URIRef
    operator: URIRef
    program: URIRef
    action: URIRef
    budget: URIRef
    claimant: URIRef
    claimType: URIRef
    concerns: URIRef
    matter: URIRef
    scope: URIRef
    of: URIRef
    person: URIRef
    office: URIRef
    term: URIRef
    scheme: URIRef
    ordinal: URIRef
    sha256: URIRef
    retrieved: URIRef
    readFrom: URIRef
    origin: URIRef
    Check: URIRef
    Verdict: URIRef
    check: URIRef
    fact: URIRef
    verdict: URIRef
    working: URIRef
    reason: URIRef


class OA(DefinedNamespace):
    """The terms of the Web Annotation Vocabulary that evidence is written with."""

    _fail = True
    _NS = Namespace("http://www.w3.org/ns/oa#")

    FragmentSelector: URIRef
    SpecificResource: URIRef
    TextPositionSelector: URIRef
    TextQuoteSelector: URIRef
    end: URIRef
    exact: URIRef
    hasSelector: URIRef
    hasSource: URIRef
    prefix: URIRef
    start: URIRef
    suffix: URIRef


class SCHEMA(DefinedNamespace):
    """The terms of schema.org that provenance is written with."""

    _fail = True
    _NS = Namespace("https://schema.org/")

    softwareVersion: URIRef


# A term that is looked up is found at once, instead of being made anew each time.
for _namespace in (TR, OA, SCHEMA):
    for _term in _namespace.__annotations__:
        if not _term.startswith("_"):
            setattr(_namespace, _term, getattr(_namespace, _term))

#: The namespaces of the code lists, whose terms are labelled in `codes.ttl`, `verdicts.ttl` and
#: `headers.ttl` of `graph/authority/`.
CODE: Mapping[str, str] = {
    name: f"https://w3id.org/trackrecord/code/{name}/"
    for name in (
        "role",
        "action",
        "claim-type",
        "precision",
        "outcome",
        "program-type",
        "level",
        "government-type",
        "office",
        "frequency",
        "scope",
        "direction",
        "verdict",
        "header",
    )
}
_DATA = (
    "government", "body", "award", "grade", "category", "program", "metric", "unit", "person", "money",
    "source", "graph", "conferral", "observation", "undertaking", "claim", "tenure", "scheme-fact",
    "activity", "agent", "check",
)  # fmt: skip
_STANDARD: Mapping[str, str] = {
    "rdf": str(RDF),
    "rdfs": str(RDFS),
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": str(XSD),
    "skos": str(SKOS),
    "dcterms": str(DCTERMS),
    "prov": str(PROV),
    "oa": str(OA),
    "org": "http://www.w3.org/ns/org#",
    "schema": str(SCHEMA),
    "sh": "http://www.w3.org/ns/shacl#",
}


def prefixes(base: str = DEFAULT_BASE) -> dict[str, str]:
    """The prefixes that stand in every Turtle file and query, in their order, for data under a base."""
    data = {name: f"{base}{name}/" for name in _DATA}
    verdicts = {"verdict-of": f"{base}verdict/"}  # "verdict" is the code list
    return {"tr": f"{ONTOLOGY}#", "shapes": SHAPES, **CODE, **data, **verdicts, **_STANDARD}


PREFIXES = prefixes()
