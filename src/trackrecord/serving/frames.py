"""What the server and a worker say to each other: frames of a kind, a length and so many bytes.

The server sends questions; a worker says that it is ready, and then for each question either a problem, or the
media type of the answer, the answer in parts, and its end.
"""

import json
import struct
from dataclasses import dataclass
from typing import BinaryIO, Self

QUESTION, READY, ANSWER, PART, END, LAST, PROBLEM = b"Q", b"R", b"A", b"P", b"E", b"L", b"X"
HEAD = struct.Struct(">cI")


@dataclass(frozen=True, slots=True)
class Question:
    """A query, the dataset that the request names, and the media type for each kind of answer.

    `default_graphs` and `named_graphs` are IRIs, and None where the request names no dataset.
    """

    query: str
    accepted: dict[str, str | None]
    default_graphs: list[str] | None = None
    named_graphs: list[str] | None = None

    def to_json(self) -> bytes:
        """The question as the payload of a frame."""
        return json.dumps({name: getattr(self, name) for name in self.__slots__}).encode()

    @classmethod
    def of_json(cls, payload: bytes) -> Self:
        """The question of a frame."""
        return cls(**json.loads(payload))


def frame(kind: bytes, payload: bytes = b"") -> bytes:
    """A frame as bytes."""
    return HEAD.pack(kind, len(payload)) + payload


def read(stream: BinaryIO) -> tuple[bytes, bytes] | None:
    """The next frame of a pipe: kind and payload; None at its end."""
    head = stream.read(HEAD.size)
    if len(head) < HEAD.size:
        return None
    kind, length = HEAD.unpack(head)
    payload = stream.read(length)
    return (kind, payload) if len(payload) == length else None
