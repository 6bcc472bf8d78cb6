"""Who and what is refused, with a reason that says what to do."""

from __future__ import annotations

from dataclasses import replace

import pytest

from signing.complete import complete_signature
from signing.development.authority import DevelopmentAuthority
from signing.development.credentials import Variant
from signing.development.keys import KeyKind
from signing.development.provider import DevelopmentProvider
from signing.errors import Failure, GiveUp, Refusal
from signing.identity import ExpectedSigner
from signing.model import PreparedSignature, SignatureLevel
from signing.prepare import prepare_signature
from signing.provider import Signatory
from signing.seal import seal_pdf
from signing.sign import TrustServices
from signing.validation import QualifiedStatus, Verdict
from signing.validation.acceptance import Expectation, verify_acceptable
from tests.integration.signing.desk import ANNA, BERTA, PROVIDER, Desk, now
from tests.integration.signing.documents import pdf_with_fields, plain_pdf, with_other_text


def _prepared(
    authority: DevelopmentAuthority,
    pdf: bytes,
    *,
    key: KeyKind = KeyKind.EC_P384,
    reserved: int | None = None,
) -> tuple[DevelopmentProvider, PreparedSignature]:
    provider = DevelopmentProvider(authority, key=key)
    prepared = prepare_signature(
        pdf,
        field_name="child",
        certificate=provider.certificate_for(ANNA),
        level=SignatureLevel.B_LT,
        moment=now(),
        bytes_reserved=reserved,
    )
    return provider, prepared


def _complete(prepared: PreparedSignature, value: bytes, services: TrustServices) -> bytes:
    return complete_signature(
        prepared,
        value,
        moment=now(),
        timestamper=services.timestamper,
        trust=services.trust,
        revocation=services.revocation,
    ).pdf


@pytest.mark.parametrize(
    ("variant", "kind", "code"),
    [
        (Variant.EXPIRED, Refusal, "signature.certificate_expired"),
        (Variant.NOT_YET_VALID, Refusal, "signature.certificate_not_yet_valid"),
        (Variant.REVOKED, Refusal, "signature.certificate_revoked"),
        (Variant.AUTHENTICATION, Refusal, "signature.not_for_documents"),
        (Variant.UNLISTED_ISSUER, GiveUp, "trust.issuer_not_listed"),
    ],
)
def test_a_certificate_that_may_not_sign_is_refused(
    desk: Desk, issued_pdf: bytes, variant: Variant, kind: type[Failure], code: str
) -> None:
    with pytest.raises(kind) as refused:
        desk.sign(issued_pdf, variant=variant)
    assert refused.value.code == code


@pytest.mark.parametrize("variant", [Variant.NOT_QUALIFIED, Variant.WITHOUT_DEVICE])
def test_a_signature_that_is_not_qualified_is_valid_but_not_accepted(
    desk: Desk, issued_pdf: bytes, variant: Variant
) -> None:
    revision = desk.sign(issued_pdf, variant=variant).pdf
    report = desk.validate(revision)
    expected = Expectation("child", ANNA.expected, SignatureLevel.B_LT)
    assert report.verdict is Verdict.TOTAL_PASSED
    assert report.signatures[0].qualified is QualifiedStatus.ADESIG
    with pytest.raises(Refusal) as refused:
        verify_acceptable(revision, report, issued_pdf=issued_pdf, expectations=[expected])
    assert refused.value.code == "acceptance.not_qualified"


def test_a_qualified_signature_of_the_right_person_is_accepted(desk: Desk, issued_pdf: bytes) -> None:
    revision = desk.sign(issued_pdf).pdf
    expected = Expectation("child", ExpectedSigner("01018015097"), SignatureLevel.B_LT)
    verify_acceptable(revision, desk.validate(revision), issued_pdf=issued_pdf, expectations=[expected])


@pytest.mark.parametrize(
    ("expected", "code"),
    [
        (Expectation("child", BERTA.expected, SignatureLevel.B_LT), "acceptance.other_person"),
        (Expectation("child", PROVIDER.expected, SignatureLevel.B_LT), "acceptance.other_person"),
        (Expectation("child", ANNA.expected, SignatureLevel.B_LTA), "acceptance.level_too_low"),
        (Expectation("provider", ANNA.expected, SignatureLevel.B_LT), "acceptance.signature_missing"),
    ],
)
def test_a_revision_that_is_not_what_was_expected_is_refused(
    desk: Desk, issued_pdf: bytes, expected: Expectation, code: str
) -> None:
    revision = desk.sign(issued_pdf).pdf
    with pytest.raises(Refusal) as refused:
        verify_acceptable(revision, desk.validate(revision), issued_pdf=issued_pdf, expectations=[expected])
    assert refused.value.code == code


def test_a_signature_that_nobody_asked_for_is_refused(desk: Desk, issued_pdf: bytes) -> None:
    revision = desk.sign(issued_pdf).pdf
    with pytest.raises(Refusal) as refused:
        verify_acceptable(revision, desk.validate(revision), issued_pdf=issued_pdf, expectations=[])
    assert refused.value.code == "acceptance.signature_not_expected"


def test_another_document_signed_by_the_right_person_is_refused(desk: Desk, issued_pdf: bytes) -> None:
    revision = desk.sign(pdf_with_fields("child")).pdf
    expected = Expectation("child", ANNA.expected, SignatureLevel.B_LT)
    with pytest.raises(Refusal) as refused:
        verify_acceptable(revision, desk.validate(revision), issued_pdf=issued_pdf, expectations=[expected])
    assert refused.value.code == "acceptance.other_document"


def test_a_revision_altered_after_signing_is_refused(desk: Desk, issued_pdf: bytes) -> None:
    revision = with_other_text(desk.sign(issued_pdf).pdf)
    expected = Expectation("child", ANNA.expected, SignatureLevel.B_LT)
    with pytest.raises(Refusal) as refused:
        verify_acceptable(revision, desk.validate(revision), issued_pdf=issued_pdf, expectations=[expected])
    assert refused.value.code == "acceptance.not_valid"


def test_a_provider_that_answers_with_another_person_is_refused(desk: Desk, issued_pdf: bytes) -> None:
    class Mistaken(DevelopmentProvider):
        def certificate_for(self, signatory: Signatory) -> object:  # type: ignore[override]
            return super().certificate_for(BERTA)

    from signing.sign import sign_pdf

    with pytest.raises(Refusal) as refused:
        sign_pdf(
            issued_pdf,
            field_name="child",
            provider=Mistaken(desk.authority),
            signatory=ANNA,
            level=SignatureLevel.B_B,
            services=desk.services,
            moment=now(),
        )
    assert refused.value.code == "signature.other_person"


@pytest.mark.parametrize("key", list(KeyKind))
def test_a_value_over_something_else_is_refused(
    authority: DevelopmentAuthority, services: TrustServices, issued_pdf: bytes, key: KeyKind
) -> None:
    provider, prepared = _prepared(authority, issued_pdf, key=key)
    other = bytes(len(prepared.digest_to_sign))
    value = provider.sign_digest(prepared.certificate, other, prepared.digest_algorithm)
    with pytest.raises(Refusal) as refused:
        _complete(prepared, value, services)
    assert refused.value.code == "signature.value_wrong"


def test_a_signature_that_does_not_fit_its_place_is_an_error_and_no_file(
    authority: DevelopmentAuthority, services: TrustServices, issued_pdf: bytes
) -> None:
    provider, prepared = _prepared(authority, issued_pdf, reserved=8192)
    value = provider.sign_digest(prepared.certificate, prepared.digest_to_sign, prepared.digest_algorithm)
    with pytest.raises(GiveUp) as refused:
        _complete(prepared, value, services)
    assert refused.value.code == "signature.reserve_too_small"


def test_a_place_is_signed_once_only(desk: Desk, issued_pdf: bytes) -> None:
    signed = desk.sign(issued_pdf, level=SignatureLevel.B_B).pdf
    with pytest.raises(Refusal) as refused:
        desk.sign(signed, signatory=BERTA)
    assert refused.value.code == "signature.field_signed"


@pytest.mark.parametrize(
    ("pdf", "code"),
    [
        (b"", "signature.pdf_unreadable"),
        (b"not a PDF at all", "signature.pdf_unreadable"),
        (b"%PDF-1.7\ngarbage", "signature.pdf_unreadable"),
        (plain_pdf(), "signature.no_field"),
    ],
    ids=["empty", "text", "garbage", "no field"],
)
def test_what_cannot_be_signed_is_refused(desk: Desk, pdf: bytes, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        desk.sign(pdf)
    assert refused.value.code == code


def test_a_seal_with_another_key_than_rsa_is_refused(desk: Desk, issued_pdf: bytes) -> None:
    credential = desk.authority.credential_for_seal(PROVIDER.name, "40008000000", key=KeyKind.EC_P256)

    class EllipticSeal(DevelopmentProvider):
        def _credential_of(self, signatory: Signatory) -> object:  # type: ignore[override]
            return credential

    with pytest.raises(Refusal) as refused:
        seal_pdf(
            issued_pdf,
            field_name="provider",
            provider=EllipticSeal(desk.authority),
            signatory=PROVIDER,
            level=SignatureLevel.B_LT,
            services=desk.services,
            moment=now(),
        )
    assert refused.value.code == "seal.key_not_rsa"


def test_no_personal_code_stands_in_any_refusal(desk: Desk, issued_pdf: bytes) -> None:
    with pytest.raises(Refusal) as refused:
        desk.sign(issued_pdf, signatory=replace(ANNA, given_name="Cita"), variant=Variant.EXPIRED)
    assert "15097" not in str(refused.value)


def test_what_the_libraries_say_of_certificates_reaches_no_log(
    desk: Desk, issued_pdf: bytes, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    report = desk.validate(desk.sign(issued_pdf, level=SignatureLevel.B_T).pdf)
    assert report.verdict is Verdict.INDETERMINATE
    assert "PNOLV" not in caplog.text
    assert capfd.readouterr() == ("", "")
