"""Pictures of a PDF's pages, for people to look at before they sign."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import pypdfium2 as pdfium

from signing.errors import Refusal

MAX_WIDTH_PX: Final = 4000
_PDFIUM: Final = threading.Lock()
"""PDFium may be used by one thread at a time in the whole process."""


def page_count(pdf: bytes) -> int:
    """How many pages the PDF has.

    Raises:
        Refusal: it cannot be read.
    """
    with _opened(pdf) as document:
        return len(document)


def page_png(pdf: bytes, page: int, width_px: int) -> bytes:
    """The picture of one page, signatures included.

    Args:
        pdf: the file.
        page: counted from 1.
        width_px: of the picture; the height follows.

    Raises:
        Refusal: the PDF cannot be read, it has no such page, or the picture would be too large.
    """
    if not 0 < width_px <= MAX_WIDTH_PX:
        raise Refusal(
            "page.width", "The width of a page's picture is 1 to %(most)s pixels.", most=MAX_WIDTH_PX
        )
    with _opened(pdf) as document:
        if not 1 <= page <= len(document):
            raise Refusal(
                "page.no_such_page",
                "The document has %(pages)s pages; ask for one of them.",
                pages=len(document),
            )
        if document.get_formtype():
            document.init_forms()
        wanted = document[page - 1]
        picture = wanted.render(scale=width_px / wanted.get_width()).to_pil()
        png = io.BytesIO()
        picture.save(png, "PNG")
        return png.getvalue()


@contextmanager
def _opened(pdf: bytes) -> Iterator[pdfium.PdfDocument]:
    with _PDFIUM:
        try:
            opened = pdfium.PdfDocument(pdf)
        except pdfium.PdfiumError as error:
            raise Refusal("page.not_pdf", "This is not a PDF that can be shown.") from error
        try:
            yield opened
        finally:
            opened.close()
