"""Somebody elected leaves; Olive asks who comes next, fills the seat, and everybody can read of it."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import mail
from playwright.sync_api import Page, expect

from representation.election_states import FillRule
from representation.models import Candidacy
from tests import clock
from tests.factories import elections as make
from tests.integration.frontend.test_vacancies import left_after

Check = Callable[[Page], None]
SignIn = Callable[[Page, str], None]
Shoot = Callable[[Page, str], None]


@pytest.mark.parametrize("rule", [FillRule.COUNTBACK, FillRule.BY_ELECTION])
def test_a_vacant_seat_is_filled(
    page: Page, sign_in: SignIn, accessible: Check, shoot: Shoot, rule: FillRule
) -> None:
    poll, left = left_after(rule)
    slug = poll.election.slug
    # Given that somebody elected has left, Olive finds it at her desk
    sign_in(page, poll.forum.returning_officer.email)
    page.goto(f"/elections/{slug}/")
    page.get_by_role("link", name="Fill a vacant seat").click()
    accessible(page)
    shoot(page, f"vacancies-{rule}")
    page.get_by_role("link", name=str(left.seat)).click()
    # When she reads what would happen, and asks who comes next
    accessible(page)
    shoot(page, f"vacancy-{rule}")
    if rule is FillRule.BY_ELECTION:
        page.get_by_role("button", name="Draft the by-election").click()
        then_a_calendar_is_there_to_change(page, accessible, shoot)
        return
    start_on = left.ended_on + timedelta(days=3)
    page.get_by_label("From which day?").fill(f"{start_on.day}/{start_on.month}/{start_on.year}")
    third, fourth = (Candidacy.objects.get(paper_number=number) for number in (3, 4))
    expect(page.get_by_text(f"Does {third.name} still wish to serve?")).to_be_visible()
    page.get_by_label("No: show who comes after").check()
    page.get_by_role("button", name="Fill the seat").click()
    expect(page.get_by_text(f"Does {fourth.name} still wish to serve?")).to_be_visible()
    accessible(page)
    page.get_by_role("button", name="Fill the seat").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose whether they still wish to serve")
    accessible(page)
    page.get_by_label("Yes", exact=True).check()
    page.get_by_role("button", name="Fill the seat").click()
    # Then she is told, and so is everybody
    expect(page.get_by_role("status")).to_contain_text(f"{fourth.name} holds the seat")
    accessible(page)
    page.goto(f"/votes/{slug}/result/")
    expect(page.get_by_text(f"{left.seat}: {fourth.name} came in on")).to_be_visible()
    accessible(page)
    shoot(page, "vacancy-result")


def then_a_calendar_is_there_to_change(page: Page, accessible: Check, shoot: Shoot) -> None:
    expect(page.get_by_role("status")).to_contain_text("The by-election is drafted")
    page.get_by_role("link", name="Change the timetable").click()
    accessible(page)
    shoot(page, "timetable")
    page.get_by_role("button", name="Save the timetable").click()
    expect(page.get_by_role("status")).to_contain_text("The timetable is changed")


def test_two_people_take_a_vote_by_telephone_and_the_result_is_challenged(
    page: Page, sign_in: SignIn, accessible: Check, shoot: Shoot
) -> None:
    poll = make.opened()
    here, second = f"/elections/{poll.election.slug}/", poll.forum.coordinator.people.get()
    with clock.at(poll.election.opens_at + timedelta(days=1)):
        sign_in(page, poll.forum.returning_officer.email)
        page.goto(f"{here}roll/1/")
        accessible(page)
        shoot(page, "roll-correct")
        page.goto(here)
        page.get_by_role("link", name="Take a vote by telephone").click()
        accessible(page)
        shoot(page, "phone")
        page.get_by_label("Which organisation?").select_option(label="Chesterfield Group 1")
        page.get_by_label("Who listens").select_option(label=second.name)
        page.get_by_label("Seats 1").fill("2 1")
        page.get_by_role("button", name="Go on to the second person").click()
        accessible(page)
        shoot(page, "phone-second")
        code = re.findall(r"^[A-Z]{5} [A-Z]{5}$", str(mail.outbox[-1].body), re.MULTILINE)[0]
        page.get_by_label("Seats 1").fill("1 2")
        page.get_by_label("The second person’s code").fill(code)
        page.get_by_role("button", name="Put the vote into the box").click()
        expect(page.get_by_role("alert")).to_contain_text("wrote different votes")
        accessible(page)
        page.get_by_label("Seats 1").fill("2 1")
        page.get_by_role("button", name="Put the vote into the box").click()
        expect(page.get_by_text("Read the receipt out.")).to_be_visible()
        accessible(page)
        poll.vote(2, (1,))
    make.declared(make.counted(make.closed(poll)))
    with clock.at(poll.election.closes_at + timedelta(days=1)):
        page.context.clear_cookies()
        sign_in(page, poll.forum.contacts[1].user.email)
        page.goto(f"/votes/{poll.election.slug}/")
        page.get_by_role("link", name="Challenge the result").click()
        accessible(page)
        shoot(page, "challenge")
        page.get_by_label("What was not as it should be?").fill("The link came on the last day.")
        page.get_by_role("button", name="Send the challenge").click()
        expect(page.locator(".lead")).to_contain_text("is challenged")
        accessible(page)
        shoot(page, "challenged")
