"""What the money wants of whoever opens the day: claims to decide on, batches to sign and to send."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consortium.selectors.payments import BatchRow
from consortium.treasury.states import BatchState
from frontend.presenters.parts import Task
from frontend.templatetags.manyhands import money_to_the_penny, plain_day


def approval_tasks(count: int) -> tuple[Task, ...]:
    """One task for every claim that this person may decide on."""
    if not count:
        return ()
    words = ngettext(
        "%(n)s claim waits for your approval", "%(n)s claims wait for your approval", count
    )
    return (Task(words % {"n": count}, reverse("staff:claims")),)


def batch_tasks(batches: Iterable[BatchRow]) -> tuple[Task, ...]:
    """A task for each batch: those drawn are to be signed, those signed to be sent."""
    return tuple(_batch_task(one) for one in batches)


def _batch_task(row: BatchRow) -> Task:
    words = _("Sign batch %(reference)s")
    if row.state is BatchState.SIGNED:
        words = _("Take batch %(reference)s to the bank")
    return Task(
        words % {"reference": row.reference},
        reverse("staff:batch", args=[row.number]),
        money_to_the_penny(row.total),
        _("Paid on %(day)s") % {"day": plain_day(row.pay_on)},
        "due",
    )
