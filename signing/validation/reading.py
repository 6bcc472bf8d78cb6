"""Opening a file that anybody may have made."""

from __future__ import annotations

import io
import re
from typing import Final

from pyhanko.pdf_utils.reader import PdfFileReader

from signing.garbled import GARBLED
from signing.trust import Notice
from signing.validation.report import FileFormat

LARGEST: Final = 25 * 1024 * 1024
"""Bytes; larger files are not read."""
_HEADER_WITHIN: Final = 1024
_ASIC_MEDIA_TYPE: Final = b"mimetypeapplication/vnd.etsi.asic-e+zip"
_END: Final = re.compile(rb"%%EOF(\r\n|\r|\n)?\Z")

DAMAGED: Final = Notice("file.damaged", "The file is a damaged PDF: its structure cannot be followed.")


class Unreadable(Exception):
    """The file cannot be read; ``reason`` says why to people."""

    def __init__(self, reason: Notice) -> None:
        super().__init__(reason.code)
        self.reason = reason


def format_of(data: bytes) -> FileFormat:
    """What the file's first bytes say that it is."""
    if b"%PDF-" in data[:_HEADER_WITHIN]:
        return FileFormat.PDF
    if data.startswith(b"PK\x03\x04") and _ASIC_MEDIA_TYPE in data[:_HEADER_WITHIN]:
        return FileFormat.ASICE
    return FileFormat.OTHER


def verify_known_format(data: bytes) -> None:
    """Verify that it is worth trying to read ``data``.

    :raises Unreadable: it is empty, too large, or not of a format that is read here.
    """
    if not data:
        raise Unreadable(Notice("file.empty", "The file is empty."))
    if len(data) > LARGEST:
        raise Unreadable(
            Notice(
                "file.too_large",
                "The file is larger than %(mebibytes)s MiB and was not read.",
                {"mebibytes": LARGEST // (1024 * 1024)},
            )
        )
    match format_of(data):
        case FileFormat.ASICE:
            raise Unreadable(
                Notice(
                    "file.container", "The file is an ASiC-E (eDoc) container, which is not read here yet."
                )
            )
        case FileFormat.OTHER:
            raise Unreadable(Notice("file.not_pdf", "The file is not a PDF."))


def read_pdf(data: bytes) -> PdfFileReader:
    """A reader for ``data``, its structure checked strictly.

    :raises Unreadable: it is too large, not a PDF, damaged, or encrypted.
    """
    verify_known_format(data)
    try:
        reader = PdfFileReader(io.BytesIO(data), strict=True)
        encrypted, hybrid = reader.encrypted, reader.xrefs.hybrid_xrefs_present
        reader.root["/Pages"]
    except GARBLED as error:
        raise Unreadable(DAMAGED) from error
    if encrypted:
        raise Unreadable(
            Notice("file.encrypted", "The PDF is encrypted and cannot be read; give it without a password.")
        )
    if hybrid:
        raise Unreadable(
            Notice(
                "file.hybrid",
                "The PDF is written so that different programs may show different contents (hybrid "
                "cross-references); what was signed cannot be told.",
            )
        )
    return reader


def ends_cleanly(data: bytes) -> bool:
    """Whether nothing stands after the end of the last revision."""
    return _END.search(data, max(0, len(data) - 16)) is not None
