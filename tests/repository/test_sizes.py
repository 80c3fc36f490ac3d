"""Small enough to read: a file of 400 lines, a function of 60, a page of 150, a stylesheet of 15 KB."""

import ast
from pathlib import Path

import pytest

from tests.repository.sources import files, name_of, python_files

LONGEST_FILE = 400
LONGEST_FUNCTION = 60
LONGEST_TEMPLATE = 150
LARGEST_STYLESHEET = 15 * 1024


def too_long(paths: list[Path], limit: int) -> list[str]:
    lengths = [(name_of(path), len(path.read_text().splitlines())) for path in paths]
    return [f"{name}: {length} lines" for name, length in lengths if length > limit]


def functions_too_long(source: str, limit: int = LONGEST_FUNCTION) -> list[str]:
    """Name and length of each function above the limit, from its first decorator to its end."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
            length = (node.end_lineno or first) - first + 1
            if length > limit:
                found.append(f"{node.name}: {length} lines")
    return found


def test_python_files() -> None:
    assert python_files()
    assert too_long(python_files(), LONGEST_FILE) == []


def test_functions() -> None:
    long = {name_of(path): functions_too_long(path.read_text()) for path in python_files()}
    assert {name: functions for name, functions in long.items() if functions} == {}


@pytest.mark.parametrize("lines, is_long", [(59, False), (60, True)])
def test_a_long_function_is_noticed(lines: int, is_long: bool) -> None:
    source = "def f():\n" + "    x = 1\n" * lines
    assert bool(functions_too_long(source)) is is_long


def test_templates() -> None:
    assert too_long(files("*.html"), LONGEST_TEMPLATE) == []


def test_stylesheets() -> None:
    sizes = {name_of(path): path.stat().st_size for path in files("*.css")}
    assert {name: size for name, size in sizes.items() if size > LARGEST_STYLESHEET} == {}
