"""Issuing certificates: key holders, and the one function that signs for an issuer."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.types import CertificatePublicKeyTypes
from cryptography.hazmat.primitives.serialization import Encoding

from signing.development.keys import PrivateKey
from signing.development.profiles import Extensions


@dataclass(frozen=True, eq=False)
class KeyHolder:
    """A private key and the certificate that names who holds it."""

    key: PrivateKey = field(repr=False)
    certificate: x509.Certificate


@dataclass(frozen=True)
class Period:
    """Validity of a certificate, both ends included (aware, UTC)."""

    starts_at: datetime
    ends_at: datetime


def issue(
    subject: x509.Name,
    public_key: CertificatePublicKeyTypes,
    period: Period,
    extensions: Extensions,
    issuer: KeyHolder,
) -> x509.Certificate:
    """A certificate for ``public_key``, signed by ``issuer`` and ending no later than it."""
    ends_at = min(period.ends_at, issuer.certificate.not_valid_after_utc)
    builder = _builder(subject, public_key, Period(period.starts_at, ends_at), extensions)
    return _sign(builder, issuer.certificate.subject, issuer.key)


def self_signed(
    subject: x509.Name, key: PrivateKey, period: Period, extensions: Extensions
) -> x509.Certificate:
    """A certificate that vouches for itself: a root, or a trusted list's scheme operator."""
    return _sign(_builder(subject, key.public_key(), period, extensions), subject, key)


def as_asn1(certificate: x509.Certificate) -> asn1_x509.Certificate:
    """The same certificate as the signing code reads it."""
    return asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER))


def _builder(
    subject: x509.Name, public_key: CertificatePublicKeyTypes, period: Period, extensions: Extensions
) -> x509.CertificateBuilder:
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .public_key(public_key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(period.starts_at)
        .not_valid_after(period.ends_at)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public_key), critical=False)
    )
    for extension, critical in extensions:
        builder = builder.add_extension(extension, critical=critical)
    return builder


def _sign(builder: x509.CertificateBuilder, issuer: x509.Name, key: PrivateKey) -> x509.Certificate:
    key_identifier = x509.AuthorityKeyIdentifier.from_issuer_public_key(key.public_key())
    return (
        builder.issuer_name(issuer).add_extension(key_identifier, critical=False).sign(key, hashes.SHA256())
    )
