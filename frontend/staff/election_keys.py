"""The key of an election: shared out to three people, given back for the rehearsal and for the count.

The server never keeps a share. It stands in the page that answers the ceremony, and in the file that the
page's own button sends back.
"""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from consortium.decisions import Refused
from frontend.form_pages import answer, sent
from frontend.page_forms import PageForm
from frontend.presenters.election_tasks import TASKS
from frontend.staff.downloads import attachment
from frontend.staff.election_desk import ElectionDesk, election_desk
from representation.election_states import Action
from representation.selectors.election_desk import key_holders, possible_holders
from representation.services.counting_votes import count_election
from representation.services.election_keys import hold_key_ceremony, rehearse

SHOWN_OR_SENT = ["GET", "HEAD", "POST"]
LONGEST_SHARE = 2_000


class HoldersForm(PageForm):
    """Who holds the three shares."""

    first = forms.ChoiceField(label=gettext_lazy("Who holds the first share?"))
    second = forms.ChoiceField(label=gettext_lazy("Who holds the second share?"))
    third = forms.ChoiceField(label=gettext_lazy("Who holds the third share?"))

    def __init__(self, desk: ElectionDesk, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(one.pk): one for one in possible_holders(desk.election)}
        choices = [("", _("Choose somebody")), *((key, p.name) for key, p in self.people.items())]
        for field in self.fields.values():
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
            field.choices = choices


class SharesForm(PageForm):
    """Two shares, each as a file or typed."""

    first_file = forms.FileField(label=gettext_lazy("First share, as a file"), required=False)
    first = forms.CharField(
        label=gettext_lazy("or typed"), required=False, widget=forms.Textarea({"rows": 3})
    )
    second_file = forms.FileField(label=gettext_lazy("Second share, as a file"), required=False)
    second = forms.CharField(
        label=gettext_lazy("or typed: the second share"),
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        """`shares`: the texts that were given."""
        data: dict[str, Any] = super().clean() or {}
        found = [_text(data, name) for name in ("first", "second")]
        if not all(found):
            raise ValidationError(_("Give two of the three shares, each as a file or typed."))
        return data | {"shares": found}


@login_required
@never_cache
@sensitive_variables()
@require_http_methods(SHOWN_OR_SENT)
def keys(request: HttpRequest, slug: str) -> HttpResponse:
    """Name three people; then the page shows each their share, once."""
    desk = election_desk(request, slug)
    form = HoldersForm(desk, sent(request))
    if form.is_valid():
        try:
            holders = [form.people[form.cleaned_data[name]] for name in form.fields]
            shares = hold_key_ceremony(by=desk.user, election=desk.election, holders=holders)
        except Refused as error:
            form.add_error(None, error.reason)
        else:
            named = zip(holders, shares, strict=True)
            context = {
                "shares": [(one.name, share.number, share.text) for one, share in named],
                "crumbs": desk.crumbs,
                "home": desk.home,
                "slug": slug,
            }
            return render(request, "staff/election_shares.html", context)
    page = desk.page(
        TASKS[Action.MAKE_KEY],
        _("Make the key"),
        _(
            "Any two of the three shares open the box; one alone opens nothing. "
            "Sit together: each share is shown once, and is kept nowhere here."
        ),
        may=desk.may(Action.MAKE_KEY),
        small=_held(desk),
    )
    return render(request, "layouts/form.html", {"form": form, "page": page})


@login_required
@never_cache
@sensitive_post_parameters()
@require_POST
def share_file(request: HttpRequest, slug: str) -> HttpResponse:
    """The share that the page holds, as a file; nothing of it is kept."""
    election_desk(request, slug)
    text = request.POST.get("share", "")[:LONGEST_SHARE]
    return attachment(text.encode(), f"{slug}-key-share.txt", "text/plain; charset=utf-8")


@login_required
@never_cache
@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(SHOWN_OR_SENT)
def rehearsal(request: HttpRequest, slug: str) -> HttpResponse:
    """Two holders give their shares back, and a trial poll of twenty papers is sealed, opened and counted."""
    desk = election_desk(request, slug)
    page = desk.page(
        TASKS[Action.REHEARSE],
        _("Rehearse"),
        _(
            "A trial poll of twenty papers is sealed, opened and counted. "
            "If a share is lost, it is known now, while a new key can still be made."
        ),
        may=desk.may(Action.REHEARSE),
        is_upload=True,
    )
    return answer(
        request,
        SharesForm(sent(request), request.FILES or None),
        page,
        lambda data: rehearse(by=desk.user, election=desk.election, shares=data["shares"]),
        _("The rehearsal went well: both shares open the box."),
    )


@login_required
@never_cache
@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(SHOWN_OR_SENT)
def count(request: HttpRequest, slug: str) -> HttpResponse:
    """Two shares open the box, and every contest is counted at once."""
    desk = election_desk(request, slug)
    page = desk.page(
        TASKS[Action.COUNT],
        _("Open the box and count"),
        _("Votes are shuffled before they are read, so nobody can tell whose is whose."),
        may=desk.may(Action.COUNT),
        is_upload=True,
    )
    return answer(
        request,
        SharesForm(sent(request), request.FILES or None),
        page,
        lambda data: count_election(by=desk.user, election=desk.election, shares=data["shares"]),
        _("The votes are counted. Nobody knows the result until you declare it."),
    )


def _text(data: dict[str, Any], name: str) -> str:
    file = data.get(f"{name}_file")
    if file is None:
        return str(data.get(name, ""))
    return bytes(file.read(LONGEST_SHARE)).decode("utf-8", "replace")


def _held(desk: ElectionDesk) -> str:
    held = key_holders(desk.election)
    if not held:
        return ""
    names = ", ".join(f"{one.number}: {one.holder}" for one in held)
    return _("A key is made already; its shares: %(names)s. A new one takes its place.") % {
        "names": names
    }
