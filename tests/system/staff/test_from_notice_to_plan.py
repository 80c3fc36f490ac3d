"""Gail goes from a council's notice to a lot plan, and tries what else might be, on her phone."""

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urljoin

from playwright.sync_api import Page, expect

from bids import demonstration
from bids.models import LotPlan, RequirementLine, Tender
from bids.services.planning import request_plan
from consortium.models import Area, Consortium, User
from tests.factories import bids as make
from tests.system.conftest import has_scripts

GAIL = "gail@pompey.example"
NOTICE = Path(demonstration.__file__).parent / "notice.json"
HEADINGS = "ref,lot,service,cpv,area,volume,unit,unit_price\n"
RIGHT = (
    HEADINGS
    + "HV01,LOT-0001,Home visits,85311300,Baffins,100,hour,25.00\n"
    + "HV02,LOT-0002,Home visits,85311300,Milton,50,hour,25.00\n"
)
WRONG = RIGHT.replace("Milton,50", "Milton,fifty")
Check = Callable[[Page], None]
SignIn = Callable[[Page, str], None]
Shoot = Callable[[Page, str], None]


def test_gail_makes_a_plan_of_a_notice(
    page: Page,
    accessible: Check,
    sign_in: SignIn,
    shoot: Shoot,
    run_jobs: Callable[[], int],
    tmp_path: Path,
) -> None:
    given_two_members_with_offers()
    sign_in(page, GAIL)
    when_she_reads_the_notice(page, accessible)
    then_the_tender_says_what_to_do_next(page, accessible)
    shoot(page, "tender")
    when_she_uploads_a_sheet_with_a_mistake(page, tmp_path)
    then_she_is_led_to_the_cell(page, accessible)
    shoot(page, "sheet-error")
    when_she_uploads_the_sheet_put_right(page, accessible, tmp_path)
    shoot(page, "requirements")
    when_she_asks_for_a_plan(page, accessible)
    shoot(page, "job")
    run_jobs()
    then_the_job_leads_to_the_plan(page)
    then_she_reads_why_a_member_got_its_part(page, accessible)
    shoot(page, "plan")
    then_she_can_take_the_plan_with_her(page)


def test_gail_asks_what_if(
    page: Page,
    accessible: Check,
    sign_in: SignIn,
    shoot: Shoot,
    run_jobs: Callable[[], int],
) -> None:
    tender = given_a_tender_with_a_plan(run_jobs)
    sign_in(page, GAIL)
    page.goto(f"/tenders/{tender.pk}/plans/1/")
    page.get_by_role("link", name="What if…").click()
    accessible(page)
    page.get_by_role("button", name="Try it").click()
    expect(page.get_by_role("alert")).to_contain_text("Move at least one of them")
    accessible(page)
    page.get_by_label("Held back, for when somebody falls ill").fill("50")
    page.get_by_role("button", name="Try it").click()
    run_jobs()
    then_the_job_leads_to_the_plan(page)
    expect(page.get_by_role("heading", name="Compare two plans")).to_be_visible()
    expect(page.get_by_text("Members with nothing")).to_be_visible()
    accessible(page)
    shoot(page, "compare")


def test_gail_sees_what_fairness_costs(
    page: Page, accessible: Check, sign_in: SignIn, shoot: Shoot, run_jobs: Callable[[], int]
) -> None:
    tender = given_a_tender_with_a_plan(run_jobs)
    sign_in(page, GAIL)
    page.goto(f"/tenders/{tender.pk}/plans/1/")
    page.get_by_role("link", name="What fairness costs").click()
    accessible(page)
    page.get_by_label("Floors for micro and small members").fill("most of it")
    page.get_by_role("button", name="Work out the whole table").click()
    expect(page.get_by_role("alert")).to_contain_text("Give percentages from 0 to 100")
    accessible(page)
    page.get_by_label("Floors for micro and small members").fill("30, 90")
    page.get_by_role("button", name="Work out the whole table").click()
    expect(page.get_by_text("0 of 6 pairs worked out")).to_be_visible()
    accessible(page)
    run_jobs()
    again = "See the table" if has_scripts(page) else "Look again"
    page.get_by_role("link", name=again).click()
    expect(page.get_by_role("heading", name="Other shares")).to_be_visible()
    expect(page.get_by_role("row")).to_have_count(7)
    expect(page.locator("tr.look")).to_contain_text("The cheapest")
    accessible(page)
    shoot(page, "fairness")
    page.get_by_role("link", name="Floor 90%, least of its offer 20%").click()
    expect(page.get_by_label("Least for micro and small members")).to_have_value("90")
    expect(page.get_by_label("Least for each member that can be used")).to_have_value("20")


def test_gail_writes_a_requirement_by_hand(
    page: Page, accessible: Check, sign_in: SignIn, shoot: Shoot
) -> None:
    given_two_members_with_offers()
    tender = make.tender()
    sign_in(page, GAIL)
    page.goto(f"/tenders/{tender.pk}/requirements/")
    accessible(page)
    page.get_by_role("link", name="Add one by hand").click()
    accessible(page)
    page.get_by_role("button", name="Save").click()
    page.get_by_role("alert").get_by_role("link").first.click()
    expect(page.get_by_label("Reference")).to_be_focused()
    page.get_by_label("Reference").fill("HV01")
    page.get_by_label("Service").fill("Home visits")
    page.get_by_label("Area").fill("Baffins")
    page.get_by_label("CPV code").fill("85311300")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="How much, and at what price?")).to_be_visible()
    accessible(page)
    page.get_by_label("Volume").fill("100")
    page.get_by_label("Unit", exact=True).fill("hour")
    page.get_by_label("Unit price").fill("25")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("£2,500")).to_be_visible()
    accessible(page)
    shoot(page, "line")
    page.get_by_role("link", name="Take it away").click()
    accessible(page)
    page.get_by_role("button", name="Take it away").click()
    expect(page.get_by_text("Taken away: HV01")).to_be_visible()
    assert not RequirementLine.objects.exists()


def test_nothing_stands_in_the_way(
    page: Page, accessible: Check, sign_in: SignIn, run_jobs: Callable[[], int]
) -> None:
    tender = given_a_tender_with_a_plan(run_jobs)
    sign_in(page, GAIL)
    root, here = urljoin(page.url, "/"), f"/tenders/{tender.pk}/"
    parts = ("", "requirements/", "plan/", "plans/1/", "plans/1/members/", "plans/compare/")
    for language in ("en-gb", "cy"):
        page.context.add_cookies([{"name": "django_language", "value": language, "url": root}])
        for address in ("/today/", "/tenders/", "/tenders/notices/", *(here + p for p in parts)):
            page.goto(address)
            assert page.locator("html").get_attribute("lang") == language
            for width in (320, 1280):
                page.set_viewport_size({"width": width, "height": 900})
                accessible(page)


def given_two_members_with_offers() -> Consortium:
    of = make.consortium()
    make.lead_of(of, GAIL)
    make.offer(of, make.member(of, "baffins-carers"), volume=80)
    make.offer(of, make.member(of, "farlington-room"), volume=30, unit_cost_pence=1_900)
    Area.objects.create(code="E05002448", name="Milton", kind="ward")
    return of


def given_a_tender_with_a_plan(run_jobs: Callable[[], int]) -> Tender:
    tender = make.tender(given_two_members_with_offers())
    make.line(tender, volume=100)
    make.line(tender, "A2", area=Area.objects.get(code="E05002448"), volume=50)
    request_plan(by=User.objects.get(email=GAIL), tender=tender)
    run_jobs()
    return tender


def when_she_reads_the_notice(page: Page, accessible: Check) -> None:
    page.goto("/tenders/")
    accessible(page)
    page.get_by_role("link", name="Read a notice").click()
    accessible(page)
    page.get_by_role("button", name="Read this notice").click()
    page.get_by_role("alert").get_by_role("link").click()
    expect(page.get_by_label("The notice, as a file")).to_be_focused()
    page.get_by_label("The notice, as a file").set_input_files(NOTICE)
    page.get_by_role("button", name="Read this notice").click()
    expect(page.get_by_role("status")).to_contain_text("We read 1 notice.")
    accessible(page)
    page.get_by_role("button", name="Open this tender").click()


def then_the_tender_says_what_to_do_next(page: Page, accessible: Check) -> None:
    expect(page.get_by_text("Bids close noon, Friday 18 December 2026.")).to_be_visible()
    accessible(page)


def when_she_uploads_a_sheet_with_a_mistake(page: Page, folder: Path) -> None:
    page.get_by_role("link", name="Write the requirements").click()
    page.get_by_role("link", name="Upload a spreadsheet").click()
    upload(page, folder, WRONG)


def then_she_is_led_to_the_cell(page: Page, accessible: Check) -> None:
    assert page.title().startswith("Error: ")
    expect(page.get_by_role("alert")).to_contain_text("F3: “fifty” is not a whole number")
    expect(page.get_by_role("rowheader", name="F3")).to_be_visible()
    accessible(page)
    assert not RequirementLine.objects.exists()


def when_she_uploads_the_sheet_put_right(page: Page, accessible: Check, folder: Path) -> None:
    upload(page, folder, RIGHT)
    expect(page.get_by_text("2 (HV01, HV02)")).to_be_visible()
    accessible(page)
    assert not RequirementLine.objects.exists()
    page.get_by_role("button", name="Write these requirements").click()
    expect(page.get_by_role("status")).to_contain_text("Added: 2.")
    accessible(page)


def upload(page: Page, folder: Path, text: str) -> None:
    sheet = folder / "requirements.csv"
    sheet.write_text(text)
    page.get_by_label("Your spreadsheet").set_input_files(sheet)
    page.get_by_role("button", name="Check this sheet").click()


def when_she_asks_for_a_plan(page: Page, accessible: Check) -> None:
    page.get_by_role("link", name="Go on to the lot plan").click()
    accessible(page)
    page.get_by_label("Least for micro and small members").fill("all of it")
    page.get_by_role("button", name="Make this plan").click()
    page.get_by_role("alert").get_by_role("link").click()
    page.get_by_label("Least for micro and small members").fill("20")
    page.get_by_role("button", name="Make this plan").click()
    expect(page.get_by_role("heading", name="Making your lot plan")).to_be_visible()
    accessible(page)


def then_the_job_leads_to_the_plan(page: Page) -> None:
    """Scripts look again by themselves; without them she does."""
    if not has_scripts(page):
        page.get_by_role("link", name="Look again").click()
    page.get_by_role("link", name="See the plan").click()


def then_she_reads_why_a_member_got_its_part(page: Page, accessible: Check) -> None:
    expect(page.get_by_text("The plan covers 1 of the 2 requirements")).to_be_visible()
    reason = page.get_by_text("Counts towards").or_(page.get_by_text("Fits all that it offers"))
    accessible(page)
    page.get_by_role("link", name="All reasons").last.click()
    expect(page).to_have_url(re.compile("#why-lot-2$"))
    expect(page.locator("#why-lot-2")).to_be_visible()
    expect(page.locator("#why-lot-2").filter(has=reason)).to_be_visible()


def then_she_can_take_the_plan_with_her(page: Page) -> None:
    with page.expect_download() as download:
        page.get_by_role("link", name="Download who holds what (CSV)").click()
    plan = LotPlan.objects.get()
    assert download.value.suggested_filename == f"plan-{plan.request.tender_id}-1.csv"
    assert "Baffins Carers" in download.value.path().read_text()
