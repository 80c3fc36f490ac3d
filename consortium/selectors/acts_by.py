"""Who did something, by name: an address that signed in may be several people's."""

from consortium.models import User


def names_of(user: User | None) -> str:
    """The people at the address, "" for nobody. For rows that come with `people` fetched beside."""
    return ", ".join(person.name for person in user.people.all()) if user is not None else ""
