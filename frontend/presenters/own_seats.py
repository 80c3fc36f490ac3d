"""A holder's own seats, with what they may do there; and who speaks for their organisations."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from frontend.presenters.parts import Fact
from frontend.presenters.seat_desk import STAND_INS, holder_lead, seat_title
from frontend.presenters.sheet import Action, Section, Sheet
from frontend.presenters.speaker_pages import filled_in_words, membership_lead, voices_table
from frontend.templatetags.manyhands import plain_day
from representation.selectors.speakers import OrganisationInStructure, OrganisationView
from representation.states import AppointmentState, StandInKind

if TYPE_CHECKING:
    from representation.models import Appointment, StandIn


def representatives_sheet(
    seats: Sequence["tuple[Appointment, tuple[StandIn, ...]]"],
    organisations: Sequence[OrganisationView],
    day: date,
) -> Sheet:
    """The person's own seats first, then who speaks for each of their organisations."""
    own = [_own_section(held, stand_ins, day) for held, stand_ins in seats]
    spoken = [
        _spoken_section(organisation, one)
        for organisation in organisations
        for one in organisation.structures
    ]
    return Sheet(
        title=_("Who speaks for you"),
        lead=_lead(organisations),
        sections=(*own, *spoken, Section(actions=(_find(),))),
    )


def _lead(organisations: Sequence[OrganisationView]) -> str:
    voices = {
        voice.line.seat: voice
        for of in organisations
        for one in of.structures
        for voice in one.voices
    }
    if not voices:
        return _("No seat is filled by a vote of yours today.")
    words = ngettext(
        "Your votes lead to %(n)s seat.", "Your votes lead to %(n)s seats.", len(voices)
    ) % {"n": len(voices)}
    return f"{words} {filled_in_words(voices.values())}"


def _own_section(held: "Appointment", stand_ins: "Sequence[StandIn]", day: date) -> Section:
    named = [
        Fact(STAND_INS[StandInKind(one.kind)], one.person.name, *_end_link(held, one))
        for one in stand_ins
    ]
    words = holder_lead(held, day)
    if held.state == AppointmentState.ENDED:
        words = _("Your last day there is %(day)s.") % {"day": plain_day(held.ended_on)}
    return Section(
        heading=_("Your seat: %(seat)s") % {"seat": seat_title(held.seat)},
        words=words,
        facts=tuple(named),
        actions=tuple(_actions(held, stand_ins)),
    )


def _end_link(held: "Appointment", one: "StandIn") -> tuple[str, str, str]:
    """What ends somebody's standing in; nothing for a holder who goes."""
    if held.state == AppointmentState.ENDED:
        return ("", "", "")
    href = reverse("members:stand-in-end", args=[held.pk, one.pk])
    return (href, _("Stands in no more"), one.person.name)


def _actions(held: "Appointment", stand_ins: "Sequence[StandIn]") -> list[Action]:
    seat = reverse("public:seat", args=[held.seat.body.slug, held.seat.number])
    actions = [Action(_("Mandate card"), seat, f"card-{held.pk}", "second", is_link=True)]
    if held.state == AppointmentState.ENDED:
        return actions
    if not any(one.kind == StandInKind.ALTERNATE for one in stand_ins):
        name = reverse("members:stand-in", args=[held.pk])
        words = _("Name who stands in")
        actions.append(Action(words, name, f"stand-in-{held.pk}", "second", is_link=True))
    resign = reverse("members:resign", args=[held.pk])
    actions.append(Action(_("Resign"), resign, f"resign-{held.pk}", "second", is_link=True))
    return actions


def _spoken_section(of: OrganisationView, one: OrganisationInStructure) -> Section:
    table = voices_table(one.structure.name, one.voices, f"voices-{of.slug}-{one.structure.slug}")
    return Section(
        heading=f"{of.name}: {one.structure.name}",
        words=membership_lead(one),
        table=replace(table, hide_caption=True) if one.voices else None,
        empty="" if one.voices else _("No seat is filled by a vote in this forum."),
    )


def _find() -> Action:
    words = _("Find by place or theme")
    return Action(words, reverse("public:find"), "find", "second", is_link=True)
