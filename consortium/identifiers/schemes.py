"""Register numbers of organisations, checked and brought to one form (org-id.guide: scheme and id).

GB-PPON is not in org-id's register, but Find a Tender has named suppliers by it since 2025.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from consortium.faults import Fault, gettext_noop

SCHEME = re.compile(r"[A-Z]{2}-[A-Z0-9]{2,8}")
# Companies House: England and Wales without a prefix, then Scotland, Northern Ireland, CIOs,
# partnerships, societies and overseas companies by two letters.
COMPANY = re.compile(r"([A-Z]{2}|[A-Z]?)([0-9]+)(R?)")
COMPANY_LENGTH = 8
COMPANY_PREFIXES = re.compile(
    r"AC|BR|CE|CS|ES|F[CE]|G[ENS]|I[CP]|LP|N[ACFILOPRVZ]|O[CE]|PC|R[CS]|S[ACEFGILOPRZ]|ZC"
)
CHARITY = re.compile(r"[0-9]{6,7}(-[0-9]{1,5})?")
SCOTTISH_CHARITY = re.compile(r"(?:SC|SCO|CS)?0*([0-9]{1,6})")
NORTHERN_IRISH_CHARITY = re.compile(r"(?:NIC)?([0-9]{6})")
PPON = re.compile(r"P[A-Z]{3}-[0-9]{4}-[A-Z]{4}")
UKPRN = re.compile(r"[1][0-9]{7}")
LOCAL_AUTHORITY = re.compile(r"[A-Z]{3}")
OTHER = re.compile(r"[A-Z0-9][A-Z0-9./_-]{0,38}")


class InvalidIdentifier(ValueError):
    """The text is no identifier of its register; the message says what one looks like."""


@dataclass(frozen=True, order=True)
class OrganisationIdentifier:
    """A scheme of org-id.guide and the id in it, normalised: equal where the register's entry is."""

    scheme: str
    value: str

    def __str__(self) -> str:
        return f"{self.scheme}-{self.value}"


def read_identifier(text: str) -> OrganisationIdentifier:
    """`GB-COH-02548628` as scheme and id. Raises InvalidIdentifier."""
    parts = "".join(text.split()).upper().split("-", 2)
    if len(parts) < 3 or not parts[2]:
        raise InvalidIdentifier(
            Fault(
                gettext_noop(
                    "is not an identifier such as GB-CHC-1234567: country, register and number"
                )
            )
        )
    return normalised(f"{parts[0]}-{parts[1]}", parts[2])


def normalised(scheme: str, value: str) -> OrganisationIdentifier:
    """The scheme and id in their one form. Raises InvalidIdentifier.

    The five registers that members have are checked by their own rule; others must be well formed.
    """
    scheme = scheme.strip().upper()
    value = "".join(value.split()).upper()
    if not SCHEME.fullmatch(scheme):
        raise InvalidIdentifier(
            Fault(
                gettext_noop("the register is not written like GB-CHC: a country, a dash, a list")
            )
        )
    if not value.isascii():
        raise InvalidIdentifier(Fault(gettext_noop("has characters that no register uses")))
    return OrganisationIdentifier(scheme, READERS.get(scheme, _other)(value))


def _charity(value: str) -> str:
    if not CHARITY.fullmatch(value) or value.startswith("0"):
        raise InvalidIdentifier(
            Fault(gettext_noop("a charity number of England and Wales has six or seven digits"))
        )
    return value


def _company(value: str) -> str:
    match = COMPANY.fullmatch(value)
    if not match or not _is_company(*match.groups()):
        raise InvalidIdentifier(
            Fault(
                gettext_noop(
                    "a company number has eight characters: digits, or two letters such as SC and six digits"
                )
            )
        )
    prefix, digits, suffix = match.groups()
    return prefix + digits.zfill(COMPANY_LENGTH - len(prefix) - len(suffix)) + suffix


def _is_company(prefix: str, digits: str, suffix: str) -> bool:
    """Zeros in front may be missing; anything else must be as Companies House writes it."""
    is_known = prefix in {"", "R"} or COMPANY_PREFIXES.fullmatch(prefix) is not None
    fits = len(prefix) + len(digits) + len(suffix) <= COMPANY_LENGTH
    return is_known and fits and int(digits) > 0 and (not suffix or prefix in {"IP", "SP", "RS"})


def _scottish_charity(value: str) -> str:
    match = SCOTTISH_CHARITY.fullmatch(value)
    if not match or not value.startswith("SC"):
        raise InvalidIdentifier(
            Fault(gettext_noop("a Scottish charity number is SC and six digits, such as SC012710"))
        )
    return f"SC{match[1].zfill(6)}"


def _northern_irish_charity(value: str) -> str:
    match = NORTHERN_IRISH_CHARITY.fullmatch(value)
    if not match:
        raise InvalidIdentifier(
            Fault(gettext_noop("a Northern Irish charity number has six digits, such as 100002"))
        )
    return match[1]


def _ppon(value: str) -> str:
    if not PPON.fullmatch(value):
        raise InvalidIdentifier(Fault(gettext_noop("a PPON is written like PDTR-3338-MNPG")))
    return value


def _ukprn(value: str) -> str:
    if not UKPRN.fullmatch(value):
        raise InvalidIdentifier(
            Fault(gettext_noop("a UKPRN has eight digits, the first of them 1"))
        )
    return value


def _local_authority(value: str) -> str:
    if not LOCAL_AUTHORITY.fullmatch(value):
        raise InvalidIdentifier(
            Fault(gettext_noop("a local authority in England is three letters, such as POR"))
        )
    return value


def _other(value: str) -> str:
    if not OTHER.fullmatch(value):
        raise InvalidIdentifier(
            Fault(gettext_noop("has characters that no register uses, or is too long"))
        )
    return value


READERS: dict[str, Callable[[str], str]] = {
    "GB-CHC": _charity,
    "GB-COH": _company,
    "GB-SC": _scottish_charity,
    "GB-NIC": _northern_irish_charity,
    "GB-PPON": _ppon,
    "GB-UKPRN": _ukprn,
    "GB-LAE": _local_authority,
}
