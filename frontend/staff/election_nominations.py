"""Nominations as the returning officer decides them: each found valid, or refused with a reason."""

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from frontend.form_pages import answer, sent
from frontend.page_forms import PageForm
from frontend.presenters.election_rows import nomination_table
from frontend.staff.election_desk import election_desk
from representation.election_states import Action
from representation.selectors.election_desk import nomination_in, nominations_of
from representation.services.nominations import decide_nomination


class DecideForm(PageForm):
    """Valid or not."""

    valid = forms.ChoiceField(
        label=gettext_lazy("Is the nomination valid?"),
        widget=forms.RadioSelect,
        choices=[
            ("yes", gettext_lazy("Yes: the person stands")),
            ("no", gettext_lazy("No: it is refused")),
        ],
        error_messages={"required": gettext_lazy("Choose whether the nomination is valid")},
    )
    reason = forms.CharField(
        label=gettext_lazy("Why is it refused?"),
        help_text=gettext_lazy("Only where it is refused"),
        required=False,
        max_length=500,
    )


@login_required
@require_safe
def nominations(request: HttpRequest, slug: str) -> HttpResponse:
    """Everybody put forward, and how far each is."""
    desk = election_desk(request, slug)
    rows = nominations_of(desk.election)
    context = {
        "title": _("Nominations"),
        "lead": _("Nobody is nominated yet.") if not rows else desk.title,
        "tables": [nomination_table(slug, rows)] if rows else [],
        "crumbs": desk.crumbs,
    }
    return render(request, "staff/election_part.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, slug: str, key: int) -> HttpResponse:
    """One nomination: what is given, and the decision."""
    desk = election_desk(request, slug)
    candidacy = nomination_in(desk.election, key)
    if candidacy is None:
        raise Http404
    page = desk.page(
        candidacy.name,
        _("Decide"),
        candidacy.statement or candidacy.statement_cy,
        back=reverse("staff:election-nominations", args=[slug]),
        may=desk.may(Action.DECIDE_NOMINATION),
    )
    return answer(
        request,
        DecideForm(sent(request)),
        page,
        lambda data: decide_nomination(
            by=desk.user,
            candidacy=candidacy,
            is_valid=data["valid"] == "yes",
            reason=data["reason"],
        ),
        _("The nomination is decided."),
    )
