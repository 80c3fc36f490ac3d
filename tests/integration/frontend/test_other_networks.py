"""Every address that names something, asked for by somebody of another network: it is not there for them.

Whoever asks has every office in a network of their own, so nothing but the network stands between
them and what the address names. Somebody of the other network does find it, so the row is there.
"""

import re
from collections.abc import Callable, Mapping

import pytest
from django.apps import apps
from django.db import transaction
from django.db.models import QuerySet
from django.test import Client

from bids.models import Tender
from consortium.models import Budget, Connection, PaymentScheme, User
from representation.models import (
    Appointment,
    Attendance,
    ClaimReceipt,
    Election,
    Meeting,
    Seat,
)
from tests.factories.two_networks import Side, two_networks
from tests.repository.public_addresses import PUBLIC
from tests.repository.test_urls import ROUTES

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

SHARED = {
    "network/admit/known/<slug:slug>/": "any organisation can be admitted",
    "network/sheets/<str:name>": "templates of spreadsheets, the same for everybody",
    "network/structures/new/<slug:preset>/": "ways of working that anybody may begin from",
    "tenders/notices/<int:notice_id>/": "what a buyer published, for every consortium",
    "tenders/notices/<int:notice_id>/open/": "the same, to open a tender of one's own from",
    "stand/<slug:slug>/": "who stands in an election is public",
    "stand/<slug:slug>/contest/<int:number>/": "the same; the form says why it takes nothing",
    "stand/<slug:slug>/for/<int:key>/<slug:what>/": "the same",
    "challenge/<slug:slug>/": "a result is public; the form says why it takes nothing",
}
# What an address names, by how its route begins; of several that fit, the longest counts.
Names = Mapping[str, Callable[[Side], object]]
NAMES: Mapping[str, Names] = {
    "bids/": {"tender_id": lambda at: tender(at).pk, "slug": lambda at: at.member.slug},
    "claims/": {
        "claim_id": lambda at: receipt(at).line.claim_id,
        "receipt_id": lambda at: receipt(at).pk,
        "network": lambda at: at.network.slug,
        "attendance_id": lambda at: unclaimed(at).pk,
    },
    "elections/": {
        "slug": lambda at: election(at).slug,
        "key": lambda at: election(at).contests.earliest("pk").candidacies.earliest("pk").pk,
        "number": lambda _: 1,
        "action": lambda _: "abandon",
    },
    "elections/<slug:slug>/vacancies/": {
        "slug": lambda at: elections(at).latest("pk").slug,
        "key": lambda at: vacated(at).pk,
    },
    "group/": {
        "slug": lambda at: at.member.slug,
        "code": lambda _: "public-liability",
        "network": lambda at: at.network.slug,
        "offer_id": lambda at: at.member.offers.earliest("pk").pk,
    },
    "group/<slug:slug>/networks/": {"network": lambda at: at.structure.slug},
    "jobs/": {"job_id": lambda at: tender(at).plan_requests.earliest("pk").job_id},
    "money/": {
        "budget_id": lambda at: budget(at).pk,
        "claim_id": lambda at: receipt(at).line.claim_id,
        "receipt_id": lambda at: receipt(at).pk,
        "proposal_id": lambda at: at.network.fee_proposals.get().pk,
        "fund_id": lambda at: at.network.funds.earliest("pk").pk,
        "connection_id": lambda _: Connection.objects.get().pk,
        "payee_id": lambda at: at.network.payees.earliest("pk").pk,
        "number": lambda at: at.network.batches.get().number,
        "line": lambda at: at.network.batches.get().lines.earliest("pk").pk,
        "file_format": lambda _: "csv",
        "scheme_id": lambda at: scheme(at).pk,
        "use_id": lambda at: scheme(at).uses.earliest("pk").pk,
        "kind": lambda _: "hour",
    },
    "network/": {
        "meeting_id": lambda at: meeting(at).pk,
        "slug": lambda at: at.member.slug,
        "role_id": lambda at: at.network.roles.earliest("pk").pk,
    },
    "network/structures/": {
        "slug": lambda at: at.structure.slug,
        "body": lambda at: seat(at).body.slug,
        "number": lambda at: seat(at).number,
        "key": lambda at: at.structure.seat_requests.get().pk,
        "name": lambda _: "seats.csv",
    },
    "network/structures/<slug:slug>/support/": {
        "key": lambda at: at.structure.supports.earliest("pk").pk,
    },
    "reps/": {"key": lambda at: own_seat(at).pk, "who": lambda at: own_seat(at).seat.stand_ins.get().pk},
    "tenders/": {
        "tender_id": lambda at: tender(at).pk,
        "number": lambda _: 1,
        "repair": lambda _: 1,
        "slug": lambda at: at.member.slug,
        "kind": lambda _: "csv",
        "line_id": lambda at: tender(at).lines.earliest("pk").pk,
        "part": lambda _: "volume",
    },
}  # fmt: skip

# A row named after something else that names it: one's own before it is another address to try.
WITHIN = {"key", "line_id", "receipt_id", "offer_id", "network", "body"}
JOINING = "group/<slug:slug>/networks/<slug:network>/join/"  # any organisation may, by the rule
NOT_THERE = {403, 404, 405}


def tender(at: Side) -> Tender:
    return Tender.objects.filter(consortium=at.network).earliest("pk")


def elections(at: Side) -> QuerySet[Election]:
    return Election.objects.filter(structure=at.structure)


def election(at: Side) -> Election:
    return elections(at).earliest("pk")


def vacated(at: Side) -> Appointment:
    return Appointment.objects.get(outcome__isnull=False, ended_on__isnull=False)


def receipt(at: Side) -> ClaimReceipt:
    return ClaimReceipt.objects.get(line__claim__consortium=at.network)


def unclaimed(at: Side) -> Attendance:
    found = Attendance.objects.filter(meeting__body__structure=at.structure, claims=None)
    return found.filter(person__user__email="zoe.salter@example.org").get()


def own_seat(at: Side) -> Appointment:
    """Zoe's, who is one of the owners."""
    return Appointment.objects.get(person=unclaimed(at).person, ended_on=None)


def budget(at: Side) -> Budget:
    return Budget.objects.get(fund__consortium=at.network)


def scheme(at: Side) -> PaymentScheme:
    return PaymentScheme.objects.get(budget=budget(at))


def meeting(at: Side) -> Meeting:
    return Meeting.objects.filter(body__structure=at.structure).earliest("pk")


def seat(at: Side) -> Seat:
    held = Appointment.objects.filter(seat__body__structure=at.structure, ended_on=None)
    return held.earliest("pk").seat


PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")
NAMING = [route for route in ROUTES if PARAMETER.search(route) and route not in {*PUBLIC, *SHARED}]


def values(route: str, *sides: Side) -> dict[str, str]:
    """What each parameter of the route names: the first of the first side, the others of the last."""
    fitting = sorted((one for one in NAMES if route.startswith(one)), key=len)
    names = {name: said for one in fitting for name, said in NAMES[one].items()}
    asked = PARAMETER.findall(route)
    return {name: str(names[name](sides[0] if name == asked[0] else sides[-1])) for name in asked}


def address(route: str, *sides: Side) -> str:
    given = values(route, *sides)
    return "/" + PARAMETER.sub(lambda found: given[found[1]], route)


def signed_in(user: User | None) -> Client:
    assert user is not None
    client = Client(raise_request_exception=True)
    client.force_login(user)
    return client


def answer(client: Client, path: str) -> int:
    """What somebody gets who asks for it, or sends to it where it is only sent to; nothing changes."""
    status = client.get(path).status_code
    if status == 405:
        with transaction.atomic():
            status = client.post(path).status_code
            transaction.set_rollback(True)
    return status


def rows() -> dict[str, list[tuple[object, ...]]]:
    models = [
        m
        for app in ("consortium", "representation", "bids")
        for m in apps.get_app_config(app).get_models()
    ]
    return {m.__name__: list(m._default_manager.order_by("pk").values_list()) for m in models}


def test_what_another_network_has_is_not_there() -> None:
    """One pair of networks for all addresses: making it takes longer than asking for them."""
    theirs, ours = two_networks()
    owners = [
        signed_in(theirs.user),
        signed_in(receipt(theirs).line.claim.claimed_by),
        signed_in(unclaimed(theirs).person.user),
    ]
    missing = [one for one in NAMING if not is_found(owners, address(one, theirs))]
    assert missing == []
    tried = {one: address(one, theirs) for one in NAMING}
    tried |= {f"{one} within ours": address(one, ours, theirs) for one in nested(NAMING)}
    assert found_by_a_stranger(signed_in(ours.user), tried) == {}


def is_found(owners: list[Client], path: str) -> bool:
    return any(answer(owner, path) != 404 for owner in owners)


def nested(routes: list[str]) -> list[str]:
    """Routes that name a row after something of which whoever asks has one too."""
    found = []
    for route in routes:
        later = PARAMETER.findall(route)[1:]
        if (
            WITHIN & set(later)
            and not route.startswith(("claims/", "money/", "reps/"))
            and route != JOINING
        ):
            found.append(route)
    return found


def found_by_a_stranger(client: Client, tried: Mapping[str, str]) -> dict[str, object]:
    """What is there for them after all, and what they changed."""
    before = rows()
    found: dict[str, object] = {}
    for name, path in tried.items():
        statuses = {client.get(path).status_code, client.post(path).status_code}
        if not statuses <= NOT_THERE:
            found[name] = statuses
    after = rows()
    return found | {name: "changed" for name in before if after[name] != before[name]}


def test_what_is_shared_is_of_addresses_that_exist() -> None:
    assert SHARED.keys() - set(ROUTES) == set()
