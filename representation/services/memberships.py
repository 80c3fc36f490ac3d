"""Joining a structure by its rule, choosing where to vote, leaving."""

from collections.abc import Collection
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from consortium.audit import record
from consortium.decisions import Refused, refuse
from consortium.models import Organisation, User
from consortium.selectors.bands import band_of, bands_of
from representation.models import Body, Structure, StructureMembership, VotingHome
from representation.permissions import may_act_for_member
from representation.rules.structures import can_join_structure, can_leave_structure, can_vote_in
from representation.selectors.electorates import codes_within, forums_for
from representation.selectors.structure_settings import version_on
from representation.services.appointment_moves import locked
from representation.services.appointments import end_for_organisation
from representation.structures.membership import Applicant, read_rule

DAY = timedelta(days=1)


@transaction.atomic
def join_structure(
    *,
    by: User | None,
    structure: Structure,
    organisation: Organisation,
    declared: Collection[str],
    start_on: date,
) -> StructureMembership:
    """An organisation joins by itself, at once, if it meets the rule that holds that day.

    `declared`: keys of the statements that it ticked. Where one forum is for it, it votes there; where
    several are, it chooses one (`choose_voting_home`). Permission: `may_act_for_member`; `by` is None
    for the demonstration alone. Raises Refused with the condition that is not met, and how to appeal.
    """
    locked(structure)
    if by is not None:
        may_act_for_member(by, structure, organisation).require()
    version = version_on(structure, start_on)
    if version is None:
        raise Refused(_("This network does not exist yet on that day."))
    later = structure.memberships.filter(organisation=organisation).exclude(end_on__lt=start_on)
    can_join_structure(
        read_rule(version.membership_rule),
        applicant(structure, organisation, declared),
        codes_within(structure.area),
        is_member=later.exists(),
    ).require()
    membership = StructureMembership.objects.create(
        structure=structure,
        organisation=organisation,
        declared=sorted(declared),
        start_on=start_on,
    )
    record("structure.joined", subject=membership, by=by)
    forums = forums_for(structure, organisation, start_on)
    if len(forums) == 1:
        VotingHome.objects.create(membership=membership, body=forums[0], start_on=start_on)
    return membership


@transaction.atomic
def choose_voting_home(
    *, by: User | None, membership: StructureMembership, body: Body, start_on: date
) -> VotingHome:
    """A member votes in that body from that day, and in no other of the structure.

    Permission: `may_act_for_member`. Raises Refused where the member is not invited to the body.
    """
    structure = locked(membership.structure)
    if by is not None:
        may_act_for_member(by, structure, membership.organisation).require()
    can_vote_in(body, forums_for(structure, membership.organisation, start_on)).require()
    if membership.end_on is not None or start_on < membership.start_on:
        refuse(_("This organisation is no member on that day.")).require()
    before = membership.voting_homes.filter(end_on__isnull=True).first()
    if before is not None and before.body_id == body.pk:
        return before
    if before is not None and start_on <= before.start_on:
        refuse(_("Choose a later day: the organisation votes elsewhere until then.")).require()
    if before is not None:
        before.end_on = start_on - DAY
        before.save(update_fields=["end_on"])
    home = VotingHome.objects.create(membership=membership, body=body, start_on=start_on)
    record("voting-home.chosen", subject=home, by=by, body=body.slug)
    return home


@transaction.atomic
def leave_structure(
    *, by: User | None, membership: StructureMembership, last_day: date
) -> StructureMembership:
    """A member leaves with that day: its vote ends, and so do the seats held on its behalf.

    Permission: `may_act_for_member`. Raises Refused.
    """
    structure = locked(membership.structure)
    membership.refresh_from_db()
    if by is not None:
        may_act_for_member(by, structure, membership.organisation).require()
    can_leave_structure(membership, last_day).require()
    if membership.voting_homes.filter(start_on__gt=last_day).exists():
        refuse(_("Choose a later day: the organisation votes elsewhere until then.")).require()
    membership.voting_homes.filter(end_on__isnull=True).update(end_on=last_day)
    membership.end_on = last_day
    membership.save(update_fields=["end_on"])
    record("structure.left", subject=membership, by=by, last_day=last_day.isoformat())
    end_for_organisation(
        by=by, structure=structure, organisation=membership.organisation, last_day=last_day
    )
    return membership


def applicant(
    structure: Structure, organisation: Organisation, declared: Collection[str]
) -> Applicant:
    """What is known of an organisation that wants to join, its size by the network's bands."""
    income = organisation.incomes.order_by("-year_end_on").first()
    band = band_of(income.pence if income else None, bands_of(structure.consortium))
    return Applicant(
        themes=frozenset(organisation.themes.values_list("slug", flat=True)),
        areas=frozenset(organisation.areas.values_list("code", flat=True)),
        legal_form=organisation.legal_form,
        is_small=band.is_small if band else None,
        declared=frozenset(declared),
    )
