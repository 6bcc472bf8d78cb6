"""The first step of signing: the PDF with a place kept for the signature, and what the key must sign.

The result may be stored and completed by another process later (EN 319 142-1; ISO 32000-2 section 12.8).
"""

from __future__ import annotations

import asyncio
import io
from collections.abc import Generator
from datetime import datetime
from typing import Any, Final

from pyhanko.pdf_utils.form_tools import get_single_field_annot
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import (
    SigFieldSpec,
    SigSeedSubFilter,
    VisibleSigSettings,
    enumerate_sig_fields,
)
from pyhanko.sign.signers import ExternalSigner
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigObjSetup
from pyhanko.sign.signers.constants import ESIC_EXTENSION_1
from pyhanko.sign.signers.pdf_byterange import PreparedByteRangeDigest, SignatureObject
from pyhanko_certvalidator.registry import SimpleCertificateStore

from signing.appearance import Appearance, date_in_riga, draw
from signing.errors import Refusal
from signing.garbled import GARBLED
from signing.model import (
    DigestAlgorithm,
    PreparedSignature,
    SignatureLevel,
    SignaturePlace,
    SigningCertificate,
)
from signing.values import digest_algorithm_for

LEAST_RESERVED: Final = 16384
"""Hexadecimal digits kept for a signature: enough for B-T with a chain of three certificates."""
_OTHER_PARTS: Final = 1024
_TIMESTAMP_TOKEN: Final = 6144
_ROUNDING: Final = 1024


def prepare_signature(
    issued_pdf: bytes,
    *,
    field_name: str,
    certificate: SigningCertificate,
    level: SignatureLevel,
    moment: datetime,
    appearance: Appearance | None = None,
    place: SignaturePlace | None = None,
    bytes_reserved: int | None = None,
) -> PreparedSignature:
    """Add a signature without its value to ``issued_pdf``, as an incremental update.

    :param field_name: an empty signature field; made at ``place`` if there is none of that name.
    :param moment: what the signature claims as its time, and the date that the appearance shows.
    :param bytes_reserved: hexadecimal digits kept for the signature; computed from the chain if not given.
    :raises Refusal: the PDF cannot be read or is encrypted, the field is signed or is not there, or the key
        is of a kind that documents are not signed with.
    :raises GiveUp: the appearance cannot be drawn.
    """
    algorithm = digest_algorithm_for(certificate.x509)
    writer = _writer(issued_pdf)
    _verify_field(writer, field_name, place)
    writer.ensure_output_version((1, 7))  # type: ignore[no-untyped-call]
    writer.register_extension(ESIC_EXTENSION_1)
    embedding = PdfCMSEmbedder(_new_field(field_name, place)).write_cms(field_name, writer)
    field = next(embedding).get_object()
    shown = None
    if appearance is not None:
        shown = date_in_riga(moment)
        lines = appearance.lines(certificate.x509, level, shown)
        draw(writer, get_single_field_annot(field), lines, appearance.font)
    reserved = bytes_reserved or _digits_to_reserve(certificate)
    digest, prepared_pdf = _write(embedding, moment, reserved, algorithm)
    verify_update(issued_pdf, prepared_pdf)
    return PreparedSignature(
        field_name=field_name,
        level=level,
        certificate=certificate,
        digest_algorithm=algorithm,
        document_digest=digest.document_digest,
        signed_attributes=_signed_attributes(certificate, digest.document_digest, algorithm),
        reserved_start=digest.reserved_region_start,
        reserved_end=digest.reserved_region_end,
        claimed_at=moment,
        shown_date=shown,
        prepared_pdf=prepared_pdf,
    )


def external_signer(certificate: SigningCertificate, value: bytes | None = None) -> ExternalSigner:
    """PyHanko's view of a signer whose key is elsewhere, ``value`` being what that key made."""
    store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    store.register_multiple(certificate.issuers)
    return ExternalSigner(certificate.x509, store, signature_value=value, embed_roots=False)


def _writer(issued_pdf: bytes) -> IncrementalPdfFileWriter:
    try:
        writer = IncrementalPdfFileWriter(io.BytesIO(issued_pdf))
        encrypted = writer.prev.encrypted
    except GARBLED as error:
        raise Refusal(
            "signature.pdf_unreadable", "The document to sign is not a PDF that can be read."
        ) from error
    if encrypted:
        raise Refusal(
            "signature.pdf_encrypted", "The document to sign is encrypted; give it without a password."
        )
    return writer


def _verify_field(writer: IncrementalPdfFileWriter, name: str, place: SignaturePlace | None) -> None:
    found = next(iter(enumerate_sig_fields(writer, with_name=name)), None)
    if found is None and place is None:
        raise Refusal(
            "signature.no_field", "The document has no place of signature called “%(field)s”.", field=name
        )
    if found is not None and found[1] is not None:
        raise Refusal(
            "signature.field_signed", "The place of signature “%(field)s” is signed already.", field=name
        )


def _new_field(name: str, place: SignaturePlace | None) -> SigFieldSpec | None:
    if place is None:
        return None
    return SigFieldSpec(
        sig_field_name=name,
        on_page=place.page,
        box=place.box,
        readable_field_name=place.tooltip,
        visible_sig_settings=VisibleSigSettings(print_signature=True),
    )


def _write(
    embedding: Generator[Any, Any, None], moment: datetime, reserved: int, algorithm: DigestAlgorithm
) -> tuple[PreparedByteRangeDigest, bytes]:
    placeholder = SignatureObject(moment, subfilter=SigSeedSubFilter.PADES, bytes_reserved=reserved)
    embedding.send(SigObjSetup(sig_placeholder=placeholder))
    digest, output = embedding.send(SigIOSetup(md_algorithm=algorithm))
    return digest, output.getvalue()


def _signed_attributes(certificate: SigningCertificate, digest: bytes, algorithm: DigestAlgorithm) -> bytes:
    attributes = external_signer(certificate).signed_attrs(digest, algorithm, use_pades=True)
    der: bytes = asyncio.run(attributes).dump()
    return der


def _digits_to_reserve(certificate: SigningCertificate) -> int:
    certificates = sum(
        len(part.dump()) for part in (certificate.x509, *certificate.issuers) if not part.self_issued
    )
    needed = 2 * (certificates + certificate.x509.public_key.byte_size + _OTHER_PARTS + _TIMESTAMP_TOKEN)
    rounded: int = -(-needed // _ROUNDING) * _ROUNDING
    return max(LEAST_RESERVED, rounded)


def verify_update(before: bytes, after: bytes) -> None:
    """Verify the promise of incremental updates: what was there stays unchanged (ISO 32000-2 section 7.5.6).

    :raises AssertionError: it is not, by a fault of this program.
    """
    if not after.startswith(before):
        msg = "an incremental update changed what it should only add to"
        raise AssertionError(msg)
