"""Asking issuers now, when a document does not say itself whether its certificates were revoked."""

from __future__ import annotations

from dataclasses import replace

from pyhanko.sign.general import extract_certificate_info

from signing.material import CertificateUse, Gathering
from signing.revocation import RevocationSource
from signing.validation.fields import FoundSignature
from signing.validation.policy import ValidationPolicy


def with_answers_of_now(
    found: FoundSignature, policy: ValidationPolicy, revocation: RevocationSource
) -> ValidationPolicy:
    """The policy with what responders say of the certificates behind ``found``, as far as they answer."""
    pool = [*found.embedded.other_embedded_certs, *policy.trust.anchors]
    for token in found.timestamp_tokens:
        pool.extend(extract_certificate_info(token).other_certs)
    gathering = Gathering(policy.material, pool, revocation, revocation.any_answer)
    for certificate in (found.embedded.signer_cert, *found.timestamping_certificates):
        gathering.gather(CertificateUse(certificate, policy.moment))
    return replace(policy, material=gathering.material)
