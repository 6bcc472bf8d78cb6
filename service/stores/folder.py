"""Stores in a folder: the embedded adapters."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Final

from service.stores.durable import write_once
from service.stores.ports import Receipt
from signing.errors import GiveUp, Refusal

_KEY: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*")


class FolderBlobStore:
    """Blobs as files named by their SHA-256."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, content: bytes) -> str:
        sha256 = hashlib.sha256(content).hexdigest()
        if not write_once(self._path(sha256), content):
            self.get(sha256)
        return sha256

    def get(self, sha256: str) -> bytes:
        content = _read(self._path(sha256), sha256)
        if hashlib.sha256(content).hexdigest() != sha256:
            raise GiveUp(
                "store.damaged",
                "The stored bytes %(name)s were changed. Restore them from a backup.",
                name=sha256,
            )
        return content

    def _path(self, sha256: str) -> Path:
        return self._folder / sha256[:2] / sha256


class FolderArchiveStore:
    """The archive as read-only files under their keys."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put_once(self, key: str, content: bytes) -> Receipt:
        if not _KEY.fullmatch(key):
            raise Refusal("archive.key", "“%(key)s” is not a key of the archive.", key=key)
        if not write_once(self._folder / key, content) and self.get(key) != content:
            raise Refusal(
                "archive.other_bytes",
                "The archive keeps other bytes under %(key)s already; they stay as they are.",
                key=key,
            )
        return Receipt(key, hashlib.sha256(content).hexdigest(), len(content))

    def get(self, key: str) -> bytes:
        return _read(self._folder / key, key)


def _read(path: Path, name: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise GiveUp(
            "store.read",
            "%(name)s is not in the store: %(reason)s. Restore it from a backup.",
            name=name,
            reason=error.strerror or type(error).__name__,
        ) from error
