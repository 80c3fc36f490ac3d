"""Voting by the link that an elector gets: the ballot, a look at it, and the receipt.

Reading a page does nothing. What is marked travels in the page's own fields; it is in no address, session,
message or log, and tracebacks leave it out.
"""

from collections.abc import Callable
from functools import wraps

from django.core import signing
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from consortium.decisions import Refused
from consortium.selectors.networks import network_view
from frontend.asked_language import in_asked_language
from frontend.context import network_head
from frontend.members.ballot_form import BallotForm, Move
from frontend.presenters.ballot import (
    after_steps,
    ballot_address,
    ballot_title,
    checked_contest,
    contest_page,
)
from representation.selectors.ballots import BallotView, ballot_view
from representation.selectors.election_pages import ContestView, election_view
from representation.selectors.voting_links import OpenedLink, opened_link
from representation.services.casting import can_cast_now, cast_vote, offered_receipt

View = Callable[[HttpRequest, str, OpenedLink, BallotView], HttpResponse]


def _ballot_page(view: View) -> Callable[..., HttpResponse]:
    """A page of an open ballot; else one that says why there is none."""

    @never_cache
    @require_http_methods(["GET", "HEAD", "POST"])
    @sensitive_post_parameters()
    @sensitive_variables()
    @wraps(view)
    def shown(request: HttpRequest, token: str) -> HttpResponse:
        link = opened_link(token)
        if link is None:
            return render(request, "members/vote_no_link.html", status=404)
        return in_asked_language(request, lambda: _answer(view, request, token, link))

    return shown


def _answer(view: View, request: HttpRequest, token: str, link: OpenedLink) -> HttpResponse:
    now = can_cast_now(link.line)
    if not now:
        return _shut(request, link, now.reason)
    try:
        return view(request, token, link, ballot_view(link.line))
    except Refused as error:
        return _shut(request, link, error.reason)


@_ballot_page
def ballot(request: HttpRequest, token: str, link: OpenedLink, paper: BallotView) -> HttpResponse:
    """One contest of the paper, to mark; every button shows it again as it then stands."""
    forms = _forms(request.POST if request.method == "POST" else None, link, paper)
    at = _asked_contest(request.POST, paper)
    wanted = request.POST.get("move", "")
    if wanted:
        field, _space, direction = wanted.partition(" ")
        if direction in set(Move):
            forms[at] = forms[at].moved(field, Move(direction))
    elif "next" in request.POST and forms[at].is_valid():
        at = min(at + 1, len(forms) - 1)
    elif "next" not in request.POST:
        forms = [_unasked(form) for form in forms]
    return _show(request, token, link, paper, forms, at)


@_ballot_page
def check(request: HttpRequest, token: str, link: OpenedLink, paper: BallotView) -> HttpResponse:
    """The vote as it will be cast, with the button that casts it."""
    if request.method != "POST":
        return redirect(ballot_address(token))
    forms = _forms(request.POST, link, paper)
    wrong = [place for place, form in enumerate(forms) if not form.is_valid()]
    if wrong:
        return _show(request, token, link, paper, forms, wrong[0])
    rule, in_both = link.line.election.rule, bool(paper.title_cy)
    context = _context(token, link, paper) | {
        "contests": [
            checked_contest(one.contest, rule, one.ranking(), paper.name, in_both=in_both)
            for one in forms
        ],
        "marks": [mark for form in forms for mark in form.marks()],
        "offered": offered_receipt(link.line),
    }
    return render(request, "members/vote_check.html", context)


@_ballot_page
def done(request: HttpRequest, token: str, link: OpenedLink, paper: BallotView) -> HttpResponse:
    """Cast it, and show the receipt; the same button pressed again gives the same receipt."""
    if request.method != "POST":
        return redirect(ballot_address(token))
    receipt = _given(request.POST, link)
    if not receipt:
        forms = _forms(request.POST, link, paper)
        if not all(form.is_valid() for form in forms):
            return check(request, token)
        receipt = cast_vote(
            by=link.user,
            line=link.line,
            rankings={form.contest.number: form.ranking() for form in forms},
            offered=request.POST.get("offered", ""),
        )
    context = _context(token, link, paper) | {
        "receipt": receipt,
        "given": _signer(link).sign(receipt),
        "steps": after_steps(paper),
    }
    return render(request, "members/vote_done.html", context)


def _show(
    request: HttpRequest,
    token: str,
    link: OpenedLink,
    paper: BallotView,
    forms: list[BallotForm],
    at: int,
) -> HttpResponse:
    form, rest = forms[at], [one for place, one in enumerate(forms) if place != at]
    page = contest_page(form.contest, link.line.election.rule, in_both=bool(paper.title_cy))
    context = _context(token, link, paper) | {
        "form": form,
        "page": page,
        "rows": [(one, form[one.field]) for one in page.candidates]
        if page.kind != "plurality"
        else [],
        "marks": [mark for one in rest for mark in one.marks()],
        "at": at,
        "place": _("Part %(part)s of %(parts)s") % {"part": at + 1, "parts": len(forms)}
        if rest
        else "",
        "is_last": at == len(forms) - 1,
    }
    return render(request, "members/vote.html", context)


def _context(token: str, link: OpenedLink, paper: BallotView) -> dict[str, object]:
    network = network_view(link.line.election.structure.consortium)
    return {
        "head": network_head(network),
        "ballot": paper,
        "title": ballot_title(paper),
        "here": ballot_address(token),
        "check": ballot_address(token, "check"),
        "done": ballot_address(token, "done"),
        "has_phone": bool(network.help_phone),
    }


def _given(data: QueryDict, link: OpenedLink) -> str:
    """The receipt of a page that showed one and is asked for in the other language; else nothing."""
    try:
        return _signer(link).unsign(data.get("given", ""))
    except signing.BadSignature:
        return ""


def _signer(link: OpenedLink) -> signing.Signer:
    return signing.Signer(salt=f"frontend.receipt.{link.line.pk}")


def _shut(request: HttpRequest, link: OpenedLink, reason: str) -> HttpResponse:
    election = link.line.election
    context = {
        "head": network_head(network_view(election.structure.consortium)),
        "view": election_view(election),
        "reason": reason,
    }
    status = 200 if request.method in {"GET", "HEAD"} else 403
    return render(request, "members/vote_shut.html", context, status=status)


def _forms(data: QueryDict | None, link: OpenedLink, paper: BallotView) -> list[BallotForm]:
    return [BallotForm(one, link.line.election.rule, data) for one in paper.contests]


def _unasked(form: BallotForm) -> BallotForm:
    """The paper as it is marked, without complaints: nobody has asked yet whether it is right."""
    typed = {name: form[name].value() for name in form.fields}
    return BallotForm(form.contest, form.rule, initial=typed)


def _asked_contest(data: QueryDict, paper: BallotView) -> int:
    text = data.get("at", "")
    contests: tuple[ContestView, ...] = paper.contests
    return int(text) if text in {str(place) for place in range(len(contests))} else 0
