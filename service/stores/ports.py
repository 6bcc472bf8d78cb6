"""Ports of the stores. Each adapter passes ``tests/contracts``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Receipt:
    """What a write-once store answers: key, SHA-256 in hexadecimal, size in bytes of what it keeps."""

    key: str
    sha256: str
    size: int


class BlobStore(Protocol):
    """Working store of issued documents and signed revisions, addressed by their SHA-256."""

    def put(self, content: bytes) -> str:
        """Keep ``content`` durably; the same content again is the same blob.

        Returns:
            its SHA-256 in hexadecimal.

        Raises:
            GiveUp: the store is full or gone; nothing half-written shows.
        """
        ...

    def get(self, sha256: str) -> bytes:
        """The content whose SHA-256 this is.

        Raises:
            GiveUp: it is not there, or what is there has another SHA-256.
        """
        ...


class ArchiveStore(Protocol):
    """Write-once store of the archive."""

    def put_once(self, key: str, content: bytes) -> Receipt:
        """Keep ``content`` under ``key`` for good. The same bytes again give the same receipt.

        Raises:
            Refusal: other bytes are there under this key, or the key is not a plain relative path.
            GiveUp: the store is full or gone; nothing half-written shows.
        """
        ...

    def get(self, key: str) -> bytes:
        """What was kept under ``key``.

        Raises:
            GiveUp: it is not there.
        """
        ...
