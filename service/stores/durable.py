"""Files written so that a crash at any moment leaves either all of a file or none of it."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path

from signing.errors import GiveUp


def write_once(path: Path, content: bytes) -> bool:
    """Write ``content`` to ``path`` durably unless something is there already; read it back before returning.

    Returns:
        True when it was written, False when the path existed (its content is not looked at).

    Raises:
        GiveUp: the disk is full or refuses; nothing is left at ``path``.
    """
    temporary = path.parent / f".{path.name}.{secrets.token_hex(8)}.part"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _write_synced(temporary, content)
        if temporary.read_bytes() != content:
            raise OSError("what was read back differs from what was written")
        os.link(temporary, path)
    except FileExistsError:
        return False
    except OSError as error:
        raise GiveUp(
            "store.write",
            "The store cannot be written: %(reason)s. Free or mend the disk; nothing was saved.",
            reason=error.strerror or str(error),
        ) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
    _sync_folders(path.parent)
    return True


def _write_synced(path: Path, content: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o440)
    with os.fdopen(descriptor, "wb") as handle:
        handle.write(content)
        handle.flush()
        os.fsync(handle.fileno())


def _sync_folders(folder: Path) -> None:
    """The entry of a new file is durable only when its folder is, and a new folder's when its parent is."""
    for place in (folder, folder.parent):
        descriptor = os.open(place, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
