"""Who belongs, for anybody to see."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from consortium.selectors.consortia import consortium_by_slug
from consortium.selectors.networks import networks
from consortium.selectors.public_members import public_members
from frontend.page_forms import PageForm
from frontend.presenters.paging import asked_page, paging_of
from frontend.presenters.public_members import members_page


class FindForm(PageForm):
    """Which members."""

    words = forms.CharField(
        label=gettext_lazy("Name, place or theme"), required=False, max_length=80
    )
    network = forms.ChoiceField(label=gettext_lazy("Network"), required=False)


@require_safe
def members(request: HttpRequest) -> HttpResponse:
    """The members of every network today, by name, those that were asked for."""
    form = FindForm(request.GET)
    field = form.fields["network"]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
    field.choices = [("", gettext_lazy("All")), *((one.slug, one.name) for one in networks())]
    asked = form.cleaned_data if form.is_valid() else {}
    network = consortium_by_slug(asked["network"]) if asked.get("network") else None
    found = public_members(timezone.localdate(), network)
    page = members_page(found, asked.get("words", ""), asked_page(request.GET))
    context = {
        "form": form,
        "page": page,
        "paging": paging_of(page, request.GET),
        "today": timezone.localdate(),
    }
    return render(request, "public/members.html", context)
