"""What a chart is once it is drawn."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Chart:
    """A picture and the same in words."""

    png: bytes
    alt: str
    """Says the numbers, in one paragraph, in Latvian."""
