"""What must not stand in the project: a machine's paths, a registry's address, unexplained choices."""

import re

import pytest

from tests.repository.sources import ROOT, files, name_of

MACHINE_PATHS = re.compile(
    r"(?<![\w.}-])/(?:work|tmp|root|Users|opt|mnt|private)(?=/|\b(?![\w-]))|(?<![\w.])/home/\w"
)
REGISTRIES = re.compile(
    r"https?://[^\s\"')>]*(?:pypi|pythonhosted|npmjs|/simple\b)|--(?:extra-)?index-url|--find-links"
)
DEPENDENCY = re.compile(r"^\s*\"[A-Za-z][\w.-]*(?:\[[\w,-]+\])?[<>=~!].*\",")


def lines_with(pattern: re.Pattern[str], *kinds: str) -> list[str]:
    """Where the pattern stands, as file:line, in kept text files of these kinds."""
    return [
        f"{name_of(path)}:{number}: {line.strip()[:80]}"
        for path in files(*kinds)
        for number, line in enumerate(path.read_text(errors="replace").splitlines(), start=1)
        if pattern.search(line)
    ]


def test_no_machine_is_named() -> None:
    kinds = ("*.md", "*.py", "*.html", "*.toml", "*.txt", "*.po", "*.css", "Makefile", ".ci/*")
    here = "tests/repository/test_words.py"
    found = [line for line in lines_with(MACHINE_PATHS, *kinds) if not line.startswith(here)]
    assert found == []


@pytest.mark.parametrize(
    "text, is_one",
    [
        ("see /mnt/main", True),
        ("in /private/x", True),
        ("/" + "home/joan/project", True),
        ("/contracts/7/work/", False),
        ("{% url 'x' %}/workshop/", False),
        ("../shared/data", False),
    ],
)
def test_a_machine_path_is_recognised(text: str, is_one: bool) -> None:
    assert bool(MACHINE_PATHS.search(text)) is is_one


def test_requirements_name_no_registry() -> None:
    assert lines_with(REGISTRIES, "requirements*.txt", "Makefile", "pyproject.toml", ".ci/*") == []


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_requirement_is_pinned_by_hash(name: str) -> None:
    text = (ROOT / name).read_text().replace("\\\n", " ")
    pinned = [line for line in text.splitlines() if line and not line.startswith("#")]
    assert pinned
    assert [line for line in pinned if "==" not in line or "--hash=sha256:" not in line] == []


def test_both_requirements_agree() -> None:
    def versions(name: str) -> dict[str, str]:
        pins = re.findall(r"^([\w.\[\]-]+)==(\S+)", (ROOT / name).read_text(), re.MULTILINE)
        return dict(pins)

    runtime, dev = versions("requirements.txt"), versions("requirements-dev.txt")
    assert {name for name in runtime.keys() & dev.keys() if runtime[name] != dev[name]} == set()


def test_every_dependency_says_why_it_is_there() -> None:
    lines = [
        line
        for line in (ROOT / "pyproject.toml").read_text().splitlines()
        if DEPENDENCY.match(line)
    ]
    assert len(lines) > 20
    assert [line.strip() for line in lines if not re.search(r",\s+# \w+", line)] == []
