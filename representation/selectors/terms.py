"""When the terms of those who have just been elected end."""

from collections.abc import Sequence
from datetime import date

from representation.models import Appointment, Seat, Structure
from representation.selectors.structure_settings import settings_on
from representation.states import BY_VOTE
from representation.structures.terms import staggered, term_end


def terms_by_place(
    structure: Structure, seats: Sequence[Seat], start_on: date
) -> tuple[date | None, ...]:
    """The last days of terms by place in the vote, the first first; None for the usual term.

    Terms differ where the structure staggers them and nobody was elected to any of the seats before.
    """
    settings = settings_on(structure, start_on)
    before = Appointment.objects.filter(seat__in=seats, mandate__in=BY_VOTE, start_on__lt=start_on)
    if settings["staggering"] != "by-votes" or before.exists():
        return (None,) * len(seats)
    months = staggered(int(settings["term_months"]), len(seats), is_first=True)
    return tuple(term_end(start_on, one) for one in months)
