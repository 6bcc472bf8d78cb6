"""Signers' credentials: keys with certificates of every kind that a verifier must tell apart."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from asn1crypto import x509 as asn1_x509
from cryptography import x509

from signing.development import profiles
from signing.development.addresses import Issuer
from signing.development.certificates import KeyHolder, Period, as_asn1
from signing.development.estate import Estate, authority_unit
from signing.development.files import locked
from signing.development.keys import DigestName, KeyKind, PrivateKey, make_key, sign_digest
from signing.development.profiles import Extensions, Purpose


class Variant(StrEnum):
    """What is right or wrong with a credential."""

    QUALIFIED = "qualified"
    WITHOUT_DEVICE = "without-device"
    """Qualified certificate, key not on a qualified device: an advanced signature or seal."""
    NOT_QUALIFIED = "not-qualified"
    AUTHENTICATION = "authentication"
    """For signing in only."""
    EXPIRED = "expired"
    NOT_YET_VALID = "not-yet-valid"
    REVOKED = "revoked"
    """Revoked from the moment of issue."""
    UNLISTED_ISSUER = "unlisted-issuer"
    """Issued by a CA that no trusted list names."""


@dataclass(frozen=True, eq=False)
class SigningCredential:
    """A signer's key with its certificate and the chain above it."""

    certificate: asn1_x509.Certificate
    chain: tuple[asn1_x509.Certificate, ...]
    """Issuer first, root last."""
    key: PrivateKey = field(repr=False)

    def sign_digest(self, digest: bytes, algorithm: DigestName) -> bytes:
        """Sign a digest computed elsewhere: PKCS#1 v1.5 for RSA, ECDSA in DER for EC.

        :raises ValueError: the digest has not the length of its algorithm.
        """
        return sign_digest(self.key, digest, algorithm)


@dataclass(frozen=True)
class CredentialRequest:
    """Everything that decides which credential is meant; the same request gives the same credential."""

    subject: x509.Name
    purpose: Purpose
    issuer: Issuer
    key: KeyKind
    variant: Variant

    @property
    def label(self) -> str:
        """Names the credential in the store without saying whose it is."""
        parts = (self.purpose, self.issuer, self.key, self.variant)
        return hashlib.sha256(
            b"|".join([*(p.encode() for p in parts), self.subject.public_bytes()])
        ).hexdigest()


_YEAR: Final = timedelta(days=365)
_HOUR: Final = timedelta(hours=1)


def credential(estate: Estate, request: CredentialRequest, moment: datetime) -> SigningCredential:
    """The credential asked for, issued at ``moment`` if there is none that fits."""
    if not _fits(estate, request, moment):
        with locked(estate.lock):
            if not _fits(estate, request, moment):
                _issue(estate, request, moment)
    holder = estate.credentials.holder(request.label)
    chain = (request.issuer, Issuer.ROOT)
    return SigningCredential(
        certificate=as_asn1(holder.certificate),
        chain=tuple(as_asn1(estate.units.certificate(authority_unit(issuer))) for issuer in chain),
        key=holder.key,
    )


def _fits(estate: Estate, request: CredentialRequest, moment: datetime) -> bool:
    if not estate.credentials.has(request.label):
        return False
    certificate = estate.credentials.certificate(request.label)
    match request.variant:
        case Variant.EXPIRED:
            return certificate.not_valid_after_utc < moment
        case Variant.NOT_YET_VALID:
            return certificate.not_valid_before_utc > moment
        case _:
            return certificate.not_valid_after_utc > moment


def _issue(estate: Estate, request: CredentialRequest, moment: datetime) -> None:
    key = make_key(request.key)
    certificate = estate.certify(
        request.issuer, request.subject, key.public_key(), _period(request.variant, moment), _profile(request)
    )
    if request.variant is Variant.REVOKED:
        estate.register.revoke(request.issuer, certificate.serial_number, certificate.not_valid_before_utc)
    estate.credentials.put(request.label, KeyHolder(key, certificate))


def _period(variant: Variant, moment: datetime) -> Period:
    now = moment.replace(microsecond=0)
    match variant:
        case Variant.EXPIRED:
            return Period(now - _YEAR, now - _HOUR)
        case Variant.NOT_YET_VALID:
            return Period(now + _YEAR, now + 2 * _YEAR)
        case _:
            return Period(now - _HOUR, now + 5 * _YEAR)


def _profile(request: CredentialRequest) -> Extensions:
    match request.variant:
        case Variant.NOT_QUALIFIED:
            return profiles.plain_signer()
        case Variant.AUTHENTICATION:
            return profiles.authentication()
        case variant:
            return profiles.qualified_signer(request.purpose, on_device=variant is not Variant.WITHOUT_DEVICE)
