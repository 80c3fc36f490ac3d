"""The parts of which pages are made, each with made-up words: for those who build pages."""

from collections.abc import Callable

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from frontend.page_forms import PageForm
from frontend.pictures.bars import bar_of
from frontend.pictures.quilt import Patches, quilt_of
from frontend.presenters import examples
from frontend.presenters.job import job_page
from frontend.presenters.parts import Crumb, Fact, Figure, Step, Task
from frontend.presenters.plan import plan_page

View = Callable[[HttpRequest], HttpResponse]


class ExampleForm(PageForm):
    """One field of each kind."""

    units_before = {"cost": "£"}
    units_after = {"hours": "hours a week"}
    name = forms.CharField(label="Name of your group", max_length=120)
    hours = forms.IntegerField(label="Hours a week", help_text="Only what you can spare")
    cost = forms.DecimalField(label="Cost of an hour", decimal_places=2)
    band = forms.ChoiceField(
        label="Income last year",
        help_text="A guess is fine",
        widget=forms.RadioSelect,
        choices=[("micro", "Under £10,000"), ("small", "£10,000 to £100,000")],
    )
    places = forms.MultipleChoiceField(
        label="Where do you work?",
        widget=forms.CheckboxSelectMultiple,
        choices=[("baffins", "Baffins"), ("milton", "Milton")],
        error_messages={"required": "Choose at least one place you work in"},
    )
    unit = forms.ChoiceField(label="Unit", choices=[("hour", "hour"), ("visit", "visit")])
    offer = forms.FileField(label="Spreadsheet", help_text="CSV or XLSX", required=False)
    note = forms.CharField(label="Note", widget=forms.Textarea({"rows": 3}), required=False)
    agree = forms.BooleanField(label="We have read it", required=False)


def shown_to_builders(view: View) -> View:
    """Not found anywhere but in a demonstration, or with tracebacks on."""

    def shown(request: HttpRequest) -> HttpResponse:
        if not (settings.DEBUG or settings.DEMO):
            raise Http404
        return view(request)

    return require_safe(shown)


@shown_to_builders
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component but the plan and the job, which have pages of their own."""
    form = ExampleForm({"hours": "a few", "name": "Wirksworth Saturday Kitchen", "unit": "hour"})
    context = {
        "form": form if "errors" in request.GET else ExampleForm(),
        "plan": plan_page(examples.example_plan(), examples.example_tender(), {}),
        "crumbs": [Crumb("Home", "/")],
        "facts": (
            Fact("Votes", "31 valid, 0 spoilt"),
            Fact("Turnover cap", "£250,000", "/components/", "Change", "the turnover cap"),
        ),
        "tasks": (
            Task("Say yes or no to your part", "/components/", "About 5 minutes", "30 November"),
        ),
        "steps": (
            Step("31 of them voted", "done", "Five people stood"),
            Step("Seat 1", "now"),
            Step("Next vote", "next"),
            Step("The print", "failed"),
        ),
        "figures": (Figure("92%", "of the value covered"), Figure("17 of 24", "members")),
        "bars": (
            bar_of("To micro and small members", "33% so far, 37% promised", ((3300, 1),), 3700),
            bar_of("Seats now", "3 small, 7 larger", ((3000, 1), (7000, 3))),
        ),
        "quilt": quilt_of("Members", "Sixty.", tuple(Patches(6 + n, 6 - n) for n in range(5))),
        "fills": (1, 2, 3, 4, 5, 0),
    }
    return render(request, "public/components.html", context)


@shown_to_builders
def plan(request: HttpRequest) -> HttpResponse:
    """The page of a lot plan."""
    page = plan_page(examples.example_plan(), examples.example_tender(), examples.example_shapes())
    actions = [
        {"words": "Ask members to accept", "id": "ask", "refusal": "The chair has not signed yet."},
        {"words": "Plan again", "kind": "second", "href": reverse("public:components")},
    ]
    crumbs = [Crumb("Components", reverse("public:components"))]
    context = {"page": page, "crumbs": crumbs, "actions": actions}
    return render(request, "staff/plan.html", context)


@shown_to_builders
def job(request: HttpRequest) -> HttpResponse:
    """The page of a job under way."""
    here = request.path
    context = {
        "page": job_page(examples.ExampleJob()),
        "crumbs": [Crumb("Components", reverse("public:components"))],
        "look_again": here,
        "stop_url": here,
    }
    return render(request, "staff/job.html", context)
