"""Sort codes and account numbers as people write them.

Only their form is checked: the modulus tables belong to Pay.UK, who change them several times a year, and
no library keeps up with them (docs/adr/0013 says what was looked at, and when). Whether the account is
the payee's is for the call that a second person makes.
"""

import re
import unicodedata
from enum import StrEnum

from consortium.treasury.sealing import BankAccount

NAME_LENGTH = 18
_GAPS = re.compile(r"[\s.\u2010-\u2015\u2212-]")
_NOT_BACS = re.compile(r"[^A-Z0-9.&/ -]")


class AccountFault(StrEnum):
    NAME = "name"
    SORT_CODE = "sort-code"
    NUMBER = "number"


class AccountError(ValueError):
    """One part of the details is not of its form; `fault` says which, never what was typed."""

    def __init__(self, fault: AccountFault) -> None:
        super().__init__(fault)
        self.fault = fault


def read_account(name: str, sort_code: str, number: str) -> BankAccount:
    """The account that was typed; gaps, dots and dashes are left out. Raises AccountError.

    A number of seven digits is given the nought that banks print and people leave out.
    """
    code, digits = _GAPS.sub("", sort_code), _GAPS.sub("", number)
    if not bacs_text(name, NAME_LENGTH):
        raise AccountError(AccountFault.NAME)
    if not re.fullmatch(r"[0-9]{6}", code) or code == "000000":
        raise AccountError(AccountFault.SORT_CODE)
    if not re.fullmatch(r"[0-9]{7,8}", digits) or not int(digits):
        raise AccountError(AccountFault.NUMBER)
    return BankAccount(name.strip()[:70], code, digits.zfill(8))


def bacs_text(text: str, length: int) -> str:
    """In the alphabet of Bacs (A-Z 0-9 . & / - and space), cut to length, beginning with a letter or digit.

    So no cell of a CSV file made of it begins with a sign that a spreadsheet takes for a formula.
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().upper()
    words = " ".join(_NOT_BACS.sub(" ", plain).split())
    return words.lstrip(".&/ -")[:length].rstrip()
