"""Whatever is done in whatever order, there are never more papers than lines on the roll."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consortium.decisions import Refused
from representation.models import Ballot, Envelope, PaperIssue, PaperReturn, Receipt
from representation.services.casting import cast_by_phone
from representation.services.paper_votes import enter_paper, issue_paper, return_paper
from tests import clock
from tests.factories import elections as make

ACTS = ("vote", "phone", "issue", "return", "read", "close", "count")
STEPS = st.tuples(st.sampled_from(ACTS), st.integers(1, 6), st.integers(1, 4))


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def act(poll: make.Poll, step: tuple[str, int, int]) -> None:
    kind, number, choice = step
    officer, second = poll.forum.returning_officer, poll.forum.coordinator
    marks = {1: (choice,)}
    acts: dict[str, Callable[[], object]] = {
        "vote": lambda: poll.vote(number, [choice]),
        "phone": lambda: cast_by_phone(
            by=officer, witness=second, line=poll.line(number), rankings=marks, heard=marks
        ),
        "issue": lambda: issue_paper(by=officer, line=poll.line(number)),
        "return": lambda: return_paper(by=second, line=poll.line(number)),
        "read": lambda: [
            enter_paper(by=teller, election=poll.election, paper=number, rankings=marks)
            for teller in (officer, second)
        ],
        "close": lambda: make.closed(poll),
        "count": lambda: make.counted(poll),
    }
    try:
        with transaction.atomic(), clock.at(poll.election.opens_at + timedelta(days=2)):
            acts[kind]()
    except Refused:
        pass


@pytest.mark.django_db
def test_there_are_never_more_papers_than_lines_on_the_roll() -> None:
    poll = make.opened()

    @settings(
        max_examples=15, deadline=None, suppress_health_check=list(HealthCheck), database=None
    )
    @given(st.lists(STEPS, min_size=5, max_size=30))
    def any_sequence(steps: list[tuple[str, int, int]]) -> None:
        with undone():
            for step in steps:
                act(poll, step)
            lines = Envelope.objects.count() + PaperReturn.objects.count()
            papers = Ballot.objects.count()
            assert lines <= 6
            assert papers in (0, lines)
            assert Receipt.objects.count() <= Envelope.objects.count()
            issued = set(PaperIssue.objects.values_list("line", flat=True))
            assert not issued & set(Envelope.objects.values_list("line", flat=True))
        poll.election.refresh_from_db()

    any_sequence()
