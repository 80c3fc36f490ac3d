"""Reading notices: a page of them, the latest first, and one."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Paginator
from django.db.models import Q

from bids.models import Notice, Tender
from bids.selectors.tenders import WarningView, warnings_of
from consortium.models import Consortium
from consortium.selectors.dates import moment_in_words

PAGE_SIZE = 20


@dataclass(frozen=True)
class NoticeView:
    """One notice; `tender_id` is the consortium's tender of it, if it has opened one."""

    id: int
    ocid: str
    source: str
    notice_type: str
    title: str
    buyer: str
    published_at: datetime | None
    bids_close: str
    lots: int
    warnings: tuple[WarningView, ...]
    has_tender: bool
    tender_id: int | None


@dataclass(frozen=True)
class NoticePage:
    """Notices `first` to `last` (from 1) of `total`; `pages` at least 1."""

    notices: tuple[NoticeView, ...]
    first: int
    last: int
    total: int
    page: int
    pages: int


def notices_page(
    consortium: Consortium,
    *,
    page: int = 1,
    words: str = "",
    among: Collection[int] | None = None,
) -> NoticePage:
    """One page of all notices, or of those with the ids `among`; `words` are looked for in title,
    buyer and ocid."""
    found = Notice.objects.order_by("-published_at", "-id")
    if among is not None:
        found = found.filter(pk__in=among)
    for word in words.split():
        found = found.filter(
            Q(title__icontains=word) | Q(buyer__icontains=word) | Q(ocid__icontains=word)
        )
    shown = Paginator(found.defer("raw"), PAGE_SIZE).get_page(page)
    opened = dict(
        Tender.objects.filter(consortium=consortium, notice__in=list(shown)).values_list(
            "notice_id", "pk"
        )
    )
    return NoticePage(
        notices=tuple(_view(notice, opened.get(notice.pk)) for notice in shown),
        first=shown.start_index(),
        last=shown.end_index(),
        total=shown.paginator.count,
        page=shown.number,
        pages=shown.paginator.num_pages,
    )


def notice_by(notice_id: int) -> Notice | None:
    """The notice, or None: a page answers 404. Notices are public."""
    return Notice.objects.filter(pk=notice_id).first()


def notice_view(notice: Notice, consortium: Consortium) -> NoticeView:
    """One notice as the consortium sees it."""
    tender = Tender.objects.filter(consortium=consortium, notice=notice).first()
    return _view(notice, tender.pk if tender else None)


def _view(notice: Notice, tender_id: int | None) -> NoticeView:
    closes = notice.reading.get("bids_close_at")
    return NoticeView(
        id=notice.pk,
        ocid=notice.ocid,
        source=notice.source,
        notice_type=notice.notice_type,
        title=notice.title,
        buyer=notice.buyer,
        published_at=notice.published_at,
        bids_close=moment_in_words(datetime.fromisoformat(closes)) if closes else "",
        lots=notice.lot_count,
        warnings=warnings_of(notice.warnings),
        has_tender=bool(notice.reading.get("has_tender")),
        tender_id=tender_id,
    )
