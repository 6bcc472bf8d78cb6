"""A rendered PDF that is not fit for the archive goes no further."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    TextStringObject,
)

from service.documents.archival import verify_archival_pdf
from signing.errors import Refusal

XMP = b"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>"


def good_writer() -> PdfWriter:
    writer = PdfWriter()
    page = writer.add_blank_page(595, 842)
    font = DictionaryObject({NameObject("/BaseFont"): NameObject("/ABCDEF+Noto")})
    font[NameObject("/FontDescriptor")] = DictionaryObject({NameObject("/FontFile2"): TextStringObject("x")})
    page[NameObject("/Resources")] = DictionaryObject(
        {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
    )
    packet = DecodedStreamObject()
    packet.set_data(XMP)
    root = writer.root_object
    root[NameObject("/Metadata")] = writer._add_object(packet)
    root[NameObject("/MarkInfo")] = DictionaryObject({NameObject("/Marked"): BooleanObject(value=True)})
    root[NameObject("/StructTreeRoot")] = DictionaryObject()
    root[NameObject("/Lang")] = TextStringObject("lv-LV")
    writer.add_metadata({"/Title": "Iesniegums"})
    return writer


def verify(writer: PdfWriter) -> None:
    written = io.BytesIO()
    writer.write(written)
    verify_archival_pdf(written.getvalue(), title="Iesniegums", language="lv-LV")


def no_pages(writer: PdfWriter) -> None:
    writer.remove_page(0)


def not_tagged(writer: PdfWriter) -> None:
    del writer.root_object["/StructTreeRoot"]


def no_language(writer: PdfWriter) -> None:
    writer.root_object[NameObject("/Lang")] = TextStringObject("en-US")


def no_title(writer: PdfWriter) -> None:
    writer.add_metadata({"/Title": "Untitled 1"})


def not_pdf_a(writer: PdfWriter) -> None:
    del writer.root_object["/Metadata"]


def active_content(writer: PdfWriter) -> None:
    scripts = DictionaryObject({NameObject("/JavaScript"): DictionaryObject()})
    writer.root_object[NameObject("/Names")] = scripts


def active_opening(writer: PdfWriter) -> None:
    writer.root_object[NameObject("/OpenAction")] = DictionaryObject(
        {NameObject("/S"): NameObject("/Launch")}
    )


def font_not_embedded(writer: PdfWriter) -> None:
    fonts = writer.pages[0]["/Resources"]["/Font"]
    descendant = DictionaryObject({NameObject("/FontDescriptor"): DictionaryObject()})
    fonts[NameObject("/F2")] = DictionaryObject(
        {
            NameObject("/BaseFont"): NameObject("/Helvetica"),
            NameObject("/DescendantFonts"): ArrayObject([descendant]),
        }
    )


def test_a_good_one_passes() -> None:
    verify(good_writer())


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (no_pages, "no pages"),
        (not_tagged, "not tagged"),
        (no_language, "no language"),
        (no_title, "no title"),
        (not_pdf_a, "not PDF/A-2b"),
        (active_content, "active content"),
        (active_opening, "active content"),
        (font_not_embedded, "Helvetica not embedded"),
    ],
)
def test_each_fault_is_named(spoil: Callable[[PdfWriter], None], fault: str) -> None:
    writer = good_writer()
    spoil(writer)
    with pytest.raises(Refusal, match=fault) as refused:
        verify(writer)
    assert refused.value.code == "document.not_archival"


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n", b"PK\x03\x04"])
def test_what_is_no_pdf_is_refused(content: bytes) -> None:
    with pytest.raises(Refusal) as refused:
        verify_archival_pdf(content, title="Iesniegums", language="lv-LV")
    assert refused.value.code == "document.not_archival"
