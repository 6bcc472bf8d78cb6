"""Fitting lines of text into a box: first by shrinking, then by wrapping."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

LINE_HEIGHT: Final = 1.22
"""Distance of base lines as a multiple of the font size."""
_LARGEST: Final = 10.0
_READABLE: Final = 6.5
"""Down to here lines are shrunk to stay whole; below, wrapping is allowed as well."""
_SMALLEST: Final = 1.5
_STEP: Final = 0.25

Measure = Callable[[str], float]
"""Width of a text at font size 1, in points."""


@dataclass(frozen=True)
class FittedText:
    """Lines that fit, at one font size in points."""

    size: float
    lines: tuple[str, ...]


def fit(lines: Sequence[str], measure: Measure, width: float, height: float) -> FittedText | None:
    """The largest text that fits ``width`` by ``height`` points, or none if even the smallest does not."""
    for size, wrapped in _attempts():
        laid_out = (
            [part for line in lines for part in _wrap(line, measure, width / size)]
            if wrapped
            else list(lines)
        )
        whole = all(measure(line) * size <= width for line in laid_out)
        if whole and len(laid_out) * size * LINE_HEIGHT <= height:
            return FittedText(size, tuple(laid_out))
    return None


def _attempts() -> Iterator[tuple[float, bool]]:
    size = _LARGEST
    while size >= _SMALLEST:
        if size >= _READABLE:
            yield size, False
        size -= _STEP
    size = _LARGEST
    while size >= _SMALLEST:
        yield size, True
        size -= _STEP


def _wrap(line: str, measure: Measure, width: float) -> Iterator[str]:
    current = ""
    for word in line.split(" "):
        candidate = f"{current} {word}" if current else word
        if measure(candidate) <= width:
            current = candidate
            continue
        if current:
            yield current
        *full, current = _chop(word, measure, width)
        yield from full
    yield current


def _chop(word: str, measure: Measure, width: float) -> Iterator[str]:
    """A word in pieces no wider than ``width``; every piece has one letter at least."""
    piece = ""
    for letter in word:
        if piece and measure(piece + letter) > width:
            yield piece
            piece = ""
        piece += letter
    yield piece
