"""A member leaves a bid on her phone; Gail plans again, sees both plans side by side, and keeps one."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from bids.models import PlanChoice, Tender
from bids.selectors.plans import plan_in_force
from bids.services.planning import request_plan
from consortium.models import Organisation, User
from consortium.states import RoleKind
from tests.factories import bids as make
from tests.system.conftest import has_scripts

GAIL = "gail@pompey.example"
NERYS = "nerys@ash.example"
Check = Callable[[Page], None]
SignIn = Callable[[Page, str], None]
Shoot = Callable[[Page, str], None]


def test_a_member_leaves_and_the_lead_plans_again(
    page: Page,
    accessible: Check,
    sign_in: SignIn,
    shoot: Shoot,
    run_jobs: Callable[[], int],
) -> None:
    tender = given_a_plan_in_which_ash_holds_the_visits(run_jobs)
    sign_in(page, NERYS)
    when_she_leaves_the_bid(page, accessible, shoot)
    then_her_page_says_so(page, accessible)
    page.context.clear_cookies()
    sign_in(page, GAIL)
    when_gail_plans_again(page, accessible, shoot)
    run_jobs()
    then_both_plans_stand_side_by_side(page, accessible, shoot)
    when_she_keeps_the_new_one(page, accessible)
    found = plan_in_force(tender)
    assert found is not None
    assert found.request.number == 2


def test_gail_tries_a_repair_and_gives_a_part_up_for_a_member(
    page: Page,
    accessible: Check,
    sign_in: SignIn,
    shoot: Shoot,
    run_jobs: Callable[[], int],
) -> None:
    tender = given_a_plan_in_which_ash_holds_the_visits(run_jobs)
    sign_in(page, GAIL)
    page.goto(f"/tenders/{tender.pk}/plans/1/")
    page.get_by_role("button", name="Try this").first.click()
    run_jobs()
    then_the_job_leads_to_both(page)
    expect(page.get_by_text("It tries one change of plan 1:")).to_be_visible()
    expect(page.get_by_role("button", name="Keep plan 2")).to_be_disabled()
    accessible(page)
    shoot(page, "repair")
    page.goto(f"/tenders/{tender.pk}/plans/1/")
    page.get_by_role("link", name="It gives something up").first.click()
    page.get_by_role("button", name="Give it up").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose what is given up")
    accessible(page)
    page.get_by_label("Everything: leave this bid").check()
    page.get_by_role("button", name="Give it up").click()
    page.get_by_role("button", name="takes part again").click()
    expect(page.get_by_text("The next plan can ask for it again.")).to_be_visible()
    accessible(page)
    assert not PlanChoice.objects.exists()


def given_a_plan_in_which_ash_holds_the_visits(run_jobs: Callable[[], int]) -> Tender:
    """Birch could hold them too; of the second line nobody can hold anything."""
    of = make.consortium()
    make.lead_of(of, GAIL)
    make.offer(of, make.member(of, "ash"), volume=100, unit_cost_pence=1_500)
    make.offer(of, make.member(of, "birch"), volume=100)
    make.acts_for(Organisation.objects.get(slug="ash"), RoleKind.MEMBER_CONTACT, NERYS)
    tender = make.tender(of)
    make.line(tender, volume=100)
    make.line(tender, "A2", area=make.area("E05002448", "Milton"), volume=50)
    request_plan(by=User.objects.get(email=GAIL), tender=tender)
    run_jobs()
    return tender


def when_she_leaves_the_bid(page: Page, accessible: Check, shoot: Shoot) -> None:
    page.goto("/bids/")
    page.get_by_role("link", name="Early Help").click()
    accessible(page)
    shoot(page, "own-part")
    page.get_by_role("link", name="Give something up").click()
    accessible(page)
    page.get_by_role("button", name="Give it up").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose what is given up")
    page.get_by_label("Everything: leave this bid").check()
    page.get_by_label("Why?").fill("Our two workers have left")
    accessible(page)
    shoot(page, "give-up")
    page.get_by_role("button", name="Give it up").click()


def then_her_page_says_so(page: Page, accessible: Check) -> None:
    expect(page.get_by_text("You have left this bid.")).to_be_visible()
    expect(page.get_by_role("button", name="Take part again")).to_be_visible()
    accessible(page)


def when_gail_plans_again(page: Page, accessible: Check, shoot: Shoot) -> None:
    page.goto("/today/")
    page.get_by_role("link", name="Plan again: members have given parts up").click()
    expect(page.get_by_text("Ash has left the bid: “Our two workers have left”.")).to_be_visible()
    accessible(page)
    shoot(page, "plan-again")
    page.get_by_role("button", name="Plan again").click()


def then_the_job_leads_to_both(page: Page) -> None:
    if not has_scripts(page):
        page.get_by_role("link", name="Look again").click()
    page.get_by_role("link", name="See the plan").click()
    expect(page.get_by_role("heading", name="Compare two plans")).to_be_visible()


def then_both_plans_stand_side_by_side(page: Page, accessible: Check, shoot: Shoot) -> None:
    then_the_job_leads_to_both(page)
    expect(page.get_by_text("It changes as little of plan 1 as it could.")).to_be_visible()
    expect(page.get_by_role("cell", name="Ash 100")).to_be_visible()
    expect(page.get_by_role("cell", name="Birch 100")).to_be_visible()
    accessible(page)
    shoot(page, "side-by-side")


def when_she_keeps_the_new_one(page: Page, accessible: Check) -> None:
    page.get_by_role("button", name="Keep plan 2").click()
    expect(page.get_by_text("This plan is in force: members see it.")).to_be_visible()
    accessible(page)
