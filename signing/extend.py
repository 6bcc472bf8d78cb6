"""Archival time stamps (PAdES B-LTA, EN 319 142-1 section 5.5): the last one keeps all before it provable.

The same function makes the first and, before the last one's certificate ends, each next.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import datetime
from typing import Final

from asn1crypto import cms, x509
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import InvisSigSettings, SigFieldSpec
from pyhanko.sign.general import extract_certificate_info
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigObjSetup
from pyhanko.sign.signers.pdf_byterange import DocumentTimestamp
from pyhanko.sign.validation.generic_cms import extract_tst_data_iter
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from signing.errors import Refusal
from signing.garbled import GARBLED
from signing.material import CertificateUse, Gathering, stored_material, verify_trusted
from signing.prepare import verify_update
from signing.revocation import RevocationSource
from signing.timestamps import TimestampAuthorities
from signing.trust import Trust

_ALGORITHM: Final = "sha256"
_RESERVED: Final = 16384
_FIELD_PREFIX: Final = "archive_timestamp_"


def extend_to_archival(
    signed_revision: bytes,
    *,
    moment: datetime,
    timestamper: TimestampAuthorities,
    trust: Trust,
    revocation: RevocationSource,
) -> bytes:
    """The PDF with what is missing to prove its signatures and time stamps, under a document time stamp.

    :raises Refusal: the PDF cannot be read or has no signature, or a certificate was revoked.
    :raises Retry: a time-stamp authority or responder does not answer; nothing was produced.
    :raises GiveUp: the time-stamp authority is not on the trust list.
    """
    signatures = _signatures(signed_revision)
    writer = IncrementalPdfFileWriter(io.BytesIO(signed_revision))
    pool = [certificate for signature in signatures for certificate in _certificates(signature)]
    stored, ask = stored_material(writer.prev), revocation.checked_at(moment)
    gathering = Gathering(stored, (*pool, *trust.anchors), revocation, ask)
    for signature in signatures:
        for use in _uses(signature, moment):
            gathering.gather(use)
    gathering.material.add_to(writer)
    extended = _timestamped(writer, f"{_FIELD_PREFIX}{len(signatures) + 1}", timestamper, trust)
    verify_update(signed_revision, extended)
    return extended


def _signatures(pdf: bytes) -> list[EmbeddedPdfSignature]:
    try:
        signatures = list(PdfFileReader(io.BytesIO(pdf)).embedded_signatures)
    except GARBLED as error:
        raise Refusal(
            "signature.pdf_unreadable", "The document to sign is not a PDF that can be read."
        ) from error
    if not signatures:
        raise Refusal("signature.not_signed", "The document has no signature that could be kept.")
    return signatures


def _uses(signature: EmbeddedPdfSignature, moment: datetime) -> Iterator[CertificateUse]:
    """The certificates behind a signature and its time stamps, each with the earliest time known for it."""
    if signature.sig_object_type == "/DocTimeStamp":
        yield _use_of_token(signature.signed_data)
        return
    tokens = [_use_of_token(token) for token in extract_tst_data_iter(signature.signer_info, signed=False)]
    yield from tokens
    yield CertificateUse(signature.signer_cert, min((use.used_at for use in tokens), default=moment))


def _use_of_token(signed_data: cms.SignedData) -> CertificateUse:
    info = signed_data["encap_content_info"]["content"].parsed
    return CertificateUse(extract_certificate_info(signed_data).signer_cert, info["gen_time"].native)


def _certificates(signature: EmbeddedPdfSignature) -> Iterator[x509.Certificate]:
    yield signature.signer_cert
    yield from signature.other_embedded_certs
    for token in extract_tst_data_iter(signature.signer_info, signed=False):
        found = extract_certificate_info(token)
        yield found.signer_cert
        yield from found.other_certs


def _timestamped(
    writer: IncrementalPdfFileWriter, field_name: str, timestamper: TimestampAuthorities, trust: Trust
) -> bytes:
    place = SigFieldSpec(
        field_name,
        invis_sig_settings=InvisSigSettings(set_print_flag=True),
        readable_field_name="Arhīva laika zīmogs",
    )
    embedding = PdfCMSEmbedder(place).write_cms(field_name, writer)
    next(embedding)
    placeholder = DocumentTimestamp(bytes_reserved=_RESERVED)  # type: ignore[no-untyped-call]
    embedding.send(SigObjSetup(sig_placeholder=placeholder))
    digest, output = embedding.send(SigIOSetup(md_algorithm=_ALGORITHM))
    token = timestamper.timestamp(digest.document_digest, _ALGORITHM)
    _verify_unit(token["content"], trust)
    digest.fill_with_cms(output, token)
    pdf: bytes = output.getvalue()
    return pdf


def _verify_unit(token: cms.SignedData, trust: Trust) -> None:
    found = extract_certificate_info(token)
    use = _use_of_token(token)
    verify_trusted(found.signer_cert, list(found.other_certs), trust, use.used_at)
