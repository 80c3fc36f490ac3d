"""A challenge to a declared result, by somebody who voted or stood, within its time."""

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from consortium.selectors.dates import moment_in_words
from frontend.access import user_of
from frontend.form_pages import FormPage, answer, sent
from frontend.page_forms import PageForm
from frontend.presenters.public_votes import in_language
from representation.election_permissions import may_act
from representation.election_states import RESULT_IS_PUBLIC, Action, ElectionState
from representation.rules.elections import can_act, can_challenge
from representation.selectors.election_pages import election_by_slug
from representation.selectors.outcomes import challenge_window_ends
from representation.services.declaring import challenge

LONGEST_REASON = 500


class ChallengeForm(PageForm):
    """What was not as the rules have it."""

    reason = forms.CharField(
        label=gettext_lazy("What was not as it should be?"),
        help_text=gettext_lazy(
            "This is published, without your name. Say nothing of how anybody voted"
        ),
        max_length=LONGEST_REASON,
        widget=forms.Textarea,
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def challenge_result(request: HttpRequest, slug: str) -> HttpResponse:
    """Why, for everybody to read; the result is not final until the chair or the lead has decided."""
    election = election_by_slug(slug)
    if election is None or ElectionState(election.state) not in RESULT_IS_PUBLIC:
        raise Http404
    user, ends = user_of(request), challenge_window_ends(election)
    may = may_act(user, Action.CHALLENGE, election).and_also(can_act(Action.CHALLENGE, election))
    if ends is not None:
        may = may.and_also(can_challenge(ends, timezone.now()))
    page = FormPage(
        _("Challenge the result"),
        _("Send the challenge"),
        reverse("public:vote", args=[slug]),
        in_language(election.title, election.title_cy),
        _(
            "The chair or the lead, who neither ran the election nor stood in it, decides, and says why. "
            "Until then the result is not final."
        ),
        _("Challenges can be made until %(ends)s.") % {"ends": moment_in_words(ends)}
        if ends
        else "",
        may,
    )
    return answer(
        request,
        ChallengeForm(sent(request)),
        page,
        lambda data: challenge(by=user, election=election, reason=data["reason"]),
        _("Your challenge is in. The answer will stand on the election’s page."),
    )
