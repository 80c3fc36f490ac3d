"""What a network can be founded from, and who founds it without being a member."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from frontend.presenters.parts import Cell, Column, Row, Table, table_of
from representation.selectors.preset_views import PresetView
from representation.services.founding_members import Outside


def preset_table(presets: Sequence[PresetView]) -> Table:
    """A preset a row, with what it was made from."""
    columns = (Column(_("Like the one in")), Column(_("How it works")), Column(_("Described in")))
    rows = tuple(
        Row(
            (
                Cell(one.name, href=reverse("staff:structure-found", args=[one.key])),
                Cell(one.summary, small=one.membership),
                Cell(one.source),
            )
        )
        for one in presets
    )
    return table_of(Table(_("Where to begin"), columns, rows, id="presets"))


def outside_words(outside: Sequence[Outside]) -> tuple[str, ...]:
    """Founder by founder, why it is no member yet."""
    return tuple(
        _("%(name)s founds the network and is no member yet. %(reason)s")
        % {"name": one.name, "reason": one.reason}
        for one in outside
    )
