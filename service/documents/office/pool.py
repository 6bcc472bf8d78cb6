"""The LibreOffice renderer: a few warm instances, replaced when they hang, die or grow old."""

from __future__ import annotations

import queue
import threading
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from service.documents.archival import verify_archival_pdf
from service.documents.fonts import FONT_DIR
from service.documents.office.installation import Installation, find_installation
from service.documents.office.instance import InstanceGone, InstanceHung, OfficeInstance
from service.documents.package import verify_docx
from service.settings import Office
from signing.errors import Retry

ATTEMPTS: Final = 2
"""An instance may have died since its last document; the document then gets a fresh one."""


@dataclass
class _Slot:
    instance: OfficeInstance | None = None


@dataclass(frozen=True)
class _Job:
    filled_docx: bytes = field(repr=False)
    title: str
    language: str


class OfficePool:
    """``Renderer`` by local LibreOffice processes, started when first needed."""

    def __init__(self, settings: Office, *, fonts: Path = FONT_DIR) -> None:
        self._settings = settings
        self._fonts = fonts
        self._idle: queue.LifoQueue[_Slot] = queue.LifoQueue()
        self._slots = [_Slot() for _ in range(settings.instances)]
        for slot in self._slots:
            self._idle.put(slot)
        self._closed = threading.Event()
        self._changing = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def render(self, filled_docx: bytes, *, title: str, language: str) -> bytes:
        """See ``Renderer``."""
        verify_docx(filled_docx)
        slot = self._idle.get()
        try:
            rendered_pdf = self._convert(slot, _Job(filled_docx, title, language))
        finally:
            self._idle.put(slot)
        verify_archival_pdf(rendered_pdf, title=title, language=language)
        return rendered_pdf

    def warm(self) -> None:
        """Start every instance that is not running, so that the first documents need not wait.

        Raises:
            GiveUp: LibreOffice is missing or does not start.
        """
        slots = [self._idle.get() for _ in self._slots]
        try:
            for slot in slots:
                self._instance(slot)
        finally:
            for slot in slots:
                self._idle.put(slot)

    def close(self) -> None:
        """Stop every instance, also those at work: their documents end in ``Retry``."""
        self._closed.set()
        for slot in self._slots:
            self._retire(slot)

    @cached_property
    def _installation(self) -> Installation:
        return find_installation(self._settings)

    def _convert(self, slot: _Slot, job: _Job) -> bytes:
        for _ in range(ATTEMPTS):
            instance = self._instance(slot)
            try:
                return instance.convert(
                    job.filled_docx,
                    title=job.title,
                    language=job.language,
                    seconds=self._settings.seconds_per_document,
                )
            except InstanceGone:
                self._retire(slot)
            except InstanceHung as error:
                self._retire(slot)
                raise Retry(
                    "office.hung",
                    "LibreOffice did not finish the document in time and was stopped; try again.",
                ) from error
        raise Retry("office.broke", "LibreOffice broke off while making the document; try again.")

    def _instance(self, slot: _Slot) -> OfficeInstance:
        """The slot's instance: a new one where there is none or where it is due to be replaced."""
        if slot.instance and slot.instance.served >= self._settings.documents_per_instance:
            self._retire(slot)
        if slot.instance is None and not self._closed.is_set():
            slot.instance = OfficeInstance(self._installation, self._fonts)
        # Asked again: close() may have come while it was starting and then has not seen it.
        if self._closed.is_set():
            self._retire(slot)
        if slot.instance is None:
            raise Retry("office.closed", "The service is stopping; try again.")
        return slot.instance

    def _retire(self, slot: _Slot) -> None:
        with self._changing:
            instance, slot.instance = slot.instance, None
        if instance is not None:
            instance.stop()
