"""When terms end: a strip for each seat, and the same as a list of days."""

from datetime import date
from itertools import groupby

from django.utils.translation import gettext as _

from bids.selectors.plan_words import listed
from frontend.pictures.fills import NOBODY, PLAIN
from frontend.pictures.terms import Term, TermsPicture, terms_of
from frontend.presenters.seat_table import vacant_in_words
from frontend.templatetags.manyhands import day as in_words
from representation.selectors.seat_lines import SeatLine
from representation.selectors.who_speaks import WhoSpeaks
from representation.states import Mandate

UNOPPOSED_FILL = 4
MOST_STRIPS = 25
LONGEST_NAME = 28


def terms_picture(view: WhoSpeaks) -> TermsPicture | None:
    """The first ends first, at most 25 of them."""
    if not view.terms:
        return None
    strips = [_term(one) for one in view.terms[:MOST_STRIPS]]
    return terms_of(_("When terms end"), _finding(view), view.day, strips)


def ends_list(view: WhoSpeaks) -> tuple[str, ...]:
    """A line for each day on which terms end, with the names; last those without an end."""
    held = [one for one in view.terms if one.holding]
    lines = []
    for due, ones in groupby(held, key=_due):
        names = listed([one.holding.name for one in ones if one.holding])
        when = in_words(due) if due else _("No end date")
        lines.append(_("%(when)s: %(names)s") % {"when": when, "names": names})
    return tuple(lines)


def _due(one: SeatLine) -> date | None:
    return one.holding.due_on if one.holding else None


def _term(one: SeatLine) -> Term:
    if one.holding is None:
        since = one.vacancy.since if one.vacancy else date.max
        days = one.vacancy.days if one.vacancy else 0
        return Term(
            _short(f"{one.body_name} {one.number}"), since, None, NOBODY, note=vacant_in_words(days)
        )
    return Term(
        words=_short(one.holding.name),
        since=one.holding.start_on,
        until=one.holding.due_on,
        which=UNOPPOSED_FILL if one.holding.mandate is Mandate.ELECTED_UNOPPOSED else PLAIN,
        is_dashed=not one.holding.has_mandate,
    )


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}…"


def _finding(view: WhoSpeaks) -> str:
    ends = [due for one in view.terms if (due := _due(one))]
    if not ends:
        return _("No term has an end date.")
    return _("The next term ends on %(day)s.") % {"day": in_words(min(ends))}
