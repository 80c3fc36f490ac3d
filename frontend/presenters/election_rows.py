"""Tables that those who run an election work with: nominations, the roll, papers by post."""

from collections.abc import Iterable, Mapping

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from frontend.presenters.parts import Cell, Column, Fact, Row, Table, table_of
from representation.election_states import CandidacyState
from representation.selectors.election_desk import Difference, NominationRow, RollRow
from representation.selectors.paper_entries import PaperPile

CANDIDACIES: Mapping[str, tuple[Promise, str]] = {
    CandidacyState.NOMINATED: (gettext_lazy("to be decided"), "due"),
    CandidacyState.STANDING: (gettext_lazy("stands"), "ok"),
    CandidacyState.REFUSED: (gettext_lazy("refused"), "no"),
    CandidacyState.WITHDRAWN: (gettext_lazy("withdrawn"), "plain"),
}


def nomination_table(slug: str, rows: Iterable[NominationRow]) -> Table:
    """Everybody put forward; the name leads to the decision."""
    columns = (
        Column(_("Name")),
        Column(_("Organisation")),
        Column(_("Contest")),
        Column(_("Consent")),
        Column(_("Endorsed by"), is_number=True),
        Column(_("State")),
    )
    return table_of(Table(_("Nominations"), columns, tuple(_nomination(slug, one) for one in rows)))


def roll_table(rows: Iterable[RollRow], *, is_frozen: bool) -> Table:
    """Everybody with a vote, and who casts it."""
    columns = (Column(_("Organisation")), Column(_("Who votes")), Column(_("How")))
    caption = _("The roll, as frozen") if is_frozen else _("The roll, as it would be today")
    return table_of(Table(caption, columns, tuple(_roll_row(one) for one in rows)))


def paper_facts(pile: PaperPile, sent: int) -> tuple[Fact, ...]:
    """How far the votes by post are."""
    return (
        Fact(_("Papers sent"), str(sent)),
        Fact(_("Envelopes back"), str(pile.returned)),
        Fact(_("Read alike by two"), str(pile.settled)),
        Fact(_("Read once"), _numbers(pile.once)),
        Fact(_("Read differently"), _numbers(pile.differing)),
        Fact(_("Not read yet"), _numbers(pile.unread)),
    )


def difference_table(found: Iterable[Difference]) -> Table:
    """Papers that were read differently, side by side."""
    columns = (Column(_("Paper")), Column(_("One reading")), Column(_("The other reading")))
    rows = [Row((Cell(str(one.paper)), *(_reading(*r) for r in one.readings))) for one in found]
    return table_of(Table(_("Read differently: look at the paper again"), columns, tuple(rows)))


def _nomination(slug: str, one: NominationRow) -> Row:
    words, kind = CANDIDACIES[one.candidate.state]
    is_open = one.candidate.state == CandidacyState.NOMINATED
    href = reverse("staff:election-nomination", args=[slug, one.candidate.key])
    return Row(
        (
            Cell(one.candidate.name, href=href),
            Cell(one.candidate.organisation),
            Cell(one.contest),
            Cell(_("Given") if one.has_consented else _("Not yet")),
            Cell(_("%(n)s of %(needed)s") % {"n": one.endorsements, "needed": one.needed}),
            Cell(words, tag=kind),
        ),
        look=is_open,
    )


def _roll_row(one: RollRow) -> Row:
    how = _("By web or telephone")
    if one.has_paper:
        how = _("By post, envelope back") if one.is_back else _("By post")
    name = f"{one.number}. {one.name}" if one.number else one.name
    voter = Cell(one.voter) if one.voter else Cell(_("Nobody is named"), tag="gap")
    return Row((Cell(name), voter, Cell(how)), look=not one.voter)


def _reading(teller: str, reading: str) -> Cell:
    return Cell(reading or _("blank"), small=teller)


def _numbers(found: Iterable[int]) -> str:
    return ", ".join(map(str, found)) or _("none")
