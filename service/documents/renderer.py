"""Port: a filled DOCX becomes a PDF."""

from __future__ import annotations

from typing import Protocol


class Renderer(Protocol):
    """Makes tagged PDFs meant for the archive; safe to call from several threads."""

    def render(self, filled_docx: bytes, *, title: str, language: str) -> bytes:
        """The PDF of a filled DOCX: tagged, every font embedded, PDF/A-2b and PDF/UA-1 in what it shows.

        ``issue_pdf`` settles what is left of both standards: lines without structure, metadata, dates.

        Args:
            filled_docx: what ``CompiledTemplate.fill`` gave.
            title: of the document, for the PDF's metadata.
            language: as in BCP 47: ``lv-LV``.

        Raises:
            Refusal: the DOCX or the PDF made of it is not good (``docx.*``, ``office.cannot_read``,
                ``document.not_archival``).
            Retry: the renderer hung, broke or was shut down (``office.hung``, ``office.broke``).
            GiveUp: what renders is not installed or does not start (``office.missing``,
                ``office.does_not_start``).
        """
        ...

    def close(self) -> None:
        """Stop all that runs; nothing can be rendered any more."""
        ...
