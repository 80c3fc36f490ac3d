"""What a notice says, in our terms: pence, aware times, codes; what it does not say is None or empty."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class NoticeWarning:
    """Something awkward in what was published: a code, the JSON path, one English sentence."""

    code: str
    place: str
    text: str


@dataclass(frozen=True)
class Value:
    """Pence without and with VAT, where stated."""

    net_pence: int | None = None
    gross_pence: int | None = None
    currency: str = ""


@dataclass(frozen=True)
class Period:
    """First and last day, in Europe/London."""

    start: date | None = None
    end: date | None = None


@dataclass(frozen=True)
class Criterion:
    """`weight_text` as published; `weight_bp` in 1/10,000 only where it is one number in per cent."""

    name: str
    kind: str
    weight_text: str
    weight_bp: int | None


@dataclass(frozen=True)
class Lot:
    """A lot in the notice's own order; `cpv` and `regions` are those of its items."""

    ref: str
    title: str
    description: str
    value: Value
    period: Period
    cpv: tuple[str, ...]
    regions: tuple[str, ...]
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True)
class Notice:
    """One release. `most_lots_bid`: None is no limit, or none stated; `part_bids`: None is not stated."""

    ocid: str
    release_id: str
    digest: str
    raw: str
    path: str
    source: str
    published_at: datetime | None
    tags: tuple[str, ...]
    notice_type: str
    has_tender: bool
    title: str
    description: str
    buyer: str
    regime: str
    value: Value
    bids_close_at: datetime | None
    questions_close_at: datetime | None
    period: Period
    most_lots_bid: int | None
    part_bids: bool | None
    lot_rules: str
    cpv: tuple[str, ...]
    lots: tuple[Lot, ...]
    warnings: tuple[NoticeWarning, ...]

    @property
    def key(self) -> str:
        """What tells this release from the others of its ocid: its id, or its digest where it has none."""
        return self.release_id or f"sha256:{self.digest}"
