"""Answers at the start beside answers at the end: two bars for each statement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from service.documents.charts.canvas import BLACK, PALE, Canvas, Fill, text_width
from service.documents.charts.model import Chart

WIDTH_MM: Final = 160.0
HEIGHT_MM: Final = 195.0
_LEGEND_MM: Final = 12.0
_BARS_FROM: Final = 78.0
_BARS_TO: Final = 146.0
_CHANGE_TO: Final = 158.0
_HIGHEST: Final = 10
_LINE_MM: Final = 3.6
_MOST_LINES: Final = 2


@dataclass(frozen=True)
class Pair:
    """The two answers to one statement, from 1 to 10; None where there is none."""

    number: int
    statement: str
    start: int | None
    end: int | None

    @property
    def change(self) -> str:
        """With its sign: ``+2``, ``–1``, ``0``; empty where an answer is missing."""
        if self.start is None or self.end is None:
            return ""
        difference = self.end - self.start
        return f"{difference:+d}".replace("-", "–") if difference else "0"


def paired_chart(pairs: Sequence[Pair]) -> Chart:
    """Two bars for each pair: hatched at the start, dark at the end, each with its number."""
    canvas = Canvas(WIDTH_MM, HEIGHT_MM)
    _legend(canvas)
    row_mm = (HEIGHT_MM - _LEGEND_MM) / max(len(pairs), 1)
    for index, pair in enumerate(pairs):
        _row(canvas, pair, _LEGEND_MM + index * row_mm, row_mm)
    return Chart(canvas.png(), _in_words(pairs))


def _legend(canvas: Canvas) -> None:
    left = _BARS_FROM
    for label, fill in _COLUMNS:
        canvas.area(left, 2, left + 5, 5, fill)
        canvas.text(left + 6.5, 3.5, label)
        left += 12 + text_width(label)
    canvas.text(_CHANGE_TO, 8.5, "Izmaiņas", anchor="rm")


_COLUMNS: Final[tuple[tuple[str, Fill], ...]] = (("Sākumā", "hatched"), ("Noslēgumā", "solid"))


def _row(canvas: Canvas, pair: Pair, top: float, height: float) -> None:
    middle, thickness = top + height / 2, height * 0.34
    canvas.line([(0, top), (WIDTH_MM, top)], grey=PALE)
    canvas.text(7, middle, f"{pair.number}.", anchor="rm")
    lines = _wrapped(pair.statement, _BARS_FROM - 11)
    for index, line in enumerate(lines):
        canvas.text(9, middle + (index - (len(lines) - 1) / 2) * _LINE_MM, line)
    _bar(canvas, pair.start, middle - thickness, thickness, "hatched")
    _bar(canvas, pair.end, middle, thickness, "solid")
    canvas.line([(_BARS_FROM, top + 0.5), (_BARS_FROM, top + height - 0.5)], grey=BLACK)
    canvas.text(_CHANGE_TO, middle, pair.change, bold=True, anchor="rm")


def _bar(canvas: Canvas, answer: int | None, top: float, thickness: float, fill: Fill) -> None:
    if answer is None:
        return
    right = _BARS_FROM + (_BARS_TO - _BARS_FROM) * answer / _HIGHEST
    canvas.area(_BARS_FROM, top, right, top + thickness, fill)
    canvas.text(right + 1.2, top + thickness / 2, str(answer), points=7)


def _wrapped(text: str, width: float) -> list[str]:
    """The text in lines of the width, at most two; what does not fit ends in an ellipsis."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if text_width(longer) <= width:
            lines[-1] = longer
        elif len(lines) == _MOST_LINES:
            return [*lines[:-1], f"{lines[-1]} …"]
        else:
            lines.append(word)
    return lines


def _in_words(pairs: Sequence[Pair]) -> str:
    rows = "; ".join(
        f"{pair.number}. {pair.statement} – {_said(pair.start)} un {_said(pair.end)}" for pair in pairs
    )
    return f"Diagramma: pašnovērtējums sākumā un noslēgumā skalā no 1 līdz 10. {rows}."


def _said(answer: int | None) -> str:
    return "nav atbildes" if answer is None else str(answer)
