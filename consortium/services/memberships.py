"""Joining, leaving, and becoming a full member."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db import transaction

from consortium.audit import record
from consortium.identifiers.schemes import OrganisationIdentifier
from consortium.models import Consortium, Membership, Organisation, User
from consortium.permissions import may_manage_members
from consortium.rules import can_change_class, can_join, can_leave
from consortium.services.organisations import create_organisation
from consortium.states import LegalForm, MembershipClass


@transaction.atomic
def join_consortium(
    *,
    by: User,
    consortium: Consortium,
    organisation: Organisation,
    membership_class: MembershipClass,
    start_on: date,
) -> Membership:
    """Admit an organisation from that day. Permission: `may_manage_members`. Raises Refused."""
    consortium = _locked(consortium)
    may_manage_members(by, consortium).require()
    own = Membership.objects.filter(consortium=consortium, organisation=organisation)
    can_join(organisation, own, start_on).require()
    membership = Membership.objects.create(
        consortium=consortium,
        organisation=organisation,
        membership_class=membership_class,
        start_on=start_on,
    )
    record("membership.begun", subject=membership, by=by, membership_class=membership_class.value)
    return membership


@transaction.atomic
def admit_new_organisation(
    *,
    by: User,
    consortium: Consortium,
    name: str,
    legal_form: LegalForm,
    identifiers: Sequence[OrganisationIdentifier],
    membership_class: MembershipClass,
    start_on: date,
) -> Membership:
    """Make an organisation that nobody knows yet, and admit it. Permission: `may_manage_members`.

    Raises Refused, as `create_organisation` and `join_consortium` do; then neither is done.
    """
    organisation = create_organisation(
        by=by, consortium=consortium, name=name, legal_form=legal_form, identifiers=identifiers
    )
    return join_consortium(
        by=by,
        consortium=consortium,
        organisation=organisation,
        membership_class=membership_class,
        start_on=start_on,
    )


@transaction.atomic
def leave_consortium(*, by: User, membership: Membership, last_day: date) -> Membership:
    """End a membership with that day, included. Permission: `may_manage_members`. Raises Refused."""
    _locked(membership.consortium)
    membership.refresh_from_db()
    may_manage_members(by, membership.consortium).require()
    can_leave(membership, last_day).require()
    membership.end_on = last_day
    membership.save(update_fields=["end_on"])
    record("membership.ended", subject=membership, by=by, last_day=last_day.isoformat())
    return membership


@transaction.atomic
def change_class(
    *, by: User, membership: Membership, membership_class: MembershipClass, start_on: date
) -> Membership:
    """End the membership the day before and begin one of the other class: the history stays.

    Permission: `may_manage_members`. Raises Refused.
    """
    _locked(membership.consortium)
    membership.refresh_from_db()
    may_manage_members(by, membership.consortium).require()
    can_change_class(membership, membership_class, start_on).require()
    membership.end_on = start_on - timedelta(days=1)
    membership.save(update_fields=["end_on"])
    following = Membership.objects.create(
        consortium=membership.consortium,
        organisation=membership.organisation,
        membership_class=membership_class,
        start_on=start_on,
    )
    record(
        "membership.class-changed",
        subject=following,
        by=by,
        membership_class=membership_class.value,
        start_on=start_on.isoformat(),
    )
    return following


def _locked(consortium: Consortium) -> Consortium:
    return Consortium.objects.select_for_update().get(pk=consortium.pk)
