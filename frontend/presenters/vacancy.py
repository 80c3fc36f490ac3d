"""Words of the pages on which a vacant seat is filled again: by which rule, by whom, by what calendar."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consortium.selectors.dates import moment_in_words
from consortium.selectors.names import name_of
from frontend.presenters.parts import Cell, Column, Row, Table, table_of
from frontend.templatetags.manyhands import plain_day
from representation.election_states import FillRule
from representation.selectors.vacancies import SeatLeft
from representation.services.vacancies import Filled, Prospect

if TYPE_CHECKING:
    from representation.models import Candidacy

FILL_RULES: Mapping[str, Promise] = {
    FillRule.COUNTBACK: gettext_lazy(
        "Countback: all papers are counted again, and nobody who sits loses their seat."
    ),
    FillRule.RUNNER_UP: gettext_lazy(
        "Runner-up: who came nearest to a place, while the vote is recent."
    ),
    FillRule.BY_ELECTION: gettext_lazy("By-election: there is a new vote."),
    FillRule.CO_OPTION: gettext_lazy(
        "Co-option: the network’s lead appoints somebody, until the next vote."
    ),
}


def vacancy_table(slug: str, seats: Iterable[SeatLeft]) -> Table:
    """Seats that were left, one in a row; the seat leads to how it is filled."""
    columns = (
        Column(_("Seat")),
        Column(_("Who left")),
        Column(_("Last day")),
        Column(_("Term runs to")),
        Column(_("State")),
    )
    return table_of(Table(_("Vacant seats"), columns, tuple(_row(slug, one) for one in seats)))


def prospect_words(coming: Prospect, rule: str) -> str:
    """What will happen, before anybody is asked to decide it."""
    words = [str(FILL_RULES[rule])]
    if coming.newcomer is not None:
        words.append(_("Next is %(name)s.") % {"name": _who(coming.newcomer)})
    elif coming.timetable is not None:
        if rule != FillRule.BY_ELECTION:
            words.append(_("Nobody is left who can come in so, and a by-election is drafted."))
        times = coming.timetable
        words.append(
            _(
                "Its calendar, which you can change before it opens: nominations to %(nominations)s; "
                "voting from %(opens)s to %(closes)s; the term from %(term)s."
            )
            % {
                "nominations": moment_in_words(times.nominations_close_at),
                "opens": moment_in_words(times.opens_at),
                "closes": moment_in_words(times.closes_at),
                "term": plain_day(times.term_starts_on),
            }
        )
    return " ".join(words)


def filled_words(filled: Filled) -> str:
    """What has happened."""
    if filled.appointment is not None:
        return _("%(name)s holds the seat from %(day)s, and has been told.") % {
            "name": filled.appointment.person.name,
            "day": plain_day(filled.appointment.start_on),
        }
    return _("The by-election is drafted. Look at its timetable, then open nominations.")


def _who(one: "Candidacy") -> str:
    if one.on_behalf_of is None:
        return one.name
    return f"{one.name} ({name_of(one.on_behalf_of)})"


def _row(slug: str, one: SeatLeft) -> Row:
    href = reverse("staff:election-vacancy", args=[slug, one.appointment.pk])
    state = Cell(_("vacant"), tag="due")
    if one.by_election is not None:
        there = reverse("staff:election", args=[one.by_election.slug])
        state = Cell(_("by-election on its way"), href=there)
    return Row(
        (
            Cell(one.seat, href=href),
            Cell(one.person),
            Cell(plain_day(one.ended_on)),
            Cell(plain_day(one.due_on) if one.due_on else _("no end")),
            state,
        ),
        look=one.by_election is None,
    )
