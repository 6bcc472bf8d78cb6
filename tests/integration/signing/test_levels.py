"""Every level with every kind of key, from the issued bytes to the verdict."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from signing.development.keys import KeyKind
from signing.model import SignatureLevel
from signing.validation import ChangedAfter, QualifiedStatus, SignatureKind, Verdict
from tests.integration.signing.desk import ANNA, BERTA, Desk

LONG_TERM = (SignatureLevel.B_LT, SignatureLevel.B_LTA)


@pytest.mark.parametrize("key", list(KeyKind))
@pytest.mark.parametrize("level", list(SignatureLevel))
def test_a_signature_has_the_level_that_was_asked_for(
    desk: Desk, issued_pdf: bytes, level: SignatureLevel, key: KeyKind
) -> None:
    revision = desk.sign(issued_pdf, level=level, key=key)
    report = desk.validate(revision.pdf)
    signature = report.signatures[0]
    assert revision.pdf.startswith(issued_pdf)
    assert revision.level == signature.level == level
    assert signature.intact
    assert revision.signed_at == signature.signed_at
    assert (signature.signed_at is None) == (level is SignatureLevel.B_B)
    if level in LONG_TERM:
        assert report.verdict is Verdict.TOTAL_PASSED
    else:
        assert (report.verdict, signature.sub_indication) == (Verdict.INDETERMINATE, "TRY_LATER")


def test_an_archived_signature_is_a_qualified_one_of_the_right_person(desk: Desk, archived: bytes) -> None:
    report = desk.validate(archived)
    signature, stamp = report.signatures
    assert report.verdict is Verdict.TOTAL_PASSED
    assert report.message.code == "file.qualified"
    assert signature.kind is SignatureKind.SIGNATURE
    assert signature.qualified is QualifiedStatus.QESIG
    assert signature.timestamp_qualified
    assert signature.changed_after is ChangedAfter.PERMITTED
    assert signature.signer is not None
    assert signature.signer.personal_code == ANNA.personal_code
    assert signature.signer.name == "ANNA PARAUDZIŅA"
    assert stamp.kind is SignatureKind.DOCUMENT_TIMESTAMP
    assert stamp.changed_after is ChangedAfter.NONE
    assert stamp.timestamp_qualified


def test_the_same_facts_hold_whatever_is_trusted(desk: Desk, archived: bytes) -> None:
    from signing.trust import Trust
    from signing.trust.managers import certificate_trust_manager
    from signing.validation import validate_pdf
    from tests.integration.signing.desk import now

    nobody = Trust(manager=certificate_trust_manager(()), registry=None, anchors=())
    report = validate_pdf(archived, trust=nobody, moment=now(), name="x")
    trusted = desk.validate(archived)
    assert report.verdict is Verdict.INDETERMINATE
    assert report.signatures[0].sub_indication == "NO_CERTIFICATE_CHAIN_FOUND"
    assert [s.intact for s in report.signatures] == [s.intact for s in trusted.signatures]
    assert [s.changed_after for s in report.signatures] == [s.changed_after for s in trusted.signatures]


def test_two_signers_and_a_seal_one_after_another(desk: Desk, issued_pdf: bytes) -> None:
    first = desk.sign(issued_pdf, field="child", key=KeyKind.EC_P384).pdf
    second = desk.sign(first, field="legal_representative", signatory=BERTA, key=KeyKind.RSA_2048).pdf
    third = desk.seal(second, level=SignatureLevel.B_LTA).pdf
    report = desk.validate(third)
    assert third.startswith(second)
    assert report.verdict is Verdict.TOTAL_PASSED
    assert [(s.field, s.qualified, s.level) for s in report.signatures[:3]] == [
        ("child", QualifiedStatus.QESIG, SignatureLevel.B_LTA),
        ("legal_representative", QualifiedStatus.QESIG, SignatureLevel.B_LTA),
        ("provider", QualifiedStatus.QESEAL, SignatureLevel.B_LTA),
    ]
    assert all(s.changed_after is ChangedAfter.PERMITTED for s in report.signatures[:3])


@pytest.mark.parametrize("key", list(KeyKind))
def test_poppler_calls_the_signature_valid(
    desk: Desk, issued_pdf: bytes, tmp_path: Path, key: KeyKind
) -> None:
    signed = tmp_path / "signed.pdf"
    signed.write_bytes(desk.sign(issued_pdf, key=key).pdf)
    told = subprocess.run(["pdfsig", "-nocert", signed], capture_output=True, text=True, check=True).stdout
    assert "Signature is Valid." in told
    assert "ETSI.CAdES.detached" in told


def test_the_page_shows_who_signed_when_and_that_it_is_development(
    desk: Desk, issued_pdf: bytes, tmp_path: Path
) -> None:
    signed = tmp_path / "signed.pdf"
    revision = desk.sign(issued_pdf)
    signed.write_bytes(revision.pdf)
    told = subprocess.run(
        ["pdftotext", "-layout", signed, "-"], capture_output=True, text=True, check=True
    ).stdout
    assert "ANNA PARAUDZIŅA" in told
    assert "Personas kods: 010180-15097" in told
    assert "ar laika zīmogu" in told
    assert "IZSTRĀDES PARAKSTS – NAV JURIDISKA SPĒKA / DEVELOPMENT" in told
