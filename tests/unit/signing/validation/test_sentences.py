"""The worst signature decides the verdict, and the sentence is about it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from signing.validation import ChangedAfter, Indication, QualifiedStatus, SignatureKind, Verdict
from signing.validation.report import sentence
from signing.validation.sentences import message_for, verdict_of
from tests.unit.signing.validation.reports import GOOD

DOUBTFUL = replace(GOOD, indication=Indication.INDETERMINATE, sub_indication="TRY_LATER")
BAD = replace(GOOD, indication=Indication.TOTAL_FAILED, sub_indication="HASH_FAILURE", intact=False)
STAMP = replace(GOOD, kind=SignatureKind.DOCUMENT_TIMESTAMP, qualified=None)


@pytest.mark.parametrize(
    ("signatures", "verdict"),
    [
        ((GOOD, GOOD), Verdict.TOTAL_PASSED),
        ((GOOD, DOUBTFUL), Verdict.INDETERMINATE),
        ((DOUBTFUL, BAD, GOOD), Verdict.TOTAL_FAILED),
    ],
)
def test_one_bad_signature_spoils_the_file(signatures: tuple[object, ...], verdict: Verdict) -> None:
    assert verdict_of(signatures) is verdict  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("signature", "code"),
    [
        (BAD, "file.not_intact"),
        (replace(BAD, intact=True, changed_after=ChangedAfter.FORBIDDEN), "file.changed"),
        (DOUBTFUL, "file.revocation_unknown"),
        (replace(DOUBTFUL, sub_indication="REVOKED_NO_POE"), "file.revoked_no_proof"),
        (replace(DOUBTFUL, sub_indication="CRYPTO_CONSTRAINTS_FAILURE"), "file.undecided"),
        (replace(DOUBTFUL, signer=None), "file.revocation_unknown"),
        (GOOD, "file.qualified"),
        (replace(GOOD, qualified=QualifiedStatus.ADESIG), "file.valid"),
        (STAMP, "file.only_timestamps"),
    ],
)
def test_the_sentence_says_why(signature: object, code: str) -> None:
    message = message_for([signature])  # type: ignore[list-item]
    assert message.code == code
    assert "%(" not in sentence(message)


def test_document_time_stamps_are_not_called_signers() -> None:
    assert sentence(message_for([GOOD, STAMP])).endswith("Signed by: ANNA PARAUDZIŅA.")
