"""Small DOCX files for tests, made by python-docx or bent from one."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

from docx import Document


def docx_of(*paragraphs: str, header: str = "") -> bytes:
    """A DOCX with these paragraphs."""
    made = Document()
    for text in paragraphs:
        made.add_paragraph(text)
    if header:
        made.sections[0].header.paragraphs[0].text = header
    saved = io.BytesIO()
    made.save(saved)
    return saved.getvalue()


def with_part(docx: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The DOCX with one part changed, or added when it was not there."""
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as old, zipfile.ZipFile(changed, "w") as new:
        for part in old.namelist():
            content = old.read(part)
            new.writestr(part, change(content) if part == name else content)
        if name not in old.namelist():
            new.writestr(name, change(b""))
    return changed.getvalue()


def text_of(docx: bytes) -> str:
    """What the body shows, paragraph by paragraph, line breaks and tabs included."""
    return "\n".join(paragraph.text for paragraph in Document(io.BytesIO(docx)).paragraphs)


def part_of(docx: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        return package.read(name).decode()
