"""A network's structures, and one structure: what its people may do with it, and its seats."""

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from frontend.access import network_of, user_of
from frontend.presenters.sheet import Action, Section, Sheet
from frontend.presenters.structure_pages import desk_lead, seat_desk_table, structure_table
from frontend.staff.members import members_crumb
from frontend.staff.structure_desk import StructureDesk, structure_desk, structures_crumb
from representation.permissions import (
    may_change_structure,
    may_decide_requests,
    may_found_structure,
    may_import_seats,
    may_manage_bodies,
    may_record_support,
)
from representation.selectors.boards import members_on
from representation.selectors.seat_lines import seat_lines
from representation.selectors.structures import structures_of

if TYPE_CHECKING:
    from consortium.decisions import Decision


@login_required
@require_safe
def structures(request: HttpRequest) -> HttpResponse:
    """By which structures the network is represented."""
    network = network_of(request)
    table = structure_table(structures_of(network))
    may = may_found_structure(user_of(request), network)
    found = _link("found", _("Found a network"), reverse("staff:structure-new"), may)
    empty = "" if table else _("Nothing yet. Begin from a network that works elsewhere.")
    sheet = Sheet(
        title=_("How we are represented"),
        lead=_("Who belongs, who is elected, and to which boards: as the members have decided."),
        sections=(Section(table=table, empty=empty, actions=(found,)),),
        crumbs=(members_crumb(),),
        here=_("How we are represented"),
    )
    return render(request, "layouts/sheet.html", {"sheet": sheet})


@login_required
@require_safe
def structure(request: HttpRequest, slug: str) -> HttpResponse:
    """Its bodies and seats, and what can be done."""
    desk = structure_desk(request, slug)
    today = max(timezone.localdate(), desk.structure.founded_on)
    lines = seat_lines(desk.structure, today)
    table = seat_desk_table(slug, lines)
    sheet = Sheet(
        title=desk.name,
        lead=desk_lead(lines, members_on(desk.structure, today)),
        sections=(
            Section(actions=_actions(desk)),
            Section(table=table, empty="" if table else _("No seat yet.")),
        ),
        crumbs=(structures_crumb(),),
        here=desk.name,
    )
    return render(request, "layouts/sheet.html", {"sheet": sheet})


def _actions(desk: StructureDesk) -> tuple[Action, ...]:
    slug, user = [desk.structure.slug], desk.user
    change = may_change_structure(user, desk.structure)
    manage = may_manage_bodies(user, desk.structure)
    read = may_import_seats(user, desk.structure)
    return (
        Action(
            _("Constitution"),
            reverse("public:constitution", args=slug),
            "constitution",
            "second",
            is_link=True,
        ),
        _link(
            "requests",
            _("What boards ask for"),
            reverse("staff:board-requests", args=slug),
            may_decide_requests(user, desk.structure.consortium),
        ),
        _link(
            "support",
            _("Who supports this network"),
            reverse("staff:supports", args=slug),
            may_record_support(user, desk.structure.consortium),
        ),
        _link("rules", _("Change the rules"), reverse("staff:structure-rules", args=slug), change),
        _link("body", _("Add a body"), reverse("staff:body-new", args=slug), manage),
        _link("seat", _("Add a seat"), reverse("staff:seat-new", args=slug), manage),
        _link("close", _("Close a body"), reverse("staff:body-close", args=slug), manage),
        _link("import", _("Import and export"), reverse("staff:seat-import", args=slug), read),
    )


def _link(key: str, words: str, href: str, may: "Decision") -> Action:
    return Action(words, href, key, "second", may.reason, is_link=True)
