"""Funds and budgets as those who look after the money read them, each step with who and why."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consortium.decisions import Decision
from consortium.selectors.budgets import Pot, forecast
from consortium.selectors.funds import FundRow, MoneyStep
from frontend.presenters.parts import Cell, Column, Crumb, Fact, Row, Table, table_of
from frontend.presenters.sheet import Action, Section, Sheet
from frontend.templatetags.manyhands import money_to_the_penny, plain_day
from representation.selectors.budget_uses import Use

if TYPE_CHECKING:
    from consortium.models import PaymentScheme


def fund_table(funds: Iterable[FundRow]) -> Table:
    """Every fund with its source, what came in, and what is in no budget yet."""
    columns = (
        Column(_("Fund")),
        Column(_("Source")),
        Column(_("Came in"), is_number=True),
        Column(_("In no budget yet"), is_number=True),
    )
    rows = tuple(
        Row(
            (
                Cell(one.name, href=reverse("staff:fund", args=[one.id])),
                Cell(one.source),
                Cell(money_to_the_penny(one.received)),
                Cell(money_to_the_penny(one.unplanned)),
            )
        )
        for one in funds
    )
    return table_of(Table(_("Funds"), columns, rows, hide_caption=True))


def fund_sheet(
    fund: FundRow, pots: tuple[Pot, ...], steps: tuple[MoneyStep, ...], today: date, may: Decision
) -> Sheet:
    """One fund: what came in, its budgets, and each step."""
    at = [fund.id]
    return Sheet(
        title=fund.name,
        lead=_came_in_words(fund),
        sections=(
            Section(
                facts=(Fact(_("Source"), fund.source),),
                actions=(
                    _link(_("Money came in"), reverse("staff:fund-received", args=at), "in", may),
                    _link(
                        _("Open a budget"),
                        reverse("staff:budget-new", args=at),
                        "budget",
                        may,
                        "second",
                    ),
                ),
            ),
            Section(
                _("Budgets"),
                table=_pots(pots, today) if pots else None,
                empty="" if pots else _("No budget is planned yet."),
            ),
            _steps_section(steps),
        ),
        crumbs=(budget_crumb(),),
        here=fund.name,
    )


def _came_in_words(fund: FundRow) -> str:
    words = _("%(received)s came in, and %(unplanned)s of it is in no budget yet.")
    if fund.received and not fund.unplanned:
        words = _("%(received)s came in, and all of it is in budgets.")
    return words % {
        "received": money_to_the_penny(fund.received),
        "unplanned": money_to_the_penny(fund.unplanned),
    }


def budget_page_sheet(
    pot: Pot,
    uses: tuple[Use, ...],
    schemes: "tuple[PaymentScheme, ...]",
    steps: tuple[MoneyStep, ...],
    today: date,
    may: Decision,
) -> Sheet:
    """One budget: its figures, whose meetings it pays for, and each step."""
    ends = forecast(pot, today)
    at = [pot.id]
    facts = (
        Fact(_("Fund"), f"{pot.fund}. {pot.source}"),
        Fact(_("Period"), f"{plain_day(pot.start_on)} – {plain_day(pot.end_on)}"),
        Fact(_("Planned"), money_to_the_penny(pot.planned)),
        Fact(_("Committed"), money_to_the_penny(pot.committed)),
        Fact(_("Paid"), money_to_the_penny(pot.paid)),
        Fact(_("Left"), money_to_the_penny(pot.left)),
        Fact(_("Spent by its end"), _forecast_words(pot, ends)),
    )
    return Sheet(
        title=pot.name,
        lead=_("%(left)s of %(planned)s is left.")
        % {"left": money_to_the_penny(pot.left), "planned": money_to_the_penny(pot.planned)},
        sections=(
            Section(
                facts=facts,
                actions=(
                    _link(_("Plan more"), reverse("staff:budget-raise", args=at), "raise", may),
                    _link(
                        _("Move money"),
                        reverse("staff:budget-move", args=at),
                        "move",
                        may,
                        "second",
                    ),
                ),
            ),
            _uses_section(pot, uses, schemes, may),
            *(_rules_section(one, may) for one in schemes),
            _steps_section(steps),
        ),
        crumbs=(budget_crumb(), Crumb(pot.fund, reverse("staff:fund", args=[pot.fund_id]))),
        here=pot.name,
    )


def budget_crumb() -> Crumb:
    """To every pot."""
    return Crumb(_("Budget"), reverse("staff:budget"))


def _forecast_words(pot: Pot, ends: int | None) -> str:
    if ends is None:
        return _("Too early to say")
    words = money_to_the_penny(ends)
    if ends > pot.planned:
        return _("%(sum)s at the pace so far: more than is planned") % {"sum": words}
    return _("%(sum)s at the pace so far") % {"sum": words}


def _pots(pots: Iterable[Pot], today: date) -> Table:
    columns = (
        Column(_("Budget")),
        Column(_("Planned"), is_number=True),
        Column(_("Left"), is_number=True),
        Column(_("Spent by its end"), is_number=True),
    )
    rows = []
    for pot in pots:
        ends = forecast(pot, today)
        rows.append(
            Row(
                (
                    Cell(
                        pot.name,
                        href=reverse("staff:budget-one", args=[pot.id]),
                        small=f"{plain_day(pot.start_on)} – {plain_day(pot.end_on)}",
                    ),
                    Cell(money_to_the_penny(pot.planned)),
                    Cell(money_to_the_penny(pot.left)),
                    Cell(_("Too early to say") if ends is None else money_to_the_penny(ends)),
                )
            )
        )
    return table_of(Table(_("Budgets"), columns, tuple(rows), hide_caption=True))


def _uses_section(
    pot: Pot, uses: tuple[Use, ...], schemes: "tuple[PaymentScheme, ...]", may: Decision
) -> Section:
    columns = (
        Column(_("Whose meetings")),
        Column(_("Scheme")),
        Column(_("From")),
        Column(_("Until")),
    )
    rows = tuple(Row(_use_cells(one, may)) for one in uses)
    caption = _("Whose meetings it pays for")
    actions = [
        _link(
            _("Pay for meetings by a new scheme"),
            reverse("staff:scheme-new", args=[pot.id]),
            "scheme",
            may,
            "second",
        )
    ]
    actions += [
        _link(
            _("Pay for other meetings too: %(scheme)s") % {"scheme": one.name},
            reverse("staff:use-new", args=[one.pk]),
            f"use-{one.pk}",
            may,
            "second",
        )
        for one in schemes
    ]
    return Section(
        caption,
        table=table_of(Table(caption, columns, rows, hide_caption=True)) if rows else None,
        empty="" if rows else _("Nobody’s meetings yet, so nobody can claim from it."),
        actions=tuple(actions),
    )


def _rules_section(scheme: "PaymentScheme", may: Decision) -> Section:
    """By which days and limits a scheme pays."""
    change = reverse("staff:scheme-change", args=[scheme.pk])
    return Section(
        _("Rules: %(scheme)s") % {"scheme": scheme.name},
        facts=(
            Fact(
                _("Two people approve claims above"),
                money_to_the_penny(scheme.second_approval_above_pence),
            ),
            Fact(_("Claims are taken after a meeting for"), _days(scheme.claim_within_days)),
            Fact(_("Receipts are taken after a meeting for"), _days(scheme.receipt_within_days)),
            Fact(_("A cancelled meeting"), _cancelled_words(scheme)),
        ),
        actions=(
            _link(
                _("Change these rules: %(scheme)s") % {"scheme": scheme.name},
                change,
                f"rules-{scheme.pk}",
                may,
                "second",
            ),
        ),
    )


def _days(count: int) -> str:
    return ngettext("%(n)s day", "%(n)s days", count) % {"n": count}


def _cancelled_words(scheme: "PaymentScheme") -> str:
    return ngettext(
        "Called off less than %(n)s hour before, it is paid: %(percent)s of the time away",
        "Called off less than %(n)s hours before, it is paid: %(percent)s of the time away",
        scheme.cancelled_notice_hours,
    ) % {"n": scheme.cancelled_notice_hours, "percent": f"{scheme.cancelled_time_pct}%"}


def _use_cells(one: Use, may: Decision) -> tuple[Cell, ...]:
    may_end = may.allowed and one.end_on is None
    return (
        Cell(one.who),
        Cell(one.scheme),
        Cell(plain_day(one.start_on)),
        Cell(
            plain_day(one.end_on) if one.end_on else _("Until further notice"),
            more=_("End this") if may_end else "",
            hidden=f"{one.who}, {one.scheme}",
            more_href=reverse("staff:use-end", args=[one.id]) if may_end else "",
        ),
    )


def _steps_section(steps: tuple[MoneyStep, ...]) -> Section:
    columns = (
        Column(_("Day")),
        Column(_("Amount"), is_number=True),
        Column(_("By")),
        Column(_("Why")),
    )
    rows = tuple(
        Row(
            (
                Cell(plain_day(one.at)),
                Cell(_signed(one.pence)),
                Cell(one.by or "–"),
                Cell(one.why),
            )
        )
        for one in steps
    )
    caption = _("Step by step")
    return Section(
        caption,
        table=table_of(Table(caption, columns, rows, hide_caption=True)) if rows else None,
        empty="" if rows else _("Nothing has come in yet."),
    )


def _signed(pence: int) -> str:
    return f"+{money_to_the_penny(pence)}" if pence > 0 else money_to_the_penny(pence)


def _link(words: str, href: str, name: str, may: Decision, kind: str = "") -> Action:
    return Action(words, href, name, kind, may.reason, is_link=True)
