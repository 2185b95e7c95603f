"""A process that answers questions over one store, one after the other, and can be killed at any time.

    python -m trackrecord.serving.worker < questions > answers

The first frame says what it serves. An answer goes out in parts as it is found; that it is whole is known at its
end. Imports little, so that a new worker is ready at once.
"""

import json
import os
import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, BinaryIO, cast

import pyoxigraph
from pyoxigraph import (
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
)

from trackrecord.serving import frames
from trackrecord.serving.clauses import graphs_to_merge, is_federated
from trackrecord.serving.confinement import confine, limit_memory, limit_time, size
from trackrecord.serving.frames import Question, frame
from trackrecord.serving.negotiation import OFFERS, Kind
from trackrecord.turtle import to_turtle

_PART = 64 << 10  # bytes of an answer that are sent at once
_LONGEST_MESSAGE = 200
_RESULTS = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
    "application/xml": QueryResultsFormat.XML,
    "text/csv": QueryResultsFormat.CSV,
    "text/tab-separated-values": QueryResultsFormat.TSV,
}
_GRAPHS = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "text/plain": RdfFormat.N_TRIPLES,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/json": RdfFormat.JSON_LD,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/xml": RdfFormat.RDF_XML,
}


@dataclass(frozen=True, slots=True)
class Served:
    """What a worker serves: a store's directory, what IRIs and prefixes are relative to, and its limits."""

    store: str
    base: str
    prefixes: dict[str, str]
    parent: int
    memory: int
    seconds: float
    answer_bytes: int

    def to_json(self) -> bytes:
        """What is served as the payload of a frame."""
        return json.dumps(asdict(self)).encode()


class RefusedError(Exception):
    """A question that has no answer: the code of a problem and what to say of it."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail


class _Out:
    """What an answer is written to: a pipe, in parts, until it is too long."""

    def __init__(self, pipe: BinaryIO, most: int) -> None:
        self._pipe = pipe
        self._left = most
        self._most = most
        self._part = bytearray()

    def write(self, some: bytes) -> int:
        self._left -= len(some)
        if self._left < 0:
            raise RefusedError(
                "answer-too-long", f"it has more than {self._most:,} bytes; ask for less"
            )
        self._part += some
        if len(self._part) >= _PART:
            self.flush()
        return len(some)

    def flush(self) -> None:
        if self._part:
            self._pipe.write(frame(frames.PART, bytes(self._part)))
            self._part.clear()


def main() -> None:
    """Answer the questions of standard input until it ends."""
    questions, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    first = frames.read(questions)
    if first is None:
        return
    served = Served(**json.loads(first[1]))
    confine(served.parent)
    store = Store.read_only(served.store)
    at_rest = size()
    limit_memory(served.memory)
    answers.write(frame(frames.READY))
    answers.flush()
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # what the engine says when it is out of memory
    while (asked := frames.read(questions)) is not None:
        limit_time(served.seconds)
        _answer(Question.of_json(asked[1]), store, served, answers)
        # Memory that a query left taken is taken from the next one, so that a new worker goes on.
        is_full = size() > at_rest + served.memory // 4
        answers.write(frame(frames.LAST if is_full else frames.END))
        answers.flush()
        if is_full:
            return


def _answer(question: Question, store: Store, served: Served, pipe: BinaryIO) -> None:
    try:
        result = _result(question, store, served)
        media = question.accepted[_kind(result)]
        if media is None:
            offers = ", ".join(OFFERS[_kind(result)])
            raise RefusedError("not-acceptable", f"an answer of this kind can be had as {offers}")
        pipe.write(frame(frames.ANSWER, media.encode()))
        out = _Out(pipe, served.answer_bytes)
        _serialize(result, media, served.prefixes, out)
        out.flush()
    except RefusedError as refused:
        _refuse(pipe, refused.code, refused.detail)
    except SyntaxError as error:
        _refuse(pipe, "not-sparql", told(error))
    except MemoryError:
        _refuse(pipe, "out-of-memory", "ask for less, or in parts")
    except RecursionError:
        _refuse(pipe, "not-sparql", "it is nested too deep")
    except (RuntimeError, ValueError) as error:  # such as a function that is not there
        _refuse(pipe, "not-sparql", _cut(str(error)))
    except OSError as error:
        _refuse(pipe, "failed", _cut(str(error)))


def _refuse(pipe: BinaryIO, code: str, detail: str) -> None:
    pipe.write(frame(frames.PROBLEM, json.dumps({"code": code, "detail": detail}).encode()))


def _result(
    question: Question, store: Store, served: Served
) -> QuerySolutions | QueryBoolean | QueryTriples:
    """What a query has, found while it is read.

    Raises:
        RefusedError: it would ask another server.
        SyntaxError: it is no query.
    """
    if is_federated(question.query, served.base, served.prefixes):
        raise RefusedError(
            "federated", "no other server is asked from here; ask it yourself, and join"
        )
    default, named = question.default_graphs, question.named_graphs
    if default is None and named is None:
        default, named = graphs_to_merge(question.query, served.base, served.prefixes) or (
            None,
            None,
        )
    dataset: dict[str, Any] = {}
    if default is not None or named is not None:
        dataset["default_graph"] = [NamedNode(iri) for iri in default or ()]
        dataset["named_graphs"] = [NamedNode(iri) for iri in named or ()]
        if len(dataset["default_graph"]) > 1:
            store = _merged(store, **dataset)
            dataset["default_graph"] = [DefaultGraph()]
    return store.query(question.query, base_iri=served.base, prefixes=served.prefixes, **dataset)


def _merged(
    store: Store, default_graph: Iterable[NamedNode], named_graphs: Iterable[NamedNode]
) -> Store:
    """Some graphs in memory, some of them merged as the default graph: a triple that two have is there once.

    The engine itself would give it twice.
    """
    merged = Store()
    for graph in default_graph:
        quads = store.quads_for_pattern(None, None, None, graph)
        merged.bulk_extend(Quad(q.subject, q.predicate, q.object, DefaultGraph()) for q in quads)
    for graph in named_graphs:
        merged.bulk_extend(store.quads_for_pattern(None, None, None, graph))
    return merged


def _kind(result: QuerySolutions | QueryBoolean | QueryTriples) -> Kind:
    if isinstance(result, QueryBoolean):
        return "boolean"
    return "triples" if isinstance(result, QueryTriples) else "solutions"


def _serialize(
    result: QuerySolutions | QueryBoolean | QueryTriples,
    media: str,
    prefixes: Mapping[str, str],
    out: _Out,
) -> None:
    target = cast("BinaryIO", out)
    if isinstance(result, QueryTriples):
        form = _GRAPHS[media]
        triples = list(result) if form == RdfFormat.TURTLE else result
        if isinstance(triples, list) and not any(map(_has_blank_node, triples)):
            out.write(to_turtle(triples, prefixes).encode())
        else:
            pyoxigraph.serialize(triples, target, format=form)
    else:
        result.serialize(target, format=_RESULTS[media])


def _has_blank_node(triple: Triple) -> bool:
    return not isinstance(triple.subject, NamedNode) or not isinstance(
        triple.object, NamedNode | Literal
    )


def told(error: SyntaxError) -> str:
    """Where a query goes wrong, in one line; a parser lists all that it would have taken there."""
    text = " ".join((error.msg or str(error)).split())
    return _cut(re.sub(r"^error at (\d+):(\d+): ", r"line \1, column \2: ", text))


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_MESSAGE else f"{text[:_LONGEST_MESSAGE].rstrip(', ')} …"


if __name__ == "__main__":
    main()
