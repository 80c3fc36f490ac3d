"""Every state, every act, every party: what is listed is allowed, all else is refused and changes nothing."""

from collections.abc import Callable
from typing import Any

import pytest

from consortium.decisions import Refused
from consortium.models import User
from consortium.states import RoleKind
from representation.claims.states import CLAIM_MOVES, NEXT_BY, Actor, ClaimState
from representation.models import Claim
from representation.services import claim_decisions, claims
from tests.factories import claims as make
from tests.factories import consortium as people
from tests.factories.claim_paths import PATHS, fresh

pytestmark = pytest.mark.django_db
S = ClaimState

ACTS: dict[str, Callable[[User, Claim], Any]] = {
    "change": lambda by, claim: claims.set_lines(by=by, claim=claim, lines=[make.MILES]),
    "submit": lambda by, claim: claims.submit_claim(by=by, claim=claim),
    "withdraw": lambda by, claim: claims.withdraw_claim(by=by, claim=claim),
    "reopen": lambda by, claim: claims.reopen_claim(by=by, claim=claim),
    "query": lambda by, claim: claim_decisions.query_claim(by=by, claim=claim, question="Why?"),
    "approve": lambda by, claim: claim_decisions.approve_claim(by=by, claim=claim),
    "refuse": lambda by, claim: claim_decisions.refuse_claim(by=by, claim=claim, reason="No"),
}
CLAIMANT, FIRST, OTHER_APPROVERS = "claimant", "coordinator", ("treasurer", "chair")
NOBODY = ("lead", "returning-officer", "stranger", "same-organisation", "same-household")
PARTIES = (CLAIMANT, FIRST, *OTHER_APPROVERS, *NOBODY)
APPROVERS = (FIRST, *OTHER_APPROVERS)
ALLOWED: dict[tuple[S, str], tuple[str, ...]] = {
    (S.DRAFT, "change"): (CLAIMANT,),
    (S.DRAFT, "submit"): (CLAIMANT,),
    (S.DRAFT, "withdraw"): (CLAIMANT,),
    (S.SUBMITTED, "withdraw"): (CLAIMANT,),
    (S.SUBMITTED, "query"): APPROVERS,
    (S.SUBMITTED, "approve"): APPROVERS,
    (S.SUBMITTED, "refuse"): APPROVERS,
    (S.QUERIED, "change"): (CLAIMANT,),
    (S.QUERIED, "submit"): (CLAIMANT,),
    (S.QUERIED, "withdraw"): (CLAIMANT,),
    (S.QUERIED, "refuse"): APPROVERS,
    (S.APPROVED_ONCE, "withdraw"): (CLAIMANT,),
    (S.APPROVED_ONCE, "query"): APPROVERS,
    (S.APPROVED_ONCE, "approve"): OTHER_APPROVERS,  # not by who approved it first
    (S.APPROVED_ONCE, "refuse"): APPROVERS,
    (S.APPROVED, "withdraw"): (CLAIMANT,),
    (S.APPROVED, "query"): APPROVERS,
    (S.REFUSED, "reopen"): (CLAIMANT,),
    (S.WITHDRAWN, "reopen"): (CLAIMANT,),
}


def party(at: make.World, name: str) -> User:
    """The user of that name; the last two approve for the network, and are close to the claim."""
    if name == CLAIMANT:
        return at.user
    if name == "stranger":
        return User.objects.create_user("stranger@elsewhere.example")
    if name in {FIRST, "lead", *OTHER_APPROVERS}:
        return User.objects.get(email=f"{name}@money.example")
    kind = RoleKind.RETURNING_OFFICER if name == "returning-officer" else RoleKind.TREASURER
    user = people.role(kind, of=at.money.network, email=f"{name}@close.example")
    if name == "same-organisation":
        people.role(RoleKind.MEMBER_CONTACT, at=at.club, email=user.email)
    if name == "same-household":
        connect(user, at)
    return user


def connect(user: User, at: make.World) -> None:
    from consortium.models import Connection

    pair = sorted([user.people.get(), at.priya], key=lambda person: person.pk)
    Connection.objects.create(first=pair[0], second=pair[1], declared_on="2026-04-01")


def state_of(at: make.World, claim: Claim) -> tuple[Any, ...]:
    at.money.budget.refresh_from_db()
    found = fresh(claim)
    return (
        found.state,
        found.total_pence,
        found.first_approver_id,
        found.second_approver_id,
        at.money.budget.committed_pence,
        at.money.budget.paid_pence,
        claim.steps.count(),
    )


@pytest.mark.parametrize("state", list(ClaimState))
def test_only_what_is_listed_is_allowed(state: ClaimState) -> None:
    """All acts by all parties on one claim in this state; refusals come first, for they change nothing."""
    at = make.world()
    claim = PATHS[state](at)
    assert claim.state == state
    users = {name: party(at, name) for name in PARTIES}
    before = state_of(at, claim)
    for act, perform in ACTS.items():
        for name, user in users.items():
            if name in ALLOWED.get((state, act), ()):
                continue
            with pytest.raises(Refused):
                perform(user, fresh(claim))
            assert state_of(at, claim) == before, (act, name)


@pytest.mark.parametrize(
    ("state", "act", "name"),
    [(state, act, name) for (state, act), names in ALLOWED.items() for name in names],
)
def test_what_is_listed_is_done(state: ClaimState, act: str, name: str) -> None:
    at = make.world()
    claim = PATHS[state](at)
    ACTS[act](party(at, name), claim)
    at.money.budget.refresh_from_db()
    is_committed = fresh(claim).state == S.APPROVED
    assert at.money.budget.committed_pence == (fresh(claim).total_pence if is_committed else 0)


def test_every_state_has_an_owner_and_a_way_on() -> None:
    assert set(NEXT_BY) == set(CLAIM_MOVES) == set(ClaimState)
    assert all(CLAIM_MOVES.values())
    for state, owner in NEXT_BY.items():
        assert owner in CLAIM_MOVES[state].values(), state


def test_a_payment_moves_no_claim_that_a_person_moves() -> None:
    for state, moves in CLAIM_MOVES.items():
        if Actor.PAYMENT in moves.values():
            assert state in {S.APPROVED, S.IN_PAYMENT, S.PAID}


def test_a_refusal_and_a_question_say_why() -> None:
    at = make.world()
    claim = make.submitted(at)
    for act in (
        lambda: claim_decisions.query_claim(by=at.money.chair, claim=claim, question=" "),
        lambda: claim_decisions.refuse_claim(by=at.money.chair, claim=claim, reason=""),
    ):
        with pytest.raises(Refused, match="Say why"):
            act()
