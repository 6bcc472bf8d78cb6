"""A DOCX as the zip that it is: read within limits, without macros and without links to the outside."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import Final

from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from signing.errors import Refusal

MAIN_PART: Final = "word/document.xml"
XML_NAMES: Final = (".xml", ".rels")
MAX_BYTES: Final = 25 * 1024 * 1024
MAX_UNPACKED_BYTES: Final = 100 * 1024 * 1024
MAX_PARTS: Final = 2000

_RELATIONSHIP: Final = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")
_EXTERNAL: Final = re.compile(rb"""TargetMode\s*=\s*["']External["']""")
_HYPERLINK: Final = re.compile(rb"""Type\s*=\s*["'][^"']*/hyperlink["']""")


def read_package(docx: bytes) -> dict[str, bytes]:
    """The parts of a DOCX by name, in the order of the zip.

    Raises:
        Refusal: not a DOCX, too large, with macros, or with links that would fetch something when opened.
    """
    if len(docx) > MAX_BYTES:
        raise _too_large()
    try:
        with zipfile.ZipFile(io.BytesIO(docx)) as package:
            parts = _read_parts(package)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise _not_docx() from error
    if MAIN_PART not in parts:
        raise _not_docx()
    _refuse_active_parts(parts)
    return parts


def verify_docx(docx: bytes) -> None:
    """Make sure of what a converter would forgive: a broken part quietly gives an empty page.

    Raises:
        Refusal: see ``read_package``; or a part is not XML, or the main part is no text document.
    """
    parts = read_package(docx)
    try:
        roots = {name: parse_xml(content) for name, content in parts.items() if name.endswith(XML_NAMES)}
    except SyntaxError as error:  # lxml's for XML is Python's own
        raise _not_docx() from error
    if roots[MAIN_PART].tag != qn("w:document") or roots[MAIN_PART].find(qn("w:body")) is None:
        raise _not_docx()


def _read_parts(package: zipfile.ZipFile) -> dict[str, bytes]:
    entries = package.infolist()
    if len(entries) > MAX_PARTS or sum(entry.file_size for entry in entries) > MAX_UNPACKED_BYTES:
        raise _too_large()
    return {entry.filename: package.read(entry) for entry in entries if not entry.is_dir()}


def _refuse_active_parts(parts: dict[str, bytes]) -> None:
    if any(name.lower().endswith("vbaproject.bin") for name in parts):
        raise Refusal("docx.macros", "The DOCX holds macros; save it as a DOCX without them.")
    for name, content in parts.items():
        if name.endswith(".rels") and any(map(_fetches, _RELATIONSHIP.findall(content))):
            raise Refusal(
                "docx.external_link",
                "The DOCX links to something outside itself (%(part)s); put it into the document instead.",
                part=name,
            )


def _fetches(relationship: bytes) -> bool:
    return bool(_EXTERNAL.search(relationship)) and not _HYPERLINK.search(relationship)


def _not_docx() -> Refusal:
    return Refusal("docx.not_docx", "This is not a DOCX document; save it as a Word document (.docx).")


def _too_large() -> Refusal:
    return Refusal("docx.too_large", "The DOCX is larger than the service takes; make it smaller.")
