"""The picture of a signature on the page: for people only, it proves nothing.

Drawn with an embedded font, without transparency, so that PDF/A-2b still holds (ISO 19005-2 section 6.3.3).
"""

from __future__ import annotations

import io
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from asn1crypto import x509
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.content import AppearanceContent, ResourceType
from pyhanko.pdf_utils.font.opentype import GlyphAccumulator
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import BoxConstraints

from signing.errors import GiveUp
from signing.identity import identity_of, is_development, issuer_name
from signing.model import SignatureLevel
from signing.text_fitting import LINE_HEIGHT, FittedText, fit

RIGA: Final = ZoneInfo("Europe/Riga")
DEVELOPMENT_MARK: Final = "IZSTRĀDES PARAKSTS – NAV JURIDISKA SPĒKA / DEVELOPMENT"
_MARGIN: Final = 4.0
_RULE: Final = 1.2
_ASCENT: Final = 0.95
_UNITS_PER_EM: Final = 1000
_INK: Final = b"0.09 0.13 0.22 rg"
_ACCENT: Final = b"0.55 0.16 0.16 rg"


@dataclass(frozen=True)
class Appearance:
    """How the place of a signature is to look."""

    font: Path
    """TrueType or OpenType font with all letters of Latvian."""
    show_personal_code: bool = False

    def lines(self, certificate: x509.Certificate, level: SignatureLevel, shown: date) -> list[str]:
        """What stands in the place: who, when, by whose certificate."""
        identity = identity_of(certificate)
        lines = [identity.name]
        if self.show_personal_code and identity.personal_code:
            lines.append(f"Personas kods: {identity.personal_code}")
        if identity.registration_number:
            lines.append(f"Reģistrācijas numurs: {identity.registration_number}")
        verb = "Apzīmogots" if identity.registration_number else "Parakstīts"
        stamp = " ar laika zīmogu" if level.includes(SignatureLevel.B_T) else ""
        lines.append(f"{verb} elektroniski{stamp} {shown:%d.%m.%Y}.")
        lines.append(f"Sertifikātu izdeva: {issuer_name(certificate)}")
        if is_development(certificate):
            lines.append(DEVELOPMENT_MARK)
        return [_drawable(line) for line in lines]


def date_in_riga(moment: datetime) -> date:
    """The day of ``moment`` as documents in Latvia state it."""
    return moment.astimezone(RIGA).date()


def draw(
    writer: IncrementalPdfFileWriter, annotation: generic.DictionaryObject, lines: list[str], font: Path
) -> None:
    """Make ``lines`` the normal appearance of the signature field's ``annotation``.

    :raises GiveUp: the font lacks a letter, or the place is too small for any text.
    """
    left, bottom, right, top = (float(value) for value in annotation["/Rect"])
    width, height = abs(right - left), abs(top - bottom)
    font_data = _font_data(font)
    fitted = fit(lines, _Ruler(font_data).measure, width - 2 * _MARGIN - _RULE, height - _MARGIN)
    if fitted is None:
        raise GiveUp(
            "signature.place_too_small", "The place of the signature on the page is too small for any text."
        )
    picture = _Picture(writer, BoxConstraints(width, height), fitted, font_data)
    picture.apply_appearance(annotation)
    picture.font.prepare_write()  # type: ignore[no-untyped-call]
    writer.update_container(annotation)


def _font_data(path: Path) -> bytes:
    """The font with 1000 units per em: pyHanko writes widths as they are, PDF wants thousandths."""
    font = TTFont(path)
    if font["head"].unitsPerEm == _UNITS_PER_EM:
        return path.read_bytes()
    scale_upem(font, _UNITS_PER_EM)
    scaled = io.BytesIO()
    font.save(scaled)
    return scaled.getvalue()


class _Ruler:
    """Measures text in a font, and finds letters that it lacks."""

    def __init__(self, font_data: bytes) -> None:
        font = TTFont(io.BytesIO(font_data), lazy=True)
        self._glyphs: dict[int, str] = font.getBestCmap()
        self._widths = font["hmtx"]
        self._unit = 1 / _UNITS_PER_EM

    def measure(self, text: str) -> float:
        missing = sorted({letter for letter in text if ord(letter) not in self._glyphs})
        if missing:
            raise GiveUp(
                "signature.font_lacks_letters",
                "The font for places of signature cannot draw: %(letters)s",
                letters=" ".join(missing),
            )
        units = sum(int(self._widths[self._glyphs[ord(letter)]][0]) for letter in text)
        return units * self._unit


class _Picture(AppearanceContent):
    def __init__(
        self, writer: IncrementalPdfFileWriter, box: BoxConstraints, text: FittedText, font_data: bytes
    ) -> None:
        super().__init__(writer=writer, box=box)
        self._text = text
        self.font = GlyphAccumulator(writer, io.BytesIO(font_data), text.size, bcp47_lang_code="lv")

    def render(self) -> bytes:
        self.set_resource(ResourceType.FONT, pdf_name("/F1"), self.font.as_resource())
        height = self.box.height
        operators = [b"q", _ACCENT, b"0 0 %.2f %.2f re f" % (_RULE, height), _INK]
        block = len(self._text.lines) * self._text.size * LINE_HEIGHT
        base_line = height - (height - block) / 2 - self._text.size * _ASCENT
        for line in self._text.lines:
            drawn = self.font.shape(line).graphics_ops
            operators.append(
                b"BT /F1 %.2f Tf %.2f %.2f Td %s ET" % (self._text.size, _RULE + _MARGIN, base_line, drawn)
            )
            base_line -= self._text.size * LINE_HEIGHT
        return b" ".join([*operators, b"Q"])


def _drawable(text: str) -> str:
    """Text without control characters and line breaks, its letters composed."""
    composed = unicodedata.normalize("NFC", text)
    return " ".join(
        "".join(" " if unicodedata.category(c).startswith(("C", "Z")) else c for c in composed).split()
    )
