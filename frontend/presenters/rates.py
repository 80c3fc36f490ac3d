"""Rates as people read them: what, how much, from when until when, and the source."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from consortium.treasury.states import RateKind
from frontend.presenters.parts import Cell, Column, Fact, Row, Table, table_of
from frontend.presenters.sheet import Section, Sheet
from frontend.templatetags.manyhands import money_to_the_penny, plain_day
from representation.claims.rerating import Rerated

if TYPE_CHECKING:
    from consortium.models import RateRow


def rates_sheet(rows: "tuple[RateRow, ...]", rerated: tuple[Rerated, ...]) -> Sheet:
    """Every rate with its dates and source; a claim keeps those of the day of its meeting."""
    columns = (
        Column(_("For")),
        Column(_("Rate")),
        Column(_("From")),
        Column(_("Until")),
        Column(_("Source")),
    )
    table = Table(_("Rates"), columns, tuple(_row(row) for row in rows), hide_caption=True)
    return Sheet(
        title=_("Rates"),
        lead=_("A claim is paid at the rates of the day of its meeting, whenever it is made."),
        sections=(
            Section(
                table=table_of(table) if rows else None, empty="" if rows else _("No rates yet.")
            ),
            Section(
                _("Claims that would come to another sum today"),
                words=_("A rate that was set for days gone by changes what is due."),
                facts=tuple(_rerated(one) for one in rerated),
                empty="" if rerated else _("None: every claim is right under today’s rates."),
            ),
        ),
    )


def _rerated(one: Rerated) -> Fact:
    words = _("was %(was)s, would be %(is)s") % {
        "was": money_to_the_penny(one.was_pence),
        "is": money_to_the_penny(one.is_pence),
    }
    return Fact(_("Claim %(number)s") % {"number": one.number}, words)


def _row(row: "RateRow") -> Row:
    return Row(
        (
            Cell(_kind(row.kind), small=row.scheme.name if row.scheme else _("Everybody")),
            Cell(_amount(row)),
            Cell(plain_day(row.valid_from)),
            Cell(plain_day(row.valid_until) if row.valid_until else _("Until further notice")),
            Cell(row.source),
        )
    )


def _kind(kind: str) -> str:
    words = {
        RateKind.CAR: _("A mile by car"),
        RateKind.MOTORCYCLE: _("A mile by motorcycle"),
        RateKind.CYCLE: _("A mile by cycle"),
        RateKind.PASSENGER: _("A mile, for each passenger"),
        RateKind.HOUR: _("An hour away from work"),
        RateKind.DAY: _("A day away from work, at most"),
        RateKind.FARE: _("Fares"),
        RateKind.CHILDCARE: _("Childcare"),
        RateKind.ACCESS: _("Access"),
    }
    return words[RateKind(kind)]


def _amount(row: "RateRow") -> str:
    amount = _("what it cost") if row.pence is None else money_to_the_penny(row.pence)
    if row.first_miles is not None and row.then_pence is not None:
        return _("%(amount)s for the first %(miles)s miles of a tax year, then %(then)s") % {
            "amount": amount,
            "miles": f"{row.first_miles:,}",
            "then": money_to_the_penny(row.then_pence),
        }
    if row.cap_pence is not None:
        return _("%(amount)s, up to %(cap)s") % {
            "amount": amount,
            "cap": money_to_the_penny(row.cap_pence),
        }
    return amount
