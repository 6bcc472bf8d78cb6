"""Lines that the renderer left outside the structure are marked as decoration.

LibreOffice 7.4 draws the borders of paragraphs outside any marked content, which ISO 14289-1, 7.1 forbids.
Only painted paths are marked: text or pictures without structure stay a fault that a validator finds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from pypdf import PdfWriter
from pypdf.generic import EncodedStreamObject

from service.documents.pdf_objects import entry

TOKEN: Final = re.compile(
    rb"\((?:\\.|[^\\()])*\)"  # literal string
    rb"|<<|>>|<[0-9A-Fa-f\s]*>"  # dictionary, hexadecimal string
    rb"|[\[\]]"
    rb"|/?[^\s()<>\[\]/%]+",  # name, number or operator
    re.DOTALL,
)
OPENS: Final = frozenset({b"BMC", b"BDC"})
CLOSES: Final = b"EMC"
BEGINS_PATH: Final = frozenset({b"m", b"re"})
PAINTS_PATH: Final = frozenset({b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*"})
ENDS_PATH: Final = b"n"
INLINE_IMAGE: Final = b"BI"
OPERANDS_OF_BEGIN: Final = {b"m": 2, b"re": 4}


def mark_stray_lines(writer: PdfWriter) -> None:
    """Mark painted paths outside all marked content as artifacts, on every page."""
    for page in writer.pages:
        contents = entry(page, "/Contents")
        # LibreOffice writes one stream a page; a path may not be looked for across the seams of several.
        if isinstance(contents, EncodedStreamObject):
            content = contents.get_data()
            marked = mark_paths(content)
            if marked != content:
                contents.set_data(marked)


def mark_paths(content: bytes) -> bytes:
    """The content stream with ``/Artifact BMC … EMC`` around each painted path outside marked content."""
    pieces: list[bytes] = []
    copied = 0
    for start, end in _stray_paths(content):
        pieces += [content[copied:start], b"/Artifact BMC\n", content[start:end], b"\nEMC\n"]
        copied = end
    return b"".join([*pieces, content[copied:]])


def _stray_paths(content: bytes) -> Iterator[tuple[int, int]]:
    depth = 0
    path_start: int | None = None
    recent: list[int] = []
    for match in TOKEN.finditer(content):
        token = match.group()
        recent = [*recent[-4:], match.start()]
        if token == INLINE_IMAGE:
            return
        if token in OPENS:
            depth += 1
        elif token == CLOSES:
            depth -= 1
        elif token in BEGINS_PATH and path_start is None:
            path_start = recent[-1 - OPERANDS_OF_BEGIN[token]]
        elif token in PAINTS_PATH and path_start is not None:
            if depth == 0:
                yield path_start, match.end()
            path_start = None
        elif token == ENDS_PATH:
            path_start = None
