"""Opening a tender: from a notice, or by hand where the call came another way."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from bids.models import Notice, Tender, TenderCriterion, TenderLot
from bids.permissions import may_open_tender
from bids.rules import describes_tender
from consortium.audit import record
from consortium.decisions import Refused
from consortium.models import Consortium, User

LONGEST_TITLE, LONGEST_BUYER, LONGEST_NAME = 500, 300, 500
POUNDS = "GBP"


@dataclass(frozen=True)
class TenderFacts:
    """What a person states of a tender that no notice describes. Values in pence; times aware."""

    title: str
    buyer: str
    description: str = ""
    regime: str = ""
    value_net_pence: int | None = None
    value_gross_pence: int | None = None
    bids_close_at: datetime | None = None
    questions_close_at: datetime | None = None
    period_start: date | None = None
    period_end: date | None = None
    part_bids: bool | None = None


@transaction.atomic
def open_tender(*, by: User, consortium: Consortium, notice: Notice) -> Tender:
    """The consortium's tender of this notice, with its lots and criteria; the one there is, if opened before.

    Permission: `may_open_tender`. Raises Refused also where the notice describes no tender.
    """
    may_open_tender(by, consortium).require()
    opened = Tender.objects.filter(consortium=consortium, notice=notice).first()
    if opened:
        return opened
    describes_tender(notice).require()
    tender = Tender.objects.create(
        consortium=consortium, notice=notice, opened_by=by, **_columns(notice)
    )
    _create_lots(tender, notice.reading)
    record("tender.opened", subject=tender, by=by, ocid=notice.ocid)
    return tender


@transaction.atomic
def open_tender_by_hand(*, by: User, consortium: Consortium, facts: TenderFacts) -> Tender:
    """A tender from what somebody states. Permission: `may_open_tender`. Raises Refused."""
    may_open_tender(by, consortium).require()
    if not facts.title.strip() or not facts.buyer.strip():
        raise Refused(_("Give the tender a title and say who the buyer is."))
    if facts.period_start and facts.period_end and facts.period_end < facts.period_start:
        raise Refused(_("The last day is before the first."))
    tender = Tender.objects.create(consortium=consortium, opened_by=by, **facts.__dict__)
    record("tender.opened", subject=tender, by=by)
    return tender


def _columns(notice: Notice) -> dict[str, Any]:
    reading = notice.reading
    value, period = reading["value"], _period(reading)
    return {
        "title": _short(notice.title or notice.ocid, LONGEST_TITLE),
        "buyer": _short(notice.buyer or _("Not stated"), LONGEST_BUYER),
        "description": reading["description"],
        "regime": _short(reading["regime"], 120),
        "value_net_pence": value["net_pence"],
        "value_gross_pence": value["gross_pence"],
        "currency": value["currency"] or POUNDS,
        "bids_close_at": _moment(reading["bids_close_at"]),
        "questions_close_at": _moment(reading["questions_close_at"]),
        "period_start": _day(period["start"]),
        "period_end": _day(period["end"]),
        "part_bids": reading["part_bids"],
    }


def _period(reading: dict[str, Any]) -> dict[str, Any]:
    """The contract's period; failing that, that of its lots where they all have the same."""
    stated: dict[str, Any] = reading["period"]
    if stated["start"] or stated["end"]:
        return stated
    periods = [lot["period"] for lot in reading["lots"]]
    return periods[0] if periods and all(one == periods[0] for one in periods) else stated


def _create_lots(tender: Tender, reading: dict[str, Any]) -> None:
    position = 0
    for number, lot in enumerate(reading["lots"], start=1):
        row = TenderLot.objects.create(
            tender=tender,
            position=number,
            ref=lot["ref"],
            title=_short(lot["title"], LONGEST_TITLE),
            description=lot["description"],
            value_net_pence=lot["value"]["net_pence"],
            value_gross_pence=lot["value"]["gross_pence"],
            period_start=_day(lot["period"]["start"]),
            period_end=_day(lot["period"]["end"]),
        )
        for criterion in lot["criteria"]:
            position += 1
            TenderCriterion.objects.create(
                tender=tender,
                lot=row,
                position=position,
                name=_short(criterion["name"], LONGEST_NAME),
                kind=criterion["kind"],
                weight_text=_short(criterion["weight_text"], LONGEST_NAME),
                weight_bp=criterion["weight_bp"],
            )


def _short(text: str, longest: int) -> str:
    """What fits a heading; the notice keeps the whole."""
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
