"""Finding the signatures of a PDF, whole or broken, and those that something hides."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, Final

from asn1crypto import cms, x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.general import extract_certificate_info
from pyhanko.sign.validation.generic_cms import extract_tst_data_iter
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from signing.garbled import GARBLED

DOCUMENT_TIMESTAMP: Final = "/ETSI.RFC3161"
PADES: Final = "/ETSI.CAdES.detached"
_KNOWN: Final = {PADES, DOCUMENT_TIMESTAMP, "/adbe.pkcs7.detached"}
_BYTE_RANGE: Final = re.compile(rb"/ByteRange\s*\[")


@dataclass(frozen=True)
class BrokenSignature:
    """A signature field that holds something which cannot be read as a signature."""

    field: str


@dataclass(frozen=True, eq=False)
class FoundSignature:
    """A signature field with what it holds."""

    field: str
    embedded: EmbeddedPdfSignature

    @property
    def is_document_timestamp(self) -> bool:
        """Whether it is a time stamp over the whole document."""
        return self.sub_filter == DOCUMENT_TIMESTAMP

    @property
    def sub_filter(self) -> str:
        """How the signature is encoded (ISO 32000-2 table 260)."""
        return str(self.embedded.sig_object.get("/SubFilter", ""))

    @cached_property
    def timestamp_tokens(self) -> tuple[cms.SignedData, ...]:
        """Its signature time stamps."""
        return tuple(extract_tst_data_iter(self.embedded.signer_info, signed=False))

    @cached_property
    def timestamping_certificates(self) -> tuple[x509.Certificate, ...]:
        """Of the units that made its signature time stamps, or itself if it is one."""
        if self.is_document_timestamp:
            return (self.embedded.signer_cert,)
        return tuple(extract_certificate_info(token).signer_cert for token in self.timestamp_tokens)

    @property
    def claimed_at(self) -> datetime | None:
        """The time that the signer states, if it can be read."""
        if self.is_document_timestamp:
            return None
        try:
            return self.embedded.self_reported_timestamp
        except GARBLED:
            return None

    @property
    def covers_until(self) -> int:
        """Offset after the last byte that it covers, none if it does not say so as it must."""
        match self.embedded.byte_range:
            case [int(), int(), int() as start, int() as length]:
                return start + length
            case _:
                return 0

    @property
    def stamped_at(self) -> datetime | None:
        """The earliest time that its time stamps state."""
        tokens = (self.embedded.signed_data,) if self.is_document_timestamp else self.timestamp_tokens
        return min((_generation_time(token) for token in tokens), default=None)


def find_signatures(reader: PdfFileReader) -> tuple[list[FoundSignature], list[BrokenSignature]]:
    """All filled signature fields: those that can be read, oldest first, and those that cannot.

    Raises what reading garbled bytes raises, if the fields themselves cannot be listed.
    """
    fields = enumerate_sig_fields(reader, filled_status=True)
    everything = [_read(reader, name, field) for name, _, field in fields]
    found = [one for one in everything if isinstance(one, FoundSignature)]
    broken = [one for one in everything if isinstance(one, BrokenSignature)]
    return sorted(found, key=lambda one: one.embedded.signed_revision), broken


def hides_signatures(data: bytes, listed: Sequence[FoundSignature]) -> bool:
    """Whether the bytes hold a signature after all that the listed ones cover.

    One before that end, which its own signer's later revision dropped, was seen by those who signed later.
    """
    covered = max((one.covers_until for one in listed), default=0)
    return _BYTE_RANGE.search(data, covered) is not None


def _read(reader: PdfFileReader, name: str, field: Any) -> FoundSignature | BrokenSignature:
    try:
        signature = EmbeddedPdfSignature(reader, field, name)
        known = signature.sig_object.get("/SubFilter") in _KNOWN and signature.signer_cert is not None
    except GARBLED:
        return BrokenSignature(name)
    return FoundSignature(name, signature) if known else BrokenSignature(name)


def _generation_time(token: cms.SignedData) -> datetime:
    moment: datetime = token["encap_content_info"]["content"].parsed["gen_time"].native
    return moment
