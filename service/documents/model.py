"""Records of a document on its way from rendered to issued."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

Rectangle = tuple[float, float, float, float]
"""Left, bottom, right, top in points (1/72 inch) from the lower left corner of the page."""


@dataclass(frozen=True)
class SignaturePlace:
    """Where one signer's visible signature goes, as the annex says."""

    role: str
    """The signer's role (annex rules); the name of the signature field."""
    bookmark: str
    """The template's bookmark at the upper left corner of the place."""
    width_mm: float
    height_mm: float
    label: str
    """What a screen reader says of the empty field, in Latvian."""


@dataclass(frozen=True)
class PlacedField:
    """An empty signature field in an issued PDF."""

    role: str
    page: int
    """Counted from 1."""
    rectangle: Rectangle


@dataclass(frozen=True)
class DocumentMetadata:
    """What an issued PDF says about itself."""

    title: str
    language: str
    """As in BCP 47: ``lv-LV``."""
    created_at: datetime
    """Aware; the only date in the file, so that the same document gives the same bytes."""
    author: str | None = None


@dataclass(frozen=True)
class IssuedPdf:
    """The frozen bytes that are signed, and where."""

    content: bytes
    sha256: str
    """In hexadecimal."""
    pages: int
    fields: Sequence[PlacedField]
