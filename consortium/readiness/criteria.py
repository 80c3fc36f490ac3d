"""Is a member ready on a day? Criterion by criterion, each with its reason."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

EXPIRING_WITHIN = timedelta(days=60)


class Standing(StrEnum):
    """How a criterion stands on the day. The first two are enough to hold a part of a contract."""

    MET = "met"
    EXPIRING = "expiring"
    EXPIRED = "expired"
    NOT_YET = "not-yet"
    COVER_TOO_LOW = "cover-too-low"
    MISSING = "missing"


ENOUGH = frozenset({Standing.MET, Standing.EXPIRING})


@dataclass(frozen=True)
class Criterion:
    """What is asked of every full member: a type of evidence; for insurance its least cover, pence."""

    code: str
    least_cover_pence: int | None = None


@dataclass(frozen=True)
class Held:
    """What a member holds from one day until another, both included; no end means for good."""

    code: str
    issued_on: date
    expires_on: date | None = None
    cover_pence: int | None = None


@dataclass(frozen=True)
class Finding:
    """How one criterion stands, and the piece of evidence that says so (None where there is none)."""

    criterion: Criterion
    standing: Standing
    held: Held | None

    @property
    def is_enough(self) -> bool:
        return self.standing in ENOUGH


def assess(criteria: Sequence[Criterion], held: Iterable[Held], day: date) -> tuple[Finding, ...]:
    """Every criterion in its order. Of several pieces of evidence the one that stands best counts."""
    held = tuple(held)
    return tuple(_finding(one, [it for it in held if it.code == one.code], day) for one in criteria)


def is_ready(findings: Iterable[Finding]) -> bool:
    """Whether every criterion is met, be it not for long."""
    return all(finding.is_enough for finding in findings)


def _finding(criterion: Criterion, held: Sequence[Held], day: date) -> Finding:
    order = list(Standing)
    found = [Finding(criterion, _standing(criterion, one, day), one) for one in held]
    missing = Finding(criterion, Standing.MISSING, None)
    return min(found, key=lambda one: (order.index(one.standing), _runs_out(one)), default=missing)


def _runs_out(finding: Finding) -> int:
    """Later ends first; no end is the latest."""
    end = finding.held.expires_on if finding.held else None
    return -(end or date.max).toordinal()


def _standing(criterion: Criterion, held: Held, day: date) -> Standing:
    if held.expires_on is not None and held.expires_on < day:
        return Standing.EXPIRED
    if held.issued_on > day:
        return Standing.NOT_YET
    least = criterion.least_cover_pence
    if least is not None and (held.cover_pence is None or held.cover_pence < least):
        return Standing.COVER_TOO_LOW
    if held.expires_on is not None and held.expires_on - day <= EXPIRING_WITHIN:
        return Standing.EXPIRING
    return Standing.MET
