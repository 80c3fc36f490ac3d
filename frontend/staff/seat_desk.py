"""One seat, and what those who look after it may do with it."""

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from consortium.decisions import ALLOWED, Decision, refuse
from frontend.presenters.seat_desk import holder_lead, seat_facts, seat_title
from frontend.presenters.sheet import Action, Section, Sheet
from frontend.staff.structure_desk import structure_desk
from representation.permissions import (
    may_appoint,
    may_end,
    may_manage_bodies,
    may_name_stand_in,
)
from representation.selectors.structure_desk import open_stand_ins, standing_holder
from representation.states import EndReason, Mandate

if TYPE_CHECKING:
    from consortium.models import User
    from representation.models import Appointment, Seat


@login_required
@require_safe
def seat(request: HttpRequest, slug: str, body: str, number: int) -> HttpResponse:
    """Who holds it and stands in, and what can be done by whom."""
    desk = structure_desk(request, slug)
    found = desk.seat(body, number)
    held, stand_ins = standing_holder(found), open_stand_ins(found)
    sheet = Sheet(
        title=seat_title(found),
        lead=holder_lead(held, timezone.localdate()),
        sections=(
            Section(facts=seat_facts(found, held, stand_ins)),
            Section(actions=_actions(desk.user, found, held, bool(stand_ins))),
        ),
        crumbs=desk.crumbs,
        here=seat_title(found),
    )
    return render(request, "layouts/sheet.html", {"sheet": sheet})


def appoint_address(seat: "Seat") -> str:
    """Where it is recorded who comes to the seat."""
    return reverse(
        "staff:seat-appoint", args=[seat.body.structure.slug, seat.body.slug, seat.number]
    )


def may_appoint_somehow(user: "User", seat: "Seat") -> Decision:
    """Whether this user can record anybody on the seat, by whichever mandate."""
    found = [may_appoint(user, seat, one) for one in Mandate]
    return next((one for one in found if one), found[0])


def may_end_somehow(user: "User", held: "Appointment | None") -> Decision:
    """Whether this user can record that the holder leaves, for whichever reason."""
    if held is None:
        return refuse(_("Nobody holds this seat."))
    found = [may_end(user, held, one) for one in (EndReason.RESIGNED, *EndReason)]
    return next((one for one in found if one), found[0])


def _actions(
    user: "User", seat: "Seat", held: "Appointment | None", has_stand_in: bool
) -> tuple[Action, ...]:
    stand_in = may_name_stand_in(user, seat, held)
    end_stand_in = stand_in if has_stand_in else refuse(_("Nobody stands in on this seat."))
    here = [seat.body.structure.slug, seat.body.slug, seat.number]
    steps = (
        ("appoint", _("Record who comes"), may_appoint_somehow(user, seat)),
        ("end", _("Record who leaves"), may_end_somehow(user, held)),
        ("stand-in", _("Name who stands in"), stand_in),
        ("stand-in-end", _("End standing in"), end_stand_in),
        ("close", _("Close this seat"), may_manage_bodies(user, seat.body.structure)),
    )
    public = Action(
        _("Mandate card"),
        reverse("public:seat", args=[seat.body.slug, seat.number]),
        "card",
        "second",
        ALLOWED.reason,
        is_link=True,
    )
    return (
        *(
            Action(
                words,
                reverse(f"staff:seat-{key}", args=here),
                key,
                "" if key == "appoint" and held is None else "second",
                may.reason,
                is_link=True,
            )
            for key, words, may in steps
        ),
        public,
    )
