"""For which network? For people who do something in several."""

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from frontend.access import own_networks
from frontend.acting import act_in
from frontend.form_pages import FormPage, sent
from frontend.page_forms import PageForm


class NetworkForm(PageForm):
    """One of the person's networks."""

    network = forms.TypedChoiceField(
        label=gettext_lazy("Network"),
        widget=forms.RadioSelect,
        coerce=int,
        error_messages={"required": gettext_lazy("Choose a network")},
    )

    def __init__(self, *args: object, choices: list[tuple[int, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["network"]
        assert isinstance(field, forms.TypedChoiceField)  # noqa: S101 - for the type checker
        field.choices = choices


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def choose_network(request: HttpRequest) -> HttpResponse:
    """The network whose pages one sees from now on; the one of now is chosen already."""
    networks = own_networks(request)
    if not networks:
        raise Http404
    form = NetworkForm(
        sent(request),
        choices=[(one.pk, str(one)) for one in networks],
        initial={"network": networks[0].pk},
    )
    if form.is_valid():
        act_in(request, form.cleaned_data["network"])
        return redirect("members:now")
    page = FormPage(
        title=_("For which network?"),
        lead=_(
            "You do something in several. Its pages, and its name above them, are of the one you choose."
        ),
        button=_("Continue"),
        back="/",
        back_words=_("Back"),
    )
    return render(request, "layouts/form.html", {"form": form, "page": page})
