"""May this certificate sign? Each reason for no has its own words."""

from __future__ import annotations

from datetime import timedelta

import pytest

from signing.eligibility import verify_may_sign
from signing.errors import Refusal
from signing.identity import ExpectedSigner
from tests.unit.signing.certificates import ANNA, ENDS_AT, STARTS_AT, certificate

SECOND = timedelta(seconds=1)
EXPECTED = ExpectedSigner("010180-15097")


@pytest.mark.parametrize("moment", [STARTS_AT, ENDS_AT, STARTS_AT + timedelta(days=400)])
def test_the_expected_person_may_sign_within_the_certificates_period(moment: object) -> None:
    verify_may_sign(certificate(ANNA), moment=moment, expected=EXPECTED)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("moment", "content_commitment", "expected", "code"),
    [
        (STARTS_AT - SECOND, True, EXPECTED, "signature.certificate_not_yet_valid"),
        (ENDS_AT + SECOND, True, EXPECTED, "signature.certificate_expired"),
        (STARTS_AT, False, EXPECTED, "signature.not_for_documents"),
        (STARTS_AT, True, ExpectedSigner("321215-79159"), "signature.other_person"),
    ],
)
def test_others_may_not(
    moment: object, content_commitment: bool, expected: ExpectedSigner, code: str
) -> None:
    signer = certificate(ANNA, content_commitment=content_commitment)
    with pytest.raises(Refusal) as refused:
        verify_may_sign(signer, moment=moment, expected=expected)  # type: ignore[arg-type]
    assert refused.value.code == code
