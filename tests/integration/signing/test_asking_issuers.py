"""Documents that do not say whether their certificates were revoked: issuers are asked only where allowed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from signing.development.authority import DevelopmentAuthority
from signing.development.faults import Faults
from signing.development.provider import DevelopmentProvider
from signing.model import SignatureLevel
from signing.prepare import prepare_signature
from signing.provider import Signatory
from signing.validation import FileReport, QualifiedStatus, Verdict, validate_pdf
from tests.integration.signing.desk import ANNA, Desk, now

DACE = Signatory(given_name="Dace", surname="Liepiņa", personal_code="150579-10014")


def _online(desk: Desk, pdf: bytes) -> FileReport:
    services = desk.services
    return validate_pdf(pdf, trust=services.trust, moment=now(), name="x", revocation=services.revocation)


@pytest.mark.parametrize("level", [SignatureLevel.B_B, SignatureLevel.B_T])
def test_nobody_is_asked_unless_allowed(desk: Desk, issued_pdf: bytes, level: SignatureLevel) -> None:
    signed = desk.sign(issued_pdf, level=level).pdf
    assert desk.validate(signed).verdict is Verdict.INDETERMINATE
    asked = _online(desk, signed)
    assert asked.verdict is Verdict.TOTAL_PASSED
    assert asked.signatures[0].level is level


def test_only_with_a_time_stamp_is_it_a_qualified_signature(desk: Desk, issued_pdf: bytes) -> None:
    without = _online(desk, desk.sign(issued_pdf, level=SignatureLevel.B_B).pdf)
    assert without.signatures[0].qualified is QualifiedStatus.ADESIG
    with_one = _online(desk, desk.sign(issued_pdf, level=SignatureLevel.B_T).pdf)
    assert with_one.signatures[0].qualified is QualifiedStatus.QESIG


def test_issuers_that_do_not_answer_leave_it_undecided(
    desk: Desk, issued_pdf: bytes, faulty: Callable[[Faults], None]
) -> None:
    signed = desk.sign(issued_pdf, level=SignatureLevel.B_T).pdf
    faulty(Faults(ocsp_down=True))
    report = _online(desk, signed)
    assert (report.verdict, report.signatures[0].sub_indication) == (Verdict.INDETERMINATE, "TRY_LATER")


def test_a_signature_of_a_revoked_certificate_never_passes(
    desk: Desk, authority: DevelopmentAuthority, issued_pdf: bytes
) -> None:
    """Made past this program's own refusals, as somebody else's program might."""
    from signing.complete import build_container, finish

    credential = authority.credential_for_person(DACE.given_name, DACE.surname, DACE.personal_code or "")
    authority.revoke(credential, at=now())
    provider = DevelopmentProvider(authority)
    prepared = prepare_signature(
        issued_pdf,
        field_name="child",
        certificate=provider.certificate_for(DACE),
        level=SignatureLevel.B_T,
        moment=now(),
    )
    value = provider.sign_digest(prepared.certificate, prepared.digest_to_sign, prepared.digest_algorithm)
    services = desk.services
    signed = finish(
        prepared,
        build_container(prepared, value, services.timestamper),
        moment=now(),
        timestamper=services.timestamper,
        trust=services.trust,
        revocation=services.revocation,
    ).pdf
    report = _online(desk, signed)
    assert report.verdict is not Verdict.TOTAL_PASSED
    assert report.signatures[0].sub_indication in {"REVOKED", "REVOKED_NO_POE"}
    assert report.signatures[0].qualified is None
    assert ANNA.personal_code not in str(report.to_dict())
