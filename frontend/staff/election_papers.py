"""Votes by post: a paper sent, its envelope back, and each paper read by two people apart."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from frontend.form_pages import answer, sent
from frontend.presenters.election_rows import difference_table, paper_facts, roll_table
from frontend.presenters.election_tasks import TASKS, ElectionTask
from frontend.staff.choices import LineForm
from frontend.staff.election_desk import ElectionDesk, election_desk
from frontend.staff.ranking_form import RankingsForm
from representation.election_states import Action
from representation.selectors.ballots import line_by_number
from representation.selectors.election_desk import RollRow, differences, roll_of
from representation.selectors.paper_entries import paper_pile
from representation.services.paper_votes import enter_paper, issue_paper, return_paper

SHOWN_OR_SENT = ["GET", "HEAD", "POST"]


class ReadingForm(RankingsForm):
    """What is marked on one paper: the candidates' numbers, in order, or why the paper does not count."""

    paper = forms.IntegerField(
        label=gettext_lazy("Number written on the paper"), min_value=1, max_value=99_999
    )

    def __init__(self, desk: ElectionDesk, *args: Any, **kwargs: Any) -> None:
        super().__init__(desk.election, *args, **kwargs)
        self.fields["refused"] = forms.CharField(
            label=_("If the paper does not count: why?"), required=False, max_length=200
        )

    def clean(self) -> dict[str, Any]:
        """`rankings` by contest, or None where the paper is refused."""
        data: dict[str, Any] = super().clean() or {}
        return data | {"rankings": None} if data.get("refused") else data


@login_required
@require_safe
def papers(request: HttpRequest, slug: str) -> HttpResponse:
    """How far the votes by post are, and what was read differently."""
    desk = election_desk(request, slug)
    rows = [one for one in roll_of(desk.election) if one.has_paper]
    pile, found = paper_pile(desk.election), differences(desk.election)
    actions = [
        ElectionTask(
            TASKS[action],
            reverse(f"staff:{page}", args=[slug]),
            desk.may(action).reason,
            action.value,
        )
        for action, page in (
            (Action.ISSUE_PAPER, "election-paper-issue"),
            (Action.RETURN_PAPER, "election-paper-return"),
            (Action.ENTER_PAPER, "election-paper-read"),
        )
    ]
    tables = [roll_table(rows, is_frozen=True)] if rows else []
    context = {
        "title": _("Votes by post"),
        "lead": _("Papers sent: %(sent)s. Envelopes back: %(back)s.")
        % {"sent": len(rows), "back": pile.returned},
        "facts": paper_facts(pile, len(rows)),
        "tables": [difference_table(found), *tables] if found else tables,
        "actions": actions,
        "crumbs": desk.crumbs,
    }
    return render(request, "staff/election_part.html", context)


@login_required
@require_http_methods(SHOWN_OR_SENT)
def issue(request: HttpRequest, slug: str) -> HttpResponse:
    """Send a paper: from then on this vote comes by post and no other way."""
    desk = election_desk(request, slug)
    lead = _("From now on this vote comes by post and no other way: the link stops working.")
    rows = [one for one in roll_of(desk.election) if not one.has_paper]
    return _with_line(request, desk, Action.ISSUE_PAPER, lead, rows, issue_paper)


@login_required
@require_http_methods(SHOWN_OR_SENT)
def give_back(request: HttpRequest, slug: str) -> HttpResponse:
    """Note an envelope that came back in time; it stays shut until all are opened together."""
    desk = election_desk(request, slug)
    lead = _("It came before the close. Leave it shut: all are opened together, after the close.")
    rows = [one for one in roll_of(desk.election) if one.has_paper and not one.is_back]
    return _with_line(request, desk, Action.RETURN_PAPER, lead, rows, return_paper)


@login_required
@require_http_methods(SHOWN_OR_SENT)
def read(request: HttpRequest, slug: str) -> HttpResponse:
    """One teller's reading of one paper; the other's is not shown before."""
    desk = election_desk(request, slug)
    page = desk.page(
        TASKS[Action.ENTER_PAPER],
        _("Save this reading"),
        _(
            "Number the papers when they are mixed. Two people read each, and neither sees the other’s."
        ),
        may=desk.may(Action.ENTER_PAPER),
        back=reverse("staff:election-papers", args=[slug]),
    )
    return answer(
        request,
        ReadingForm(desk, sent(request)),
        page,
        lambda data: enter_paper(
            by=desk.user,
            election=desk.election,
            paper=data["paper"],
            rankings=data["rankings"],
            refused=data["refused"],
        ),
        _("The reading is saved."),
    )


def _with_line(
    request: HttpRequest,
    desk: ElectionDesk,
    action: Action,
    lead: str,
    rows: list[RollRow],
    do: Any,
) -> HttpResponse:
    back = reverse("staff:election-papers", args=[desk.election.slug])
    page = desk.page(TASKS[action], TASKS[action], lead, may=desk.may(action), back=back)
    return answer(
        request,
        LineForm(rows, sent(request)),
        page,
        lambda data: do(by=desk.user, line=line_by_number(desk.election, data["line"])),
        _("Saved."),
    )
