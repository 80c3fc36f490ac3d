"""Every page of an election for everybody, in several states: who finds it, whose sending does a thing."""

from collections.abc import Mapping
from datetime import date, timedelta

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from frontend.staff.election_urls import urlpatterns
from representation.election_states import Action, ElectionState
from representation.models import Candidacy
from tests.integration.frontend.test_election_desk import page, signed_in
from tests.integration.representation.elections.test_states_and_offices import ALLOWED, World

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
S, A = ElectionState, Action
# Rules and services are held to all states; each of these has another part of the pages in its time.
STATES = (S.NOMINATIONS_OPEN, S.OPEN, S.CLOSED, S.CHALLENGED)
RUNS = {"officer", "coordinator", "lead", "chair"}
TOMORROW = f"{date.today() + timedelta(days=400)}"
SENT: Mapping[str, str] = {
    "reason": "x", "until": TOMORROW, "upheld": "no", "valid": "yes", "line": "1", "paper": "1",
    "refused": "blank", "contest1": "1", "seed": "s", "source": "x", "public_value": "1",
    "first": "x", "second": "y", "third": "z", "voter": "1", "slip": "x", "code": "x",
    "nominations_from": "1/1/2030", "nominations_to": "2/1/2030", "voting_from": "3/1/2030",
    "voting_to": "4/1/2030", "term_from": "5/1/2030", "start_on": TOMORROW, "statement": "x",
}  # fmt: skip

# The page, as it is called under elections/<slug>/, and what sending it does.
STAFF: Mapping[str, Action | None] = {
    "": None, "nominations/": None, "roll/": None, "paper/": None, "vacancies/": None,
    "timetable/": A.CHANGE_PLAN, "keys/": A.MAKE_KEY, "rehearsal/": A.REHEARSE, "count/": A.COUNT,
    "roll/correct/": A.CORRECT_ROLL, "paper/issue/": A.ISSUE_PAPER, "paper/return/": A.RETURN_PAPER,
    "paper/read/": A.ENTER_PAPER, "phone/": A.CAST_BY_PHONE,
    **{f"do/{action.value}/": action for action in (
        A.OPEN_NOMINATIONS, A.CLOSE_NOMINATIONS, A.REOPEN_NOMINATIONS, A.FREEZE_ROLL, A.OPEN_POLL,
        A.REMIND, A.CLOSE_POLL, A.DECLARE, A.DECIDE_CHALLENGE, A.PUBLISH, A.DESTROY_ENVELOPES, A.ABANDON,
    )},
}  # fmt: skip
ELSEWHERE = {
    "elections", "election-new", "roll", "paper-votes", "count", "election-share",
    "election-phone-cast", "election-lot", "election-nomination", "election-roll-line",
    "election-vacancy",
}  # fmt: skip


def rows() -> dict[str, list[tuple[object, ...]]]:
    """All that elections are made of."""
    models = apps.get_app_config("representation").get_models()
    return {
        model.__name__: list(model._default_manager.order_by("pk").values_list())
        for model in models
    }


@pytest.mark.parametrize("state", STATES)
def test_every_page_for_everybody(state: ElectionState) -> None:
    """One world for all pages: making it takes longer than looking at them."""
    world = World(state)
    pages_of_those_who_run_it(world, state)
    pages_of_members_and_candidates(world, state)


def pages_of_those_who_run_it(world: World, state: ElectionState) -> None:
    here, before = f"/elections/{world.election.slug}/", rows()
    for name, user in world.people.items():
        client = signed_in(user)
        for path, action in STAFF.items():
            only_read = action is None or may(action, state, name)
            answer = client.get(here + path) if only_read else client.post(here + path, SENT)
            assert answer.status_code == (200 if name in RUNS else 404), (path, name)
            if name in RUNS and not only_read:
                assert 'role="alert"' in page(answer), (path, name)
        assert rows() == before, name
    for path in STAFF:
        assert Client().get(here + path).headers["Location"].startswith("/sign-in/"), path


def pages_of_members_and_candidates(world: World, state: ElectionState) -> None:
    candidacy = Candidacy.objects.filter(contest__election=world.election).first()
    slug, key = world.election.slug, candidacy.pk if candidacy else 1
    pages = {
        reverse("members:stand-in", args=[slug, 1]): A.NOMINATE,
        reverse("members:stand-act", args=[slug, key, "consent"]): A.CONSENT,
        reverse("members:stand-act", args=[slug, key, "endorse"]): A.ENDORSE,
        reverse("members:stand-act", args=[slug, key, "withdraw"]): A.WITHDRAW,
        reverse("members:challenge", args=[slug]): A.CHALLENGE,
        reverse("staff:election-nomination", args=[slug, key]): A.DECIDE_NOMINATION,
    }
    before = rows()
    for name, user in world.people.items():
        for path, action in pages.items():
            if may(action, state, name):
                continue
            sent = signed_in(user).post(path, SENT)
            assert sent.status_code in {200, 404}, (path, name)
            if sent.status_code == 200:
                assert 'role="alert"' in page(sent), (path, name)
        assert rows() == before, name


def test_the_table_has_every_page() -> None:
    named = {str(one.name) for one in urlpatterns}
    covered = {
        str(one.name)
        for one in urlpatterns
        for path in STAFF
        if one.resolve(f"a/{path}") is not None
    }
    assert named - covered == ELSEWHERE


def may(action: Action, state: ElectionState, name: str) -> bool:
    states, people = ALLOWED[action]
    return state in states and name in people
