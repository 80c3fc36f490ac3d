"""A seat as those see it who look after it; and what an act would do to its holder and to others."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from frontend.presenters.body_words import WHO_MAY_STAND
from frontend.presenters.mandate_words import ENDS, MANDATES
from frontend.presenters.parts import Cell, Column, Fact, Row, Table, table_of
from frontend.templatetags.manyhands import plain_day
from representation.selectors.wording import in_language
from representation.services.rehearsals import (
    BEGINS,
    LOSES_BASIS,
    REGAINS_BASIS,
    Consequence,
)
from representation.services.rehearsals import (
    ENDS as ENDS_KIND,
)
from representation.states import Eligibility, Mandate, StandInKind

if TYPE_CHECKING:
    from representation.models import Appointment, Seat, StandIn

CONSEQUENCES: dict[str, tuple[Promise, str]] = {
    BEGINS: (gettext_lazy("Begins"), "ok"),
    ENDS_KIND: (gettext_lazy("Ends"), "no"),
    LOSES_BASIS: (gettext_lazy("Loses the basis"), "due"),
    REGAINS_BASIS: (gettext_lazy("Regains the basis"), "go"),
}
STAND_INS: dict[StandInKind, Promise] = {
    StandInKind.ALTERNATE: gettext_lazy("Alternate: goes when the holder cannot"),
    StandInKind.DEPUTY: gettext_lazy("Deputy: helps throughout"),
}


def seat_title(seat: "Seat") -> str:
    """The board and the seat's own name, or its number."""
    body = in_language(seat.body.name, seat.body.name_cy)
    own = in_language(seat.label, seat.label_cy) or _("Seat %(n)s") % {"n": seat.number}
    return f"{body}: {own}"


def holder_lead(held: "Appointment | None", day: date) -> str:
    """Who holds the seat, how chosen and until when; or that nobody does."""
    if held is None:
        return _("Nobody holds this seat.")
    until = _("The term has no end date.")
    if held.due_on is not None:
        words = _("The term ended on %(day)s.") if held.due_on < day else _("Term to %(day)s.")
        until = words % {"day": plain_day(held.due_on)}
    if held.replace_by is not None:
        until = _("The seat behind this mandate ended; a new choice is due by %(day)s.") % {
            "day": plain_day(held.replace_by)
        }
    how = MANDATES[Mandate(held.mandate)]
    return f"{held.person.name} ({how}). {until}"


def seat_facts(
    seat: "Seat", held: "Appointment | None", stand_ins: "Iterable[StandIn]"
) -> tuple[Fact, ...]:
    """What the seat is, and for whom its holder speaks."""
    for_whom = held.on_behalf_of if held else None
    electing, reserved = seat.electing_body, seat.reserved_up_to
    facts = [
        Fact(_("On behalf of"), in_language(for_whom.name, for_whom.name_cy) if for_whom else ""),
        Fact(_("Elected by"), in_language(electing.name, electing.name_cy) if electing else ""),
        Fact(_("Open to"), WHO_MAY_STAND[Eligibility(seat.eligibility)]),
        Fact(_("Vote on the board"), _("Yes") if seat.is_voting else _("No")),
    ]
    if reserved is not None:
        facts.append(Fact(_("Kept for"), in_language(reserved.name, reserved.name_cy)))
    named = [f"{one.person.name} ({STAND_INS[StandInKind(one.kind)]})" for one in stand_ins]
    facts.append(Fact(_("Who stands in"), "; ".join(named) or _("None named")))
    return tuple(facts)


def consequence_table(found: Sequence[Consequence]) -> Table:
    """Who comes, who goes, and who loses what their mandate rested on."""
    columns = (Column(_("Who")), Column(_("Seat")), Column(_("What happens")), Column(_("When")))
    rows = tuple(_consequence(one) for one in found)
    return table_of(Table(_("What this does"), columns, rows, id="consequences"))


def _consequence(one: Consequence) -> Row:
    words, tag = CONSEQUENCES[one.kind]
    seat = _("%(body)s, seat %(n)s") % {"body": one.body, "n": one.number}
    return Row(
        (
            Cell(one.name, small=one.organisation),
            Cell(seat),
            Cell(words, tag=tag, small=_why(one)),
            Cell(_when(one)),
        ),
        look=one.kind == LOSES_BASIS,
    )


def _why(one: Consequence) -> str:
    if one.kind == BEGINS:
        if one.mandate is Mandate.INVITED:
            return _("No mandate: invited by the board")
        return str(MANDATES[one.mandate])
    if one.kind == ENDS_KIND and one.reason:
        return str(ENDS[one.reason])
    if one.kind == LOSES_BASIS:
        return _("The seat that this mandate rests on ends")
    return ""


def _when(one: Consequence) -> str:
    if one.on is None:
        return "–"
    words = {
        BEGINS: _("From %(day)s"),
        ENDS_KIND: _("Last day: %(day)s"),
        LOSES_BASIS: _("New choice due by %(day)s"),
    }[one.kind] % {"day": plain_day(one.on)}
    if one.kind == BEGINS and one.due_on:
        term = _("Term to %(day)s.") % {"day": plain_day(one.due_on)}
        return f"{words}. {term}"
    return words
