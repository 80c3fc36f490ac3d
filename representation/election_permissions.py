"""Who may do what in an election. Whether its state allows it is for `rules.elections`."""

from collections.abc import Callable, Mapping

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from consortium.decisions import ALLOWED, Decision, refuse
from consortium.models import Consortium, Organisation, Person, Role, User
from consortium.permissions import by_role, roles_on
from consortium.states import RoleKind
from representation.election_states import OFFICES, Action, Office
from representation.models import Candidacy, Election, RollLine, Structure
from representation.selectors.electorates import on_day
from representation.selectors.electors import current_voter_is, electorate_organisations

PLANNERS = frozenset({RoleKind.RETURNING_OFFICER, RoleKind.LEAD, RoleKind.COORDINATOR})
COUNTERS = frozenset({RoleKind.LEAD, RoleKind.COORDINATOR})
JUDGES = frozenset({RoleKind.LEAD, RoleKind.CHAIR})
SPEAKS_FOR_IT = frozenset({RoleKind.VOTING_CONTACT, RoleKind.MEMBER_CONTACT, RoleKind.CHAIR})


def may_plan_election(user: User, structure: Structure) -> Decision:
    """The network's returning officer, lead or coordinator drafts an election."""
    reason = _("Only the returning officer, the lead or the coordinator can do this.")
    return by_role(user, structure.consortium, PLANNERS, reason)


def may_act(user: User, action: Action, election: Election) -> Decision:
    """Whether the user holds an office of this election that the action belongs to."""
    offices = OFFICES[action]
    if any(_HOLDS[office](user, election) for office in sorted(offices)):
        return ALLOWED
    return refuse(_reasons()[sorted(offices)[0]])


def may_speak_for(user: User, organisation: Organisation) -> Decision:
    """Nominate and endorse: the organisation's voting contact, other contact or chair."""
    if roles_on(user).filter(organisation=organisation, kind__in=SPEAKS_FOR_IT).exists():
        return ALLOWED
    return refuse(_("Only the organisation’s own contact can do this."))


def may_stand_down(user: User, candidacy: Candidacy) -> Decision:
    """Consent and withdrawal are the candidate's own."""
    if user.people.filter(pk=candidacy.person_id).exists():
        return ALLOWED
    return refuse(_("Only the person nominated can do this."))


def may_vote(user: User, line: RollLine) -> Decision:
    """The person whom the organisation has named, or the holder of the seat."""
    if current_voter_is(line, user):
        return ALLOWED
    return refuse(_("You are not the person who votes for this organisation."))


def offices_of(user: User, election: Election) -> frozenset[Office]:
    """Every office that the user holds in this election today."""
    return frozenset(office for office, holds in _HOLDS.items() if holds(user, election))


def tellers_of(election: Election) -> tuple[Person, ...]:
    """Who reads papers and listens to votes by telephone: everybody who could be the second person."""
    roles = Role.objects.filter(
        on_day(timezone.localdate()),
        consortium=election.structure.consortium,
        kind__in=COUNTERS,
    )
    able = Q(pk__in=roles.values("person")) | Q(pk=election.returning_officer_id)
    people = Person.objects.filter(able, user__isnull=False).select_related("user")
    return tuple(
        one
        for one in people.order_by("name", "pk")
        if one.user is not None and _is_teller(one.user, election)
    )


def _is_returning_officer(user: User, election: Election) -> bool:
    return user.people.filter(pk=election.returning_officer_id).exists()


def _is_teller(user: User, election: Election) -> bool:
    is_counter = _has_role(user, election.structure.consortium, COUNTERS)
    return (is_counter or _is_returning_officer(user, election)) and not _is_nominee(user, election)


def _is_member(user: User, election: Election) -> bool:
    organisations = electorate_organisations(election, timezone.localdate())
    roles = roles_on(user).filter(kind__in=SPEAKS_FOR_IT, organisation__in=organisations)
    return roles.exists()


def _is_nominee(user: User, election: Election) -> bool:
    return Candidacy.objects.filter(contest__election=election, person__user=user).exists()


def _is_elector(user: User, election: Election) -> bool:
    lines = election.roll.filter(Q(voter__user=user) | Q(corrections__voter__user=user))
    return any(current_voter_is(line, user) for line in lines.distinct())


def _is_adjudicator(user: User, election: Election) -> bool:
    is_judge = _has_role(user, election.structure.consortium, JUDGES)
    own = _is_returning_officer(user, election) or _is_nominee(user, election)
    return is_judge and not own


_HOLDS: Mapping[Office, Callable[[User, Election], bool]] = {
    Office.RETURNING_OFFICER: _is_returning_officer,
    Office.TELLER: _is_teller,
    Office.MEMBER: _is_member,
    Office.NOMINEE: _is_nominee,
    Office.ELECTOR: _is_elector,
    Office.ADJUDICATOR: _is_adjudicator,
}


def _reasons() -> Mapping[Office, str]:
    return {
        Office.RETURNING_OFFICER: _("Only the returning officer of this election can do this."),
        Office.TELLER: _(
            "Only the returning officer, or a lead or coordinator who does not stand, can do this."
        ),
        Office.MEMBER: _("Only somebody who speaks for an organisation with a vote can do this."),
        Office.NOMINEE: _("Only the person nominated can do this."),
        Office.ELECTOR: _("Only somebody who votes in this election can do this."),
        Office.ADJUDICATOR: _(
            "Only the chair or the lead, who neither ran the election nor stood in it, can do this."
        ),
    }


def _has_role(user: User, network: Consortium, kinds: frozenset[RoleKind]) -> bool:
    return roles_on(user).filter(consortium=network, kind__in=kinds).exists()
