"""A member gives up lots or leaves a bid: one page, on its own side and at the lead's desk."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bids.permissions import may_answer_for
from bids.selectors.member_parts import own_lots
from bids.selectors.part_answers import given_up_by
from bids.selectors.plan_read_models import PlanLotView
from bids.selectors.plan_words import listed
from bids.services.part_answers import decline_lots, withdraw
from consortium.selectors.names import name_of
from frontend.access import user_of
from frontend.form_pages import FormPage, answer, sent
from frontend.page_forms import PageForm
from frontend.presenters.parts import Words
from frontend.templatetags.manyhands import money

if TYPE_CHECKING:
    from bids.models import LotPlan
    from consortium.models import Organisation

EVERYTHING = "all"


class GiveUpForm(PageForm):
    """Which lot, or everything; and why, if it likes to say."""

    what = forms.ChoiceField(
        label=gettext_lazy("What is given up?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what is given up")},
    )
    reason = forms.CharField(
        label=gettext_lazy("Why?"),
        help_text=gettext_lazy("The lead reads it. You can leave it empty"),
        widget=forms.Textarea({"rows": 3}),
        max_length=300,
        required=False,
    )

    def __init__(self, data: Any, lots: Iterable[PlanLotView]) -> None:
        super().__init__(data)
        field = self.fields["what"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        everything = (EVERYTHING, _("Everything: leave this bid"))
        field.choices = [*((str(lot.number), _lot(lot)) for lot in lots), everything]


def give_up_page(
    request: HttpRequest,
    plan: "LotPlan",
    organisation: "Organisation",
    back: str,
    back_words: Words,
) -> HttpResponse:
    """Say what and why, sent once it was read what follows. Raises Http404 where it holds nothing.

    Whoever may not answer for the member is refused when sending, and told on the page.
    """
    said = given_up_by(plan.request.tender, organisation)
    gone = said.lines if said else frozenset()
    held = own_lots(plan, organisation)
    left = [lot for lot in held if not gone >= set(lot.lines)]
    if not held or (said and said.has_withdrawn):
        raise Http404
    page = FormPage(
        title=_("Give a part up: %(member)s") % {"member": name_of(organisation)},
        button=_("Give it up"),
        back=back,
        back_words=back_words,
        lead=_(
            "Others may be asked to take over what is given up. The plan itself stays as it is."
        ),
        small=_("It can be taken back until the lead has planned again."),
        may=may_answer_for(user_of(request), organisation, plan.request.tender),
        is_stop=True,
    )

    def save(data: dict[str, Any]) -> object:
        asked: dict[str, Any] = {
            "by": user_of(request),
            "plan": plan,
            "organisation": organisation,
            "reason": data["reason"],
        }
        if data["what"] == EVERYTHING:
            return withdraw(**asked)
        return decline_lots(lots=[int(data["what"])], **asked)

    return answer(request, GiveUpForm(sent(request), left), page, save, _("Given up."))


def _lot(lot: PlanLotView) -> str:
    return _("Lot %(n)s: %(service)s in %(areas)s, %(value)s") % {
        "n": lot.number,
        "service": lot.service,
        "areas": listed([area.name for area in lot.areas]),
        "value": money(lot.value_pence),
    }
