"""The files of the project, as it is kept."""

from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MADE_HERE = {"var", "__pycache__", "staticfiles", "node_modules"}


def files(*patterns: str) -> list[Path]:
    """The files whose path from the root matches any of the patterns, without what is made here."""
    return sorted(path for path in _walk(ROOT) if any(path.match(pattern) for pattern in patterns))


def _walk(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        is_hidden = path.name.startswith(".") and path.name != ".ci"
        if is_hidden or path.name in MADE_HERE:
            continue
        if path.is_dir():
            yield from _walk(path)
        else:
            yield path


def python_files() -> list[Path]:
    """Our own Python, without what Django writes for us."""
    return [path for path in files("*.py") if "migrations" not in path.parts]


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))
