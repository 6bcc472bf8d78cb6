"""Signing in one call, for signatories whose provider answers at once: prepare, sign, complete."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from signing.appearance import Appearance
from signing.complete import complete_signature
from signing.eligibility import verify_may_sign
from signing.model import SignatureLevel, SignaturePlace, SignedRevision
from signing.prepare import prepare_signature
from signing.provider import Signatory, SignatureProvider
from signing.revocation import RevocationSource
from signing.timestamps import TimestampAuthorities
from signing.trust import Trust


@dataclass(frozen=True)
class TrustServices:
    """Whom signing asks: time-stamp authorities, responders, and the trust list that says who counts."""

    timestamper: TimestampAuthorities
    revocation: RevocationSource
    trust: Trust


def sign_pdf(
    issued_pdf: bytes,
    *,
    field_name: str,
    provider: SignatureProvider,
    signatory: Signatory,
    level: SignatureLevel,
    services: TrustServices,
    moment: datetime,
    appearance: Appearance | None = None,
    place: SignaturePlace | None = None,
) -> SignedRevision:
    """Sign ``issued_pdf`` at ``field_name`` as ``signatory``.

    :param place: where the field is put if the PDF has none of that name.
    :param moment: now.
    :raises Refusal, Retry, GiveUp: as ``verify_may_sign``, ``prepare_signature``, ``complete_signature`` and
        the provider do; nothing is produced then.
    """
    certificate = provider.certificate_for(signatory)
    verify_may_sign(certificate.x509, moment=moment, expected=signatory.expected)
    prepared = prepare_signature(
        issued_pdf,
        field_name=field_name,
        certificate=certificate,
        level=level,
        moment=moment,
        appearance=appearance,
        place=place,
    )
    value = provider.sign_digest(certificate, prepared.digest_to_sign, prepared.digest_algorithm)
    return complete_signature(
        prepared,
        value,
        moment=moment,
        timestamper=services.timestamper,
        trust=services.trust,
        revocation=services.revocation,
    )
