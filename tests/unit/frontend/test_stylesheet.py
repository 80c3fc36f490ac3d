"""The stylesheet keeps its size, its contrasts and its promises."""

import gzip
import re
from pathlib import Path

import pytest

import frontend

STYLESHEET = Path(frontend.__file__).parent / "static" / "manyhands.css"
CSS = STYLESHEET.read_text()
TOKENS = dict(re.findall(r"--([\w-]+):(#[0-9a-f]{6})", CSS))
TEXT, CONTROL = 4.5, 3.0
ON = [
    *((words, ground, TEXT) for words in ("ink", "soft", "brand") for ground in ("paper", "wash")),
    ("brand", "blush", TEXT),
    ("visited", "paper", TEXT),
    ("visited", "wash", TEXT),
    ("paper", "brand", TEXT),
    ("paper", "deep", TEXT),
    ("paper", "brick", TEXT),
    ("brick", "paper", TEXT),
    ("edge", "paper", CONTROL),
    ("ink", "gold", TEXT),
    *((f"{one}-tag", f"{one}-wash", TEXT) for one in ("leaf", "amber", "slate", "brick")),
    *(("ink", f"{one}-wash", TEXT) for one in ("leaf", "amber", "slate", "brick")),
    *(("brand", f"{one}-wash", TEXT) for one in ("leaf", "amber", "slate", "brick")),
]


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    bright, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def test_contrast_is_computed_as_the_guideline_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("words, ground, least", ON)
def test_what_is_read_stands_out(words: str, ground: str, least: float) -> None:
    assert contrast(TOKENS[words], TOKENS[ground]) >= least


def test_it_is_small() -> None:
    assert STYLESHEET.stat().st_size <= 15 * 1024
    assert len(gzip.compress(CSS.encode())) <= 5 * 1024


def test_it_fetches_nothing() -> None:
    assert "@import" not in CSS
    assert "@font-face" not in CSS
    assert re.findall(r"url\((?!#)", CSS) == []


def test_every_colour_variable_is_defined() -> None:
    assert set(re.findall(r"var\(--([\w-]+)", CSS)) <= set(re.findall(r"--([\w-]+):", CSS))


def test_paper_shows_what_comes_next_and_no_links_to_change_things() -> None:
    hidden = CSS.partition("@media print")[2].partition("{display:none}")[0].rpartition("}")[2]
    names = [one.strip() for one in hidden.split(",")]
    assert ".next" not in names  # a step of a timeline that is still to come
    assert ".facts a" in names


def test_braces_balance() -> None:
    assert CSS.count("{") == CSS.count("}")
