"""The books, read and checked: are they as they were written, and do the pots agree with them?"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.db.models import Case, Exists, F, OuterRef, Q, Value, When

from consortium.models import Consortium, LedgerEntry, LedgerHead, PublishedHead
from consortium.selectors.pots import Pot, differing_pots
from consortium.treasury.ledger import (
    GENESIS,
    Entry,
    Fault,
    Head,
    first_fault,
    first_unkept,
)

NOT_OURS = "of another network"


@dataclass(frozen=True)
class Books:
    """The state of a consortium's books: `fault` is the first bad entry, `pots` those that differ."""

    entries: int
    head: Head
    fault: Fault | None
    pots: tuple[Pot, ...] = ()

    @property
    def stand(self) -> bool:
        """Whether every entry is as it was written and every pot agrees."""
        return self.fault is None and not self.pots


@dataclass(frozen=True)
class HeadDay:
    """Where a network's books ended on a day, as everybody was told; `is_kept`: they still say so."""

    network: str
    slug: str
    day: date
    published_at: datetime
    head: Head
    is_kept: bool


def entries_of(consortium: Consortium) -> Iterator[Entry]:
    """Every entry in the order of its number."""
    rows = (
        LedgerEntry.objects.filter(consortium=consortium)
        .order_by("number", "pk")
        .values_list(
            "number",
            "at",
            "kind",
            _own("debit"),
            _own("credit"),
            "pence",
            "memo",
            "by_id",
            "reverses__number",
            "previous",
            "digest",
        )
    )
    for number, at, kind, debit, credit, pence, memo, by, reverses, previous, digest in rows:
        yield Entry(
            number,
            at.astimezone(UTC),
            kind,
            debit,
            credit,
            pence,
            memo,
            by,
            reverses,
            previous,
            digest,
        )


def _own(side: str) -> Case:
    """The account's code, which another network may use too: an account of theirs is none of ours."""
    is_ours = Q(**{f"{side}__consortium": F("consortium")})
    return Case(When(is_ours, then=F(f"{side}__code")), default=Value(NOT_OURS))


def head_of(consortium: Consortium) -> Head:
    """Where the books end."""
    head = LedgerHead.objects.filter(consortium=consortium).first()
    return Head(head.number, head.digest) if head else Head(0, GENESIS)


def check_books(consortium: Consortium, published: Iterable[Head] = ()) -> Books:
    """Check every entry, and every head that was published here, or of which somebody kept a copy.

    Against those, books that were rewritten as a whole are found too.
    """
    entries = list(entries_of(consortium))
    head = head_of(consortium)
    fault = first_fault(entries, head)
    if fault is None:
        ours = PublishedHead.objects.filter(consortium=consortium).values_list("number", "digest")
        fault = first_unkept(entries, [*(Head(*one) for one in ours), *published])
    pots = () if fault else differing_pots(consortium, entries)
    return Books(len(entries), head, fault, pots)


def published_heads(*, most: int | None = None) -> tuple[HeadDay, ...]:
    """What was published of every network's books, the newest day first."""
    kept = LedgerEntry.objects.filter(
        consortium=OuterRef("consortium"), number=OuterRef("number"), digest=OuterRef("digest")
    )
    rows = PublishedHead.objects.select_related("consortium__organisation")
    found = rows.annotate(is_kept=Exists(kept)).order_by("-day", "consortium__slug")
    return tuple(
        HeadDay(
            str(row.consortium),
            row.consortium.slug,
            row.day,
            row.published_at,
            Head(row.number, row.digest),
            row.is_kept,
        )
        for row in found[:most]
    )
