"""The lot that breaks ties: a seed committed to before the poll, opened with a public value after it."""

import re
import secrets
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from frontend.form_pages import answer, sent
from frontend.page_forms import PageForm
from frontend.presenters.election_tasks import TASKS
from frontend.staff.election_desk import ElectionDesk, election_desk
from representation.counting.lots import commitment
from representation.election_states import Action, ElectionState, TieRule
from representation.selectors.contests import contested
from representation.services.counting_votes import draw_public_lot, record_drawn_order
from representation.services.election_keys import commit_lot


class CommitForm(PageForm):
    """A seed to keep, or the figure of one that is kept elsewhere."""

    seed = forms.CharField(
        label=gettext_lazy("Seed"),
        help_text=gettext_lazy("Write it down and keep it: it is not kept here, only its SHA-256"),
        max_length=200,
    )
    source = forms.CharField(
        label=gettext_lazy("Which public value joins it?"),
        help_text=gettext_lazy(
            "One that nobody can know yet: the first lottery draw after the close"
        ),
        max_length=200,
    )


class DrawForm(PageForm):
    """The seed that was kept, and the value of the day."""

    seed = forms.CharField(label=gettext_lazy("The seed that you kept"), max_length=200)
    public_value = forms.CharField(
        label=gettext_lazy("The public value, as it was published"), max_length=200
    )


class OrderForm(PageForm):
    """The candidates' numbers in the order in which they were drawn, contest by contest."""

    def __init__(self, desk: ElectionDesk, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.contests = {f"contest{one.number}": one for one in contested(desk.election)}
        for name, one in self.contests.items():
            help_text = _("The candidates’ numbers as they were drawn, like 3 1 2")
            self.fields[name] = forms.CharField(
                label=one.title, help_text=help_text, max_length=400
            )

    def clean(self) -> dict[str, Any]:
        """Numbers by contest."""
        data: dict[str, Any] = super().clean() or {}
        try:
            return {
                name: [int(n) for n in text.replace(",", " ").split()]
                for name, text in data.items()
            }
        except ValueError:
            raise ValidationError(_("Write numbers with spaces between, like 3 1 2")) from None


@login_required
@never_cache
@sensitive_post_parameters("seed")
@require_http_methods(["GET", "HEAD", "POST"])
def lot(request: HttpRequest, slug: str) -> HttpResponse:
    """Before the poll the commitment, after it the draw."""
    desk = election_desk(request, slug)
    if desk.election.tie_rule == TieRule.DRAWN:
        return _drawn_in_the_room(request, desk)
    before = {ElectionState.NOMINATIONS_CLOSED, ElectionState.REHEARSED}
    if desk.election.state in before or not desk.election.lot_commitment:
        return _commit(request, desk)
    return _draw(request, desk)


def _commit(request: HttpRequest, desk: ElectionDesk) -> HttpResponse:
    page = desk.page(
        TASKS[Action.COMMIT_LOT],
        _("Publish the seed’s figure"),
        _(
            "If votes tie, a lot decides that anybody can work out again, and that you could not choose."
        ),
        may=desk.may(Action.COMMIT_LOT),
    )
    return answer(
        request,
        CommitForm(sent(request), initial={"seed": secrets.token_hex(8)}),
        page,
        lambda data: commit_lot(
            by=desk.user,
            election=desk.election,
            commitment=_commitment(data["seed"]),
            source=data["source"],
        ),
        _("The figure is published. Keep the seed."),
    )


def _draw(request: HttpRequest, desk: ElectionDesk) -> HttpResponse:
    page = desk.page(
        TASKS[Action.DRAW_LOT],
        TASKS[Action.DRAW_LOT],
        _("The public value: %(source)s") % {"source": desk.election.lot_source},
        may=desk.may(Action.DRAW_LOT),
    )
    return answer(
        request,
        DrawForm(sent(request)),
        page,
        lambda data: draw_public_lot(by=desk.user, election=desk.election, **data),
        _("The lot is drawn, and stands."),
    )


def _drawn_in_the_room(request: HttpRequest, desk: ElectionDesk) -> HttpResponse:
    form = OrderForm(desk, sent(request))
    page = desk.page(
        TASKS[Action.DRAW_LOT],
        TASKS[Action.DRAW_LOT],
        _("Draw all names in the room before the count, and type in their order."),
        may=desk.may(Action.DRAW_LOT),
    )

    def save(data: dict[str, Any]) -> None:
        for name, contest in form.contests.items():
            if not contest.drawn_order:
                record_drawn_order(by=desk.user, contest=contest, order=data[name])

    return answer(request, form, page, save, _("The lot is drawn, and stands."))


def _commitment(seed: str) -> str:
    """What is typed if it is a SHA-256 already; else that of what is typed."""
    return seed if re.fullmatch("[0-9a-f]{64}", seed) else commitment(seed)
