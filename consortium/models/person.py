"""People, and what each of them does, for whom, since when."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from consortium.models.consortium import Consortium
from consortium.models.organisation import Organisation
from consortium.states import RoleKind


class Person(models.Model):
    """Somebody by name. The address they sign in with may be shared with others."""

    name = models.CharField(max_length=120)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="people"
    )
    phone = models.CharField(max_length=30, blank=True)
    language = models.CharField(
        max_length=5, default="en-gb", choices=[("en-gb", "English"), ("cy", "Cymraeg")]
    )

    class Meta:
        ordering = ["name", "id"]
        verbose_name_plural = "people"
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="consortium_person_named"),
        ]

    def __str__(self) -> str:
        return self.name


class Role(models.Model):
    """A person does something for an organisation or a consortium from one date until another."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="roles")
    kind = models.CharField(max_length=24, choices=[(k, k) for k in RoleKind])
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="roles"
    )
    consortium = models.ForeignKey(
        Consortium, models.PROTECT, null=True, blank=True, related_name="roles"
    )
    start_on = models.DateField()
    end_on = models.DateField(null=True, blank=True, help_text="The last day, included.")

    class Meta:
        ordering = ["person", "kind", "start_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=False) | Q(consortium__isnull=False),
                name="consortium_role_for_somebody",
            ),
            models.CheckConstraint(
                condition=Q(end_on__isnull=True) | Q(end_on__gte=F("start_on")),
                name="consortium_role_ends_after_start",
            ),
            # Three constraints, because a null never equals a null in a unique index on SQLite.
            models.UniqueConstraint(
                fields=["person", "kind", "organisation", "consortium"],
                condition=Q(end_on__isnull=True),
                name="consortium_role_open_once",
            ),
            models.UniqueConstraint(
                fields=["person", "kind", "consortium"],
                condition=Q(end_on__isnull=True, organisation__isnull=True),
                name="consortium_role_open_once_in_consortium",
            ),
            models.UniqueConstraint(
                fields=["person", "kind", "organisation"],
                condition=Q(end_on__isnull=True, consortium__isnull=True),
                name="consortium_role_open_once_in_organisation",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.kind}"
