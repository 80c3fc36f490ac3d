"""No float comes near a vote: the engine's syntax trees have no float, no true division, no float()."""

import ast
from pathlib import Path

import pytest

import representation.counting

FOLDER = Path(representation.counting.__path__[0])


def floats(source: str) -> list[int]:
    """Lines with a float or complex literal, a division that gives one, or the word float."""
    found = []
    for node in ast.walk(ast.parse(source)):
        literal = isinstance(node, ast.Constant) and isinstance(node.value, float | complex)
        division = isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.Div)
        named = isinstance(node, ast.Name) and node.id in {"float", "complex", "round"}
        if literal or division or named:
            found.append(node.lineno)
    return found


def test_the_engine_has_no_floats() -> None:
    files = sorted(FOLDER.rglob("*.py"))
    assert len(files) > 20
    assert {file.name: lines for file in files if (lines := floats(file.read_text()))} == {}


def test_the_engine_imports_no_mathematics_of_floats() -> None:
    words = ("import math", "import random", "import numpy", "import decimal", "import statistics")
    for file in FOLDER.rglob("*.py"):
        assert not [word for word in words if word in file.read_text()], file.name


@pytest.mark.parametrize("source", ["x = 1.0", "x = a / b", "x /= 2", "float(x)", "1j", "round(x)"])
def test_a_float_is_noticed(source: str) -> None:
    assert floats(source) == [1]
