"""A sheet to draw on in millimetres and shades of grey, with the text font of the documents."""

from __future__ import annotations

import io
from functools import cache
from typing import Final, Literal

from PIL import Image, ImageDraw, ImageFont

from service.documents.fonts import FONT_DIR

PIXELS_PER_MM: Final = 2 * 96 / 25.4
"""Twice the resolution of a screen."""
MM_PER_POINT: Final = 25.4 / 72
BLACK: Final = 0
DARK: Final = 64
GREY: Final = 140
PALE: Final = 215
WHITE: Final = 255

Fill = Literal["solid", "hatched", "pale"]
"""How an area is filled: told apart without colour."""
_HATCH_MM: Final = 1.1


class Canvas:
    """White paper; the origin is the upper left corner."""

    def __init__(self, width_mm: float, height_mm: float) -> None:
        size = (_pixels(width_mm), _pixels(height_mm))
        self._image = Image.new("L", size, WHITE)
        self._draw = ImageDraw.Draw(self._image)

    def text(
        self, x: float, y: float, text: str, *, points: float = 8, bold: bool = False, anchor: str = "lm"
    ) -> None:
        """One line on white; ``anchor`` as Pillow has it (``lm``: from the left, middle at ``y``)."""
        place, font = (_pixels(x), _pixels(y)), _font(points, bold=bold)
        self._draw.rectangle(self._draw.textbbox(place, text, font, anchor), fill=WHITE)
        self._draw.text(place, text, fill=BLACK, font=font, anchor=anchor)

    def line(self, points: list[tuple[float, float]], *, grey: int = GREY, width_mm: float = 0.2) -> None:
        """A line through the points."""
        self._draw.line(
            [(_pixels(x), _pixels(y)) for x, y in points], fill=grey, width=max(1, _pixels(width_mm))
        )

    def dashes(self, left: float, right: float, y: float, *, dash_mm: float = 2.0) -> None:
        """A dashed horizontal line."""
        x = left
        while x < right:
            self.line([(x, y), (min(x + dash_mm, right), y)], grey=BLACK, width_mm=0.4)
            x += 2 * dash_mm

    def area(self, left: float, top: float, right: float, bottom: float, fill: Fill) -> None:
        """A rectangle with an outline; one without extent is not drawn."""
        box = (_pixels(left), _pixels(top), _pixels(right), _pixels(bottom))
        if box[2] <= box[0] or box[3] <= box[1]:
            return
        if fill == "hatched":
            self._hatch(box)
        self._draw.rectangle(box, outline=DARK, fill={"solid": DARK, "pale": PALE}.get(fill))

    def png(self) -> bytes:
        """The picture; the same drawing gives the same bytes."""
        written = io.BytesIO()
        self._image.save(written, "PNG", dpi=_DPI)
        return written.getvalue()

    def _hatch(self, box: tuple[int, int, int, int]) -> None:
        width, height = box[2] - box[0], box[3] - box[1]
        tile = Image.new("L", (width, height), WHITE)
        draw = ImageDraw.Draw(tile)
        for start in range(-height, width, _pixels(_HATCH_MM)):
            draw.line([(start, height), (start + height, 0)], fill=GREY, width=2)
        self._image.paste(tile, box[:2])


_DPI: Final = (PIXELS_PER_MM * 25.4, PIXELS_PER_MM * 25.4)


def text_width(text: str, *, points: float = 8, bold: bool = False) -> float:
    """Width of a line of text in millimetres."""
    return _font(points, bold=bold).getlength(text) / PIXELS_PER_MM


def _pixels(millimetres: float) -> int:
    return round(millimetres * PIXELS_PER_MM)


@cache
def _font(points: float, *, bold: bool) -> ImageFont.FreeTypeFont:
    name = "NotoSans-Bold.ttf" if bold else "NotoSans-Regular.ttf"
    return ImageFont.truetype(
        str(FONT_DIR / name), _pixels(points * MM_PER_POINT), layout_engine=ImageFont.Layout.BASIC
    )
