"""Sealing to an election's public key: libsodium's sealed box (X25519, XSalsa20-Poly1305), through PyNaCl.

Whoever has the public key can seal; only the private key opens, and who sealed is not in the box.
"""

from dataclasses import dataclass

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox

from representation.sealing.errors import SealingError

OVERHEAD = 48  # bytes that a sealed box adds


@dataclass(frozen=True)
class KeyPair:
    """Both keys, 32 bytes each. The private one lives in memory until it is shared out, and at the count."""

    public: bytes
    private: bytes


def make_keys() -> KeyPair:
    """A fresh pair, from the system's randomness."""
    private = PrivateKey.generate()
    return KeyPair(bytes(private.public_key), bytes(private))


def is_pair(public: bytes, private: bytes) -> bool:
    """Whether this private key opens what is sealed to this public key."""
    return bytes(PrivateKey(private).public_key) == public


def seal(content: bytes, public: bytes) -> bytes:
    """The content in a box that is OVERHEAD bytes longer and never the same twice."""
    return bytes(SealedBox(PublicKey(public)).encrypt(content))


def unseal(sealed: bytes, private: bytes) -> bytes:
    """The content. Raises SealingError (cannot_open) for another key's box, or one that was tampered with."""
    try:
        return bytes(SealedBox(PrivateKey(private)).decrypt(sealed))
    except CryptoError:
        raise SealingError("cannot_open") from None
