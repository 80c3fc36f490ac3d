"""Whether the moment allows something of a structure, its bodies and members. Who may ask: `permissions`."""

from collections.abc import Iterable
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from consortium.decisions import ALLOWED, Decision, refuse
from representation.models import Appointment, Body, Seat, Structure, StructureMembership
from representation.structures.membership import Applicant, MembershipRule, unmet


def can_join_structure(
    rule: MembershipRule, applicant: Applicant, areas: frozenset[str], is_member: bool
) -> Decision:
    """Who meets every condition joins; a refusal says the first that is not met, and how to appeal."""
    if is_member:
        return refuse(_("This organisation is a member already."))
    missing = unmet(rule, applicant, areas)
    if not missing:
        return ALLOWED
    language = get_language() or ""
    return refuse(
        _("Members must be able to say: “%(condition)s” %(appeal)s")
        % {
            "condition": missing[0].words.said(language),
            "appeal": rule.appeal.said(language),
        }
    )


def can_vote_in(body: Body, forums: Iterable[Body]) -> Decision:
    """A member votes in one of the forums that it is invited to."""
    if body in forums:
        return ALLOWED
    return refuse(_("This organisation does not work where that forum is."))


def can_begin_version(structure: Structure, valid_from: date) -> Decision:
    """Versions follow one another: none begins before one that is there."""
    latest = structure.versions.order_by("-valid_from").first()
    if latest is not None and valid_from <= latest.valid_from:
        return refuse(
            _("The rules that hold now began on %(day)s. Choose a later day.")
            % {"day": _day(latest.valid_from)}
        )
    return ALLOWED


def can_be_part_of(parent: Body | None, structure: Structure) -> Decision:
    """A body is part of a body of the same structure that has not ended."""
    if parent is not None and parent.structure_id != structure.pk:
        return refuse(_("A body can only be part of another body of the same network."))
    if parent is not None and parent.end_on is not None:
        return refuse(_("That body has ended."))
    return ALLOWED


def can_elect_to(electing: Body | None, body: Body) -> Decision:
    """No body elects to itself, nor to one that elects it, however many votes lie between."""
    if electing is None:
        return ALLOWED
    if electing.structure_id != body.structure_id:
        return refuse(_("Only a body of the same network can elect to this seat."))
    above, fresh = {body.pk}, {body.pk}
    while fresh:
        seats = Seat.objects.filter(electing_body__in=fresh)
        fresh = set(seats.values_list("body", flat=True)) - above
        above |= fresh
    if electing.pk in above:
        return refuse(_("Those who elect cannot be elected by the same body."))
    return ALLOWED


def can_change_seat(seat: Seat, fields: Iterable[str]) -> Decision:
    """For whom a seat is reserved stands once it was put to a vote: counts are made again by it."""
    if "reserved_up_to" in fields and seat.contested.exists():
        return refuse(_("This seat was put to a vote as it is. Close it, and add another."))
    return ALLOWED


def can_close_seat(seat: Seat, holder: Appointment | None, last_day: date) -> Decision:
    """A seat that is open and that nobody holds is closed from a day after it began."""
    if seat.end_on is not None:
        return refuse(_("This seat is closed already."))
    if last_day < seat.start_on:
        return refuse(_("A seat cannot end before it begins."))
    if holder is not None:
        return refuse(_("Somebody holds this seat: record the end of their time first."))
    return ALLOWED


def can_leave_structure(membership: StructureMembership, last_day: date) -> Decision:
    """A membership that has no end yet ends on its first day or later."""
    if membership.end_on is not None:
        return refuse(_("This membership has ended already."))
    if last_day < membership.start_on:
        return refuse(_("A membership cannot end before it begins."))
    return ALLOWED


def _day(day: date) -> str:
    return date_format(day, "j F Y")
