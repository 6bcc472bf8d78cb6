"""Templates that were compiled once and are kept, by what their bytes are and not by where they lie."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from typing import Final

from service.documents.fill import CompiledTemplate, load_template

MOST_KEPT: Final = 64


class TemplateCache:
    """The compiled templates in use; safe for several threads. An edited template is another template."""

    def __init__(self) -> None:
        self._compiled: OrderedDict[str, CompiledTemplate] = OrderedDict()
        self._lock = threading.Lock()

    def compiled(self, docx: bytes) -> CompiledTemplate:
        """The template, compiled now or before.

        Raises:
            Refusal: it cannot be read; see ``load_template``.
        """
        key = hashlib.sha256(docx).hexdigest()
        with self._lock:
            if key not in self._compiled:
                self._compiled[key] = load_template(docx)
                if len(self._compiled) > MOST_KEPT:
                    self._compiled.popitem(last=False)
            self._compiled.move_to_end(key)
            return self._compiled[key]
