"""Rendered PDF to issued PDF: the bytes that are frozen, shown and signed."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence
from typing import Final

from pypdf import PdfReader, PdfWriter

from service.documents.issuing.artifacts import mark_stray_lines
from service.documents.issuing.fields import add_signature_fields
from service.documents.issuing.metadata import fix_profile_date, with_identifier, write_metadata
from service.documents.model import DocumentMetadata, IssuedPdf, SignaturePlace

PDF_HEADER: Final = "%PDF-1.7"
"""ISO 32000-1, which PDF/A-2 and PDF/UA-1 build on."""


def issue_pdf(rendered_pdf: bytes, places: Sequence[SignaturePlace], metadata: DocumentMetadata) -> IssuedPdf:
    """Add the empty signature fields, finish PDF/A-2b and PDF/UA-1, and freeze the bytes.

    The same rendered pages, places and metadata give the same bytes.

    Raises:
        GiveUp: a place of signature is not in the template or does not fit on its page.
    """
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(rendered_pdf)))
    writer.pdf_header = PDF_HEADER
    mark_stray_lines(writer)
    fields = add_signature_fields(writer, places)
    write_metadata(writer, metadata)
    fix_profile_date(writer)
    writer.compress_identical_objects(remove_duplicates=False, remove_unreferenced=True)
    written = io.BytesIO()
    writer.write(written)
    content = with_identifier(written.getvalue())
    return IssuedPdf(content, hashlib.sha256(content).hexdigest(), len(writer.pages), fields)
