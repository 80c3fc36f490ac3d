"""The audit trail: one append-only row for each act of a service."""

from typing import Any

from django.db import models

from consortium.models import Event, User


def record(kind: str, *, subject: models.Model, by: User | None, **facts: Any) -> Event:
    """Write what happened, inside the caller's transaction.

    `kind` is a past-tense noun and verb (`tender.opened`); `facts` must be plain JSON values and
    must never hold bank details, ballots or receipts.
    """
    return Event.objects.create(
        kind=kind,
        by=by,
        subject_type=subject._meta.label_lower,
        subject_id=subject.pk,
        facts=facts,
    )
