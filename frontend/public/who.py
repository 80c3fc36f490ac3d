"""Which of you is this? For the people who share one address."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from consortium.selectors.sign_in import people_at
from frontend.acting import act_as, acting_person

if TYPE_CHECKING:
    from consortium.models import Person


class WhoForm(forms.Form):
    """One of the people at the address."""

    person = forms.ChoiceField(
        label=_("Which of you is this?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose your name"),
            "invalid_choice": _("Choose one of the names on this page"),
        },
    )

    def __init__(self, people: "list[Person]", *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in people}
        field = self.fields["person"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        field.choices = [(key, person.name) for key, person in self.people.items()]

    def clean_person(self) -> "Person":
        return self.people[self.cleaned_data["person"]]


@login_required
@require_http_methods(["GET", "POST"])
def choose_person(request: HttpRequest) -> HttpResponse:
    """Ask once after sign-in; it can be changed here later."""
    assert request.user.is_authenticated  # noqa: S101 - for the type checker
    now = acting_person(request)
    answer = request.POST if request.method == "POST" else None
    form = WhoForm(people_at(request.user), answer, initial={"person": now.pk if now else None})
    if form.is_valid():
        act_as(request, form.cleaned_data["person"])
        return redirect(_next_page(request))
    context = {"form": form, "next": _next_page(request)}
    return render(request, "account/who.html", context)


def _next_page(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if ours else settings.LOGIN_REDIRECT_URL
