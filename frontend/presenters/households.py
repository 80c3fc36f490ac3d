"""Who shares a household: as the person reads it, and as the lead and the coordinator do."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from frontend.presenters.funds import budget_crumb
from frontend.presenters.parts import Cell, Column, Crumb, Fact, Row, Table, table_of
from frontend.presenters.sheet import Action, Section, Sheet
from frontend.templatetags.manyhands import plain_day
from representation.selectors.households import ConnectionRow


def own_household_sheet(rows: tuple[ConnectionRow, ...]) -> Sheet:
    """Whom the person said they belong with, and who can read that."""
    facts = tuple(
        Fact(one.other, _("since %(day)s") % {"day": plain_day(one.declared_on)}) for one in rows
    )
    name = Action(
        _("Name somebody"), reverse("representatives:household-new"), "name", is_link=True
    )
    return Sheet(
        title=_("Your household"),
        lead=_("Nobody decides on what their own household or family is paid."),
        sections=(
            Section(
                words=_("Only the two of you, the lead and the coordinator see this."),
                facts=facts,
                empty="" if facts else _("You have named nobody. Most people need not."),
                actions=(name,),
            ),
            *(
                [Section(words=_("If one of them is wrong, ask the coordinator to take it off."))]
                if facts
                else []
            ),
        ),
        crumbs=(Crumb(_("Claims"), reverse("representatives:claims")),),
        here=_("Your household"),
    )


def households_sheet(rows: tuple[ConnectionRow, ...]) -> Sheet:
    """Every two people of the network who belong together."""
    columns = (Column(_("Person")), Column(_("Same household as")), Column(_("Since")))
    found = tuple(
        Row(
            (
                Cell(one.one),
                Cell(one.other),
                Cell(
                    plain_day(one.declared_on),
                    more=_("Take this off"),
                    more_href=reverse("staff:household-end", args=[one.id]),
                    hidden=f"{one.one}, {one.other}",
                ),
            )
        )
        for one in rows
    )
    lead = ngettext(
        "%(n)s pair does not decide on each other’s claims.",
        "%(n)s pairs do not decide on each other’s claims.",
        len(rows),
    ) % {"n": len(rows)}
    new = Action(_("Note two people"), reverse("staff:household-new"), "new", is_link=True)
    return Sheet(
        title=_("Households"),
        lead=lead if rows else "",
        sections=(
            Section(
                words=_("Only the lead and the coordinator see this page."),
                table=table_of(Table(_("Households"), columns, found, hide_caption=True))
                if found
                else None,
                empty="" if found else _("Nobody is noted yet. People can name theirs themselves."),
                actions=(new,),
            ),
        ),
        crumbs=(budget_crumb(),),
        here=_("Households"),
    )
