"""What is asked of every rendered PDF before anything is done with it."""

from __future__ import annotations

import io
from collections.abc import Iterator

from pypdf import PdfReader
from pypdf.errors import PdfReadError
from pypdf.generic import DictionaryObject

from service.documents.pdf_objects import array_at, as_dictionary, as_stream, dictionary_at, entry
from signing.errors import Refusal


def verify_archival_pdf(rendered_pdf: bytes, *, title: str, language: str) -> None:
    """Look at what makes a PDF fit for the archive, short of a full PDF/A validation.

    Raises:
        Refusal: ``document.not_archival``, with what is missing.
    """
    try:
        fault = next(_faults(PdfReader(io.BytesIO(rendered_pdf)), title, language), None)
    except PdfReadError as error:
        fault = str(error)
    if fault:
        raise Refusal(
            "document.not_archival",
            "The PDF made of this document is not fit for the archive: %(fault)s. Check the template.",
            fault=fault,
        )


def _faults(reader: PdfReader, title: str, language: str) -> Iterator[str]:
    catalog = reader.root_object
    if not reader.pages:
        yield "no pages"
    if not dictionary_at(catalog, "/MarkInfo").get("/Marked") or "/StructTreeRoot" not in catalog:
        yield "not tagged"
    if str(entry(catalog, "/Lang")) != language:
        yield "no language"
    if not reader.metadata or reader.metadata.title != title:
        yield "no title"
    if not _claims_pdf_a(catalog):
        yield "not PDF/A-2b"
    if _has_actions(reader):
        yield "active content"
    yield from (f"font {name} not embedded" for name in _fonts_not_embedded(reader))


def _claims_pdf_a(catalog: DictionaryObject) -> bool:
    if "/Metadata" not in catalog:
        return False
    xmp = as_stream(catalog["/Metadata"]).get_data()
    return b"<pdfaid:part>2</pdfaid:part>" in xmp and b"<pdfaid:conformance>B</pdfaid:conformance>" in xmp


def _has_actions(reader: PdfReader) -> bool:
    catalog = reader.root_object
    names = dictionary_at(catalog, "/Names")
    return (
        "/AA" in catalog
        or "/JavaScript" in names
        or "/EmbeddedFiles" in names
        or isinstance(entry(catalog, "/OpenAction"), DictionaryObject)
        or any("/AA" in page for page in reader.pages)
    )


def _fonts_not_embedded(reader: PdfReader) -> Iterator[str]:
    seen: set[int] = set()
    for page in reader.pages:
        for reference in dictionary_at(dictionary_at(page, "/Resources"), "/Font").values():
            font = as_dictionary(reference)
            if id(font) not in seen:
                seen.add(id(font))
                if not _is_embedded(font):
                    yield str(font.get("/BaseFont", "?"))


def _is_embedded(font: DictionaryObject) -> bool:
    for descendant in array_at(font, "/DescendantFonts"):
        font = as_dictionary(descendant)
    descriptor = dictionary_at(font, "/FontDescriptor")
    return any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))
