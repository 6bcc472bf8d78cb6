"""An organisation's electronic seal, put on without anybody confirming it.

The CMS is built by endesive, which knows RSA with PKCS#1 v1.5 only and writes no PAdES container of its own:
the container, the time stamp and the validation data are the same as of every other signature here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime

from asn1crypto import cms, tsp, x509
from endesive.signer import SignerBase

from signing.appearance import Appearance
from signing.complete import finish
from signing.eligibility import verify_may_sign
from signing.errors import Refusal
from signing.model import PreparedSignature, SignatureLevel, SignaturePlace, SignedRevision
from signing.prepare import prepare_signature
from signing.provider import Signatory, SignatureProvider
from signing.sign import TrustServices
from signing.timestamps import TimestampAuthorities
from signing.values import verify_signature_value


def seal_pdf(
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
    """Seal ``issued_pdf`` at ``field_name`` for the organisation ``signatory``.

    :raises Refusal, Retry, GiveUp: as ``sign_pdf``; a Refusal also if the seal's key is not RSA.
    """
    certificate = provider.certificate_for(signatory)
    if certificate.x509.public_key.algorithm != "rsa":
        raise Refusal(
            "seal.key_not_rsa",
            "Seals are put on with RSA keys only; the seal's certificate has a key of another kind.",
        )
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
    timestamper = services.timestamper if level.includes(SignatureLevel.B_T) else None
    container = cms.ContentInfo.load(_SealContainer(prepared, provider, timestamper).build())
    return finish(
        prepared,
        container,
        moment=moment,
        timestamper=services.timestamper,
        trust=services.trust,
        revocation=services.revocation,
    )


class _SealContainer(SignerBase):  # type: ignore[misc]  # endesive is not typed
    """Endesive's CMS builder, its signing and time stamping done by ours."""

    def __init__(
        self,
        prepared: PreparedSignature,
        provider: SignatureProvider,
        timestamper: TimestampAuthorities | None,
    ) -> None:
        certificate = prepared.certificate
        super().__init__(
            datau=b"",
            cert=certificate.x509,
            othercerts=_without_roots(certificate.issuers),
            hashalgo=prepared.digest_algorithm,
            attrs=True,
            signed_value=prepared.document_digest,
        )
        self._prepared = prepared
        self._provider = provider
        self._timestamper = timestamper

    def sign(self, tosign: bytes) -> bytes:
        certificate, algorithm = self._prepared.certificate, self._prepared.digest_algorithm
        digest = hashlib.new(algorithm, tosign).digest()
        value = self._provider.sign_digest(certificate, digest, algorithm)
        return verify_signature_value(value, certificate, digest, algorithm)

    def get_tsp_response(self, signed_value_signature: bytes) -> tsp.TimeStampResp | None:
        if self._timestamper is None:
            return None
        algorithm = self._prepared.digest_algorithm
        digest = hashlib.new(algorithm, signed_value_signature).digest()
        token = self._timestamper.timestamp(digest, algorithm)
        return tsp.TimeStampResp({"status": {"status": "granted"}, "time_stamp_token": token})


def _without_roots(issuers: Sequence[x509.Certificate]) -> list[x509.Certificate]:
    return [issuer for issuer in issuers if not issuer.self_issued]
