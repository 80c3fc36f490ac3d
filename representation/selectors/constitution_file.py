"""A structure's constitution for machines."""

import dataclasses
import json
from datetime import date
from typing import Any

from representation.selectors.structures import Constitution


def constitution_as_json(of: Constitution) -> bytes:
    """All of it, its fields named as in the read-model, in the reader's language; days as 2026-11-25."""
    plain = dataclasses.asdict(of)
    del plain["structure"]["id"]
    text = json.dumps(plain, ensure_ascii=False, indent=2, default=_plain)
    return f"{text}\n".encode()


def _plain(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value))
