"""Components as they are printed: well formed, escaped, and tied together for screen readers."""

from typing import Any

import pytest
from django import forms
from django.template.loader import render_to_string
from django.utils.datastructures import MultiValueDict

from frontend.page_forms import PageForm
from frontend.presenters.parts import Cell, Column, Row, Table, Task, table_of
from tests.unit.frontend.well_formed import faults, read

NASTY = "<script>alert('O’Hara & \"sons\"')</script>"


class EveryField(PageForm):
    units_before = {"cost": "£"}
    units_after = {"hours": "hours a week"}
    hours = forms.IntegerField(label="Hours", help_text="Only what you can spare")
    cost = forms.DecimalField(label="Cost", required=False)
    size = forms.ChoiceField(
        label="Size",
        help_text="A guess",
        widget=forms.RadioSelect,
        choices=[("a", "A"), ("b", "B")],
    )
    places = forms.MultipleChoiceField(
        label="Places", widget=forms.CheckboxSelectMultiple, choices=[("x", "X"), ("y", "Y")]
    )
    unit = forms.ChoiceField(label="Unit", choices=[("", "Choose"), ("hour", "hour")])
    sheet = forms.FileField(label="Sheet")
    note = forms.CharField(label="Note", widget=forms.Textarea)
    agree = forms.BooleanField(label="Agreed")
    kept = forms.CharField(widget=forms.HiddenInput, required=False)


def component(name: str, **context: Any) -> str:
    return render_to_string(f"components/{name}.html", context)


def bound(**data: str) -> EveryField:
    return EveryField(MultiValueDict({name: [value] for name, value in data.items()}))


def test_well_formed_is_checked() -> None:
    assert faults("<p><b>a</p></b>")
    assert faults('<p class="a" class="b">a</p>')
    assert faults('<p id="a">a</p><p id="a">a</p>')
    assert faults('<p aria-describedby="gone">a</p>')
    assert faults('<p style="color:red">a</p>')
    assert faults("<p>a")
    assert faults('<p id="a">a</p><a href="#a">b</a>') == []


def test_a_refused_button_is_tied_to_its_reason() -> None:
    html = component("button", words="Open", id="open", refusal="The wall is up.", href="/open/")
    ((_, button), *_rest) = [tag for tag in read(html).tags if tag[0] == "button"]
    assert "disabled" in button
    assert button["aria-describedby"] == "open_why"
    assert "The wall is up." in html
    assert "href" not in html
    assert faults(html) == []


def test_an_allowed_button_is_a_link_or_a_button() -> None:
    assert '<a class="button second" href="/x/">Go</a>' in component(
        "button", words="Go", kind="second", href="/x/"
    )
    assert "disabled" not in component("button", words="Go")


def test_a_form_without_errors() -> None:
    html = str(EveryField())
    assert faults(html) == []
    assert "wrong" not in html
    assert "required" not in html
    assert component("error_summary", form=EveryField()).strip() == ""


def test_every_error_is_at_its_field_and_in_the_summary_in_page_order() -> None:
    form = bound(hours="a few", size="a", unit="hour", note="n")
    summary = component("error_summary", form=form)
    page = summary + str(form)
    assert faults(page) == []
    links = [tag[1]["href"] for tag in read(summary).tags if tag[0] == "a"]
    assert links == ["#id_hours", "#id_places_0", "#id_sheet", "#id_agree"]
    assert "Four things to put right" in summary
    assert page.count("Give a whole number, like 12: Hours") == page.count("Fill in: Places") == 2
    assert 'value="a few"' in page


def test_controls_say_that_they_are_wrong() -> None:
    page = read(str(bound(hours="a few")))
    controls = {values["name"]: values for tag, values in page.tags if values.get("name")}
    assert controls["hours"]["aria-invalid"] == "true"
    assert controls["hours"]["aria-describedby"] == "id_hours_helptext id_hours_error"
    assert controls["hours"]["inputmode"] == "numeric"
    assert "aria-invalid" not in controls["cost"]
    (size, places) = [values for tag, values in page.tags if tag == "fieldset"]
    assert size["aria-describedby"] == "id_size_helptext id_size_error"
    assert places["aria-describedby"] == "id_places_error"


def test_one_error_is_one_thing() -> None:
    class OneField(PageForm):
        name = forms.CharField(label="Name")

    assert "One thing to put right" in component("error_summary", form=OneField({}))


def test_a_complaint_about_the_whole_form_is_said() -> None:
    form = bound()
    form.is_valid()
    form.add_error(None, "The dates cross.")
    summary = component("error_summary", form=form)
    assert "<li>The dates cross.</li>" in summary
    assert faults(summary + str(form)) == []


def test_units_stand_outside_the_box() -> None:
    html = str(EveryField())
    assert "<span>£</span>" in html
    assert "<span>hours a week</span>" in html


@pytest.mark.parametrize(
    "name, context",
    [
        ("button", {"words": NASTY, "id": "x", "refusal": NASTY}),
        ("notice", {"title": NASTY, "body": NASTY}),
        ("tag", {"words": NASTY}),
        ("empty", {"title": NASTY, "body": NASTY, "href": "/", "link": NASTY}),
        ("summary_list", {"facts": [{"term": NASTY, "value": NASTY}]}),
        ("task_list", {"tasks": [Task(NASTY, "/", NASTY, NASTY)], "minutes": 3}),
        ("timeline", {"steps": [{"words": NASTY, "small": NASTY, "tag": NASTY}]}),
        ("figures", {"figures": [{"value": NASTY, "words": NASTY}]}),
        ("breadcrumbs", {"crumbs": [{"words": NASTY, "href": "/"}], "here": NASTY}),
        ("bars", {"bars": [{"label": NASTY, "words": NASTY}], "caption": NASTY}),
    ],
)
def test_what_people_write_is_escaped(name: str, context: dict[str, Any]) -> None:
    html = component(name, **context)
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    assert faults(html) == []


def example_table() -> Table:
    columns = (Column("Lot"), Column("Value", is_number=True), Column("Holder", href="?sort=h"))
    rows = (
        Row(heading="North"),
        Row((Cell("Lot 1"), Cell("£5"), Cell(NASTY, small=NASTY))),
        Row((Cell("Lot 2"), Cell(is_bare=True), Cell("Nobody", tag="gap")), look=True),
    )
    total = (Cell("Total"), Cell("£5"), Cell(is_bare=True))
    return table_of(Table("The lots", columns, rows, total, id="lots"))


def test_a_table_keeps_its_roles_when_it_folds() -> None:
    html = component("table", table=example_table())
    tags = read(html).tags
    roles = {
        "table": "table",
        "thead": "rowgroup",
        "tbody": "rowgroup",
        "tfoot": "rowgroup",
        "tr": "row",
        "td": "cell",
    }
    assert all(values.get("role") == roles[tag] for tag, values in tags if tag in roles)
    heads = [values for tag, values in tags if tag == "th"]
    assert {(one["role"], one["scope"]) for one in heads} == {
        ("columnheader", "col"),
        ("rowheader", "row"),
        ("rowheader", "rowgroup"),
    }
    assert [values.get("data-t") for tag, values in tags if tag == "td"] == [
        "Value", "Holder", None, "Holder", "Value", None,
    ]  # fmt: skip
    assert faults(html) == []
    assert "<script>" not in html


def test_a_bare_cell_is_empty_so_that_a_phone_leaves_it_out() -> None:
    assert '<td role="cell" class="number"></td>' in component("table", table=example_table())


def test_a_row_has_a_cell_for_each_column() -> None:
    with pytest.raises(ValueError, match="a row of 1 cells in a table of 2 columns"):
        table_of(Table("x", (Column("a"), Column("b")), (Row((Cell("only"),)),)))


@pytest.mark.parametrize(
    "minutes, words", [(1, "1 minute of"), (24, "24 minutes of"), (None, "Nothing needs you.")]
)
def test_the_end_of_the_task_list(minutes: int | None, words: str) -> None:
    assert words in component("task_list", tasks=[], minutes=minutes)


def test_pages_of_a_list() -> None:
    html = component("pagination", first=1, last=20, total=31, older_href="?page=2")
    assert "1 to 20 of 31" in html
    assert "Newer" not in html
    assert faults(html) == []


def test_a_number_that_is_none_is_told_what_one_looks_like() -> None:
    form = bound(hours="a few", cost="dear")
    assert form.errors["hours"] == ["Give a whole number, like 12: Hours"]
    assert form.errors["cost"] == ["Give a number, like 7.5: Cost"]
