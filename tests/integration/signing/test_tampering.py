"""Whatever is done to a signed file afterwards shows."""

from __future__ import annotations

import io
import random
import re

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from signing.validation import ChangedAfter, Indication, Verdict
from tests.integration.signing.desk import Desk
from tests.integration.signing.documents import with_other_text, without_field

SEEN_THROUGH = {Verdict.TOTAL_FAILED, Verdict.UNREADABLE}


def _offsets(signed: bytes, number: int) -> list[int]:
    """A sample of all places, and of those that no digest covers: the last time stamp's own."""
    chance = random.Random(20261123)
    last = PdfFileReader(io.BytesIO(signed)).embedded_signatures[-1]
    start, end = int(last.byte_range[1]), int(last.byte_range[2])
    everywhere = [chance.randrange(len(signed)) for _ in range(number // 2)]
    uncovered = [chance.randrange(start, end) for _ in range(number // 4)]
    outside = [*range(9), *range(len(signed) - number // 4, len(signed))]
    return [*everywhere, *uncovered, *outside]


def test_one_changed_byte_anywhere_is_seen(desk: Desk, archived: bytes) -> None:
    chance = random.Random(1)
    unseen = []
    for offset in _offsets(archived, 120):
        changed = bytearray(archived)
        changed[offset] ^= chance.choice([0x01, 0x02, 0x04, 0x20, 0xFF])
        if desk.validate(bytes(changed)).verdict not in SEEN_THROUGH:
            unseen.append(offset)
    assert not unseen


def test_another_digit_in_the_last_time_stamp_is_seen(desk: Desk, archived: bytes) -> None:
    """Still hexadecimal, so that only what the token says can show it: certificates, versions, algorithms."""
    chance = random.Random(2)
    last = PdfFileReader(io.BytesIO(archived)).embedded_signatures[-1]
    start = int(last.byte_range[1]) + 1
    unseen = []
    for _ in range(60):
        offset = start + chance.randrange(2 * len(last.signed_data.dump()))
        changed = bytearray(archived)
        others = [digit for digit in b"0123456789ABCDEF" if digit != changed[offset]]
        changed[offset] = chance.choice(others)
        if desk.validate(bytes(changed)).verdict not in SEEN_THROUGH:
            unseen.append(offset)
    assert not unseen


def test_hexadecimal_in_other_letters_is_seen_though_it_says_the_same(desk: Desk, archived: bytes) -> None:
    last = PdfFileReader(io.BytesIO(archived)).embedded_signatures[-1]
    start, end = int(last.byte_range[1]), int(last.byte_range[2])
    letter = re.search(rb"[A-F]", archived[start:end])
    assert letter is not None
    changed = bytearray(archived)
    changed[start + letter.start()] |= 0x20
    report = desk.validate(bytes(changed))
    assert report.verdict is Verdict.TOTAL_FAILED
    assert not report.signatures[-1].intact


def test_a_name_in_other_letters_is_seen_though_it_means_the_same(desk: Desk, archived: bytes) -> None:
    name = b"Root CA".hex().upper().encode()
    last = archived.rindex(name)
    changed = archived[:last] + b"ROOT CA".hex().upper().encode() + archived[last + len(name) :]
    assert desk.validate(changed).verdict is Verdict.TOTAL_FAILED


def test_a_container_that_takes_in_its_padding_is_seen(desk: Desk, archived: bytes) -> None:
    """The outer length says a little more: zeros that stand there anyway become part of the container."""
    last = PdfFileReader(io.BytesIO(archived)).embedded_signatures[-1]
    start = int(last.byte_range[1]) + 1
    header, length = archived[start : start + 4], int(archived[start + 4 : start + 8], 16)
    assert header == b"3082"
    changed = archived[: start + 4] + b"%04X" % (length + 16) + archived[start + 8 :]
    assert desk.validate(changed).verdict is Verdict.TOTAL_FAILED


@pytest.mark.parametrize("more", [b"\n", b"%", b"%%EOF\n", b"trailing bytes that no signature covers"])
def test_bytes_after_the_end_are_forbidden(desk: Desk, archived: bytes, more: bytes) -> None:
    report = desk.validate(archived + more)
    assert report.verdict in SEEN_THROUGH
    assert all(s.changed_after is ChangedAfter.FORBIDDEN for s in report.signatures)


def test_other_text_on_the_page_is_forbidden_though_every_signature_is_intact(
    desk: Desk, issued_pdf: bytes
) -> None:
    report = desk.validate(with_other_text(desk.sign(issued_pdf).pdf))
    (signature,) = report.signatures
    assert report.verdict is Verdict.TOTAL_FAILED
    assert report.message.code == "file.changed"
    assert signature.intact
    assert signature.changed_after is ChangedAfter.FORBIDDEN
    assert signature.indication is Indication.TOTAL_FAILED
    assert signature.qualified is None


def test_a_later_signature_does_not_make_an_altered_document_good(desk: Desk, issued_pdf: bytes) -> None:
    altered = with_other_text(desk.sign(issued_pdf, field="child").pdf)
    report = desk.validate(desk.sign(altered, field="legal_representative").pdf)
    first, second = report.signatures
    assert report.verdict is Verdict.TOTAL_FAILED
    assert (first.indication, second.indication) == (Indication.TOTAL_FAILED, Indication.TOTAL_PASSED)


def test_a_hidden_signature_is_no_unsigned_document(desk: Desk, issued_pdf: bytes) -> None:
    report = desk.validate(without_field(desk.sign(issued_pdf).pdf, "child"))
    assert report.verdict is Verdict.UNREADABLE
    assert report.message.code == "file.hidden_signatures"


def test_one_hidden_signature_of_two_spoils_the_other(desk: Desk, archived: bytes) -> None:
    report = desk.validate(without_field(archived, "child"))
    assert report.verdict is Verdict.TOTAL_FAILED


def test_a_truncated_file_is_not_taken_for_good(desk: Desk, archived: bytes) -> None:
    for length in (100, len(archived) // 2, len(archived) - 1000, len(archived) - 1):
        assert desk.validate(archived[:length]).verdict in SEEN_THROUGH


def test_cutting_off_the_last_revision_leaves_an_older_signed_one(desk: Desk, issued_pdf: bytes) -> None:
    """An earlier revision is a whole document: that it is not the newest only a receipt can tell."""
    first = desk.sign(issued_pdf, field="child").pdf
    second = desk.sign(first, field="legal_representative").pdf
    report = desk.validate(second[: len(first)])
    assert [s.field for s in report.signatures] == ["child"]
    assert report.verdict is Verdict.TOTAL_PASSED
