"""The fonts of the documents: bundled, and the only ones that LibreOffice gets to see."""

from __future__ import annotations

from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

from service.settings import REPOSITORY

FONT_DIR: Final = REPOSITORY / "templates" / "annex" / "_shared" / "fonts"
TEXT_FONTS: Final = (
    "NotoSans-Regular.ttf",
    "NotoSans-Bold.ttf",
    "NotoSans-Italic.ttf",
    "NotoSans-BoldItalic.ttf",
)
"""The four styles of the family that text is set in."""
MARK_FONT: Final = "NotoSansSymbols2-Subset.ttf"
"""Draws ☐ and ☒, which the text family lacks."""

_FONTCONFIG: Final = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{fonts}</dir>
  <cachedir>{cache}</cachedir>
</fontconfig>
"""


def fontconfig(font_dir: Path, cache_dir: Path) -> str:
    """A fontconfig file that knows the fonts of ``font_dir`` and no other."""
    return _FONTCONFIG.format(fonts=escape(str(font_dir)), cache=escape(str(cache_dir)))
