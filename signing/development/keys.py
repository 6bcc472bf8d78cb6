"""Private keys of the development authority: made, stored, read and used."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Final, Literal

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from signing.errors import GiveUp

PrivateKey = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey
DigestName = Literal["sha256", "sha384"]


class KeyKind(StrEnum):
    """Keys that Latvian cards and remote signing services hold."""

    RSA_2048 = "rsa-2048"
    EC_P256 = "ec-p256"
    EC_P384 = "ec-p384"


_DIGESTS: Final[dict[str, hashes.HashAlgorithm]] = {"sha256": hashes.SHA256(), "sha384": hashes.SHA384()}


def make_rsa_key(bits: int) -> rsa.RSAPrivateKey:
    """A new RSA key with the usual exponent."""
    return rsa.generate_private_key(public_exponent=65537, key_size=bits)


def make_key(kind: KeyKind) -> PrivateKey:
    """A new key of one of the kinds that signers hold."""
    match kind:
        case KeyKind.RSA_2048:
            return make_rsa_key(2048)
        case KeyKind.EC_P256:
            return ec.generate_private_key(ec.SECP256R1())
        case KeyKind.EC_P384:
            return ec.generate_private_key(ec.SECP384R1())


def write_key(key: PrivateKey, path: Path) -> None:
    """Write ``key`` as PKCS#8 PEM that only its owner may read.

    :raises FileExistsError: a key is never written over.
    """
    path.touch(mode=0o600, exist_ok=False)
    path.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))


def read_key(path: Path) -> PrivateKey:
    """Read and check a key; slow for RSA (a quarter of a second at 4096 bits), so do it once.

    :raises GiveUp: the file is not a key of this authority.
    """
    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except (OSError, ValueError) as error:
        raise GiveUp(
            "development.key_unreadable",
            "The development key store is damaged: cannot read %(path)s.",
            path=str(path),
        ) from error
    if not isinstance(key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey):
        raise GiveUp(
            "development.key_unreadable",
            "The development key store is damaged: cannot read %(path)s.",
            path=str(path),
        )
    return key


def sign_digest(key: PrivateKey, digest: bytes, algorithm: DigestName) -> bytes:
    """Sign a digest that was computed elsewhere: PKCS#1 v1.5, or ECDSA in DER.

    :raises ValueError: the digest has not the length of its algorithm.
    """
    prehashed = Prehashed(_DIGESTS[algorithm])
    if isinstance(key, rsa.RSAPrivateKey):
        return key.sign(digest, PKCS1v15(), prehashed)
    return key.sign(digest, ec.ECDSA(prehashed))
