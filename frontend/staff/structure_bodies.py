"""Bodies and seats: a board of others with its sub-groups, a seat kept for small groups, an end to one."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from consortium.selectors.areas import areas_by_code, areas_to_choose
from consortium.selectors.names import name_of
from frontend.asked_twice import Asked, answer_twice
from frontend.fields import CountField, DayField
from frontend.form_pages import answer, sent
from frontend.page_forms import PageForm
from frontend.presenters.body_words import BODY_KINDS, WHO_MAY_STAND
from frontend.staff.structure_desk import structure_desk
from representation.permissions import may_manage_bodies
from representation.selectors.structure_desk import bands_to_reserve, open_bodies
from representation.selectors.wording import in_language
from representation.services.bodies import BodyDraft, SeatsDraft, add_body, close_body
from representation.services.seats import LONGEST_TERM, SeatDraft, add_seat
from representation.states import BodyKind, CompositionPer, Eligibility
from representation.structures.settings import Wording

if TYPE_CHECKING:
    from representation.models import Body, Structure

SHOWN_OR_SENT = ["GET", "HEAD", "POST"]
MOST_SEATS = 50
NOBODY = ("", gettext_lazy("Nobody"))
PER = {
    CompositionPer.BODY: gettext_lazy("In all"),
    CompositionPer.FORUM: gettext_lazy("For each forum, elected by it"),
}


class WithBodies(PageForm):
    """A form that names bodies of the structure which have not ended."""

    def __init__(self, structure: "Structure", *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bodies = {one.slug: one for one in open_bodies(structure)}

    def offer(self, name: str, choices: Iterable[tuple[str, Any]]) -> None:
        """The choices of that field."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        field.choices = list(choices)

    def body(self, name: str) -> "Body | None":
        """The body that was chosen there; of a form that is valid."""
        return self.bodies.get(self.cleaned_data[name])

    @property
    def names(self) -> list[tuple[str, str]]:
        """The bodies to choose from."""
        return [(slug, in_language(one.name, one.name_cy)) for slug, one in self.bodies.items()]


class BodyForm(WithBodies):
    """What is added, whose it is, and how many seats it has."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=160)
    name_cy = forms.CharField(label=gettext_lazy("Name in Welsh"), max_length=160, required=False)
    kind = forms.ChoiceField(
        label=gettext_lazy("What is it?"),
        choices=[(kind.value, words) for kind, words in BODY_KINDS.items()],
    )
    owner = forms.CharField(
        label=gettext_lazy("Whose is it?"),
        help_text=gettext_lazy("Empty for the network’s own"),
        max_length=160,
        required=False,
    )
    parent = forms.ChoiceField(label=gettext_lazy("Part of which body?"), required=False)
    area = forms.ChoiceField(label=gettext_lazy("For which place?"), required=False)
    summary = forms.CharField(
        label=gettext_lazy("What does it decide?"),
        widget=forms.Textarea({"rows": 3}),
        max_length=1200,
        required=False,
    )
    start_on = DayField(label=gettext_lazy("From which day?"))
    seats = CountField(
        label=gettext_lazy("How many seats has the network there?"),
        help_text=gettext_lazy("Nought for a forum, where every member has a voice"),
        least=0,
        most=MOST_SEATS,
    )
    per = forms.ChoiceField(
        label=gettext_lazy("How are they counted?"),
        choices=[(per.value, words) for per, words in PER.items()],
    )
    electing = forms.ChoiceField(label=gettext_lazy("Which body elects to them?"), required=False)
    eligibility = forms.ChoiceField(
        label=gettext_lazy("Who may be chosen?"),
        choices=[(one.value, words) for one, words in WHO_MAY_STAND.items()],
        initial=Eligibility.ANY_MEMBER.value,
    )

    def __init__(self, structure: "Structure", *args: Any, **kwargs: Any) -> None:
        super().__init__(structure, *args, **kwargs)
        self.offer("parent", [NOBODY, *self.names])
        self.offer("electing", [NOBODY, *self.names])
        places = areas_to_choose([structure.consortium])
        self.offer("area", [("", _("All of it")), *((one.code, one.name) for one in places)])

    @property
    def draft(self) -> BodyDraft:
        """The body; of a form that is valid."""
        data = self.cleaned_data
        areas = areas_by_code([data["area"]]) if data["area"] else ()
        return BodyDraft(
            name=Wording(data["name"], data["name_cy"]),
            kind=BodyKind(data["kind"]),
            start_on=data["start_on"],
            parent=self.body("parent"),
            area=next(iter(areas), None),
            owner=data["owner"],
            summary=Wording(data["summary"], ""),
        )

    @property
    def seats_draft(self) -> list[SeatsDraft]:
        """Its seats by rule; none for a body that has none."""
        data = self.cleaned_data
        if not data["seats"]:
            return []
        per = CompositionPer(data["per"])
        electing = self.body("electing") if per is CompositionPer.BODY else None
        return [SeatsDraft(per, data["seats"], Eligibility(data["eligibility"]), electing)]


class SeatForm(WithBodies):
    """One seat more: on which body, who elects, for whom it is kept."""

    body_slug = forms.ChoiceField(label=gettext_lazy("On which body?"))
    label = forms.CharField(
        label=gettext_lazy("Name of the seat"),
        help_text=gettext_lazy("Empty: its number"),
        max_length=120,
        required=False,
    )
    electing = forms.ChoiceField(label=gettext_lazy("Which body elects to it?"), required=False)
    eligibility = forms.ChoiceField(
        label=gettext_lazy("Who may be chosen?"),
        choices=[(one.value, words) for one, words in WHO_MAY_STAND.items()],
        initial=Eligibility.ANY_MEMBER.value,
    )
    reserved = forms.ChoiceField(
        label=gettext_lazy("Is it kept for smaller organisations?"), required=False
    )
    term_months = CountField(
        label=gettext_lazy("Months in a term"),
        help_text=gettext_lazy("Empty: as the rules say"),
        most=LONGEST_TERM,
        required=False,
    )
    is_voting = forms.BooleanField(
        label=gettext_lazy("It has a vote on the board"), required=False, initial=True
    )
    start_on = DayField(label=gettext_lazy("From which day?"))

    def __init__(self, structure: "Structure", *args: Any, **kwargs: Any) -> None:
        super().__init__(structure, *args, **kwargs)
        self.bands = {one.slug: one for one in bands_to_reserve(structure)}
        self.offer("body_slug", self.names)
        self.offer("electing", [NOBODY, *self.names])
        up_to = [
            (slug, _("Up to: %(band)s") % {"band": name_of(one)})
            for slug, one in self.bands.items()
        ]
        self.offer("reserved", [("", _("No, for all")), *up_to])

    @property
    def draft(self) -> SeatDraft:
        """The seat; of a form that is valid."""
        data = self.cleaned_data
        return SeatDraft(
            eligibility=Eligibility(data["eligibility"]),
            start_on=data["start_on"],
            electing_body=self.body("electing"),
            label=data["label"],
            reserved_up_to=self.bands.get(data["reserved"]),
            term_months=data["term_months"],
            is_voting=data["is_voting"],
        )


class CloseForm(WithBodies):
    """Which body ends, and with which day."""

    body_slug = forms.ChoiceField(label=gettext_lazy("Which body ends?"))
    last_day = DayField(label=gettext_lazy("What is its last day?"))

    def __init__(self, structure: "Structure", *args: Any, **kwargs: Any) -> None:
        super().__init__(structure, *args, **kwargs)
        self.offer("body_slug", self.names)


@login_required
@require_http_methods(SHOWN_OR_SENT)
def add(request: HttpRequest, slug: str) -> HttpResponse:
    """A forum, a board of others or a sub-group, with its seats by rule."""
    desk = structure_desk(request, slug)
    may_manage_bodies(desk.user, desk.structure).require()
    initial = {"start_on": timezone.localdate(), "seats": 1, "kind": BodyKind.BOARD.value}
    form = BodyForm(desk.structure, sent(request), initial=initial)
    title = _("Add a body")
    lead = _("A new forum adds its seats to every body that has seats for each forum.")
    return answer(
        request,
        form,
        desk.page(title, title, lead),
        lambda data: add_body(
            by=desk.user, structure=desk.structure, draft=form.draft, seats=form.seats_draft
        ),
        _("The body and its seats are there."),
    )


@login_required
@require_http_methods(SHOWN_OR_SENT)
def add_one_seat(request: HttpRequest, slug: str) -> HttpResponse:
    """A seat that no rule makes."""
    desk = structure_desk(request, slug)
    may_manage_bodies(desk.user, desk.structure).require()
    initial = {"start_on": timezone.localdate()}
    form = SeatForm(desk.structure, sent(request), initial=initial)
    title = _("Add a seat")
    return answer(
        request,
        form,
        desk.page(title, title),
        lambda data: add_seat(by=desk.user, body=form.bodies[data["body_slug"]], draft=form.draft),
        _("The seat is there, and vacant."),
    )


@login_required
@require_http_methods(SHOWN_OR_SENT)
def close(request: HttpRequest, slug: str) -> HttpResponse:
    """A body ends; whose time ends with it is shown first."""
    desk = structure_desk(request, slug)
    may_manage_bodies(desk.user, desk.structure).require()
    initial = {"last_day": timezone.localdate()}
    form = CloseForm(desk.structure, sent(request), initial=initial)
    title = _("Close a body")

    def act() -> None:
        data = form.cleaned_data
        close_body(by=desk.user, body=form.bodies[data["body_slug"]], last_day=data["last_day"])

    page = desk.page(title, _("Look at what it does"))
    asked = Asked(_("Is this right?"), title, _("The body has ended."), is_stop=True)
    return answer_twice(request, desk.structure, form, page, act, asked)
