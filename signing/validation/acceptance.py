"""May a signed revision become the document? Asked of every revision that comes back, whoever made it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from signing.errors import Refusal
from signing.identity import ExpectedSigner
from signing.model import SignatureLevel
from signing.validation.report import (
    FileReport,
    QualifiedStatus,
    SignatureKind,
    SignatureReport,
    Verdict,
)

_QUALIFIED: Final = {QualifiedStatus.QESIG, QualifiedStatus.QESEAL}


@dataclass(frozen=True)
class Expectation:
    """One signature that must be there: its field, who made it, and the least level."""

    field: str
    signer: ExpectedSigner
    level: SignatureLevel


def verify_acceptable(
    revision: bytes, report: FileReport, *, issued_pdf: bytes, expectations: Collection[Expectation]
) -> None:
    """Verify that ``revision`` is ``issued_pdf``, signed by those expected and by nobody else.

    1. Its first bytes are the issued ones.
    2. Every signature is TOTAL-PASSED and nothing was changed since.
    3. Each expected signature is there, made by the expected signer, at the expected level or above.
    4. Each is qualified, with a qualified time stamp.
    5. There is no other signature.

    :param report: what validation says of these very bytes.
    :raises Refusal: one of these does not hold.
    """
    if not revision.startswith(issued_pdf):
        raise Refusal(
            "acceptance.other_document",
            "What came back is not the document that was issued: its contents differ. Sign the document "
            "as it was issued.",
        )
    if report.verdict is not Verdict.TOTAL_PASSED:
        raise Refusal(
            "acceptance.not_valid",
            "The signed document does not pass validation (%(verdict)s %(reason)s).",
            verdict=report.verdict.value,
            reason=next(
                (s.sub_indication for s in report.signatures if s.sub_indication), report.message.code
            ),
        )
    made = {signature.field: signature for signature in report.signatures if not _is_timestamp(signature)}
    for expectation in expectations:
        _verify_signature(made.pop(expectation.field, None), expectation)
    if made:
        raise Refusal(
            "acceptance.signature_not_expected",
            "The document has a signature that nobody asked for: “%(field)s”.",
            field=next(iter(made)),
        )


def _verify_signature(signature: SignatureReport | None, expectation: Expectation) -> None:
    if signature is None or signature.signer is None:
        raise Refusal(
            "acceptance.signature_missing",
            "The signature in the place “%(field)s” is missing.",
            field=expectation.field,
        )
    if not expectation.signer.is_named_by(signature.signer):
        raise Refusal(
            "acceptance.other_person",
            "In the place “%(field)s” signed somebody else than the one who must sign there.",
            field=expectation.field,
        )
    _verify_force(signature, expectation)


def _verify_force(signature: SignatureReport, expectation: Expectation) -> None:
    if signature.level is None or not signature.level.includes(expectation.level):
        raise Refusal(
            "acceptance.level_too_low",
            "The signature in the place “%(field)s” is not of level %(level)s.",
            field=expectation.field,
            level=expectation.level.value,
        )
    if not signature.timestamp_qualified:
        raise Refusal(
            "acceptance.timestamp_not_qualified",
            "The signature in the place “%(field)s” has no qualified time stamp.",
            field=expectation.field,
        )
    if signature.qualified not in _QUALIFIED:
        raise Refusal(
            "acceptance.not_qualified",
            "The signature in the place “%(field)s” is not a qualified electronic signature or seal.",
            field=expectation.field,
        )


def _is_timestamp(signature: SignatureReport) -> bool:
    return signature.kind is SignatureKind.DOCUMENT_TIMESTAMP
