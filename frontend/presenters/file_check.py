"""What a page says of a payment file that was held against its batch; never what stands in it."""

from django.urls import reverse
from django.utils.translation import gettext as _

from consortium.treasury.payment_files.batch import Totals
from consortium.treasury.payment_files.comparison import Comparison, Part, Place
from frontend.presenters.batch import FORMATS
from frontend.presenters.parts import Cell, Column, Crumb, Row, Table, table_of
from frontend.presenters.sheet import Action, Section, Sheet
from frontend.templatetags.manyhands import money_to_the_penny


def comparison_sheet(number: int, reference: str, found: Comparison, other: str) -> Sheet:
    """The answer first; then totals beside each other and each place that differs."""
    return Sheet(
        title=_("Check a file against batch %(reference)s") % {"reference": reference},
        lead=_lead(reference, found, other),
        sections=(
            Section(_("Control totals"), table=_totals_table(found)),
            *([] if found.is_same or other else [_places_section(reference, found)]),
            Section(
                actions=(
                    Action(
                        _("Check another file"),
                        reverse("staff:batch-check", args=[number]),
                        "again",
                        "second",
                        is_link=True,
                    ),
                ),
            ),
        ),
        crumbs=(
            Crumb(_("Payments"), reverse("staff:payments")),
            Crumb(reference, reverse("staff:batch", args=[number])),
        ),
        here=_("Check a file"),
    )


def _lead(reference: str, found: Comparison, other: str) -> str:
    said = {"reference": reference, "other": other, "format": FORMATS[found.format]}
    if found.is_same:
        return _("This is the file of batch %(reference)s, byte for byte (%(format)s).") % said
    if other:
        return _("This is not the file of batch %(reference)s: it is that of %(other)s.") % said
    return _("This is not the file of batch %(reference)s. Do not send it to the bank.") % said


def _totals_table(found: Comparison) -> Table:
    columns = (
        Column(_("What")),
        Column(_("The batch"), is_number=True),
        Column(_("This file"), is_number=True),
    )
    theirs = found.found
    rows = [
        _total_row(_("Payments"), *(_count(one) for one in (found.wanted, theirs))),
        _total_row(_("Total"), *(_sum(one) for one in (found.wanted, theirs))),
    ]
    return table_of(Table(_("Control totals"), columns, tuple(rows), hide_caption=True))


def _total_row(words: str, ours: str, theirs: str) -> Row:
    return Row((Cell(words), Cell(ours), Cell(theirs)), look=ours != theirs)


def _count(totals: Totals | None) -> str:
    return str(totals.count) if totals else _("cannot be read")


def _sum(totals: Totals | None) -> str:
    return money_to_the_penny(totals.pence) if totals else _("cannot be read")


def _places_section(reference: str, found: Comparison) -> Section:
    columns = (Column(_("Where")), Column(_("What differs")))
    rows = tuple(
        Row((Cell(_where(reference, place)), Cell(_part_words(place.part))))
        for place in found.places
    )
    return Section(
        _("Where it differs"),
        words=_("Nothing of the file is shown here. The first 20 places are named."),
        table=table_of(Table(_("Where it differs"), columns, rows, hide_caption=True)),
    )


def _where(reference: str, place: Place) -> str:
    if not place.payment:
        return _("The file as a whole")
    return _("Payment %(reference)s") % {"reference": f"{reference}-{place.payment}"}


def _part_words(part: Part) -> str:
    words = {
        Part.ACCOUNT: _("the account that is paid"),
        Part.NAME: _("the name of who is paid"),
        Part.AMOUNT: _("the amount"),
        Part.REFERENCE: _("the reference"),
        Part.DAY: _("the day of payment"),
        Part.PAYER: _("the account or name that pays"),
        Part.CONTROL: _("the control totals"),
        Part.LENGTH: _("lines are missing, or there are too many"),
        Part.LAYOUT: _("the layout, or signs that people do not see"),
    }
    return words[part]
