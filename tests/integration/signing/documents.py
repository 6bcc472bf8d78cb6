"""PDFs to sign, and ways in which others change them afterwards."""

from __future__ import annotations

import io

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, append_signature_field
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject

_TEXT = b"BT /F1 14 Tf 60 780 Td (Iesniegums) Tj ET"


def plain_pdf() -> bytes:
    """One page with a line of text, as pypdf writes it."""
    writer = PdfWriter()
    page = writer.add_blank_page(595, 842)
    content = DecodedStreamObject()
    content.set_data(_TEXT)
    page[NameObject("/Contents")] = writer._add_object(content)
    output = io.BytesIO()
    writer.write(output)
    return output.getvalue()


def pdf_with_fields(*names: str) -> bytes:
    """The same with an empty place of signature for each of ``names``."""
    writer = IncrementalPdfFileWriter(io.BytesIO(plain_pdf()))
    for number, name in enumerate(names):
        bottom = 60 + 90 * number
        append_signature_field(writer, SigFieldSpec(name, box=(60, bottom, 287, bottom + 62)))
    return written(writer)


def with_other_text(signed: bytes) -> bytes:
    """The page says something else, by an incremental update that leaves all signed bytes as they were."""
    writer = IncrementalPdfFileWriter(io.BytesIO(signed))
    page = writer.root["/Pages"]["/Kids"][0]
    other = generic.StreamObject(stream_data=_TEXT.replace(b"Iesniegums", b"Atteikums"))
    page[pdf_name("/Contents")] = writer.add_object(other)
    writer.update_container(page)
    return written(writer)


def without_field(signed: bytes, name: str) -> bytes:
    """The document no longer lists the signature field ``name``, though its bytes are all there."""
    writer = IncrementalPdfFileWriter(io.BytesIO(signed))
    fields = writer.root["/AcroForm"]["/Fields"]
    kept = [field for field in fields if field.get_object()["/T"] != name]
    writer.root["/AcroForm"][pdf_name("/Fields")] = generic.ArrayObject(kept)
    writer.update_container(fields)
    return written(writer)


def written(writer: IncrementalPdfFileWriter) -> bytes:
    output = io.BytesIO()
    writer.write(output)
    return output.getvalue()
