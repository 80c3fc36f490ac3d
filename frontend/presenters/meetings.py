"""Meetings as those who note them read them: what is to come, what was held, and who was there."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consortium.decisions import Decision
from consortium.selectors.dates import day_in_words, moment_in_words
from frontend.presenters.parts import Cell, Column, Crumb, Row, Table, Task, table_of
from frontend.presenters.sheet import Action, Section, Sheet
from representation.selectors.meetings import MeetingRow, MeetingView, SitterRow


def meetings_sheet(rows: tuple[MeetingRow, ...], may_note: Decision, now: datetime) -> Sheet:
    """Which meetings still want somebody to say who was there; then all of them, the latest first."""
    open_ones = sum(_wants_attendance(row, now) for row in rows)
    lead = _("Of every meeting that was held it is noted who was there.")
    if not rows:
        lead = _("Claims begin here: who was at a meeting can claim what it cost them.")
    elif open_ones:
        lead = ngettext(
            "%(n)s meeting was held, and nobody has said who was there.",
            "%(n)s meetings were held, and nobody has said who was there.",
            open_ones,
        ) % {"n": open_ones}
    note = Action(
        _("Note a meeting"),
        reverse("staff:meeting-new"),
        "note",
        refusal=may_note.reason,
        is_link=True,
    )
    return Sheet(
        title=_("Meetings"),
        lead=lead,
        sections=(
            Section(
                table=_meeting_table(rows, now) if rows else None,
                empty="" if rows else _("No meeting is noted yet."),
                actions=(note,),
            ),
        ),
    )


def meeting_tasks(rows: Iterable[MeetingRow]) -> tuple[Task, ...]:
    """Of each meeting that was held, say who was there: until then nobody can claim for it."""
    return tuple(
        Task(
            _("Say who was there: %(body)s") % {"body": row.body},
            reverse("staff:attendance", args=[row.id]),
            day_in_words(timezone.localdate(row.starts_at)),
        )
        for row in rows
    )


def _wants_attendance(row: MeetingRow, now: datetime) -> bool:
    return row.cancelled_at is None and row.is_over(now) and not row.there


def _meeting_table(rows: Iterable[MeetingRow], now: datetime) -> Table:
    columns = (Column(_("Meeting")), Column(_("When")), Column(_("State")))
    found = tuple(
        Row(
            (
                Cell(row.body, href=reverse("staff:meeting", args=[row.id]), small=row.place),
                Cell(
                    day_in_words(timezone.localdate(row.starts_at)),
                    small=clock_span(row.starts_at, row.ends_at),
                ),
                _state(row, now),
            ),
            look=_wants_attendance(row, now),
        )
        for row in rows
    )
    return table_of(Table(_("Meetings"), columns, found, hide_caption=True))


def _state(row: MeetingRow, now: datetime) -> Cell:
    if row.cancelled_at is not None:
        return Cell(_("Cancelled"), tag="no")
    if not row.is_over(now):
        return Cell(_("To come"), tag="plain")
    if not row.there:
        return Cell(_("Who was there?"), tag="due")
    return Cell(_("Held"), tag="ok", small=_there(row.there))


def _there(count: int) -> str:
    return ngettext("%(n)s person was there", "%(n)s people were there", count) % {"n": count}


def meeting_sheet(
    view: MeetingView,
    may: tuple[Decision, Decision, Decision],
    pays: Decision | None,
) -> Sheet:
    """One meeting. `may`: record who was there, change it, cancel it; `pays`: where it was cancelled."""
    row = view.row
    when = f"{day_in_words(timezone.localdate(row.starts_at))}, {clock_span(row.starts_at, row.ends_at)}"
    was_cancelled = row.cancelled_at is not None
    return Sheet(
        title=row.body,
        lead=f"{when}, {row.place}.",
        sections=(
            Section(words=_cancelled_words(row, pays)) if was_cancelled else Section(),
            Section(
                _("Who was to come") if was_cancelled else _("Who was there"),
                table=_there_table(view),
                empty="" if row.there or row.guests else _("Nobody is noted yet."),
                actions=_actions(row, may),
            ),
        ),
        crumbs=(meetings_crumb(),),
        here=row.body,
    )


def meetings_crumb() -> Crumb:
    """To the list of meetings."""
    return Crumb(_("Meetings"), reverse("staff:meetings"))


def _cancelled_words(row: MeetingRow, pays: Decision | None) -> str:
    words = _("It was called off at %(moment)s.") % {"moment": moment_in_words(row.cancelled_at)}  # type: ignore[arg-type]
    if pays is None:
        return words
    if pays:
        paid = _("That was so late that those who were to come can claim.")
        return f"{words} {paid}"
    return f"{words} {pays.reason}"


def _there_table(view: MeetingView) -> Table | None:
    there = [one for one in view.sitters if one.was_there]
    if not there and not view.guests:
        return None
    columns = (Column(_("Person")), Column(_("For")), Column(_("As")))
    rows = [Row((Cell(one.name), Cell(one.organisation or "–"), Cell(_part(one)))) for one in there]
    rows += [
        Row((Cell(name), Cell(comes_from or "–"), Cell(_("Guest, without a vote"))))
        for name, comes_from in view.guests
    ]
    return table_of(Table(_("Who was there"), columns, tuple(rows), hide_caption=True))


def _part(one: SitterRow) -> str:
    if not one.is_stand_in:
        return one.seat or _("Holder of a seat")
    if not one.for_whom:
        return _("Standing in on an empty seat")
    return _("Standing in for: %(holder)s") % {"holder": one.for_whom}


def sitter_choices(sitters: Iterable[SitterRow]) -> list[tuple[str, str]]:
    """A tick for each: Priya Nair, Belper Young Carers; stand-ins say for whom."""
    return [
        (one.key, ", ".join(filter(None, (one.name, one.organisation, _aside(one)))))
        for one in sitters
    ]


def _aside(one: SitterRow) -> str:
    return _part(one) if one.is_stand_in else one.seat


def _actions(row: MeetingRow, may: tuple[Decision, Decision, Decision]) -> tuple[Action, ...]:
    record, change, cancel = may
    at = [row.id]
    words = _("Say who was there")
    if row.cancelled_at is not None:
        return (
            Action(
                _("Say who was to come"),
                reverse("staff:attendance", args=at),
                "record",
                refusal=record.reason,
                is_link=True,
            ),
        )
    return (
        Action(words, reverse("staff:attendance", args=at), "record", "", record.reason, True),
        Action(
            _("Change place or time"),
            reverse("staff:meeting-change", args=at),
            "change",
            "second",
            change.reason,
            True,
        ),
        Action(
            _("It was cancelled"),
            reverse("staff:meeting-cancel", args=at),
            "cancel",
            "second",
            cancel.reason,
            True,
        ),
    )


def clock_span(starts_at: datetime, ends_at: datetime) -> str:
    """10:00–12:30, in London."""
    return f"{timezone.localtime(starts_at):%H:%M}–{timezone.localtime(ends_at):%H:%M}"
