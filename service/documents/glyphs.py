"""Which characters the documents cannot draw: asked before a document is made, not found out on paper."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Final

from fontTools.ttLib import TTFont

from service.documents.fonts import FONT_DIR, TEXT_FONTS

LAYOUT: Final = frozenset("\n\t")
"""Line breaks and tabs are laid out, not drawn."""
INVISIBLE: Final = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})
"""Control, format, unassigned, private, surrogate, line and paragraph separator: nothing to draw as typed.

The fonts hold empty glyphs for some of them, among them those that turn the direction of the text round.
"""


def missing_glyphs(text: str) -> str:
    """The characters of ``text`` that the bundled fonts cannot draw, each once, in order of appearance.

    The text is looked at in Unicode normal form C, as it is printed. Empty when all can be drawn.
    """
    drawable = _drawable()
    characters = dict.fromkeys(unicodedata.normalize("NFC", text))
    return "".join(
        character
        for character in characters
        if character not in LAYOUT
        and (ord(character) not in drawable or unicodedata.category(character) in INVISIBLE)
    )


@cache
def _drawable() -> frozenset[int]:
    """Code points that every style of the text family has."""
    styles = [frozenset(_code_points(name)) for name in TEXT_FONTS]
    return frozenset.intersection(*styles)


def _code_points(font_name: str) -> set[int]:
    with TTFont(FONT_DIR / font_name, lazy=True) as font:
        return set(font.getBestCmap())
