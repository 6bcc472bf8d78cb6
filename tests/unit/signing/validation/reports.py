"""Reports for unit tests."""

from __future__ import annotations

from datetime import UTC, datetime

from signing.identity import SignerIdentity
from signing.model import SignatureLevel
from signing.trust import Notice
from signing.validation import (
    ChangedAfter,
    FileFormat,
    FileReport,
    Indication,
    QualifiedStatus,
    SignatureKind,
    SignatureReport,
    Verdict,
)

SIGNED_AT = datetime(2026, 11, 23, 17, 0, 5, tzinfo=UTC)
GOOD = SignatureReport(
    field="child",
    kind=SignatureKind.SIGNATURE,
    indication=Indication.TOTAL_PASSED,
    sub_indication=None,
    intact=True,
    level=SignatureLevel.B_LT,
    signer=SignerIdentity("ANNA PARAUDZIŅA", personal_code="010180-15097", country="LV"),
    signed_at=SIGNED_AT,
    claimed_at=None,
    qualified=QualifiedStatus.QESIG,
    timestamp_qualified=True,
    changed_after=ChangedAfter.NONE,
)


def file_report(*signatures: SignatureReport, verdict: Verdict = Verdict.TOTAL_PASSED) -> FileReport:
    return FileReport("signed.pdf", FileFormat.PDF, verdict, Notice("file.test", "It is a test."), signatures)
