"""Last good copies of lists on disk, kept for when a list's location gives nothing good."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import uuid4


@dataclass(frozen=True)
class KeptCopy:
    """A list as it was once fetched. Its signature is verified each time that it is used."""

    list_xml: bytes
    fetched_at: datetime


@dataclass(frozen=True)
class CopyShelf:
    """Copies by location, in a directory that may be shared by processes."""

    directory: Path

    def keep(self, location: str, copy: KeptCopy) -> None:
        """Put ``copy`` in place of the one from the same location."""
        self.directory.mkdir(parents=True, exist_ok=True)
        head = json.dumps({"location": location, "fetched_at": copy.fetched_at.isoformat()})
        path = self._path(location)
        beside = path.with_name(f".{path.name}.{uuid4().hex}")
        beside.write_bytes(head.encode() + b"\n" + copy.list_xml)
        beside.replace(path)

    def copy_of(self, location: str) -> KeptCopy | None:
        """The copy from ``location``, or ``None`` if there is none that can be read."""
        try:
            head, _, list_xml = self._path(location).read_bytes().partition(b"\n")
            return KeptCopy(list_xml, datetime.fromisoformat(json.loads(head)["fetched_at"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def _path(self, location: str) -> Path:
        return self.directory / f"{hashlib.sha256(location.encode()).hexdigest()}.list"
