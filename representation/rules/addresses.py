"""Addresses of networks and bodies, made from their names and kept from the pages' own words."""

from django.utils.text import slugify

# What stands in the pages' routes where a network's or a body's address stands too.
TAKEN_BESIDE_NETWORKS = frozenset({"new", "fair-share"})
TAKEN_BESIDE_BODIES = frozenset(
    {"board-requests", "bodies", "export", "import", "rules", "seats", "support"}
)


def network_address(name: str, longest: int) -> str:
    """The address of a network of that name; "" where the name has no letter or digit."""
    slug = slugify(name)[:longest]
    return f"{slug}-network" if slug in TAKEN_BESIDE_NETWORKS else slug


def body_address(name: str, longest: int) -> str:
    """The address that a body of that name would like to have."""
    slug = slugify(name)[:longest] or "body"
    return f"{slug}-body" if slug in TAKEN_BESIDE_BODIES else slug
