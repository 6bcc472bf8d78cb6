"""Files that are no signed PDFs: told what they are, and why they cannot be read."""

from __future__ import annotations

import io
import random
import zipfile
from datetime import UTC, datetime

import pytest
from pypdf import PdfWriter

from signing.errors import GiveUp
from signing.trust import Trust
from signing.trust.managers import certificate_trust_manager
from signing.validation import FileFormat, FileReport, Verdict, unreadable, validate_file
from signing.validation.reading import LARGEST

NOBODY = Trust(manager=certificate_trust_manager(()), registry=None, anchors=())


def _validate(data: bytes) -> FileReport:
    return validate_file(data, trust=NOBODY, moment=datetime(2026, 11, 23, tzinfo=UTC), name="some file")


def _pdf(password: str | None = None) -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    if password is not None:
        writer.encrypt(password, algorithm="AES-256")
    output = io.BytesIO()
    writer.write(output)
    return output.getvalue()


def _container() -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as archive:
        archive.writestr("mimetype", "application/vnd.etsi.asic-e+zip")
    return output.getvalue()


@pytest.mark.parametrize(
    ("data", "file_format", "code"),
    [
        (b"", FileFormat.OTHER, "file.empty"),
        (b"just text", FileFormat.OTHER, "file.not_pdf"),
        (b"PK\x03\x04 some zip", FileFormat.OTHER, "file.not_pdf"),
        (_container(), FileFormat.ASICE, "file.container"),
        (b"%PDF-1.7", FileFormat.PDF, "file.damaged"),
        (b"%PDF-1.7\n" + bytes(5000), FileFormat.PDF, "file.damaged"),
        (_pdf()[:-200], FileFormat.PDF, "file.damaged"),
        (_pdf("secret"), FileFormat.PDF, "file.encrypted"),
        (b"%PDF-1.7\n" + bytes(LARGEST), FileFormat.PDF, "file.too_large"),
    ],
    ids=["empty", "text", "zip", "container", "header", "zeros", "truncated", "encrypted", "large"],
)
def test_what_cannot_be_read_is_told(data: bytes, file_format: FileFormat, code: str) -> None:
    report = _validate(data)
    assert (report.verdict, report.format, report.message.code) == (Verdict.UNREADABLE, file_format, code)
    assert report.signatures == ()


def test_a_pdf_without_signatures_is_unsigned() -> None:
    report = _validate(_pdf())
    assert (report.verdict, report.format) == (Verdict.UNSIGNED, FileFormat.PDF)


@pytest.mark.parametrize("seed", range(40))
def test_garbled_files_get_a_verdict_and_no_traceback(seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(_pdf())
    for _ in range(chance.randrange(1, 40)):
        data[chance.randrange(9, len(data))] = chance.randrange(256)
    assert _validate(bytes(data)).verdict in {Verdict.UNREADABLE, Verdict.UNSIGNED}


def test_a_structure_without_end_is_damaged_not_followed_for_ever() -> None:
    nested = b"%PDF-1.7\n1 0 obj\n" + b"[" * 50_000 + b"]" * 50_000 + b"\nendobj\n"
    table = b"xref\n0 2\n0000000000 65535 f \n0000000009 00000 n \ntrailer\n<</Size 2/Root 1 0 R>>\n"
    data = nested + table + b"startxref\n%d\n%%%%EOF\n" % len(nested)
    assert _validate(data).verdict is Verdict.UNREADABLE


def test_a_file_that_cannot_be_had_is_unreadable_too() -> None:
    report = unreadable("gone.pdf", GiveUp("file.gone", "%(path)s is gone.", path="gone.pdf"))
    assert (report.verdict, report.to_dict()["message"]) == (Verdict.UNREADABLE, "gone.pdf is gone.")
