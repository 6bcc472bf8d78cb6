"""The contract of the stores: every adapter passes it."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from service.stores.folder import FolderArchiveStore, FolderBlobStore
from service.stores.ports import ArchiveStore, BlobStore
from signing.errors import GiveUp, Refusal

ArchiveFactory = Callable[[Path], ArchiveStore]
BlobFactory = Callable[[Path], BlobStore]


@pytest.fixture(params=[FolderArchiveStore])
def archive(request: pytest.FixtureRequest, tmp_path: Path) -> ArchiveStore:
    store: ArchiveStore = request.param(tmp_path / "archive")
    return store


@pytest.fixture(params=[FolderBlobStore])
def blobs(request: pytest.FixtureRequest, tmp_path: Path) -> BlobStore:
    store: BlobStore = request.param(tmp_path / "blobs")
    return store


def test_the_same_bytes_again_give_the_same_receipt(archive: ArchiveStore) -> None:
    first = archive.put_once("000001/a.pdf", b"signed")
    assert archive.put_once("000001/a.pdf", b"signed") == first
    assert (first.sha256, first.size) == (hashlib.sha256(b"signed").hexdigest(), 6)
    assert archive.get("000001/a.pdf") == b"signed"


def test_other_bytes_under_the_same_key_are_refused_and_the_first_stay(archive: ArchiveStore) -> None:
    archive.put_once("000001/a.pdf", b"signed")
    with pytest.raises(Refusal) as refused:
        archive.put_once("000001/a.pdf", b"other")
    assert refused.value.code == "archive.other_bytes"
    assert archive.get("000001/a.pdf") == b"signed"


@pytest.mark.parametrize(
    "key", ["", "/etc/passwd", "../a", "a/../b", "a//b", ".hidden", "a/", "a\\b", "a\x00b"]
)
def test_a_key_cannot_lead_out_of_the_archive(archive: ArchiveStore, key: str) -> None:
    with pytest.raises(Refusal):
        archive.put_once(key, b"x")


def test_what_is_not_there_is_said_to_be_missing(archive: ArchiveStore, blobs: BlobStore) -> None:
    with pytest.raises(GiveUp):
        archive.get("000009/none.pdf")
    with pytest.raises(GiveUp):
        blobs.get("0" * 64)


def test_writers_at_the_same_moment_leave_one_winner(archive: ArchiveStore) -> None:
    outcomes: list[str] = []

    def write(content: bytes) -> None:
        try:
            outcomes.append(archive.put_once("000001/a.pdf", content).sha256)
        except Refusal:
            outcomes.append("refused")

    threads = [threading.Thread(target=write, args=(bytes([number]),)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes.count("refused") == 7
    assert hashlib.sha256(archive.get("000001/a.pdf")).hexdigest() in outcomes


def test_a_blob_is_found_by_its_sha256(blobs: BlobStore) -> None:
    sha256 = blobs.put(b"issued")
    assert sha256 == hashlib.sha256(b"issued").hexdigest()
    assert blobs.put(b"issued") == sha256
    assert blobs.get(sha256) == b"issued"


def test_a_changed_blob_is_never_handed_out(tmp_path: Path) -> None:
    blobs = FolderBlobStore(tmp_path)
    sha256 = blobs.put(b"issued")
    (path,) = tmp_path.rglob(sha256)
    path.chmod(0o640)
    path.write_bytes(b"forged")
    with pytest.raises(GiveUp) as damaged:
        blobs.get(sha256)
    assert damaged.value.code == "store.damaged"
    with pytest.raises(GiveUp):
        blobs.put(b"issued")


def test_a_store_that_cannot_be_written_says_so_and_shows_nothing(tmp_path: Path) -> None:
    blocked = tmp_path / "blobs"
    blocked.write_text("a file stands where the folder should be")
    with pytest.raises(GiveUp) as failure:
        FolderBlobStore(blocked).put(b"issued")
    assert failure.value.code == "store.write"


def test_nothing_half_written_stays_beside_what_is_whole(tmp_path: Path) -> None:
    store = FolderArchiveStore(tmp_path)
    store.put_once("000001/a.pdf", b"signed")
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["a.pdf"]
