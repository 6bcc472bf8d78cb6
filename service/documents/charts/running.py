"""An amount that grows month by month beside its limit: hours of the term, pocket money."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from service.documents.charts.canvas import BLACK, Canvas, Fill, text_width
from service.documents.charts.model import Chart
from service.documents.filters import number

WIDTH_MM: Final = 160.0
HEIGHT_MM: Final = 80.0
_LEFT: Final = 14.0
_TOP: Final = 14.0
_BOTTOM: Final = 70.0
_WIDEST_BAR: Final = 16.0


@dataclass(frozen=True)
class RunningMonth:
    """One month: what it adds to those before it, and how much is allowed by its end."""

    month: str
    """``YYYY-MM``."""
    amount: Decimal
    before: Decimal
    limit: Decimal

    @property
    def name(self) -> str:
        """As on the axis: ``12.2026.``"""
        return f"{self.month[5:]}.{self.month[:4]}."

    @property
    def total(self) -> Decimal:
        return self.before + self.amount


def running_chart(title: str, unit: str, months: Sequence[RunningMonth]) -> Chart:
    """A bar for each month, pale what was before, dark what it adds; a dashed line is the limit."""
    canvas = Canvas(WIDTH_MM, HEIGHT_MM)
    _legend(canvas, f"{title} ({unit})")
    highest = max((max(month.total, month.limit) for month in months), default=Decimal(0)) or Decimal(1)
    column = (WIDTH_MM - _LEFT) / max(len(months), 1)
    previous = None
    for index, month in enumerate(months):
        left = _LEFT + index * column
        _column(canvas, month, left, column, highest)
        if month.limit != previous:
            canvas.text(left - 1.5, _height(month.limit, highest), number(month.limit), points=7, anchor="rm")
        previous = month.limit
    canvas.line([(_LEFT, _BOTTOM), (WIDTH_MM, _BOTTOM)], grey=BLACK)
    return Chart(canvas.png(), _in_words(title, unit, months))


def _legend(canvas: Canvas, title: str) -> None:
    canvas.text(0, 3, title, bold=True)
    left = WIDTH_MM - sum(12 + text_width(label) for label, _ in _PARTS) - 26
    for label, fill in _PARTS:
        canvas.area(left, 1.5, left + 5, 4.5, fill)
        canvas.text(left + 6.5, 3, label)
        left += 12 + text_width(label)
    canvas.dashes(left, left + 10, 3)
    canvas.text(left + 12, 3, "Limits")


_PARTS: Final[tuple[tuple[str, Fill], ...]] = (("Iepriekš", "pale"), ("Šajā mēnesī", "solid"))


def _column(canvas: Canvas, month: RunningMonth, left: float, width: float, highest: Decimal) -> None:
    middle, half = left + width / 2, min(width * 0.35, _WIDEST_BAR / 2)
    before, top = _height(month.before, highest), _height(month.total, highest)
    canvas.area(middle - half, before, middle + half, _BOTTOM, "pale")
    canvas.area(middle - half, top, middle + half, before, "solid")
    limit = _height(month.limit, highest)
    canvas.dashes(left, left + width - 1, limit)
    canvas.text(middle, top - 2, number(month.total), points=7, anchor="mm")
    canvas.text(middle, _BOTTOM + 4, month.name, points=6.5, anchor="mm")


def _height(amount: Decimal, highest: Decimal) -> float:
    return _BOTTOM - float(amount / highest) * (_BOTTOM - _TOP)


def _in_words(title: str, unit: str, months: Sequence[RunningMonth]) -> str:
    rows = "; ".join(
        f"{month.name} {number(month.amount)}, kopā {number(month.total)} no {number(month.limit)}"
        for month in months
    )
    return f"Diagramma: {title.lower()} pa mēnešiem ({unit}). {rows}." if rows else ""
