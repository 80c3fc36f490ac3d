"""The demonstration's treasury: a funded budget, meetings that were held, claims in several states."""

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from consortium.models import Consortium, Due, Fund, Organisation, Payee, User
from consortium.services import batches, budgets, payees, payment_outcomes
from consortium.services.published_heads import publish_heads
from consortium.services.rates import ensure_national_rates, set_rate
from consortium.states import RoleKind
from consortium.treasury.rates import Rate
from consortium.treasury.states import LineState, RateKind
from representation.claims.pricing import LineAsked
from representation.claims.states import LineKind
from representation.models import Appointment, Attendance, Claim, Meeting, Structure
from representation.services import claim_decisions, claim_schemes, claims, meetings
from representation.services.attendance import note_attendance

NETWORK = "pompey-families"
PENCE = 1_000_000
OURS = "Decided by the network’s forum on 4 March 2026"
RATES = (
    (RateKind.HOUR, 1_450, None),
    (RateKind.CHILDCARE, None, 4_000),
    (RateKind.FARE, None, None),
    (RateKind.ACCESS, None, 20_000),
)
MILES = (180, 46, 62, 240)
PAID, APPROVED = 1, 1  # of the claims for the first meetings; the others wait
ACCOUNT = "99000{:03}"  # no bank has the sort code 00-00-01


@transaction.atomic
def load_claims(networks: tuple[Consortium, ...]) -> list[str]:
    """Load the treasury of one network where it is not there yet; a sentence for what was done."""
    network = next((one for one in networks if one.slug == NETWORK), None)
    structure = Structure.objects.filter(consortium=network).order_by("pk").first()
    if network is None or structure is None or Fund.objects.filter(consortium=network).exists():
        return []
    team = _team(network)
    _open_budget(team, network, structure)
    today = timezone.localdate()
    held = _meetings(team, structure, today)
    _claim(team, held[: len(held) // 2])
    _pay(team, network)
    publish_heads(day=today)
    count = Claim.objects.filter(consortium=network).count()
    return [f"Opened a budget of £{PENCE // 100:,} with {count} claims on it."]


def _team(network: Consortium) -> dict[str, User]:
    """Who looks after the money, by role."""
    kinds = (RoleKind.LEAD, RoleKind.COORDINATOR, RoleKind.TREASURER, RoleKind.CHAIR)
    roles = network.roles.filter(kind__in=kinds).select_related("person__user")
    return {role.kind: role.person.user for role in roles if role.person.user}


def _open_budget(team: dict[str, User], network: Consortium, structure: Structure) -> None:
    ensure_national_rates()
    lead = team[RoleKind.LEAD]
    fund = budgets.open_fund(
        by=lead,
        consortium=network,
        name="Voice and influence",
        source="Portsmouth Children’s Trust, grant for representation",
    )
    budgets.receive_funding(by=lead, fund=fund, pence=PENCE, memo="Grant for the year")
    begins = _year_begins(timezone.localdate())
    budget = budgets.open_budget(
        by=lead,
        fund=fund,
        name="Representatives’ costs",
        start_on=begins,
        end_on=begins.replace(year=begins.year + 1) - timedelta(days=1),
        pence=PENCE,
    )
    scheme = claim_schemes.open_scheme(by=lead, budget=budget, name="Representatives")
    claim_schemes.use_scheme(by=lead, scheme=scheme, structure=structure, start_on=begins)
    for kind, pence, cap in RATES:
        set_rate(by=lead, scheme=scheme, rate=Rate(kind, pence, begins, OURS, cap_pence=cap))


def _year_begins(today: date) -> date:
    first = today.replace(month=4, day=1)
    return first if first <= today else first.replace(year=first.year - 1)


def _meetings(team: dict[str, User], structure: Structure, today: date) -> list[Meeting]:
    """Two meetings of each body in the last weeks, with those who hold a seat on it; the earlier first."""
    found = []
    for days in (21, 7):
        for body in structure.bodies.order_by("pk"):
            starts_at = timezone.make_aware(
                datetime.combine(today - timedelta(days=days), time(10))
            )
            if not (holders := _holders(body.pk)):
                continue
            meeting = meetings.note_meeting(
                by=team[RoleKind.COORDINATOR],
                body=body,
                place="Civic Offices, Guildhall Square",
                starts_at=starts_at,
                ends_at=starts_at + timedelta(minutes=150),
            )
            for held in holders:
                note_attendance(by=team[RoleKind.COORDINATOR], meeting=meeting, of=held)
            found.append(meeting)
    return found


def _holders(body_id: int) -> list[Appointment]:
    standing = Appointment.objects.filter(
        seat__body=body_id, ended_on__isnull=True, person__user__isnull=False
    )
    return list(standing.select_related("seat", "person__user", "on_behalf_of").order_by("pk")[:7])


def _claim(team: dict[str, User], held: list[Meeting]) -> None:
    """Claims for the earlier meetings: some approved by the coordinator, the others waiting."""
    there = Attendance.objects.filter(meeting__in=held).select_related("person__user")
    for number, attendance in enumerate(there.order_by("pk")[: len(MILES)]):
        user = attendance.person.user
        if user is None or Claim.objects.filter(claimant=attendance.person).exists():
            continue
        lines = [
            LineAsked(LineKind.TIME, minutes=150),
            LineAsked(LineKind.MILES, tenths=MILES[number]),
        ]
        if number == PAID + APPROVED:
            lines.append(LineAsked(LineKind.CHILDCARE, cost_pence=2_400))
        claim = claims.begin_claim(by=user, attendance=attendance)
        claims.set_lines(by=user, claim=claim, lines=lines)
        claims.submit_claim(by=user, claim=claim)
        if number < PAID + APPROVED:
            claim_decisions.approve_claim(by=team[RoleKind.COORDINATOR], claim=claim)


def _pay(team: dict[str, User], network: Consortium) -> None:
    """Pay the first claims in a batch; the account numbers are nobody's."""
    lead = team[RoleKind.LEAD]
    own = payees.ensure_payee(
        consortium=network, organisation=Organisation.objects.get(pk=network.organisation_id)
    )
    dues = list(Due.objects.filter(consortium=network).order_by("pk")[: PAID * 2])
    for payee in {own, *(due.payee for due in dues)}:
        _open_account(team, payee)
    batch = batches.draw_batch(
        by=lead,
        consortium=network,
        dues=[due.pk for due in dues],
        pay_on=timezone.localdate(),
    )
    for signer in (team[RoleKind.TREASURER], team[RoleKind.CHAIR]):
        batches.sign_batch(by=signer, batch=batch, digest=batches.digest_of(batch))
    batches.mark_sent(by=lead, batch=batch)
    for line in batch.lines.order_by("number"):
        payment_outcomes.mark_line(
            by=lead, line=line, to=LineState.PAID, reason="On the bank’s statement"
        )


def _open_account(team: dict[str, User], payee: Payee) -> None:
    detail = payees.enter_bank_details(
        by=team[RoleKind.LEAD],
        payee=payee,
        name=str(payee),
        sort_code="00-00-01",
        number=ACCOUNT.format(payee.pk % 1000),
    )
    payees.record_call(
        by=team[RoleKind.TREASURER], detail=detail, spoke_to="The treasurer", matched=True
    )
