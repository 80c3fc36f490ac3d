"""Every pot to the penny: its source, what is committed, paid and left, and where it will end."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consortium.decisions import Decision
from consortium.selectors.budgets import Pot, forecast
from consortium.selectors.funds import FundRow
from frontend.presenters.funds import fund_table
from frontend.presenters.parts import Cell, Column, Fact, Row, Table, table_of
from frontend.presenters.sheet import Action, Section, Sheet
from frontend.templatetags.manyhands import money_to_the_penny, plain_day
from representation.selectors.budget_uses import Use
from representation.selectors.claim_figures import NeverClaimed, SeatYear

HEADINGS = (
    "network", "fund", "source", "budget", "from", "until",
    "planned_pence", "committed_pence", "paid_pence", "left_pence", "pays_for",
)  # fmt: skip
Uses = Mapping[int, tuple[Use, ...]]


def budget_sheet(pots: tuple[Pot, ...], uses: Uses, today: date | None = None) -> Sheet:
    """The public page; with `today` the treasurer's, who also sees where each pot will end.

    `uses`: by budget, whose meetings it pays for; the pots stand under those.
    """
    paid = sum(pot.paid for pot in pots)
    left = sum(pot.left for pot in pots)
    return Sheet(
        title=_("Budget"),
        lead=_("%(paid)s was paid so far, and %(left)s is left.")
        % {"paid": money_to_the_penny(paid), "left": money_to_the_penny(left)},
        sections=(
            Section(
                table=_pot_table(pots, uses, today) if pots else None,
                empty="" if pots else _("No budget is planned yet."),
                actions=(
                    Action(
                        _("As CSV"),
                        reverse("public:budget-file", args=["csv"]),
                        "csv",
                        "second",
                        is_link=True,
                    ),
                    Action(
                        _("As JSON"),
                        reverse("public:budget-file", args=["json"]),
                        "json",
                        "second",
                        is_link=True,
                    ),
                ),
            ),
        ),
    )


def _pot_table(pots: Iterable[Pot], uses: Uses, today: date | None) -> Table:
    columns = [
        Column(_("Budget")),
        Column(_("Source")),
        Column(_("Planned"), is_number=True),
        Column(_("Committed"), is_number=True),
        Column(_("Paid"), is_number=True),
        Column(_("Left"), is_number=True),
    ]
    if today:
        columns.append(Column(_("Spent by its end"), is_number=True))
    pots = tuple(pots)
    by_whom: dict[str, list[Pot]] = {}
    for pot in pots:
        by_whom.setdefault(_whom(uses.get(pot.id, ())), []).append(pot)
    rows: list[Row] = []
    for whom, found in by_whom.items():
        rows.append(Row(heading=whom))
        rows += [Row(_pot_cells(pot, today), look=pot.left == 0) for pot in found]
    sums = [sum(values) for values in zip(*[_figures(pot) for pot in pots], strict=True)]
    total = [Cell(_("In all"), strong=True), Cell(is_bare=True)]
    total += [Cell(money_to_the_penny(one), strong=True) for one in sums]
    if today:
        total.append(Cell(is_bare=True))
    return table_of(
        Table(_("Budgets"), tuple(columns), tuple(rows), total=tuple(total), hide_caption=True)
    )


def _whom(uses: Iterable[Use]) -> str:
    """The structures, and where a budget is for single bodies those."""
    names = dict.fromkeys(use.who for use in uses)
    return "; ".join(names) or _("For no body’s meetings")


def _pot_cells(pot: Pot, today: date | None) -> tuple[Cell, ...]:
    period = f"{plain_day(pot.start_on)} – {plain_day(pot.end_on)}"
    cells = [
        Cell(
            pot.name,
            href=reverse("staff:budget-one", args=[pot.id]) if today else "",
            small=f"{pot.consortium}, {period}",
        ),
        Cell(pot.source, small=pot.fund),
        *[Cell(money_to_the_penny(one)) for one in _figures(pot)],
    ]
    if today:
        ends = forecast(pot, today)
        cells.append(Cell(_("Too early to say") if ends is None else money_to_the_penny(ends)))
    return tuple(cells)


def _figures(pot: Pot) -> tuple[int, int, int, int]:
    return pot.planned, pot.committed, pot.paid, pot.left


def with_equity(
    sheet: Sheet, seats: tuple[SeatYear, ...], never: tuple[NeverClaimed, ...] | None = None
) -> Sheet:
    """The page with what each seat was paid by year; for the treasurer also who never claims."""
    columns = (
        Column(_("Seat")),
        Column(_("Year"), is_number=True),
        Column(_("Claims"), is_number=True),
        Column(_("Paid"), is_number=True),
    )
    rows = tuple(
        Row(
            (
                Cell(one.seat),
                Cell(str(one.year)),
                Cell(str(one.claims)),
                Cell(money_to_the_penny(one.paid_pence)),
            )
        )
        for one in seats
    )
    by_seat = Section(
        _("By seat and year"),
        table=table_of(Table(_("By seat and year"), columns, rows, hide_caption=True))
        if rows
        else None,
        empty="" if rows else _("Nothing was paid for a seat yet."),
    )
    sections = [*sheet.sections, by_seat]
    if never is not None:
        facts = tuple(
            Fact(
                one.name,
                ngettext("%(n)s meeting", "%(n)s meetings", one.meetings) % {"n": one.meetings},
            )
            for one in never
        )
        sections.append(
            Section(
                _("Who never claims"),
                facts=facts,
                empty="" if facts else _("Everybody who was at a meeting has claimed."),
            )
        )
    return replace(sheet, sections=tuple(sections))


def with_funds(sheet: Sheet, funds: tuple[FundRow, ...], may: Decision) -> Sheet:
    """The treasurer's page with the funds that the budgets are of, and the way to everything else."""
    section = Section(
        _("Funds"),
        table=fund_table(funds) if funds else None,
        empty="" if funds else _("No fund is open yet."),
        actions=(
            Action(
                _("Open a fund"),
                reverse("staff:fund-new"),
                "fund",
                "second",
                may.reason,
                is_link=True,
            ),
        ),
    )
    return replace(sheet, sections=(*sheet.sections[:1], section, *sheet.sections[1:]))


def with_money_links(sheet: Sheet, may_see_households: Decision) -> Sheet:
    """The page with the way to everything else about the money."""
    private = ((_("Households"), _("Who does not decide on whose claims"), "staff:households"),)
    facts = tuple(
        Fact(term, words, reverse(route), _("Look"), term)
        for term, words, route in (
            (_("Claims"), _("What waits for an approver"), "staff:claims"),
            (_("Payments"), _("What is owed, batches, the bank’s statement"), "staff:payments"),
            (
                _("Payees"),
                _("Who is paid, and whether their account was rung about"),
                "staff:payees",
            ),
            (_("Rates"), _("What is paid for what, since when"), "staff:rates"),
            (_("Management fee"), _("What is kept of a contract, since when"), "staff:fees"),
            (_("Ledger"), _("Whether the books stand"), "staff:ledger"),
            (_("Meetings"), _("Who was where: what claims rest on"), "staff:meetings"),
            *(private if may_see_households else ()),
        )
    )
    return replace(
        sheet, sections=(*sheet.sections, Section(_("More about the money"), facts=facts))
    )


def budget_rows(pots: Iterable[Pot], uses: Uses) -> list[dict[str, Any]]:
    """The pots for machines: pence and ISO dates, under fixed English names."""
    return [
        dict(
            zip(
                HEADINGS,
                (
                    pot.consortium, pot.fund, pot.source, pot.name,
                    pot.start_on.isoformat(), pot.end_on.isoformat(), *_figures(pot),
                    "; ".join(dict.fromkeys(use.who for use in uses.get(pot.id, ()))),
                ),
                strict=True,
            )
        )
        for pot in pots
    ]  # fmt: skip
