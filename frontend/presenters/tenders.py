"""What the list of tenders and the page of one say."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bids.selectors.plan_read_models import VersionRow
from bids.selectors.tenders import CriterionView, LotView, TenderRow, TenderView
from consortium.decisions import Decision
from consortium.states import LIVE_JOB_STATES
from frontend.presenters.notices import WarningLine, warning_lines
from frontend.presenters.parts import Cell, Column, Fact, Row, Table, Task, table_of
from frontend.templatetags.manyhands import money, percent

POUNDS = "GBP"


@dataclass(frozen=True)
class TenderPage:
    """Everything that templates/staff/tender.html prints. A criterion of several lots stands once."""

    title: str
    lead: str
    tasks: tuple[Task, ...]
    facts: tuple[Fact, ...]
    description: str
    lots: Table
    criteria: Table
    warnings: tuple[WarningLine, ...]


def tender_table(rows: tuple[TenderRow, ...]) -> Table:
    """The consortium's tenders, each with what stands and what is still to do."""
    columns = (
        Column(_("Tender")),
        Column(_("Bids close")),
        Column(_("Value"), is_number=True),
        Column(_("Lines")),
        Column(_("Plan")),
    )
    return table_of(
        Table(_("Tenders"), columns, tuple(_tender_row(row) for row in rows), hide_caption=True)
    )


def _tender_row(row: TenderRow) -> Row:
    plan = Cell(_("None yet"))
    if row.latest_plan is not None:
        words = _("Plan %(number)s") % {"number": row.latest_plan}
        plan = Cell(words, href=reverse("staff:plan", args=[row.id, row.latest_plan]))
    value = row.value_net_pence if row.value_net_pence is not None else row.value_gross_pence
    return Row(
        (
            Cell(row.title, href=reverse("staff:tender", args=[row.id]), small=row.buyer),
            Cell(row.bids_close or _("Not stated")),
            Cell(amount(value, row.currency)),
            Cell(str(row.lines), small=lacking_words(row.lines_lacking)),
            plan,
        ),
        look=row.lines_lacking > 0,
    )


def lacking_words(count: int) -> str:
    """3 still to fill in; nothing where none is."""
    if not count:
        return ""
    return ngettext("%(n)s still to fill in", "%(n)s still to fill in", count) % {"n": count}


def amount(pence: int | None, currency: str) -> str:
    """£1,860,000; another currency stands before the figure by its code."""
    if pence is None or currency == POUNDS:
        return money(pence)
    return money(pence).replace("£", f"{currency} ")


def tender_page(
    tender: TenderView,
    versions: tuple[VersionRow, ...],
    can_be_planned: Decision,
    again: int | None = None,
) -> TenderPage:
    """`versions` the latest first; `can_be_planned` as the rule answers today; `again`: the number of the
    plan in force, where members have given up parts that it still gives them."""
    return TenderPage(
        title=tender.title,
        lead=_lead(tender),
        tasks=next_steps(tender, versions, can_be_planned, again),
        facts=_facts(tender),
        description=tender.description,
        lots=_lots(tender.lots, tender.currency),
        criteria=_criteria(tender.criteria),
        warnings=warning_lines(tender.warnings),
    )


def _lead(tender: TenderView) -> str:
    value = tender.value_net_pence
    parts = [_("Buyer: %(buyer)s.") % {"buyer": tender.buyer}]
    if value is not None:
        parts.append(_("Worth %(value)s without VAT.") % {"value": amount(value, tender.currency)})
    if tender.bids_close:
        parts.append(_("Bids close %(when)s.") % {"when": tender.bids_close})
    else:
        parts.append(_("The notice does not say when bids close."))
    return " ".join(parts)


def next_steps(
    tender: TenderView,
    versions: tuple[VersionRow, ...],
    can_be_planned: Decision,
    again: int | None = None,
) -> tuple[Task, ...]:
    """What the lead does with a tender, in the order in which it is done. `again`: see `tender_page`."""
    return (
        _requirements_step(tender),
        *(() if again is None else (_again_step(tender.id, again),)),
        *_plan_steps(tender, versions, can_be_planned),
    )


def _again_step(tender_id: int, number: int) -> Task:
    words = _("Plan again: members have given parts up")
    href = reverse("staff:plan-again", args=[tender_id, number])
    small = _("Plan %(number)s still counts on them.") % {"number": number}
    return Task(words, href, small, _("To do"), "due")


def _requirements_step(tender: TenderView) -> Task:
    href = reverse("staff:requirements", args=[tender.id])
    if not tender.lines:
        small = _("None yet. Begin from a spreadsheet or from the lots of the notice.")
        return Task(_("Write the requirements"), href, small, _("To do"), "due")
    small = ngettext("%(n)s requirement", "%(n)s requirements", tender.lines) % {"n": tender.lines}
    if tender.lines_lacking:
        due = lacking_words(tender.lines_lacking)
        return Task(_("Fill in the requirements"), href, small, due, "due")
    return Task(_("Look over the requirements"), href, small, _("Done"), "ok")


def _plan_steps(
    tender: TenderView, versions: tuple[VersionRow, ...], can_be_planned: Decision
) -> list[Task]:
    href = reverse("staff:plan-new", args=[tender.id])
    under_way = next((one for one in versions if one.job_state in LIVE_JOB_STATES), None)
    made = next((one for one in versions if one.finished_at), None)
    steps = []
    if under_way and under_way.job_id:
        job = reverse("staff:job", args=[under_way.job_id])
        steps.append(Task(_("See how the plan comes on"), job, "", _("Under way"), "go"))
    elif not made:
        due, kind = (_("To do"), "due") if can_be_planned else (_("Not yet"), "plain")
        steps.append(Task(_("Make a lot plan"), href, can_be_planned.reason, due, kind))
    if made:
        steps.append(_read_step(tender.id, made))
    return steps


def _read_step(tender_id: int, made: VersionRow) -> Task:
    words = _("Read plan %(number)s") % {"number": made.number}
    small = _("It covers %(share)s of the value.") % {"share": percent(made.covered_bp)}
    return Task(words, reverse("staff:plan", args=[tender_id, made.number]), small, _("Made"), "ok")


def _lot_limits(tender: TenderView) -> tuple[Fact, ...]:
    """What the buyer says of bidding for several lots; nothing where it says nothing."""
    most = (Fact(_("Most lots to bid for"), str(tender.most_lots_bid or "")),)
    rules = (Fact(_("Rules on lots, in the buyer’s words"), tender.lot_rules),)
    return (most if tender.most_lots_bid else ()) + (rules if tender.lot_rules else ())


def _facts(tender: TenderView) -> tuple[Fact, ...]:
    part = {True: _("Yes"), False: _("No"), None: _("Not stated")}[tender.part_bids]
    facts = (
        Fact(_("Buyer"), tender.buyer),
        Fact(_("Value without VAT"), amount(tender.value_net_pence, tender.currency)),
        Fact(_("Value with VAT"), amount(tender.value_gross_pence, tender.currency)),
        Fact(_("Bids close"), tender.bids_close or _("Not stated")),
        Fact(_("Questions close"), tender.questions_close or _("Not stated")),
        Fact(_("The work runs"), tender.period or _("Not stated")),
        Fact(_("May part be bid for?"), part),
        *_lot_limits(tender),
        Fact(_("Procedure"), tender.regime or _("Not stated")),
    )
    if not tender.notice_id:
        return facts
    href = reverse("staff:notice", args=[tender.notice_id])
    return (*facts, Fact(_("Notice"), tender.ocid, href, _("See the notice")))


def _lots(lots: tuple[LotView, ...], currency: str) -> Table:
    columns = (
        Column(_("Lot")),
        Column(_("What it is")),
        Column(_("Without VAT"), is_number=True),
        Column(_("With VAT"), is_number=True),
        Column(_("Lines"), is_number=True),
    )
    rows = tuple(
        Row(
            (
                Cell(_("Lot %(n)s") % {"n": lot.position}, small=lot.ref),
                Cell(lot.title or _("No title"), small=lot.period),
                Cell(amount(lot.value_net_pence, currency)),
                Cell(amount(lot.value_gross_pence, currency)),
                Cell(str(lot.lines)),
            )
        )
        for lot in lots
    )
    return table_of(Table(_("The lots of the notice"), columns, rows, id="lots"))


def _criteria(criteria: tuple[CriterionView, ...]) -> Table:
    kinds = {"price": _("Price"), "cost": _("Cost"), "quality": _("Quality")}
    columns = (
        Column(_("Criterion")),
        Column(_("Kind")),
        Column(_("Weight"), is_number=True),
        Column(_("Lot")),
    )
    lots_of: dict[tuple[str, str, str], list[str]] = {}
    for one in criteria:
        lots_of.setdefault((one.name, one.kind, _weight(one)), []).append(one.lot)
    every = {one.lot for one in criteria}
    rows = tuple(
        Row(
            (
                Cell(name or kinds.get(kind, _("Not named"))),
                Cell(kinds.get(kind, _("Not stated"))),
                Cell(weight),
                Cell(_("All") if set(lots) == every else ", ".join(lots)),
            )
        )
        for (name, kind, weight), lots in lots_of.items()
    )
    return table_of(Table(_("How bids are judged"), columns, rows, id="criteria"))


def _weight(one: CriterionView) -> str:
    """Per cent where it is one number, else as published."""
    return percent(one.weight_bp) if one.weight_bp is not None else one.weight or _("Not stated")
