"""Members, offers and evidence from files: shown first, then all or nothing."""

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from openpyxl import Workbook

from consortium.decisions import Refused
from consortium.models import (
    Capacity,
    Consortium,
    Event,
    Identifier,
    Income,
    Membership,
    Offer,
    Organisation,
)
from consortium.selectors.member_sheets import csv_of, workbook_of
from consortium.services.import_reading import ImportFiles, ImportPlan, InvalidImport
from consortium.services.imports import apply_import, check_import
from consortium.services.reference_data import ensure_reference_data
from consortium.states import MembershipClass, RoleKind
from tests.factories import consortium as make

pytestmark = pytest.mark.django_db

MEMBERS = """\
name,legal_form,identifiers,income,income year end,income source,areas,themes,class,joined
Hasland Homework Club,group,,"5,200",2026-03-31,Its own statement,E07000034,food,full,2024-09-01
Clay Cross Carers,cio,GB-CHC-9900101,46000.50,31/03/2026,Accounts,E07000034,carers,associate,2024-09-01
"""
OFFERS = """\
member,service,cpv,areas,volume,unit,unit cost,least lot,turnover cap,min contract,longest wait,from,until
Hasland Homework Club,Youth work,92331210,E07000034,200,session,90.00,20,"20,000",0,45,2025-04-01,2030-03-31
gb-chc-9900101,Home visits,85311300-5,E07000034,1800,hour,23.05,,60000,500,,2025-04-01,
"""
EVIDENCE = """member,type,cover,issued,expires
Clay Cross Carers,public-liability,5000000,2026-05-01,2027-04-30
Clay Cross Carers,safeguarding-policy,,2025-10-01,
"""
GIVEN = {"members.csv": MEMBERS, "offers.csv": OFFERS, "evidence.csv": EVIDENCE}


@pytest.fixture
def network() -> Consortium:
    ensure_reference_data()
    make.area()
    return make.network()


def files(**texts: str) -> ImportFiles:
    named = {f"{name}.csv": text for name, text in texts.items()} or GIVEN
    return ImportFiles({name: text.encode() for name, text in named.items()})


def run(network: Consortium, given: ImportFiles) -> ImportPlan:
    return apply_import(by=None, consortium=network, files=given, digest=given.digest)


def row_counts() -> dict[str, int]:
    models = [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]
    return {model._meta.label: model._default_manager.count() for model in models}


def counts(plan: ImportPlan) -> tuple[int, int, int]:
    return plan.count("added"), plan.count("changed"), plan.count("unchanged")


def test_what_is_shown_is_written_and_the_same_files_again_change_nothing(
    network: Consortium,
) -> None:
    before = row_counts()
    shown = check_import(by=None, consortium=network, files=files())
    assert counts(shown) == (6, 0, 0)
    assert row_counts() == before
    assert run(network, files()) == shown
    carers = Identifier.objects.get(scheme="GB-CHC", value="9900101").organisation
    assert carers.name == "Clay Cross Carers"
    assert Income.objects.get(organisation=carers).pence == 4_600_050
    offer = Offer.objects.get(organisation=carers)
    assert (offer.cpv_prefix, offer.unit_cost_pence) == ("85311300", 2_305)
    assert Capacity.objects.get(organisation=carers).least_contract_pence == 50_000
    waits = Capacity.objects.order_by("turnover_cap_pence").values_list("longest_wait_days")
    assert list(waits) == [(45,), (None,)]
    after = row_counts()
    assert counts(run(network, files())) == (0, 0, 6)
    assert row_counts() == after


def test_a_changed_cell_changes_that_row_alone(network: Consortium) -> None:
    run(network, files())
    plan = run(network, files(offers=OFFERS.replace(",200,", ",250,")))
    assert counts(plan) == (0, 1, 1)
    assert [one.fields for one in plan.changes if one.kind == "changed"] == [("volume",)]
    assert set(Offer.objects.values_list("volume", flat=True)) == {250, 1800}


REFUSALS = [
    ("members", "group,", "guild,", "members.csv, line 2, column legal_form: “guild” is none of"),
    (
        "members",
        "GB-CHC-9900101",
        "GB-CHC-12",
        "line 3, column identifiers: “GB-CHC-12”: a charity",
    ),
    ("members", '"5,200"', "1e9999", "line 2, column income: “1e9999” is not an amount in pounds"),
    ("members", "2026-03-31", "2026-02-30", "“2026-02-30” is not a day of the calendar"),
    ("members", "2026-03-31,Its", ",Its", "column income: an income needs its year’s end"),
    ("members", "E07000034,food", "E07999999,food", "no area has the code E07999999"),
    ("members", "food", "knitting", "column themes: “knitting” is none of"),
    ("members", "Clay Cross Carers", "Hasland Homework Club", "stands in members.csv, line 2"),
    ("members", "Clay Cross Carers", "=1+1", "line 3, column name: is a formula"),
    ("members", "joined", "started", "line 1, column started: “started” is not a column"),
    ("offers", "gb-chc-9900101", "Ripley Rangers", "“Ripley Rangers” is no member"),
    ("offers", ",200,", ",twelve,", "line 2, column volume: “twelve” is not a whole number"),
    ("offers", ",200,", ",0,", "line 2, column volume: is less than 1"),
    ("offers", "85311300-5", "8531x", "column cpv: “8531x” is not the beginning of a CPV code"),
    ("offers", "2030-03-31", "2020-03-31", "column valid_until: is before valid_from"),
    ("offers", "60000,500", "400,500", "least_contract: is more than the turnover_cap"),
    ("offers", ",45,", ",six weeks,", "longest_wait_days: “six weeks” is not a whole number"),
    ("offers", ",45,", ",-1,", "line 2, column longest_wait_days: “-1” is not a whole number"),
    ("offers", ",45,", ",4.5,", "line 2, column longest_wait_days: “4.5” is not a whole number"),
    ("offers", ",45,", ",10001,", "line 2, column longest_wait_days: is more than 10,000"),
    ("offers", '"20,000",0,', ",,", "longest_wait_days: needs a turnover_cap beside it"),
    ("evidence", "public-liability", "driving-licence", "“driving-licence” is none of"),
    ("evidence", "5000000", "", "line 2, column cover: insurance needs its cover"),
    ("evidence", "safeguarding-policy", "public-liability", "cover: insurance needs"),
]


@pytest.mark.parametrize(("sheet", "old", "new", "expected"), REFUSALS)
def test_one_wrong_cell_and_nothing_is_written(
    network: Consortium, sheet: str, old: str, new: str, expected: str
) -> None:
    before = row_counts()
    texts = {name.removesuffix(".csv"): text for name, text in GIVEN.items()}
    texts[sheet] = texts[sheet].replace(old, new, 1)
    for act in (run, lambda where, what: check_import(by=None, consortium=where, files=what)):
        with pytest.raises(InvalidImport) as caught:
            act(network, files(**texts))
        assert any(expected in str(error) for error in caught.value.errors), caught.value.errors
        assert row_counts() == before


def test_every_wrong_cell_is_named_at_once(network: Consortium) -> None:
    broken = OFFERS.replace(",200,", ",twelve,").replace("23.05", "cheap")
    with pytest.raises(InvalidImport) as caught:
        run(network, files(offers=broken))
    assert [error.place for error in caught.value.errors] == [
        "offers.csv, line 2, column volume",
        "offers.csv, line 3, column unit cost".replace("unit cost", "unit_cost"),
    ]


def test_a_workbook_names_sheet_and_cell(network: Consortium) -> None:
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = "Offers"
    for line in OFFERS.splitlines():
        sheet.append(line.replace('"', "").split(",") if '"' not in line else ["x"])
    stream = io.BytesIO()
    workbook.save(stream)
    with pytest.raises(InvalidImport) as caught:
        run(network, ImportFiles({"ours.xlsx": stream.getvalue()}))
    assert str(caught.value).startswith("Offers!")


def test_numbers_that_two_organisations_hold_are_refused(network: Consortium) -> None:
    for name, number in (("One", "9900101"), ("Two", "9900102")):
        Identifier.objects.create(
            organisation=make.organisation(name), scheme="GB-CHC", value=number
        )
    both = MEMBERS.replace("GB-CHC-9900101", "GB-CHC-9900101; GB-CHC-9900102")
    with pytest.raises(InvalidImport, match="belong to several organisations: “One”, “Two”"):
        run(network, files(members=both))


def test_a_name_with_another_number_is_another_organisation(network: Consortium) -> None:
    run(network, files())
    with pytest.raises(InvalidImport, match="another organisation of this name is registered"):
        run(network, files(members=MEMBERS.replace("GB-CHC-9900101", "GB-CHC-9900109")))


def test_a_name_alone_does_not_reach_into_another_network(network: Consortium) -> None:
    other = make.network("Coast Voices")
    make.membership(other, make.organisation("Hasland Homework Club"))
    with pytest.raises(InvalidImport, match="belongs to another network"):
        run(network, files())


def test_a_number_written_in_two_ways_is_one(network: Consortium) -> None:
    twice = MEMBERS.replace("GB-CHC-9900101", "GB-COH-7; GB-COH-00000007")
    run(network, files(members=twice))
    assert str(Identifier.objects.get()) == "GB-COH-00000007"


def test_a_name_that_two_members_bear_names_neither(network: Consortium) -> None:
    run(network, files())
    Organisation.objects.update(name="Clay Cross Carers")
    with pytest.raises(InvalidImport, match="is no member of this consortium"):
        run(network, files(evidence=EVIDENCE))


def test_limits_that_overlap_are_refused_by_cell(network: Consortium) -> None:
    run(network, files())
    later = OFFERS.replace("2025-04-01", "2026-04-01")
    with pytest.raises(InvalidImport) as caught:
        run(network, files(offers=later))
    assert {error.place for error in caught.value.errors} == {
        "offers.csv, line 2, column turnover_cap",
        "offers.csv, line 3, column turnover_cap",
    }


def test_rows_of_one_member_agree_on_its_limits(network: Consortium) -> None:
    offers = OFFERS + OFFERS.splitlines()[1].replace("92331210", "55521200").replace("20,000", "9")
    with pytest.raises(InvalidImport, match="differs from offers"):
        run(network, files(members=MEMBERS, offers=offers + "\n"))


def second_offer(wait: str, cap: str = "20,000") -> str:
    """Another offer of the club from the same day."""
    row = OFFERS.splitlines()[1].replace("92331210", "55521200").replace("20,000", cap)
    return OFFERS + row.replace(",45,", f",{wait},") + "\n"


def test_rows_of_one_member_agree_on_how_long_it_can_wait(network: Consortium) -> None:
    with pytest.raises(InvalidImport) as caught:
        run(network, files(members=MEMBERS, offers=second_offer("30")))
    assert [str(error) for error in caught.value.errors] == [
        "offers.csv, line 4, column longest_wait_days: differs from offers.csv, line 2, "
        "column longest_wait_days"
    ]
    run(network, files(members=MEMBERS, offers=second_offer("")))
    assert Capacity.objects.get(organisation__slug="hasland-homework-club").longest_wait_days == 45


def test_one_row_may_say_for_all_how_long_a_member_can_wait(network: Consortium) -> None:
    first_silent = second_offer("45").replace(",45,", ",,", 1)
    run(network, files(members=MEMBERS, offers=first_silent))
    assert Capacity.objects.get(organisation__slug="hasland-homework-club").longest_wait_days == 45


@pytest.mark.parametrize(
    "offers",
    [
        OFFERS.replace(",45,", ",,"),
        OFFERS.replace(",longest wait", "").replace(",45", "").replace("500,,", "500,"),
    ],
    ids=["empty", "absent"],
)
def test_what_a_member_said_of_its_wait_stays_where_the_sheet_says_nothing(
    network: Consortium, offers: str
) -> None:
    run(network, files())
    assert counts(run(network, files(offers=offers))) == (0, 0, 2)
    assert Capacity.objects.get(organisation__slug="hasland-homework-club").longest_wait_days == 45


def test_a_wait_of_no_day_is_a_wait(network: Consortium) -> None:
    run(network, files())
    plan = run(network, files(offers=OFFERS.replace(",45,", ",0,")))
    assert [one.fields for one in plan.changes if one.kind == "changed"] == [("longest_wait_days",)]
    assert Capacity.objects.get(organisation__slug="hasland-homework-club").longest_wait_days == 0


def test_an_organisation_is_found_by_any_of_its_numbers(network: Consortium) -> None:
    run(network, files())
    renamed = MEMBERS.replace("Clay Cross Carers", "Clay Cross Family Carers").replace(
        "GB-CHC-9900101", "GB-COH-99000101; GB-CHC-9900101"
    )
    plan = run(network, files(members=renamed))
    assert counts(plan) == (0, 1, 1)
    assert Organisation.objects.get(slug="clay-cross-carers").identifiers.count() == 2


def test_other_files_than_were_shown_are_refused(network: Consortium) -> None:
    shown = check_import(by=None, consortium=network, files=files())
    other = files(members=MEMBERS)
    before = row_counts()
    with pytest.raises(Refused, match="not the files that were checked"):
        apply_import(by=None, consortium=network, files=other, digest=shown.digest)
    assert row_counts() == before


@pytest.mark.parametrize("kind", list(RoleKind))
def test_only_the_lead_and_the_coordinator_import(network: Consortium, kind: RoleKind) -> None:
    user = make.role(kind, of=network)
    given = files()
    if kind in {RoleKind.LEAD, RoleKind.COORDINATOR}:
        apply_import(by=user, consortium=network, files=given, digest=given.digest)
        assert Event.objects.get(kind="members.imported").by == user
    else:
        with pytest.raises(Refused):
            check_import(by=user, consortium=network, files=given)


def test_a_change_of_class_keeps_the_history(network: Consortium) -> None:
    run(network, files())
    run(network, files(members=MEMBERS.replace("associate", "full")))
    carers = Membership.objects.filter(organisation__slug="clay-cross-carers").order_by("start_on")
    assert [one.membership_class for one in carers] == [
        MembershipClass.ASSOCIATE,
        MembershipClass.FULL,
    ]
    assert counts(run(network, files(members=MEMBERS.replace("associate", "full")))) == (0, 0, 2)


@pytest.mark.parametrize("as_workbook", [True, False])
def test_downloads_are_read_back_without_a_change(network: Consortium, as_workbook: bool) -> None:
    run(network, files())
    Organisation.objects.filter(slug="clay-cross-carers").update(description="=cmd|' /C calc'!A0")
    day = date(2026, 11, 24)
    if as_workbook:
        given = ImportFiles({"members.xlsx": workbook_of(network, day)})
    else:
        given = ImportFiles(
            {name: csv_of(network, name.removesuffix(".csv"), day) for name in GIVEN}
        )
        assert b"'=cmd" in given.contents["members.csv"]
    assert counts(run(network, given)) == (0, 0, 6)


class TestCommand:
    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        for name, text in GIVEN.items():
            (tmp_path / name).write_text(text)
        return tmp_path

    def test_shows_then_applies(
        self, network: Consortium, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        before = row_counts()
        call_command("import_members", str(folder), consortium=network.slug, format="json")
        assert '"added": 6' in capsys.readouterr().out
        assert row_counts() == before
        call_command("import_members", str(folder), consortium=network.slug, apply=True)
        call_command("import_members", str(folder), consortium=network.slug, apply=True)
        assert capsys.readouterr().out.splitlines()[-1] == "0 added, 0 changed, 6 unchanged"

    @pytest.mark.parametrize(
        ("spoil", "expected"),
        [
            (lambda one: one.write_bytes(b"name\x00"), "members.csv, line 1: has the character"),
            (lambda one: one.write_bytes(b"name\n\xe9"), "members.csv, line 2: byte 0xE9"),
            (lambda one: one.write_text(""), "members.csv, file: has no row of headings"),
            (lambda one: one.rename(one.with_name("x.csv")), "no member of this consortium"),
        ],
    )
    def test_bad_input_is_one_line_and_status_2(
        self,
        network: Consortium,
        folder: Path,
        capsys: pytest.CaptureFixture[str],
        spoil: Callable[[Path], object],
        expected: str,
    ) -> None:
        spoil(folder / "members.csv")
        before = row_counts()
        with pytest.raises(SystemExit) as caught:
            call_command("import_members", str(folder), consortium=network.slug, apply=True)
        assert caught.value.code == 2
        error = capsys.readouterr().err
        assert expected in error
        assert error.count("\n") == 1
        assert row_counts() == before

    @pytest.mark.parametrize("path", ["/nowhere/at/all.xlsx", "."])
    def test_paths_that_hold_nothing(
        self, network: Consortium, capsys: pytest.CaptureFixture[str], path: str
    ) -> None:
        with pytest.raises(SystemExit) as caught:
            call_command("import_members", path, consortium=network.slug)
        assert caught.value.code == 2
        assert capsys.readouterr().err.count("\n") == 1
