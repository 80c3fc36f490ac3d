"""What an import would do, or did; and what is wrong, cell by cell."""

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from consortium.selectors.fault_words import in_words
from consortium.services.import_reading import Change, ImportPlan, InvalidImport
from consortium.spreadsheets.columns import CellError
from frontend.presenters.parts import Cell, Column, Row, Table, table_of

MOST_SHOWN = 100
SHEETS: dict[str, Promise] = {
    "members": gettext_lazy("Members"),
    "offers": gettext_lazy("Offers"),
    "evidence": gettext_lazy("Evidence"),
}
KINDS: dict[str, tuple[Promise, str]] = {
    "added": (gettext_lazy("New"), "ok"),
    "changed": (gettext_lazy("Changed"), "go"),
}
FIELDS: dict[str, Promise] = {
    "name": gettext_lazy("name"),
    "name_cy": gettext_lazy("name in Welsh"),
    "legal_form": gettext_lazy("legal form"),
    "description": gettext_lazy("what it does"),
    "email": gettext_lazy("e-mail"),
    "phone": gettext_lazy("phone"),
    "home": gettext_lazy("where it is at home"),
    "identifiers": gettext_lazy("numbers in registers"),
    "income": gettext_lazy("income"),
    "areas": gettext_lazy("places"),
    "themes": gettext_lazy("themes"),
    "joined": gettext_lazy("joined"),
    "membership_class": gettext_lazy("full or associate"),
    "service": gettext_lazy("service"),
    "volume": gettext_lazy("how much"),
    "unit_cost_pence": gettext_lazy("cost of one"),
    "least_lot_pct": gettext_lazy("least part"),
    "valid_until": gettext_lazy("last day"),
    "turnover_cap": gettext_lazy("limits"),
    "turnover_cap_pence": gettext_lazy("the most it takes"),
    "least_contract_pence": gettext_lazy("the least it takes"),
    "longest_wait_days": gettext_lazy("how long it can wait for its money"),
    "reference": gettext_lazy("reference"),
    "cover_pence": gettext_lazy("cover"),
    "expires_on": gettext_lazy("last day"),
}


def counts(plan: ImportPlan) -> str:
    """How many rows are new, changed, and as they were."""
    return _("New: %(added)s. Changed: %(changed)s. As they were: %(same)s.") % {
        "added": plan.count("added"),
        "changed": plan.count("changed"),
        "same": plan.count("unchanged"),
    }


def change_table(plan: ImportPlan) -> Table | None:
    """The rows that are new or changed, sheet by sheet; None where nothing changes."""
    found = [one for one in plan.changes if one.kind in KINDS]
    if not found:
        return None
    columns = (Column(_("What")), Column(_("Sheet")), Column(_("Row")), Column(_("What changes")))
    rows = [_change(one) for one in found[:MOST_SHOWN]]
    caption = _("What would change")
    return table_of(Table(_counted(caption, len(found)), columns, tuple(rows), id="changes"))


def how_many(error: InvalidImport) -> str:
    """How much is wrong, for the summary of errors."""
    count = len(error.errors)
    return ngettext(
        "%(n)s cell is wrong: %(first)s. Nothing has been changed.",
        "%(n)s cells are wrong, the first: %(first)s. Nothing has been changed.",
        count,
    ) % {"n": count, "first": str(error).rstrip(".")}


def error_table(errors: Sequence[CellError]) -> Table:
    """Place by place, in the order of the sheets."""
    columns = (Column(_("Place")), Column(_("What is wrong there")))
    rows = tuple(
        Row((Cell(in_words(one.place)), Cell(in_words(one.text)))) for one in errors[:MOST_SHOWN]
    )
    return table_of(Table(_counted(_("What to put right"), len(errors)), columns, rows))


def _counted(caption: str, count: int) -> str:
    if count <= MOST_SHOWN:
        return caption
    return _("%(caption)s: the first %(most)s of %(n)s") % {
        "caption": caption,
        "most": MOST_SHOWN,
        "n": f"{count:,}",
    }


def _change(one: Change) -> Row:
    words, kind = KINDS[one.kind]
    fields = ", ".join(str(FIELDS.get(name, name)) for name in one.fields)
    return Row(
        (
            Cell(one.name, small=fields),
            Cell(SHEETS[one.sheet]),
            Cell(in_words(one.place)),
            Cell(words, tag=kind),
        )
    )
