"""Rates as people read them: what, how much, from when until when, and the source."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consortium.decisions import Decision
from consortium.treasury.rates import Rate
from consortium.treasury.states import RateKind
from frontend.presenters.parts import Cell, Column, Crumb, Fact, Row, Table, table_of
from frontend.presenters.sheet import Action, Section, Sheet
from frontend.templatetags.manyhands import money_to_the_penny, plain_day
from representation.claims.rerating import Rerated

if TYPE_CHECKING:
    from consortium.models import PaymentScheme, RateRow

NOT_ASKED_AGAIN = {"csrfmiddlewaretoken", "confirm"}


def rates_sheet(
    now: tuple[Section, ...], rows: "tuple[RateRow, ...]", rerated: tuple[Rerated, ...]
) -> Sheet:
    """What is paid today, every rate with its dates and source, and what they change of claims."""
    columns = (
        Column(_("For")),
        Column(_("Rate")),
        Column(_("From")),
        Column(_("Until")),
        Column(_("Source")),
    )
    table = Table(_("Every rate"), columns, tuple(_row(row) for row in rows), hide_caption=True)
    return Sheet(
        title=_("Rates"),
        lead=_("A claim is paid at the rates of the day of its meeting, whenever it is made."),
        sections=(
            *now,
            Section(
                _("Every rate"),
                table=table_of(table) if rows else None,
                empty="" if rows else _("No rates yet."),
            ),
            Section(
                _("Claims that would come to another sum today"),
                words=_("A rate that was set for days gone by changes what is due."),
                facts=tuple(_rerated(one) for one in rerated),
                empty="" if rerated else _("None: every claim is right under today’s rates."),
            ),
        ),
    )


def scheme_section(
    scheme: "PaymentScheme", today: tuple[tuple[RateKind, Rate | None], ...], may: Decision
) -> Section:
    """What a scheme pays today for each thing, with a way to set it anew."""
    columns = (Column(_("For")), Column(_("Rate")), Column(_("Source")))
    rows = tuple(Row(_today_cells(scheme, kind, rate, may)) for kind, rate in today)
    caption = _("Paid today: %(scheme)s") % {"scheme": scheme.name}
    return Section(
        caption,
        words=may.reason,
        table=table_of(Table(caption, columns, rows, hide_caption=True)),
    )


def _today_cells(
    scheme: "PaymentScheme", kind: RateKind, rate: Rate | None, may: Decision
) -> tuple[Cell, ...]:
    source = ""
    if rate is not None:
        source = (
            rate.source if rate.scheme else _("%(source)s (everybody’s)") % {"source": rate.source}
        )
    return (
        Cell(
            kind_words(kind),
            more=_("Set a new rate") if may else "",
            hidden=kind_words(kind),
            more_href=reverse("staff:rate-new", args=[scheme.pk, kind.value]) if may else "",
        ),
        Cell(_("Nothing is paid") if rate is None else _amount(rate)),
        Cell(source, is_bare=not source),
    )


def check_sheet(
    scheme: "PaymentScheme",
    rate: Rate,
    rerated: tuple[Rerated, ...],
    given: Mapping[str, str],
) -> Sheet:
    """The new row once more, with the claims that it would change. `given`: the form, as it was sent."""
    difference = sum(one.difference_pence for one in rerated)
    words = _("No claim that was approved or paid comes to another sum.")
    if rerated:
        words = ngettext(
            "%(n)s claim that was approved or paid would come to another sum, %(sum)s in all.",
            "%(n)s claims that were approved or paid would come to another sum, %(sum)s in all.",
            len(rerated),
        ) % {"n": len(rerated), "sum": _signed(difference)}
    fields = tuple((name, value) for name, value in given.items() if name not in NOT_ASKED_AGAIN)
    address = reverse("staff:rate-new", args=[scheme.pk, rate.kind.value])
    facts = (
        Fact(_("For"), kind_words(rate.kind)),
        Fact(_("Scheme"), scheme.name),
        Fact(_("Rate"), _amount(rate)),
        Fact(_("From"), plain_day(rate.valid_from)),
        Fact(_("Source"), rate.source),
    )
    return Sheet(
        title=_("Check this rate"),
        lead=words,
        sections=(
            Section(facts=facts),
            *(
                [Section(_("What it would change"), facts=tuple(_rerated(one) for one in rerated))]
                if rerated
                else []
            ),
            Section(
                words=_(
                    "Nothing that was paid is changed: what is owed on top is for you to decide."
                )
                if rerated
                else "",
                actions=(
                    Action(
                        _("Set this rate"), address, "set", fields=(*fields, ("confirm", "yes"))
                    ),
                    Action(_("Begin again"), address, "again", "second", is_link=True),
                ),
            ),
        ),
        crumbs=(Crumb(_("Rates"), reverse("staff:rates")),),
        here=kind_words(rate.kind),
    )


def _rerated(one: Rerated) -> Fact:
    words = _("was %(was)s, would be %(is)s") % {
        "was": money_to_the_penny(one.was_pence),
        "is": money_to_the_penny(one.is_pence),
    }
    return Fact(_("Claim %(number)s") % {"number": one.number}, words)


def _signed(pence: int) -> str:
    """+£4.80, −£4.80."""
    return f"+{money_to_the_penny(pence)}" if pence > 0 else money_to_the_penny(pence)


def _row(row: "RateRow") -> Row:
    return Row(
        (
            Cell(
                kind_words(RateKind(row.kind)),
                small=row.scheme.name if row.scheme else _("Everybody"),
            ),
            Cell(_amount(row)),
            Cell(plain_day(row.valid_from)),
            Cell(plain_day(row.valid_until) if row.valid_until else _("Until further notice")),
            Cell(row.source),
        )
    )


def kind_words(kind: RateKind) -> str:
    """What is paid for."""
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
    return words[kind]


def _amount(row: "RateRow | Rate") -> str:
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
