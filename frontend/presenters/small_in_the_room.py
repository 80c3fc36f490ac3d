"""Who was at a board's meetings, and whether somebody from a small group was in the room."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from frontend.presenters.parts import Cell, Column, Row, Table, table_of
from frontend.templatetags.manyhands import day as day_words
from representation.selectors.attended import NotedMeeting, Present
from representation.selectors.boards import BoardView


def small_in_words(view: BoardView) -> str:
    """How many seats are kept for and held by small groups, and at how many meetings one was there."""
    if not view.seats:
        return ""
    parts = [_kept(view), _held(view), _in_the_room(view.meetings)]
    return " ".join(part for part in parts if part)


def _kept(view: BoardView) -> str:
    kept = sum(one.is_kept_for_small for one in view.seats)
    return ngettext(
        "%(kept)s of %(n)s seat is kept for micro and small organisations.",
        "%(kept)s of %(n)s seats are kept for micro and small organisations.",
        len(view.seats),
    ) % {"kept": kept, "n": len(view.seats)}


def _held(view: BoardView) -> str:
    filled = view.figures.filled
    if not filled:
        return ""
    return ngettext(
        "%(small)s of %(n)s filled seat is held by somebody from one.",
        "%(small)s of %(n)s filled seats are held by somebody from one.",
        filled,
    ) % {"small": view.figures.small, "n": filled}


def _in_the_room(meetings: Sequence[NotedMeeting]) -> str:
    if not meetings:
        return _("Nobody has noted yet who was at its meetings.")
    return ngettext(
        "Somebody from one was at %(there)s of %(n)s meeting in 12 months.",
        "Somebody from one was at %(there)s of %(n)s meetings in 12 months.",
        len(meetings),
    ) % {"there": sum(one.has_small is True for one in meetings), "n": len(meetings)}


def small_meetings_table(meetings: Sequence[NotedMeeting]) -> Table | None:
    """A row for each meeting; None where nobody has noted one."""
    if not meetings:
        return None
    columns = (
        Column(_("Meeting")),
        Column(_("For the sector")),
        Column(_("Was a small group in the room?")),
    )
    return table_of(Table(_("Its meetings"), columns, tuple(map(_meeting, meetings)), id="met"))


def _meeting(one: NotedMeeting) -> Row:
    names = ", ".join(person.name for person in one.present)
    words, tag = {
        True: (_("Yes"), "ok"),
        False: (_("No"), "no"),
        None: (_("Size not known"), "gap"),
    }[one.has_small]
    return Row((Cell(day_words(one.day), small=one.place), Cell(names), Cell(words, tag=tag)))


def attendance_table(seat: int, meetings: Sequence[NotedMeeting]) -> Table | None:
    """Whether somebody took this seat at each meeting; None where nobody has noted one."""
    if not meetings:
        return None
    columns = (Column(_("Meeting")), Column(_("There")))
    rows = tuple(
        Row((Cell(day_words(one.day), small=one.place), Cell(_there(one.of_seat(seat)))))
        for one in meetings
    )
    return table_of(Table(_("Did they go?"), columns, rows, id="met"))


def _there(present: Present | None) -> str:
    if present is None:
        return _("No")
    return _("%(name)s stood in") % {"name": present.name} if present.is_stand_in else _("Yes")
