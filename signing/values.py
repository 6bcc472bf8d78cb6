"""Signature values: which digest a key signs, the encoding that CMS wants, and a check of what came back."""

from __future__ import annotations

from typing import Final

from asn1crypto import x509
from asn1crypto.core import Sequence
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.utils import (
    Prehashed,
    decode_dss_signature,
    encode_dss_signature,
)
from cryptography.hazmat.primitives.serialization import load_der_public_key

from signing.errors import Refusal
from signing.model import DigestAlgorithm, SigningCertificate

_HASHES: Final[dict[DigestAlgorithm, hashes.HashAlgorithm]] = {
    "sha256": hashes.SHA256(),
    "sha384": hashes.SHA384(),
}
_CURVE_DIGESTS: Final[dict[str, DigestAlgorithm]] = {"secp256r1": "sha256", "secp384r1": "sha384"}
_LEAST_RSA_BITS: Final = 2048


def digest_algorithm_for(certificate: x509.Certificate) -> DigestAlgorithm:
    """The digest that a key of this kind signs: SHA-256, or SHA-384 for P-384.

    :raises Refusal: the key is of a kind that documents are not signed with here.
    """
    key = certificate.public_key
    if key.algorithm == "rsa" and key.bit_size >= _LEAST_RSA_BITS:
        return "sha256"
    curve = key.curve[1] if key.algorithm == "ec" else None
    if curve in _CURVE_DIGESTS:
        return _CURVE_DIGESTS[curve]
    raise Refusal(
        "signature.key_not_supported",
        "Documents cannot be signed with this certificate's key (%(kind)s); RSA of 2048 bits or more, P-256 "
        "and P-384 can.",
        kind=str(curve or f"{key.algorithm} {key.bit_size}"),
    )


def verify_signature_value(
    value: bytes, certificate: SigningCertificate, digest: bytes, algorithm: DigestAlgorithm
) -> bytes:
    """The value in the encoding that CMS wants, after checking it against the certificate's key.

    ECDSA values may come in DER or as the two numbers after one another (IEEE P1363); RSA is PKCS#1 v1.5.

    :param digest: what was given to be signed.
    :raises Refusal: the value has no known encoding, or another key or other data made it.
    """
    key = load_der_public_key(certificate.x509.public_key.dump())
    prehashed = Prehashed(_HASHES[algorithm])
    try:
        if isinstance(key, ec.EllipticCurvePublicKey):
            value = _ecdsa_in_der(value, key.curve)
            key.verify(value, digest, ec.ECDSA(prehashed))
        elif isinstance(key, rsa.RSAPublicKey):
            key.verify(value, digest, PKCS1v15(), prehashed)
        else:
            digest_algorithm_for(certificate.x509)
    except InvalidSignature:
        raise Refusal(
            "signature.value_wrong",
            "The signature that came back was not made by this certificate's key over this document. "
            "Sign the document again.",
        ) from None
    return value


def _ecdsa_in_der(value: bytes, curve: ec.EllipticCurve) -> bytes:
    number_length = (curve.key_size + 7) // 8
    if _is_der_pair(value):
        return encode_dss_signature(*decode_dss_signature(value))
    if len(value) == 2 * number_length:
        halves = value[:number_length], value[number_length:]
        return encode_dss_signature(*(int.from_bytes(half, "big") for half in halves))
    raise Refusal(
        "signature.value_unreadable",
        "The signature that came back is neither DER nor two numbers of the key's size.",
    )


def _is_der_pair(value: bytes) -> bool:
    try:
        decode_dss_signature(value)
        return bool(Sequence.load(value, strict=True).dump() == value)
    except ValueError:
        return False
