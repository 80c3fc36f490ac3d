"""Elections for everybody: the list, one election, its roll, its result, and the evidence to check it by."""

from typing import TYPE_CHECKING

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from frontend.acting import acting_person
from frontend.context import PageHead, head_in
from frontend.page_forms import PageForm
from frontend.presenters.parts import Cell, Column, Crumb, Row, Table, table_of
from frontend.presenters.public_votes import (
    correction_table,
    in_language,
    own_vote_tasks,
    public_election,
    votes_lead,
    votes_table,
)
from frontend.presenters.vote_result import result_page
from frontend.public.crumbs import votes_crumb
from representation.election_states import RESULT_IS_PUBLIC, ElectionState
from representation.selectors.election_pages import (
    election_by_slug,
    election_view,
    elections_list,
    result_view,
)
from representation.selectors.evidence_packs import evidence_pack, pack_files, pack_head
from representation.selectors.published_roll import roll_corrections, roll_rows
from representation.selectors.voting_links import own_votes

if TYPE_CHECKING:
    from representation.models import Election

MOST_SHOWN = 50
KINDS = {"csv": "text/csv", "json": "application/json", "html": "text/html"}


class RollForm(PageForm):
    """Which organisation."""

    name = forms.CharField(
        label=gettext_lazy("Name of your organisation, or a part of it"),
        required=False,
        max_length=80,
    )


@require_safe
def votes(request: HttpRequest) -> HttpResponse:
    """What is going on, what whoever is signed in can vote on, and every election."""
    rows = elections_list()
    person = acting_person(request)
    own = own_votes(person) if person else ()
    context = {
        "lead": votes_lead(rows),
        "table": votes_table(rows) if rows else None,
        "tasks": own_vote_tasks(own),
    }
    return render(request, "public/votes.html", context)


@require_safe
def vote(request: HttpRequest, slug: str) -> HttpResponse:
    """The timetable, how to stand, who stands, the rules and the figures to keep."""
    election = _public(slug)
    page = public_election(election_view(election), timezone.now())
    context = {"page": page, "crumbs": [votes_crumb()]}
    return render(request, "public/vote.html", context | _head(request, election))


@require_safe
def roll(request: HttpRequest, slug: str) -> HttpResponse:
    """Am I on the roll? The names of organisations, and nobody's own."""
    election = _public(slug)
    if not election.roll_digest:
        raise Http404
    form = RollForm(request.GET)
    words = form.cleaned_data["name"].casefold() if form.is_valid() else ""
    found = [row for row in roll_rows(election) if words in row[1].casefold()]
    columns = (Column(_("Organisation")), Column(_("Number"), is_number=True))
    rows = tuple(Row((Cell(name), Cell(number))) for number, name in found[:MOST_SHOWN])
    context = {
        "form": form,
        "table": table_of(Table(_("On the roll"), columns, rows)) if rows else None,
        "found": len(found),
        "most": MOST_SHOWN,
        "election": election,
        "corrections": correction_table(roll_corrections(election)),
        "crumbs": _crumbs(election),
    }
    return render(request, "public/vote_roll.html", context | _head(request, election))


@require_safe
def result(request: HttpRequest, slug: str) -> HttpResponse:
    """Who is elected, how the votes moved, and how to count them again."""
    election = _with_result(slug)
    view = result_view(election)
    if view is None:
        raise Http404
    context = {
        "page": result_page(view, pack_files(election)),
        "head_digest": pack_head(election),
        "slug": slug,
        "crumbs": _crumbs(election),
    }
    return render(request, "public/vote_result.html", context | _head(request, election))


@require_safe
def receipts(request: HttpRequest, slug: str) -> HttpResponse:
    """The receipts of all votes on the web and by telephone that were counted."""
    election = _with_result(slug)
    codes = pack_files(election)["receipts.csv"].decode().split()[1:]
    context = {"codes": codes, "crumbs": _crumbs(election)}
    return render(request, "public/vote_receipts.html", context | _head(request, election))


@require_safe
def recount(request: HttpRequest, slug: str) -> HttpResponse:
    """How to check the pack, and how to count the votes again with another program."""
    election = _with_result(slug)
    name = in_language("README.txt", "README.cy.txt")
    text = pack_files(election)[name].decode()
    context = {"text": text, "crumbs": _crumbs(election)}
    return render(request, "public/vote_recount.html", context | _head(request, election))


@require_safe
def pack(request: HttpRequest, slug: str) -> HttpResponse:
    """The evidence pack, the same bytes each time."""
    return _download(evidence_pack(_with_result(slug)), f"{slug}.zip", "application/zip")


@require_safe
def pack_file(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """One file of the pack."""
    files = pack_files(_with_result(slug))
    if name not in files:
        raise Http404
    kind = KINDS.get(name.rsplit(".", 1)[-1], "text/plain")
    return _download(files[name], f"{slug}-{name.replace('/', '-')}", f"{kind}; charset=utf-8")


def _public(slug: str) -> "Election":
    election = election_by_slug(slug)
    if election is None or election.state == ElectionState.DRAFTED:
        raise Http404
    return election


def _with_result(slug: str) -> "Election":
    election = _public(slug)
    if (
        ElectionState(election.state) not in RESULT_IS_PUBLIC
        or not election_view(election).has_result
    ):
        raise Http404
    return election


def _head(request: HttpRequest, election: "Election") -> dict[str, PageHead]:
    """The head with the name of the network whose election it is."""
    return head_in(request, election.structure.consortium)


def _crumbs(election: "Election") -> list[Crumb]:
    return [votes_crumb(), votes_crumb(election)]


def _download(content: bytes, name: str, kind: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
