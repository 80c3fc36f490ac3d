"""Who stands in a contest, for which organisation, endorsed by whom, and how that went."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from consortium.models import Organisation, Person
from representation.election_states import CandidacyState
from representation.models.election import Contest


class Candidacy(models.Model):
    """A person in a contest. `is_small` is the size band's word when the nomination was decided.

    `paper_number` is the place on the ballot paper, drawn when nominations close. The returning
    officer never stands: a trigger refuses the row.
    """

    contest = models.ForeignKey(Contest, models.PROTECT, related_name="candidacies")
    person = models.ForeignKey(Person, models.PROTECT, related_name="candidacies")
    on_behalf_of = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="candidacies"
    )
    name = models.CharField(max_length=120, help_text="As on the ballot paper.")
    statement = models.TextField(max_length=1500, blank=True)
    statement_cy = models.TextField(max_length=1500, blank=True)
    is_small = models.BooleanField(null=True, blank=True)
    consented_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(
        max_length=12,
        choices=[(k, k) for k in CandidacyState],
        default=CandidacyState.NOMINATED.value,
    )
    paper_number = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["contest", "paper_number", "name"]
        verbose_name_plural = "candidacies"
        constraints = [
            models.UniqueConstraint(
                fields=["contest", "person"], name="representation_candidacy_person_once"
            ),
            models.UniqueConstraint(
                fields=["contest", "name"], name="representation_candidacy_name_once"
            ),
            models.UniqueConstraint(
                fields=["contest", "paper_number"], name="representation_candidacy_place_once"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="representation_candidacy_named"),
            models.CheckConstraint(
                condition=~Q(state=CandidacyState.STANDING) | Q(consented_at__isnull=False),
                name="representation_candidacy_stands_willingly",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.contest}"


class CandidacyStep(models.Model):
    """One move of a candidacy to a state, by whom and why; never changed."""

    candidacy = models.ForeignKey(Candidacy, models.PROTECT, related_name="steps")
    from_state = models.CharField(
        max_length=12, choices=[(k, k) for k in CandidacyState], blank=True
    )
    to_state = models.CharField(max_length=12, choices=[(k, k) for k in CandidacyState])
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["candidacy", "id"]

    def __str__(self) -> str:
        return f"{self.candidacy}: {self.to_state}"


class Endorsement(models.Model):
    """An organisation supports a nomination; once for a candidacy."""

    candidacy = models.ForeignKey(Candidacy, models.PROTECT, related_name="endorsements")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="endorsements")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["candidacy", "organisation"]
        constraints = [
            models.UniqueConstraint(
                fields=["candidacy", "organisation"], name="representation_endorsement_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} for {self.candidacy}"
