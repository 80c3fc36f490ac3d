"""What members say of their parts: that they give a line up, leave the bid, or take part again."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from bids.models.plan import LotPlan
from bids.models.tender import Tender
from bids.states import PartAnswerKind
from consortium.models import Organisation


class PartAnswer(models.Model):
    """One row for each line declined, and one for leaving or coming back. Triggers refuse any change.

    `plan` is the one that was answered. A return lifts all that the member said before.
    """

    tender = models.ForeignKey(Tender, models.PROTECT, related_name="part_answers")
    plan = models.ForeignKey(LotPlan, models.PROTECT, related_name="answers")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="part_answers")
    kind = models.CharField(max_length=10, choices=[(k.value, k.value) for k in PartAnswerKind])
    line_ref = models.CharField(max_length=40, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["tender", "id"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(kind=PartAnswerKind.DECLINED.value) & ~Q(line_ref=""))
                | (
                    Q(kind__in=[PartAnswerKind.WITHDRAWN.value, PartAnswerKind.RETURNED.value])
                    & Q(line_ref="")
                ),
                name="bids_partanswer_declines_a_line",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.kind} {self.line_ref}".rstrip()
