"""LibreOffice where only its result matters: rendered once, for real, and handed out again."""

from __future__ import annotations

from pathlib import Path

from service.annexes.catalogue import Catalogue
from service.bootstrap import open_renderer
from service.pipeline import making
from service.settings import load_settings


class OneDocumentRenderer:
    """A renderer that always answers the same PDF."""

    def __init__(self, rendered_pdf: bytes) -> None:
        self._rendered_pdf = rendered_pdf

    def render(self, filled_docx: bytes, *, title: str, language: str) -> bytes:
        return self._rendered_pdf


class _Recorder:
    def __init__(self, renderer: object) -> None:
        self._renderer = renderer
        self.rendered = b""

    def render(self, filled_docx: bytes, *, title: str, language: str) -> bytes:
        self.rendered = self._renderer.render(filled_docx, title=title, language=language)  # type: ignore[attr-defined]
        return self.rendered


def rendered_sample(data_dir: Path, code: str) -> bytes:
    """The annex's sample as LibreOffice renders it, before it is issued."""
    from datetime import UTC, datetime

    settings = load_settings(None, {"PIELIKUMS_SERVICE__DATA_DIR": str(data_dir)})
    annex = Catalogue.load(settings.service.annex_dir).find(code)
    day = datetime.now(UTC)
    checked = making.require_good(annex, annex.sample(), on=day.date(), settings=settings)
    with open_renderer(settings) as renderer:
        recorder = _Recorder(renderer)
        making.make_document(annex, checked, settings=settings, renderer=recorder, created_at=day)
    return recorder.rendered
