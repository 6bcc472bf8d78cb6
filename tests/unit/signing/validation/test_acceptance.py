"""What may become the document: each condition fails for itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from signing.errors import Refusal
from signing.identity import ExpectedSigner
from signing.model import SignatureLevel
from signing.validation import QualifiedStatus, SignatureKind, SignatureReport, Verdict
from signing.validation.acceptance import Expectation, verify_acceptable
from tests.unit.signing.validation.reports import GOOD, file_report

ISSUED = b"%PDF-1.7 issued"
REVISION = ISSUED + b" and signed"
EXPECTED = Expectation("child", ExpectedSigner("010180-15097"), SignatureLevel.B_LT)
STAMP = replace(GOOD, field="archive", kind=SignatureKind.DOCUMENT_TIMESTAMP, signer=None)


def _accept(*signatures: SignatureReport, verdict: Verdict = Verdict.TOTAL_PASSED) -> None:
    report = file_report(*signatures, verdict=verdict)
    verify_acceptable(REVISION, report, issued_pdf=ISSUED, expectations=[EXPECTED])


def test_what_meets_every_condition_is_accepted() -> None:
    _accept(GOOD)
    _accept(replace(GOOD, level=SignatureLevel.B_LTA), STAMP)


@pytest.mark.parametrize(
    ("signature", "code"),
    [
        (replace(GOOD, field="other"), "acceptance.signature_missing"),
        (replace(GOOD, signer=None), "acceptance.signature_missing"),
        (replace(GOOD, level=SignatureLevel.B_T), "acceptance.level_too_low"),
        (replace(GOOD, level=None), "acceptance.level_too_low"),
        (replace(GOOD, timestamp_qualified=False), "acceptance.timestamp_not_qualified"),
        (replace(GOOD, qualified=QualifiedStatus.ADESIG), "acceptance.not_qualified"),
        (replace(GOOD, qualified=None), "acceptance.not_qualified"),
    ],
)
def test_what_misses_one_is_refused(signature: SignatureReport, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        _accept(signature)
    assert refused.value.code == code


@pytest.mark.parametrize("verdict", [verdict for verdict in Verdict if verdict is not Verdict.TOTAL_PASSED])
def test_nothing_but_total_passed_will_do(verdict: Verdict) -> None:
    with pytest.raises(Refusal) as refused:
        _accept(GOOD, verdict=verdict)
    assert refused.value.code == "acceptance.not_valid"


def test_other_first_bytes_are_another_document() -> None:
    with pytest.raises(Refusal) as refused:
        verify_acceptable(REVISION[1:], file_report(GOOD), issued_pdf=ISSUED, expectations=[EXPECTED])
    assert refused.value.code == "acceptance.other_document"


def test_a_time_stamp_in_the_signers_place_is_no_signature() -> None:
    with pytest.raises(Refusal) as refused:
        _accept(replace(STAMP, field="child"))
    assert refused.value.code == "acceptance.signature_missing"
