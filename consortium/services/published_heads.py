"""Where the books end, told to everybody once a day, so that nobody can write them again unnoticed."""

import logging
from datetime import date

from django.db import transaction
from django.utils import timezone

from consortium.models import Consortium, LedgerHead, PublishedHead
from consortium.selectors.ledger import published_heads
from consortium.treasury.ledger import Head

logger = logging.getLogger(__name__)


def publish_heads(*, day: date) -> list[PublishedHead]:
    """Publish the day's head of every network whose books have grown since the last; again adds nothing.

    Where the books no longer hold what was published before, nothing new covers it up.
    """
    broken = {one.slug for one in published_heads() if not one.is_kept}
    for slug in sorted(broken):
        logger.error("the books of %s are not those that were published", slug)
    found = []
    for consortium in Consortium.objects.exclude(slug__in=broken).order_by("pk"):
        head = _publish(consortium, day)
        found += [head] if head else []
    return found


@transaction.atomic
def _publish(consortium: Consortium, day: date) -> PublishedHead | None:
    held = LedgerHead.objects.select_for_update().filter(consortium=consortium).first()
    head = Head(held.number, held.digest) if held else Head()
    before = PublishedHead.objects.filter(consortium=consortium).order_by("-number").first()
    if not head.number or (before and (before.day >= day or before.number >= head.number)):
        return None
    return PublishedHead.objects.create(
        consortium=consortium,
        day=day,
        number=head.number,
        digest=head.digest,
        published_at=timezone.now(),
    )
