"""Certificate revocation lists (RFC 5280 section 5), made from the register at the moment of asking."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding

from signing.development.addresses import Issuer
from signing.development.estate import Estate, authority_unit

_LIFETIME: Final = timedelta(days=1)


def revocation_list(estate: Estate, issuer: Issuer, moment: datetime) -> bytes:
    """The issuer's signed list, in DER, of what is revoked at ``moment``."""
    holder = estate.units.holder(authority_unit(issuer))
    now = moment.replace(microsecond=0)
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(holder.certificate.subject)
        .last_update(now)
        .next_update(now + _LIFETIME)
        .add_extension(x509.CRLNumber(int(moment.timestamp() * 1_000_000)), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(holder.certificate.public_key()),  # type: ignore[arg-type]
            critical=False,
        )
    )
    for serial_number, revoked_at in estate.register.revocations(issuer):
        if revoked_at <= moment:
            builder = builder.add_revoked_certificate(_entry(serial_number, revoked_at))
    return builder.sign(holder.key, hashes.SHA256()).public_bytes(Encoding.DER)


def _entry(serial_number: int, revoked_at: datetime) -> x509.RevokedCertificate:
    return (
        x509.RevokedCertificateBuilder()
        .serial_number(serial_number)
        .revocation_date(revoked_at.replace(microsecond=0))
        .add_extension(x509.CRLReason(x509.ReasonFlags.key_compromise), critical=False)
        .build()
    )
