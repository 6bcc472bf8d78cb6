"""Answers that are files: pages as pictures, PDFs, reports."""

from __future__ import annotations

import io
import json
from typing import Any, Final

from flask import abort, request, send_file
from flask.typing import ResponseReturnValue

from service.db.tables import Document
from service.documents.pages import page_count, page_png
from service.pipeline.access import NotThere
from service.web.parts import application

_WIDTHS: Final = (800, 1600)
"""Widths in pixels that pages are drawn in: a screen's, and a fine or enlarged screen's."""


def revision_of(row: Document) -> bytes:
    """The latest accepted bytes of the document.

    Raises:
        NotThere: it has not been made yet.
    """
    if row.revision_sha256 is None:
        raise NotThere("document.none", "There is no such document, or you may not see it.")
    return application().blobs.get(row.revision_sha256)


def page_count_of(pdf: bytes) -> int:
    """How many pages the PDF has."""
    return page_count(pdf)


def page_image(pdf: bytes, number: int) -> ResponseReturnValue:
    """The page with this number, counted from 1, in the width that the address asks for."""
    width = request.args.get("width", type=int)
    if width not in _WIDTHS or not 1 <= number <= page_count(pdf):
        abort(404)
    return send_file(io.BytesIO(page_png(pdf, number, width)), mimetype="image/png")


def pdf_answer(pdf: bytes, annex_code: str, *, download: bool) -> ResponseReturnValue:
    """The PDF under a name that says nothing about people."""
    return send_file(
        io.BytesIO(pdf),
        mimetype="application/pdf",
        as_attachment=download,
        download_name=f"{_plain(annex_code)}.pdf",
    )


def report_answer(report: dict[str, Any], annex_code: str) -> ResponseReturnValue:
    """A validation report as a JSON file."""
    text = json.dumps(report, ensure_ascii=False, indent=2)
    return send_file(
        io.BytesIO(text.encode()),
        mimetype="application/json",
        as_attachment=True,
        download_name=f"{_plain(annex_code)}-report.json",
    )


def _plain(annex_code: str) -> str:
    return "pielikums-" + annex_code.replace("/", "-")
