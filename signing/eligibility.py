"""May this certificate sign this document? Asked before anybody is sent to confirm a signature."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from asn1crypto import x509

from signing.errors import Refusal
from signing.identity import ExpectedSigner, identity_of

_FOR_DOCUMENTS: Final = "non_repudiation"
"""contentCommitment by its older name (RFC 5280 section 4.2.1.3)."""


def verify_may_sign(certificate: x509.Certificate, *, moment: datetime, expected: ExpectedSigner) -> None:
    """Verify that a certificate is valid at ``moment``, is meant for documents, and names ``expected``.

    What it does not ask: whether the issuer is trusted, whether the certificate is qualified or was revoked.

    :raises Refusal: one of these does not hold.
    """
    _verify_period(certificate, moment)
    _verify_usage(certificate)
    if not expected.is_named_by(identity_of(certificate)):
        raise Refusal(
            "signature.other_person",
            "The certificate belongs to somebody else than the one who must sign here.",
        )


def _verify_period(certificate: x509.Certificate, moment: datetime) -> None:
    if moment > certificate.not_valid_after:
        raise Refusal(
            "signature.certificate_expired",
            "The certificate expired on %(date)s; renew it and sign again.",
            date=f"{certificate.not_valid_after:%Y-%m-%d}",
        )
    if moment < certificate.not_valid_before:
        raise Refusal(
            "signature.certificate_not_yet_valid",
            "The certificate is valid only from %(date)s.",
            date=f"{certificate.not_valid_before:%Y-%m-%d}",
        )


def _verify_usage(certificate: x509.Certificate) -> None:
    usage = certificate.key_usage_value
    if usage is None or _FOR_DOCUMENTS not in usage.native:
        raise Refusal(
            "signature.not_for_documents",
            "The certificate is for signing in, not for signing documents; choose the one for signing.",
        )
