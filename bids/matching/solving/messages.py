"""Messages between the solver and its child process: one line of JSON, then the bytes of its arrays."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True)
class Message:
    facts: Mapping[str, Any]
    arrays: Mapping[str, npt.NDArray[Any]]


def send(
    stream: BinaryIO, facts: Mapping[str, Any], arrays: Mapping[str, npt.NDArray[Any]]
) -> None:
    """Write one message and flush it."""
    listed = [[name, array.dtype.str, len(array)] for name, array in arrays.items()]
    header = json.dumps({"facts": facts, "arrays": listed}).encode()
    body = [np.ascontiguousarray(array).tobytes() for array in arrays.values()]
    stream.write(b"".join([header, b"\n", *body]))
    stream.flush()


def receive(stream: BinaryIO) -> Message | None:
    """Read one message; None at the end of the stream, also where it ends within a message."""
    header = stream.readline()
    if not header.endswith(b"\n"):
        return None
    parsed = json.loads(header)
    arrays = {}
    for name, kind, length in parsed["arrays"]:
        dtype = np.dtype(kind)
        body = stream.read(dtype.itemsize * length)
        if len(body) < dtype.itemsize * length:
            return None
        arrays[name] = np.frombuffer(body, dtype=dtype)
    return Message(facts=parsed["facts"], arrays=arrays)
