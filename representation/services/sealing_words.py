"""What is wrong with a share or a paper, in words for the person."""

from django.utils.translation import gettext as _

from consortium.decisions import Refused
from representation.sealing.errors import SealingError


def refusal_for(error: SealingError) -> Refused:
    """The refusal that tells a person what the engine's code says."""
    return Refused(_words()[error.code] % error.params)


def _words() -> dict[str, str]:
    return {
        "not_a_share": _("This is not a key share: its first line is missing."),
        "missing_line": _("The key share’s line “%(name)s” is missing or cannot be read."),
        "bad_value": _("The key share’s value has %(digits)s digits; it should have %(wanted)s."),
        "bad_check": _("The key share was changed or mistyped: its check does not agree."),
        "too_few_shares": _("Two different key shares are needed."),
        "same_share_twice": _("Two different key shares are needed."),
        "shares_of_different_keys": _("These shares are not of this election’s key."),
        "not_of_this_key": _("Share %(number)s is not one of this election’s key."),
        "no_such_contest": _("There is no contest %(contest)s on the ballot paper."),
        "marked_twice": _("Somebody is marked twice in contest %(contest)s."),
        "no_such_candidate": _("Somebody marked in contest %(contest)s does not stand."),
        "not_a_reading": _("Write each contest’s number, a colon, and the numbers in order."),
    }
