"""Key shares as their holders keep them: a short text with a checksum, and a commitment that is published.

A share file is five lines that survive printing, typing and mail. Its commitment, kept on the server,
tells a right share from a wrong one and nothing of the key: a share's value is random in 256 bits.
"""

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from representation.sealing.errors import SealingError
from representation.sealing.shamir import Point, combine, split

FORMAT = "manyhands-key-share/1"
KEY_BYTES = 32
_HEX_DIGITS = 66
_CHECK_DIGITS = 12
_LINE = re.compile(r"\s*([a-z]+)\s*:\s*(.*?)\s*")
_NEEDED = re.compile(r"([1-9][0-9]?) of ([1-9][0-9]?), any ([1-9][0-9]?)")


@dataclass(frozen=True)
class KeyShare:
    """One holder's share of an election's private key. election: the code that the share was made for."""

    election: str
    number: int
    holders: int
    threshold: int
    value: int

    @property
    def commitment(self) -> str:
        """SHA-256 of the share, in hexadecimal: kept and published when the key is made."""
        return hashlib.sha256(f"{FORMAT}\n{self._facts}\n{self._hex}".encode()).hexdigest()

    @property
    def text(self) -> str:
        """The share file."""
        groups = " ".join(re.findall(".{1,6}", self._hex))
        return (
            f"{FORMAT}\nelection: {self.election}\n"
            f"share: {self.number} of {self.holders}, any {self.threshold}\n"
            f"value: {groups}\ncheck: {self._check}\n"
        )

    @property
    def _facts(self) -> str:
        return f"{self.election} {self.number} {self.holders} {self.threshold}"

    @property
    def _hex(self) -> str:
        return f"{self.value:0{_HEX_DIGITS}x}"

    @property
    def _check(self) -> str:
        text = f"check\n{self._facts}\n{self._hex}"
        return hashlib.sha256(text.encode()).hexdigest()[:_CHECK_DIGITS]


def share_key(
    private_key: bytes,
    *,
    election: str,
    below: Callable[[int], int],
    holders: int = 3,
    threshold: int = 2,
) -> tuple[KeyShare, ...]:
    """The private key in shares, any `threshold` of which open it. `below` as in `shamir.split`."""
    secret = int.from_bytes(private_key, "big")
    points = split(secret, holders=holders, threshold=threshold, below=below)
    return tuple(KeyShare(election, p.number, holders, threshold, p.value) for p in points)


def join_key(shares: Sequence[KeyShare]) -> bytes:
    """The private key. Raises SealingError for too few shares, or shares that are not of one key."""
    first = shares[0] if shares else None
    if first is None or len({share.number for share in shares}) < first.threshold:
        raise SealingError("too_few_shares", needed=first.threshold if first else 2)
    if any(_family(share) != _family(first) for share in shares):
        raise SealingError("shares_of_different_keys")
    secret = combine(Point(share.number, share.value) for share in shares)
    if secret >= 2 ** (8 * KEY_BYTES):
        raise SealingError("shares_of_different_keys")
    return secret.to_bytes(KEY_BYTES, "big")


def read_share(text: str) -> KeyShare:
    """The share in a text that may have been typed: spaces, capitals and blank lines do not matter.

    Raises SealingError: not_a_share; missing_line (name); bad_value (digits found); bad_check.
    """
    lines = [line.strip() for line in text.removeprefix("\ufeff").splitlines() if line.strip()]
    if not lines or lines[0].lower() != FORMAT:
        raise SealingError("not_a_share")
    found = {match[1]: match[2] for line in lines[1:] if (match := _LINE.fullmatch(line.lower()))}
    for name in ("election", "share", "value", "check"):
        if not found.get(name):
            raise SealingError("missing_line", name=name)
    counts = _NEEDED.fullmatch(" ".join(found["share"].split()))
    if counts is None:
        raise SealingError("missing_line", name="share")
    digits = "".join(found["value"].split())
    if not re.fullmatch(f"[0-9a-f]{{{_HEX_DIGITS}}}", digits):
        raise SealingError("bad_value", digits=len(digits), wanted=_HEX_DIGITS)
    number, holders, threshold = map(int, counts.groups())
    share = KeyShare(found["election"], number, holders, threshold, int(digits, 16))
    if share._check != "".join(found["check"].split()):
        raise SealingError("bad_check")
    return share


def _family(share: KeyShare) -> tuple[str, int, int]:
    return share.election, share.holders, share.threshold
