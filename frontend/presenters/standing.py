"""Standing in an election: each contest with who is nominated, and what one can do."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from consortium.decisions import Decision
from consortium.selectors.dates import moment_in_words
from frontend.presenters.election_rows import CANDIDACIES
from frontend.presenters.parts import Cell, Column, Row, Table, table_of
from frontend.presenters.public_votes import in_language
from representation.election_states import CandidacyState, ElectionState
from representation.selectors.election_pages import ElectionView
from representation.selectors.standing import Standing


@dataclass(frozen=True)
class StandingContest:
    title: str
    table: Table | None
    nominate_href: str
    button_id: str


@dataclass(frozen=True)
class StandingPage:
    """`refusal`: why nobody can be nominated by this person now; empty if somebody can."""

    title: str
    lead: str
    small: str
    refusal: str
    contests: tuple[StandingContest, ...]
    back: str


def standing_page(view: ElectionView, found: Iterable[Standing], may: Decision) -> StandingPage:
    """Every contest of the election."""
    rows = list(found)
    slug = view.row.slug
    needed = rows[0].needed if rows else 0
    is_open = view.row.state == ElectionState.NOMINATIONS_OPEN
    return StandingPage(
        title=in_language(view.row.title, view.row.title_cy),
        lead=_("Nominations close: %(at)s.")
        % {"at": moment_in_words(view.row.nominations_close_at)},
        small=_("Organisations that must support each nomination: %(n)s.") % {"n": needed}
        if needed
        else "",
        refusal=may.reason,
        contests=tuple(
            StandingContest(
                in_language(one.title, one.title_cy),
                _table(slug, [row for row in rows if row.contest == one.number], is_open=is_open),
                reverse("members:stand-in", args=[slug, one.number]),
                f"nominate{one.number}",
            )
            for one in view.contests
        ),
        back=reverse("public:vote", args=[slug]),
    )


def _table(slug: str, rows: list[Standing], *, is_open: bool) -> Table | None:
    """Once nominations have closed nobody can do anything here, and nothing is offered."""
    if not rows:
        return None
    columns = [Column(_("Name")), Column(_("Supported by")), Column(_("State"))]
    if is_open:
        columns.append(Column(_("You can")))
    told = tuple(_row(slug, one, is_open=is_open) for one in rows)
    return table_of(Table(_("Nominations"), tuple(columns), told))


def _row(slug: str, one: Standing, *, is_open: bool) -> Row:
    words, kind = CANDIDACIES[one.candidate.state]
    href, link = _act(slug, one)
    more = ("", "")
    if one.is_own and not one.has_consented:
        more = (
            reverse("members:stand-act", args=[slug, one.candidate.key, "withdraw"]),
            _("Withdraw the nomination"),
        )
    cells = [
        Cell(one.candidate.name, small=one.candidate.organisation),
        Cell(", ".join(one.endorsed_by) or (_("nobody yet") if is_open else _("nobody"))),
        Cell(words, tag=kind),
    ]
    if is_open:
        cells.append(Cell(link, href=href, more_href=more[0], more=more[1]))
    return Row(tuple(cells))


def _act(slug: str, one: Standing) -> tuple[str, str]:
    if one.candidate.state not in {CandidacyState.NOMINATED, CandidacyState.STANDING}:
        return "", ""
    what, words = "endorse", _("Support this nomination")
    if one.is_own:
        what, words = "withdraw", _("Withdraw the nomination")
        if not one.has_consented:
            what, words = "consent", _("Agree to stand")
    return reverse("members:stand-act", args=[slug, one.candidate.key, what]), words
