"""Organisations: made, described, known by their registers' numbers, closed."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from consortium.audit import record
from consortium.decisions import refuse
from consortium.identifiers.schemes import OrganisationIdentifier
from consortium.models import (
    Area,
    Consortium,
    Evidence,
    EvidenceType,
    Identifier,
    Income,
    Organisation,
    Theme,
    User,
)
from consortium.permissions import (
    may_close_organisation,
    may_edit_organisation,
    may_manage_members,
)
from consortium.rules import can_close, can_open_again, can_record_income
from consortium.services.import_members import SLUG_LENGTH, find_all
from consortium.states import LegalForm

EDITABLE = frozenset({"name", "name_cy", "legal_form", "description", "email", "phone", "home"})


@transaction.atomic
def create_organisation(
    *,
    by: User,
    consortium: Consortium,
    name: str,
    legal_form: LegalForm,
    identifiers: Sequence[OrganisationIdentifier] = (),
) -> Organisation:
    """A new organisation, for a consortium that will admit it. Permission: `may_manage_members`.

    Raises Refused where the name or a number is another's.
    """
    may_manage_members(by, consortium).require()
    slug = slugify(name)[:SLUG_LENGTH]
    if not slug:
        refuse(_("A name needs letters.")).require()
    if Organisation.objects.filter(slug=slug).exists():
        refuse(_("An organisation of this name is here already.")).require()
    organisation = Organisation.objects.create(name=name, slug=slug, legal_form=legal_form)
    _add(organisation, identifiers)
    record("organisation.created", subject=organisation, by=by, name=name)
    return organisation


@transaction.atomic
def edit_organisation(*, by: User, organisation: Organisation, **fields: Any) -> Organisation:
    """Change some of EDITABLE. Permission: `may_edit_organisation`. Raises Refused, TypeError."""
    if unknown := set(fields) - EDITABLE:
        raise TypeError(f"not to be edited: {', '.join(sorted(unknown))}")
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    may_edit_organisation(by, organisation).require()
    changed = [name for name, value in fields.items() if getattr(organisation, name) != value]
    for name in changed:
        setattr(organisation, name, fields[name])
    if changed:
        organisation.save(update_fields=changed)
        record("organisation.edited", subject=organisation, by=by, fields=sorted(changed))
    return organisation


@transaction.atomic
def add_identifier(
    *, by: User, organisation: Organisation, identifier: OrganisationIdentifier
) -> None:
    """Note one more number. Permission: `may_edit_organisation`. Raises Refused if it is another's."""
    may_edit_organisation(by, organisation).require()
    _add(organisation, [identifier])
    record("identifier.added", subject=organisation, by=by, identifier=str(identifier))


@transaction.atomic
def set_reach(
    *, by: User, organisation: Organisation, areas: Sequence[Area], themes: Sequence[Theme]
) -> None:
    """Where it works, and on what. Permission: `may_edit_organisation`. Raises Refused."""
    may_edit_organisation(by, organisation).require()
    organisation.areas.set(areas)
    organisation.themes.set(themes)
    record(
        "organisation.reach-set",
        subject=organisation,
        by=by,
        areas=sorted(one.code for one in areas),
        themes=sorted(one.slug for one in themes),
    )


@transaction.atomic
def record_income(
    *, by: User, organisation: Organisation, year_end_on: date, pence: int, source: str
) -> Income:
    """The income of the financial year that ended on that day; the same year again puts it right.

    Permission: `may_edit_organisation`. Raises Refused.
    """
    may_edit_organisation(by, organisation).require()
    can_record_income(year_end_on, timezone.localdate()).require()
    income, _is_new = Income.objects.update_or_create(
        organisation=organisation,
        year_end_on=year_end_on,
        defaults={"pence": pence, "source": source},
    )
    record("income.recorded", subject=income, by=by, year_end_on=year_end_on.isoformat())
    return income


@transaction.atomic
def close_organisation(*, by: User, organisation: Organisation, closed_on: date) -> Organisation:
    """It exists no more from that day: no list of members, roll or plan has it; its history stays.

    Permission: `may_close_organisation`. Raises Refused.
    """
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    may_close_organisation(by, organisation).require()
    runs = Consortium.objects.filter(organisation=organisation).exists()
    can_close(organisation, runs, closed_on, timezone.localdate()).require()
    organisation.closed_on = closed_on
    organisation.save(update_fields=["closed_on"])
    record("organisation.closed", subject=organisation, by=by, closed_on=closed_on.isoformat())
    return organisation


@transaction.atomic
def open_organisation_again(*, by: User, organisation: Organisation) -> Organisation:
    """It was noted as closed by mistake. Permission: `may_close_organisation`. Raises Refused."""
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    may_close_organisation(by, organisation).require()
    can_open_again(organisation).require()
    organisation.closed_on = None
    organisation.save(update_fields=["closed_on"])
    record("organisation.opened-again", subject=organisation, by=by)
    return organisation


@transaction.atomic
def add_evidence(
    *,
    by: User,
    organisation: Organisation,
    type: EvidenceType,  # noqa: A002 - the model's word
    issued_on: date,
    expires_on: date | None = None,
    cover_pence: int | None = None,
    reference: str = "",
) -> Evidence:
    """What the organisation holds from that day. Permission: `may_edit_organisation`. Raises Refused."""
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    may_edit_organisation(by, organisation).require()
    if expires_on is not None and expires_on < issued_on:
        refuse(_("It cannot run out before it was issued.")).require()
    own = Evidence.objects.filter(organisation=organisation, type=type, issued_on=issued_on)
    if own.exists():
        refuse(_("The same evidence of that day is here already.")).require()
    evidence = Evidence.objects.create(
        organisation=organisation,
        type=type,
        issued_on=issued_on,
        expires_on=expires_on,
        cover_pence=cover_pence,
        reference=reference,
    )
    record("evidence.added", subject=evidence, by=by, type=type.code)
    return evidence


def _add(organisation: Organisation, identifiers: Sequence[OrganisationIdentifier]) -> None:
    for one in identifiers:
        if any(found != organisation for found in find_all([one])):
            message = _("%(identifier)s is another organisation's.")
            refuse(message % {"identifier": one}).require()
        Identifier.objects.get_or_create(
            scheme=one.scheme, value=one.value, defaults={"organisation": organisation}
        )
