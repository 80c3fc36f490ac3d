"""The books of a consortium: accounts, entries chained by digest, and where the chain ends."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from consortium.models.consortium import Consortium
from consortium.treasury.ledger import GENESIS
from consortium.treasury.states import AccountKind, EntryKind

DIGEST = r"^[0-9a-f]{64}$"


class Account(models.Model):
    """One account; `code` names it in the digests (`budget:7`), so neither ever changes."""

    consortium = models.ForeignKey(Consortium, models.PROTECT, related_name="accounts")
    kind = models.CharField(max_length=10, choices=[(k.value, k.value) for k in AccountKind])
    code = models.CharField(max_length=40)

    class Meta:
        ordering = ["consortium", "kind", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["consortium", "code"], name="consortium_account_code_once"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[k.value for k in AccountKind]),
                name="consortium_account_kind_known",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class LedgerEntry(models.Model):
    """Pence move from one account to another. Never changed, never deleted: only reversed, once."""

    consortium = models.ForeignKey(Consortium, models.PROTECT, related_name="ledger")
    number = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    kind = models.CharField(max_length=12, choices=[(k.value, k.value) for k in EntryKind])
    debit = models.ForeignKey(Account, models.PROTECT, related_name="debits")
    credit = models.ForeignKey(Account, models.PROTECT, related_name="credits")
    pence = models.BigIntegerField()
    memo = models.CharField(max_length=140)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    reverses = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="reversed_by"
    )
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["consortium", "number"]
        verbose_name_plural = "ledger entries"
        constraints = [
            models.UniqueConstraint(
                fields=["consortium", "number"], name="consortium_ledgerentry_number_once"
            ),
            models.UniqueConstraint(
                fields=["consortium", "previous"], name="consortium_ledgerentry_one_follows"
            ),
            models.CheckConstraint(
                condition=Q(pence__gt=0) & ~Q(debit=F("credit")),
                name="consortium_ledgerentry_balances",
            ),
            models.CheckConstraint(
                condition=Q(digest__regex=DIGEST, previous__regex=DIGEST),
                name="consortium_ledgerentry_digests_whole",
            ),
            models.CheckConstraint(
                condition=Q(kind=EntryKind.REVERSAL, reverses__isnull=False)
                | (~Q(kind=EntryKind.REVERSAL) & Q(reverses__isnull=True)),
                name="consortium_ledgerentry_reversal_names_entry",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.pence}p {self.debit} to {self.credit}"


class LedgerHead(models.Model):
    """How many entries a consortium's books have, and the last one's digest; it only moves forward."""

    consortium = models.OneToOneField(Consortium, models.PROTECT, related_name="ledger_head")
    number = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, default=GENESIS)

    def __str__(self) -> str:
        return f"{self.number} {self.digest}"


class PublishedHead(models.Model):
    """Where the books ended when everybody was shown it. Never changed: who kept a copy can compare."""

    consortium = models.ForeignKey(Consortium, models.PROTECT, related_name="published_heads")
    day = models.DateField()
    number = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)
    published_at = models.DateTimeField()

    class Meta:
        ordering = ["consortium", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["consortium", "day"], name="consortium_publishedhead_one_a_day"
            ),
            models.UniqueConstraint(
                fields=["consortium", "number"], name="consortium_publishedhead_number_once"
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1, digest__regex=DIGEST),
                name="consortium_publishedhead_digest_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day}: {self.number}:{self.digest}"
