"""Who is paid, and into which account: sealed, in versions, checked by a second person's call."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from consortium.models.consortium import Consortium
from consortium.models.organisation import Organisation
from consortium.models.person import Person


class Payee(models.Model):
    """An organisation or a person whom a consortium pays; the consortium itself, as the one who pays."""

    consortium = models.ForeignKey(Consortium, models.PROTECT, related_name="payees")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="payees"
    )
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="payees")
    service_user_number = models.CharField(
        max_length=6, blank=True, help_text="Bacs' number of who pays; blank for everybody else."
    )

    class Meta:
        ordering = ["consortium", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, person__isnull=True)
                | Q(organisation__isnull=True, person__isnull=False),
                name="consortium_payee_is_one",
            ),
            models.UniqueConstraint(
                fields=["consortium", "organisation"],
                condition=Q(organisation__isnull=False),
                name="consortium_payee_organisation_once",
            ),
            models.UniqueConstraint(
                fields=["consortium", "person"],
                condition=Q(person__isnull=False),
                name="consortium_payee_person_once",
            ),
            models.CheckConstraint(
                condition=Q(service_user_number="") | Q(service_user_number__regex=r"^[0-9]{6}$"),
                name="consortium_payee_service_user_number",
            ),
        ]

    def __str__(self) -> str:
        return str(self.organisation or self.person)

    @property
    def code(self) -> str:
        """The payee's account in the ledger."""
        return f"payee:{self.pk}"


class BankDetail(models.Model):
    """One version of a payee's account. Sealed to this payee and version; shown as its last two digits."""

    payee = models.ForeignKey(Payee, models.PROTECT, related_name="bank_details")
    version = models.PositiveIntegerField()
    key_id = models.CharField(max_length=8)
    sealed = models.BinaryField()
    ending = models.CharField(max_length=2)
    fingerprint = models.CharField(max_length=64, db_index=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    payable_from = models.DateTimeField(help_text="Until then a change cools off.")

    class Meta:
        ordering = ["payee", "version"]
        constraints = [
            models.UniqueConstraint(
                fields=["payee", "version"], name="consortium_bankdetail_version_once"
            ),
            models.CheckConstraint(
                condition=Q(version__gte=1, payable_from__gte=F("entered_at")),
                name="consortium_bankdetail_cools_off",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.payee}: account ending {self.ending}"

    @property
    def row(self) -> str:
        """What the sealed value is bound to."""
        return f"payee:{self.payee_id}:version:{self.version}"


class BankCall(models.Model):
    """A second person rang the number that was on file before, and heard whether the details are right."""

    detail = models.OneToOneField(BankDetail, models.PROTECT, related_name="call")
    called_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    called_at = models.DateTimeField()
    spoke_to = models.CharField(max_length=120)
    matched = models.BooleanField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(spoke_to=""), name="consortium_bankcall_spoke_to_somebody"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.detail}: {'right' if self.matched else 'wrong'}"
