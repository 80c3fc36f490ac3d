"""The returning officer's list of elections, and the task list of one."""

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from frontend.access import user_of
from frontend.presenters.election_tasks import desk_page, election_table
from frontend.staff.election_desk import election_desk
from representation.election_states import Action, CandidacyState
from representation.selectors.election_desk import key_holders, nominations_of, votes_in
from representation.selectors.election_pages import election_view
from representation.selectors.paper_entries import paper_pile
from representation.selectors.vacancies import with_vacancies
from representation.services.election_tasks import elections_to_run, tasks_for

if TYPE_CHECKING:
    from representation.models import Election


@login_required
@require_safe
def elections(request: HttpRequest) -> HttpResponse:
    """Every election that the user runs, counts or may have to judge."""
    found = elections_to_run(user_of(request))
    views = [election_view(one) for one in found]
    context = {"table": election_table(views, with_vacancies(found)) if views else None}
    return render(request, "staff/elections.html", context)


@login_required
@require_safe
def election(request: HttpRequest, slug: str) -> HttpResponse:
    """What comes next, what else can be done now, and why not the rest."""
    desk = election_desk(request, slug)
    found = desk.election
    tasks = tasks_for(desk.user, found, timezone.now())
    page = desk_page(election_view(found), tasks, votes_in(found), _done(found))
    context = {"page": page, "title": desk.title, "crumbs": desk.crumbs[:1]}
    return render(request, "staff/election.html", context)


@login_required
@require_safe
def current(request: HttpRequest, page: str) -> HttpResponse:
    """That page of the election whose poll closes last; the list where there is none."""
    found = elections_to_run(user_of(request))
    return redirect(f"staff:{page}", found[0].slug) if found else redirect("staff:elections")


def _done(election: "Election") -> set[Action]:
    """What is done as far as it goes, though it could be done again."""
    pile = paper_pile(election)
    undecided = any(
        one.candidate.state == CandidacyState.NOMINATED for one in nominations_of(election)
    )
    is_done = {
        Action.DECIDE_NOMINATION: not undecided,
        Action.MAKE_KEY: bool(key_holders(election)),
        Action.COMMIT_LOT: bool(election.lot_commitment),
        Action.FREEZE_ROLL: bool(election.roll_digest),
        Action.ENTER_PAPER: pile.settled == pile.returned,
        Action.DRAW_LOT: bool(election.lot_seed),
    }
    return {action for action, done in is_done.items() if done}
