"""Signature values: encodings that come back, and values that are not this key's."""

from __future__ import annotations

import hashlib

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed, decode_dss_signature

from signing.errors import Refusal
from signing.model import DigestAlgorithm
from signing.values import digest_algorithm_for, verify_signature_value
from tests.unit.signing.certificates import ANNA, certificate, signing_certificate

P256 = ec.generate_private_key(ec.SECP256R1())
P384 = ec.generate_private_key(ec.SECP384R1())
RSA = rsa.generate_private_key(65537, 2048)
DIGEST = hashlib.sha256(b"signed").digest()


def _ecdsa(digest: bytes = DIGEST) -> bytes:
    return P256.sign(digest, ec.ECDSA(Prehashed(hashes.SHA256())))


@pytest.mark.parametrize(("key", "algorithm"), [(P256, "sha256"), (P384, "sha384"), (RSA, "sha256")])
def test_the_key_decides_the_digest(key: ec.EllipticCurvePrivateKey, algorithm: str) -> None:
    assert digest_algorithm_for(certificate(ANNA, key=key)) == algorithm


@pytest.mark.parametrize(
    "key",
    [
        ec.generate_private_key(ec.SECP521R1()),
        rsa.generate_private_key(65537, 1024),  # noqa: S505  a key too weak is the point
    ],
)
def test_other_keys_do_not_sign_documents(key: ec.EllipticCurvePrivateKey) -> None:
    with pytest.raises(Refusal) as refused:
        digest_algorithm_for(certificate(ANNA, key=key))
    assert refused.value.code == "signature.key_not_supported"


def test_der_stays_der() -> None:
    value = _ecdsa()
    assert verify_signature_value(value, signing_certificate(P256), DIGEST, "sha256") == value


def test_two_numbers_become_der() -> None:
    value = _ecdsa()
    raw = b"".join(number.to_bytes(32, "big") for number in decode_dss_signature(value))
    assert verify_signature_value(raw, signing_certificate(P256), DIGEST, "sha256") == value


def test_rsa_values_are_taken_as_they_are() -> None:
    value = RSA.sign(DIGEST, PKCS1v15(), Prehashed(hashes.SHA256()))
    assert verify_signature_value(value, signing_certificate(RSA), DIGEST, "sha256") == value


@pytest.mark.parametrize(
    "value", [b"", b"\x30", bytes(63), bytes(65), b"\x30\x06\x02\x01\x01\x02\x01\x01\x00"], ids=len
)
def test_values_in_no_known_encoding_are_refused(value: bytes) -> None:
    with pytest.raises(Refusal) as refused:
        verify_signature_value(value, signing_certificate(P256), DIGEST, "sha256")
    assert refused.value.code == "signature.value_unreadable"


@pytest.mark.parametrize(
    ("value", "key", "algorithm"),
    [
        (_ecdsa(hashlib.sha256(b"other").digest()), P256, "sha256"),
        (bytes(64), P256, "sha256"),
        (bytes(256), RSA, "sha256"),
        (b"", RSA, "sha256"),
    ],
    ids=["other data", "zeros", "rsa zeros", "rsa empty"],
)
def test_values_of_other_data_are_refused(
    value: bytes, key: ec.EllipticCurvePrivateKey, algorithm: DigestAlgorithm
) -> None:
    with pytest.raises(Refusal) as refused:
        verify_signature_value(value, signing_certificate(key), DIGEST, algorithm)
    assert refused.value.code == "signature.value_wrong"
