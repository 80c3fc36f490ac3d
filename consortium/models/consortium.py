"""Consortia (a community interest company and its members) and networks."""

from django.db import models
from django.db.models import F, Q

from consortium.models.area import Area
from consortium.models.organisation import BandScheme, Organisation
from consortium.states import ConsortiumKind, MembershipClass


class Consortium(models.Model):
    """A body that members form to bid or to speak as one; its legal person is an organisation."""

    organisation = models.OneToOneField(Organisation, models.PROTECT, related_name="consortium")
    slug = models.SlugField(max_length=60, unique=True)
    kind = models.CharField(max_length=12, choices=[(k, k) for k in ConsortiumKind])
    area = models.ForeignKey(Area, models.PROTECT, related_name="consortia")
    asset_lock_body = models.CharField(
        max_length=200, blank=True, help_text="Who receives the assets if the company is wound up."
    )
    fee_pct = models.PositiveSmallIntegerField(
        default=0, help_text="Management fee, per cent of a line's price."
    )
    band_scheme = models.ForeignKey(
        BandScheme, models.PROTECT, null=True, blank=True, related_name="consortia"
    )
    help_name = models.CharField(max_length=120, blank=True)
    help_phone = models.CharField(max_length=30, blank=True)
    help_hours = models.CharField(max_length=120, blank=True)
    help_text_number = models.CharField(max_length=30, blank=True)

    class Meta:
        ordering = ["slug"]
        verbose_name_plural = "consortia"
        constraints = [
            models.CheckConstraint(
                condition=Q(fee_pct__lte=100), name="consortium_consortium_fee_at_most_all"
            ),
            models.CheckConstraint(
                condition=~Q(kind=ConsortiumKind.CIC) | ~Q(asset_lock_body=""),
                name="consortium_consortium_cic_names_asset_lock",
            ),
        ]

    def __str__(self) -> str:
        return self.organisation.name


class Membership(models.Model):
    """An organisation belongs to a consortium from one date until another, as full or associate."""

    consortium = models.ForeignKey(Consortium, models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="memberships")
    membership_class = models.CharField(max_length=12, choices=[(k, k) for k in MembershipClass])
    start_on = models.DateField()
    end_on = models.DateField(null=True, blank=True, help_text="The last day, included.")

    class Meta:
        ordering = ["consortium", "organisation", "start_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["consortium", "organisation"],
                condition=Q(end_on__isnull=True),
                name="consortium_membership_open_once",
            ),
            models.CheckConstraint(
                condition=Q(end_on__isnull=True) | Q(end_on__gte=F("start_on")),
                name="consortium_membership_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} in {self.consortium}"
