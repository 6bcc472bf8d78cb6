"""The second step of signing: a signature's value becomes a signed revision of the level asked for.

Either all that the level needs is in the result, or there is no result: never a lower level.
"""

from __future__ import annotations

import asyncio
import io
from datetime import datetime

from asn1crypto import cms
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.general import extract_certificate_info
from pyhanko.sign.signers.pdf_byterange import PreparedByteRangeDigest

from signing.appearance import date_in_riga
from signing.errors import GiveUp, Retry
from signing.extend import extend_to_archival
from signing.material import CertificateUse, Gathering, stored_material, verify_trusted
from signing.model import PreparedSignature, SignatureLevel, SignedRevision
from signing.prepare import external_signer, verify_update
from signing.revocation import RevocationSource
from signing.timestamps import TimestampAuthorities, token_time
from signing.trust import Trust
from signing.values import verify_signature_value


def complete_signature(
    prepared: PreparedSignature,
    signature_value: bytes,
    *,
    moment: datetime,
    timestamper: TimestampAuthorities,
    trust: Trust,
    revocation: RevocationSource,
) -> SignedRevision:
    """Put ``signature_value`` into the prepared PDF, with time stamp and validation data as its level asks.

    :param signature_value: over ``prepared.digest_to_sign``; ECDSA in DER or as the two numbers.
    :param moment: now; the responders' answers must hold then.
    :raises Refusal: the value is not this certificate's, or the certificate is revoked.
    :raises Retry: a time-stamp authority or responder does not answer, or (``signature.date_differs``) the
        day has changed since the signature was prepared.
    :raises GiveUp: the signature does not fit its place, or an authority is not on the trust list.
    """
    value = verify_signature_value(
        signature_value, prepared.certificate, prepared.digest_to_sign, prepared.digest_algorithm
    )
    stamped = prepared.level.includes(SignatureLevel.B_T)
    container = build_container(prepared, value, timestamper if stamped else None)
    return finish(
        prepared, container, moment=moment, timestamper=timestamper, trust=trust, revocation=revocation
    )


def finish(
    prepared: PreparedSignature,
    container: cms.ContentInfo,
    *,
    moment: datetime,
    timestamper: TimestampAuthorities,
    trust: Trust,
    revocation: RevocationSource,
) -> SignedRevision:
    """Put a complete CMS container into the prepared PDF and raise the result to the prepared level.

    Raises as ``complete_signature`` does.
    """
    token = timestamp_token(container)
    signed_at = None if token is None else token_time(token)
    if token is not None and signed_at is not None:
        _verify_shown_date(prepared, signed_at)
        _verify_makers(container, token, trust)
    pdf = _filled(prepared, container)
    if prepared.level.includes(SignatureLevel.B_LT):
        pdf = _with_material(pdf, container, trust=trust, revocation=revocation, moment=moment)
    if prepared.level.includes(SignatureLevel.B_LTA):
        pdf = extend_to_archival(
            pdf, moment=moment, timestamper=timestamper, trust=trust, revocation=revocation
        )
    return SignedRevision(pdf, prepared.field_name, prepared.level, signed_at)


def build_container(
    prepared: PreparedSignature, value: bytes, timestamper: TimestampAuthorities | None
) -> cms.ContentInfo:
    """The CMS signature (CAdES, EN 319 122-1) over the prepared attributes, time-stamped if asked.

    :raises Retry: no time-stamp authority answers.
    """
    signer = external_signer(prepared.certificate, value)
    signing = signer.async_sign_prescribed_attributes(
        prepared.digest_algorithm,
        signed_attrs=cms.CMSAttributes.load(prepared.signed_attributes),
        timestamper=timestamper,
    )
    container: cms.ContentInfo = asyncio.run(signing)
    return container


def timestamp_token(container: cms.ContentInfo) -> cms.ContentInfo | None:
    """The signature time stamp of a CMS signature, if it has one."""
    attributes = container["content"]["signer_infos"][0]["unsigned_attrs"]
    for attribute in attributes or ():
        if attribute["type"].native == "signature_time_stamp_token":
            return attribute["values"][0]
    return None


def _verify_shown_date(prepared: PreparedSignature, signed_at: datetime) -> None:
    if prepared.shown_date is not None and prepared.shown_date != date_in_riga(signed_at):
        raise Retry(
            "signature.date_differs",
            "The day changed while the document was being signed, and the page shows the day before. "
            "Start signing it again.",
        )


def _verify_makers(container: cms.ContentInfo, token: cms.ContentInfo, trust: Trust) -> None:
    """Both certificates, the signer's and the time-stamping unit's, must lead to the trust list."""
    for part in (container, token):
        found = extract_certificate_info(part["content"])
        verify_trusted(found.signer_cert, list(found.other_certs), trust, token_time(token))


def _filled(prepared: PreparedSignature, container: cms.ContentInfo) -> bytes:
    place = PreparedByteRangeDigest(prepared.document_digest, prepared.reserved_start, prepared.reserved_end)
    der = container.dump()
    if 2 * len(der) > prepared.reserved_end - prepared.reserved_start - 2:
        raise GiveUp(
            "signature.reserve_too_small",
            "The signature needs %(needed)s bytes and only %(kept)s were kept for it in the document.",
            needed=len(der),
            kept=(prepared.reserved_end - prepared.reserved_start - 2) // 2,
        )
    output = io.BytesIO(prepared.prepared_pdf)
    place.fill_with_cms(output, der)
    return output.getvalue()


def _with_material(
    pdf: bytes,
    container: cms.ContentInfo,
    *,
    trust: Trust,
    revocation: RevocationSource,
    moment: datetime,
) -> bytes:
    token = timestamp_token(container)
    if token is None:
        msg = "validation data belong to time-stamped signatures only"
        raise ValueError(msg)
    signed_at = token_time(token)
    signer, unit = (extract_certificate_info(part["content"]) for part in (container, token))
    embedded = (signer.signer_cert, *signer.other_certs, unit.signer_cert, *unit.other_certs)
    makers = (signer.signer_cert, unit.signer_cert)
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    stored, ask = stored_material(writer.prev), revocation.checked_at(moment)
    gathering = Gathering(stored, (*embedded, *trust.anchors), revocation, ask)
    for certificate in makers:
        gathering.gather(CertificateUse(certificate, signed_at))
    gathering.material.add_to(writer)
    output = io.BytesIO()
    writer.write(output)  # type: ignore[no-untyped-call]
    verify_update(pdf, output.getvalue())
    return output.getvalue()
