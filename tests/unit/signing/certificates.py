"""Certificates for unit tests, made on the spot."""

from __future__ import annotations

from datetime import UTC, datetime

from asn1crypto.x509 import Certificate
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from signing.model import SigningCertificate

Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey

STARTS_AT = datetime(2026, 1, 1, tzinfo=UTC)
ENDS_AT = datetime(2031, 1, 1, tzinfo=UTC)
ANNA = {
    NameOID.COUNTRY_NAME: "LV",
    NameOID.COMMON_NAME: "ANNA PARAUDZIŅA",
    NameOID.GIVEN_NAME: "ANNA",
    NameOID.SURNAME: "PARAUDZIŅA",
    NameOID.SERIAL_NUMBER: "PNOLV-010180-15097",
}


def certificate(
    subject: dict[x509.ObjectIdentifier, str],
    *,
    issuer: str = "LV eID ICA 2021",
    content_commitment: bool = True,
    key: Key | None = None,
) -> Certificate:
    """A certificate with these subject attributes, vouched for by nobody."""
    key = key or ec.generate_private_key(ec.SECP256R1())
    usage = x509.KeyUsage(
        digital_signature=not content_commitment,
        content_commitment=content_commitment,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    built = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(oid, value) for oid, value in subject.items()]))
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer)]))
        .public_key(key.public_key())
        .serial_number(17)
        .not_valid_before(STARTS_AT)
        .not_valid_after(ENDS_AT)
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )
    return Certificate.load(built.public_bytes(Encoding.DER))


def signing_certificate(key: Key) -> SigningCertificate:
    return SigningCertificate.of(certificate(ANNA, key=key), ())
