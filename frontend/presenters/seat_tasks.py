"""What the seats of a network want of whoever looks after them: vacancies to fill, terms that run out."""

from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from frontend.presenters.parts import Task
from frontend.templatetags.manyhands import short_day
from representation.selectors.seat_lines import SeatLine

AHEAD = timedelta(days=90)  # nominations, voting and the papers between them fill two months


@dataclass(frozen=True)
class _Wanted:
    """A seat of a board that is to be filled by a day."""

    body: str
    by: date
    is_vacant: bool
    is_being_filled: bool


def seat_tasks(
    slug: str, lines: Iterable[SeatLine], day: date, filling: Container[int] = frozenset()
) -> tuple[Task, ...]:
    """One task for each board with vacant seats, and one for each whose terms run out soon; soonest first.

    `filling`: ids of the seats that an election is to fill; a task about none but those says so.
    """
    by_body: dict[tuple[str, bool], list[_Wanted]] = defaultdict(list)
    for line in lines:
        if wanted := _wanted(line, day, line.seat in filling):
            by_body[wanted.body, wanted.is_vacant].append(wanted)
    groups = sorted(by_body.values(), key=lambda group: min(one.by for one in group))
    return tuple(_task(slug, group, day) for group in groups)


def _wanted(line: SeatLine, day: date, is_being_filled: bool) -> _Wanted | None:
    if line.vacancy:
        return _Wanted(line.body_name, line.vacancy.refill_by, True, is_being_filled)
    due = line.holding.due_on if line.holding else None
    if due and due <= day + AHEAD:
        return _Wanted(line.body_name, due, False, is_being_filled)
    return None


def _task(slug: str, group: Sequence[_Wanted], day: date) -> Task:
    by, count = min(one.by for one in group), len(group)
    words = (
        ngettext("%(n)s seat is vacant: %(body)s", "%(n)s seats are vacant: %(body)s", count)
        if group[0].is_vacant
        else ngettext("%(n)s term runs out: %(body)s", "%(n)s terms run out: %(body)s", count)
    )
    is_under_way = all(one.is_being_filled for one in group)
    due = _("Was due %(day)s") if by < day else _("By %(day)s")
    return Task(
        words % {"n": count, "body": group[0].body},
        reverse("staff:structure", args=[slug]),
        _("An election is drafted or under way.") if is_under_way else "",
        due=due % {"day": short_day(by)},
        kind="due",
    )
