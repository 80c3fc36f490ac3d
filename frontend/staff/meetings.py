"""Meetings of the network's bodies: noted, put right, cancelled, and who was there on one page."""

from typing import TYPE_CHECKING, Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from frontend.access import network_of, user_of
from frontend.form_pages import FormPage, answer, sent
from frontend.presenters.meetings import clock_span, meeting_sheet, meetings_sheet, sitter_choices
from frontend.staff.meeting_forms import AttendanceForm, CancelForm, MeetingForm
from frontend.templatetags.manyhands import day
from representation.claim_permissions import may_note_meetings, may_see_meetings
from representation.rules import meetings as rules
from representation.rules.claims import pays_when_cancelled
from representation.selectors import meetings as selectors
from representation.selectors.wording import in_language
from representation.services import meetings as services
from representation.services.attendance import record_attendance
from representation.services.claim_schemes import scheme_for

if TYPE_CHECKING:
    from consortium.models import Consortium, User
    from representation.models import Body, Meeting

SHOWN_OR_SENT = ["GET", "HEAD", "POST"]


@login_required
@require_safe
def meetings(request: HttpRequest) -> HttpResponse:
    """The network's meetings, the latest first."""
    user, network = _desk(request)
    sheet = meetings_sheet(
        selectors.meeting_rows(network), may_note_meetings(user, network), timezone.now()
    )
    return render(request, "layouts/sheet.html", {"sheet": sheet})


@login_required
@require_http_methods(SHOWN_OR_SENT)
def new(request: HttpRequest) -> HttpResponse:
    """Note a meeting, held or to be held."""
    user, network = _desk(request)
    may_note_meetings(user, network).require()
    bodies = {body.slug: body for body in selectors.bodies_of(network)}
    if not bodies:
        raise Http404
    choices = [(slug, _name(body)) for slug, body in bodies.items()]
    form = MeetingForm(sent(request), bodies=choices, initial={"day": timezone.localdate()})
    page = FormPage(_("Note a meeting"), _("Save"), reverse("staff:meetings"), _("Meetings"))

    def save(given: dict[str, Any]) -> None:
        services.note_meeting(by=user, body=bodies[given["body"]], **form.when())

    return answer(request, form, page, save, _("Noted. Once it was held, say who was there."))


@login_required
@require_safe
def meeting(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """One meeting: when, where, who was there, and what can be done."""
    user, found = _meeting(request, meeting_id)
    may_note = may_note_meetings(user, found.body.structure.consortium)
    now = timezone.now()
    pays = pays_when_cancelled(found, scheme_for(found)) if found.cancelled_at else None
    may = (
        may_note.and_also(rules.can_record(found, now)),
        may_note.and_also(rules.can_change(found)),
        may_note.and_also(rules.can_cancel(found, min(now, found.starts_at), now)),
    )
    sheet = meeting_sheet(selectors.meeting_view(found), may, pays)
    return render(request, "layouts/sheet.html", {"sheet": sheet})


@login_required
@require_http_methods(SHOWN_OR_SENT)
def attendance(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """Who was there, everybody on one page."""
    user, found = _meeting_to_note(request, meeting_id)
    view = selectors.meeting_view(found)
    was_cancelled = found.cancelled_at is not None
    ticked = [one.key for one in view.sitters if one.was_there]
    if was_cancelled and not ticked:
        ticked = [one.key for one in view.sitters if not one.is_stand_in]
    guests = "\n".join(", ".join(filter(None, guest)) for guest in view.guests)
    form = AttendanceForm(
        sent(request),
        sitters=sitter_choices(view.sitters),
        initial={"there": ticked, "guests": guests},
    )
    page = _page(
        found,
        _("Who was to come?") if was_cancelled else _("Who was there?"),
        _("Save"),
        may=rules.can_record(found, timezone.now()),
    )
    return answer(
        request,
        form,
        page,
        lambda given: record_attendance(
            by=user,
            meeting=found,
            there=selectors.sitters_by_key(found, given.get("there", [])),
            guests=given["guests"],
        ),
        _("Saved. Whoever was there can claim what it cost them."),
    )


@login_required
@require_http_methods(SHOWN_OR_SENT)
def change(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """Put right where and when."""
    user, found = _meeting_to_note(request, meeting_id)
    starts, ends = timezone.localtime(found.starts_at), timezone.localtime(found.ends_at)
    initial = {
        "day": starts.date(),
        "starts": starts.time(),
        "ends": ends.time(),
        "place": found.place,
    }
    form = MeetingForm(sent(request), initial=initial)
    page = _page(found, _("Change place or time"), _("Save"), may=rules.can_change(found))
    return answer(
        request,
        form,
        page,
        lambda _given: services.change_meeting(by=user, meeting=found, **form.when()),
        _("Saved."),
    )


@login_required
@require_http_methods(SHOWN_OR_SENT)
def cancel(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """It was cancelled; asks when, because whether it is paid hangs on that."""
    user, found = _meeting_to_note(request, meeting_id)
    now = timezone.localtime()
    form = CancelForm(sent(request), initial={"day": now.date(), "clock": now.time()})
    scheme = scheme_for(found)
    small = (
        _("Called off less than %(hours)s hours before it begins, it is paid all the same.")
        % {"hours": scheme.cancelled_notice_hours}
        if scheme
        else ""
    )
    page = _page(found, _("It was cancelled"), _("Cancel this meeting"), small=small, is_stop=True)
    return answer(
        request,
        form,
        page,
        lambda _given: services.cancel_meeting(
            by=user, meeting=found, called_off_at=form.called_off_at()
        ),
        _("Cancelled. Say who was to come, if that is to be paid."),
    )


def _desk(request: HttpRequest) -> "tuple[User, Consortium]":
    user, network = user_of(request), network_of(request)
    may_see_meetings(user, network).require()
    return user, network


def _meeting(request: HttpRequest, meeting_id: int) -> "tuple[User, Meeting]":
    user, network = _desk(request)
    found = selectors.meeting_in(network, meeting_id)
    if found is None:
        raise Http404
    return user, found


def _meeting_to_note(request: HttpRequest, meeting_id: int) -> "tuple[User, Meeting]":
    user, found = _meeting(request, meeting_id)
    may_note_meetings(user, found.body.structure.consortium).require()
    return user, found


def _name(body: "Body") -> str:
    return in_language(body.name, body.name_cy)


def _page(found: "Meeting", title: str, button: str, **more: Any) -> FormPage:
    return FormPage(
        title=title,
        button=button,
        back=reverse("staff:meeting", args=[found.pk]),
        back_words=_name(found.body),
        lead=f"{_name(found.body)}, {day(found.starts_at)}, {clock_span(found.starts_at, found.ends_at)}.",
        **more,
    )
