"""Notices from OCDS files: every release kept once, all of a file or nothing."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from bids.models import Notice
from bids.notices.loading import LARGEST_FILE, NoticeError
from bids.notices.notice import Notice as Reading
from bids.notices.reader import read_notices
from bids.permissions import may_open_tender
from consortium.audit import record
from consortium.models import Consortium, User

BATCH = 200
__all__ = ["LARGEST_FILE", "NoticeError", "NoticeImport", "import_notices", "import_notices_for"]


@dataclass(frozen=True)
class NoticeImport:
    """What a file held, in releases; `tenders` of them say something of a tender, with `lots` in all."""

    releases: int
    tenders: int
    lots: int
    added: int
    unchanged: int
    warnings: int
    notices: tuple[int, ...]

    def counts(self) -> dict[str, int]:
        """The figures without the rows' ids."""
        return {name: value for name, value in asdict(self).items() if name != "notices"}


@transaction.atomic
def import_notices(*, by: User | None, data: bytes) -> NoticeImport:
    """Keep every release of the file that is not kept yet, told apart by ocid and release id or digest.

    A release that comes again is unchanged, even where its publisher altered it under the same id:
    what was kept first stays, and one warning more is counted. Raises NoticeError, and then nothing
    is kept. `notices`: ids of all the file's releases, in its order.
    """
    readings = read_notices(data)
    known = _known(readings)
    new: dict[tuple[str, str], Reading] = {}
    for one in readings:
        if (one.ocid, one.key) not in known:
            new.setdefault((one.ocid, one.key), one)
    rows = Notice.objects.bulk_create([_row(one, by) for one in new.values()], batch_size=BATCH)
    digests = known | {(row.ocid, row.release_key): (row.pk, row.digest) for row in rows}
    altered = sum(digests[one.ocid, one.key][1] != one.digest for one in readings)
    outcome = NoticeImport(
        releases=len(readings),
        tenders=sum(one.has_tender for one in readings),
        lots=sum(len(one.lots) for one in readings),
        added=len(new),
        unchanged=len(readings) - len(new),
        warnings=sum(len(one.warnings) for one in readings) + altered,
        notices=tuple(digests[one.ocid, one.key][0] for one in readings),
    )
    if rows:
        record("notices.imported", subject=rows[0], by=by, **outcome.counts())
    return outcome


@transaction.atomic
def import_notices_for(*, by: User, consortium: Consortium, data: bytes) -> NoticeImport:
    """`import_notices`, for somebody at a consortium's desk. Permission: `may_open_tender`.

    Raises Refused, NoticeError.
    """
    may_open_tender(by, consortium).require()
    return import_notices(by=by, data=data)


def _known(readings: tuple[Reading, ...]) -> dict[tuple[str, str], tuple[int, str]]:
    """Id and digest of the releases that are kept already."""
    found: dict[tuple[str, str], tuple[int, str]] = {}
    ocids = sorted({one.ocid for one in readings})
    for some in [ocids[at : at + BATCH] for at in range(0, len(ocids), BATCH)]:
        rows = Notice.objects.filter(ocid__in=some).values_list(
            "ocid", "release_key", "pk", "digest"
        )
        found |= {(ocid, key): (pk, digest) for ocid, key, pk, digest in rows}
    return found


def _row(one: Reading, by: User | None) -> Notice:
    return Notice(
        ocid=one.ocid,
        release_id=one.release_id,
        release_key=one.key,
        digest=one.digest,
        source=one.source,
        published_at=one.published_at,
        tags=list(one.tags),
        notice_type=one.notice_type,
        title=one.title,
        buyer=one.buyer,
        reading=_reading(one),
        lot_count=len(one.lots),
        warnings=[asdict(warning) for warning in one.warnings],
        raw=one.raw,
        imported_by=by,
    )


def _reading(one: Reading) -> dict[str, Any]:
    """What the reader made of the release, as JSON values; times and days in ISO 8601."""
    kept = {"ocid", "release_id", "digest", "raw", "path", "warnings", "source", "tags"}
    plain: dict[str, Any] = _plain({k: v for k, v in asdict(one).items() if k not in kept})
    return plain


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, datetime | date) else value
