"""People who share a household or are family: they do not approve each other's claims."""

from django.db import models
from django.db.models import F, Q

from consortium.models.person import Person


class Connection(models.Model):
    """Two people who said that they belong together, stored once with the lower id first."""

    first = models.ForeignKey(Person, models.CASCADE, related_name="+")
    second = models.ForeignKey(Person, models.CASCADE, related_name="+")
    declared_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="consortium_connection_once"),
            models.CheckConstraint(
                condition=Q(first__lt=F("second")), name="consortium_connection_lower_first"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first} and {self.second}"
