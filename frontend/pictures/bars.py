"""A bar of shares, with an upright line at what was promised."""

from dataclasses import dataclass

from django.utils.functional import Promise

from frontend.pictures.fills import fill

BASIS_POINTS = 10_000
Words = str | Promise


@dataclass(frozen=True)
class BarPart:
    """A stretch of the bar: its SVG fill attribute; start and width in per cent."""

    fill: str
    start: str
    width: str


@dataclass(frozen=True)
class BarPicture:
    """`words` says the figures beside `label`; `target` is where the upright line stands, in per cent."""

    label: Words
    words: Words
    parts: tuple[BarPart, ...]
    target: str = ""


def bar_of(
    label: Words, words: Words, shares: tuple[tuple[int, int], ...], target: int | None = None
) -> BarPicture:
    """A bar of (share in 1/10,000, number of the fill), from the left; together at most the whole."""
    if any(share < 0 for share, _fill in shares) or sum(s for s, _fill in shares) > BASIS_POINTS:
        raise ValueError("shares of a bar are not negative and together at most 10,000")
    parts, start = [], 0
    for share, number in shares:
        parts.append(BarPart(fill(number), _per_cent(start), _per_cent(share)))
        start += share
    return BarPicture(label, words, tuple(parts), "" if target is None else _per_cent(target))


def _per_cent(basis_points: int) -> str:
    return f"{basis_points // 100}.{basis_points % 100:02}"
