"""The versions of a tender's plan, as a table."""

from django.urls import reverse
from django.utils.translation import gettext as _

from bids.selectors.plan_read_models import VersionRow
from consortium.states import JobState
from frontend.presenters.parts import Cell, Column, Row, Table, table_of
from frontend.templatetags.manyhands import moment, money, percent


def version_table(
    tender_id: int, versions: tuple[VersionRow, ...], in_force: int | None = None
) -> Table:
    """The latest first; what is not made yet leads to its job. `in_force`: the number members see."""
    columns = (
        Column(_("Plan")),
        Column(_("Asked for")),
        Column(_("State")),
        Column(_("Covered"), is_number=True),
        Column(_("Value covered"), is_number=True),
        Column(_("Members with a part"), is_number=True),
    )
    rows = tuple(_row(tender_id, one, one.number == in_force) for one in versions)
    return table_of(Table(_("Versions"), columns, rows, id="versions"))


def _row(tender_id: int, one: VersionRow, is_in_force: bool) -> Row:
    words = _("Plan %(number)s") % {"number": one.number}
    href = reverse("staff:plan", args=[tender_id, one.number]) if one.finished_at else _job(one)
    members = "–" if one.members_with_part is None else str(one.members_with_part)
    return Row(
        (
            Cell(words, href=href, small=_("In force") if is_in_force else ""),
            Cell(moment(one.requested_at)),
            _state(one),
            Cell(percent(one.covered_bp)),
            Cell(money(one.covered_pence)),
            Cell(members),
        )
    )


def _job(one: VersionRow) -> str:
    return reverse("staff:job", args=[one.job_id]) if one.job_id else ""


def _state(one: VersionRow) -> Cell:
    if one.finished_at:
        return Cell(_("Made"), tag="ok")
    words, kind = {
        JobState.QUEUED: (_("Waiting"), "go"),
        JobState.RUNNING: (_("Under way"), "go"),
        JobState.FAILED: (_("Failed"), "no"),
        JobState.STOPPED: (_("Stopped"), "plain"),
    }.get(JobState(one.job_state) if one.job_state else JobState.STOPPED, (_("Not made"), "plain"))
    return Cell(words, tag=kind)
