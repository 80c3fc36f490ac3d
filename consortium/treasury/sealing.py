"""Bank details and receipts at rest: AES-256-GCM, bound to the row that holds them.

The row's name goes in as associated data, so a sealed value moved to another row does not open. A
key has an id of its own, kept with what it sealed, so that keys can change. Never log a Secret.
"""

import hashlib
import hmac
import json
import os
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE_BYTES = 12


class CannotOpen(Exception):
    """The sealed value is another row's, was altered, or its key is not here."""


@dataclass(frozen=True)
class BankAccount:
    """A UK account: six digits of sort code, eight of account number, the holder's name.

    Its representation hides the numbers, so that neither a log nor an error page shows them.
    """

    name: str
    sort_code: str
    number: str

    def __repr__(self) -> str:
        return f"BankAccount(ending {self.number[-2:]})"

    __str__ = __repr__


@dataclass(frozen=True, repr=False)
class Key:
    """A secret of the installation, and the id under which rows name it."""

    id: str
    secret: bytes

    @classmethod
    def of(cls, text: str, purpose: str = "bank details") -> "Key":
        """The key that a secret text stands for, another for each purpose."""
        secret = hashlib.sha256(f"manyhands {purpose}{text}".encode()).digest()
        return cls(hashlib.sha256(b"id" + secret).hexdigest()[:8], secret)


def seal(account: BankAccount, *, row: str, key: Key) -> bytes:
    """The account under the key, to be opened only as `row`."""
    plain = json.dumps([account.name, account.sort_code, account.number]).encode()
    return seal_bytes(plain, row=row, key=key)


def open_sealed(sealed: bytes, *, row: str, key: Key) -> BankAccount:
    """What `seal` sealed for that row. Raises CannotOpen."""
    return BankAccount(*json.loads(open_bytes(sealed, row=row, key=key)))


def seal_bytes(plain: bytes, *, row: str, key: Key) -> bytes:
    """Anything under the key, to be opened only as `row`."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(key.secret).encrypt(nonce, plain, row.encode())


def open_bytes(sealed: bytes, *, row: str, key: Key) -> bytes:
    """What `seal_bytes` sealed for that row. Raises CannotOpen."""
    try:
        return AESGCM(key.secret).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], row.encode())
    except (InvalidTag, ValueError):
        raise CannotOpen(row) from None


def fingerprint(account: BankAccount, key: Key) -> str:
    """Equal for the same sort code and number, and telling nothing without the key."""
    said = f"{account.sort_code} {account.number}".encode()
    return hmac.new(key.secret, said, hashlib.sha256).hexdigest()
