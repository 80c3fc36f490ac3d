"""Who may be behind an address that signs in."""

from django.utils import timezone

from consortium.models import Person, Role, User
from consortium.states import RoleKind


def people_at(user: User) -> list[Person]:
    """The people who share this address, by name."""
    return list(Person.objects.filter(user=user))


def addresses_of_leads() -> list[str]:
    """The addresses of those who lead a consortium today, the longest-serving first."""
    today = timezone.localdate()
    roles = Role.objects.filter(
        kind=RoleKind.LEAD, start_on__lte=today, person__user__is_active=True
    ).exclude(end_on__lt=today)
    emails = roles.order_by("start_on", "pk").values_list("person__user__email", flat=True)
    return [email for email in dict.fromkeys(emails) if email]
