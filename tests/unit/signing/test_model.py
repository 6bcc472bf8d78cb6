"""The record of a signature in progress survives being stored."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from signing.model import PreparedSignature, SignatureLevel, SigningCertificate

PREPARED = PreparedSignature(
    field_name="child",
    level=SignatureLevel.B_LTA,
    certificate=SigningCertificate(b"\x30\x00", (b"\x30\x01\x00", b"\xff")),
    digest_algorithm="sha384",
    document_digest=bytes(range(48)),
    signed_attributes=b"\x31\x02\x05\x00",
    reserved_start=10,
    reserved_end=20,
    claimed_at=datetime(2026, 11, 23, 22, 30, tzinfo=UTC),
    shown_date=date(2026, 11, 24),
    prepared_pdf=b"%PDF-1.7 prepared",
)


@pytest.mark.parametrize("shown_date", [date(2026, 11, 24), None])
def test_what_was_stored_comes_back(shown_date: date | None) -> None:
    prepared = replace(PREPARED, shown_date=shown_date)
    assert PreparedSignature.from_json(prepared.to_json(), prepared.prepared_pdf) == prepared


def test_the_pdf_is_stored_apart_and_must_be_the_same() -> None:
    assert "prepared_pdf_sha256" in PREPARED.to_json()
    with pytest.raises(ValueError, match="does not belong"):
        PreparedSignature.from_json(PREPARED.to_json(), b"%PDF-1.7 other")


def test_what_is_signed_is_the_digest_of_the_attributes() -> None:
    assert PREPARED.digest_to_sign == hashlib.sha384(PREPARED.signed_attributes).digest()


@pytest.mark.parametrize(
    ("has", "asked", "enough"), [("B-LTA", "B-T", True), ("B-T", "B-T", True), ("B-T", "B-LT", False)]
)
def test_a_higher_level_includes_the_lower(has: str, asked: str, *, enough: bool) -> None:
    assert SignatureLevel(has).includes(SignatureLevel(asked)) is enough
