"""Authorities that are down or misbehave: the same call may go later, and nothing weaker is ever made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from signing.complete import complete_signature
from signing.development.authority import DevelopmentAuthority
from signing.development.faults import Faults, TimestampFault
from signing.development.provider import DevelopmentProvider
from signing.errors import Retry
from signing.extend import extend_to_archival
from signing.fetching import Fetcher
from signing.model import SignatureLevel
from signing.prepare import prepare_signature
from signing.revocation import RevocationSource
from signing.sign import TrustServices
from signing.timestamps import TimestampAuthorities
from tests.integration.signing.desk import ANNA, Desk, now

Misbehave = Callable[[Faults], None]
NOBODY = "http://127.0.0.1:9/"
"""The discard port, where nobody listens."""


@pytest.mark.parametrize("fault", list(TimestampFault))
@pytest.mark.parametrize("level", [SignatureLevel.B_T, SignatureLevel.B_LTA])
def test_without_a_good_time_stamp_nothing_is_signed(
    desk: Desk, issued_pdf: bytes, faulty: Misbehave, fault: TimestampFault, level: SignatureLevel
) -> None:
    faulty(Faults(timestamps=fault))
    with pytest.raises(Retry) as refused:
        desk.sign(issued_pdf, level=level)
    assert refused.value.code == "timestamp.unavailable"


def test_without_revocation_statements_there_is_no_long_term_signature(
    desk: Desk, issued_pdf: bytes, faulty: Misbehave
) -> None:
    faulty(Faults(ocsp_down=True))
    with pytest.raises(Retry) as refused:
        desk.sign(issued_pdf, level=SignatureLevel.B_LT)
    assert refused.value.code == "revocation.unavailable"


def test_the_archive_waits_for_its_time_stamp(desk: Desk, issued_pdf: bytes, faulty: Misbehave) -> None:
    signed, services = desk.sign(issued_pdf).pdf, desk.services
    faulty(Faults(timestamps=TimestampFault.DOWN))
    with pytest.raises(Retry):
        extend_to_archival(
            signed,
            moment=now(),
            timestamper=services.timestamper,
            trust=services.trust,
            revocation=services.revocation,
        )


def test_the_next_authority_answers_when_the_first_does_not(
    desk: Desk, authority: DevelopmentAuthority, issued_pdf: bytes
) -> None:
    timestamper = TimestampAuthorities([NOBODY, authority.timestamp_url])
    two = replace(desk, services=replace(desk.services, timestamper=timestamper))
    try:
        assert two.sign(issued_pdf, level=SignatureLevel.B_T).signed_at is not None
    finally:
        timestamper.close()


def test_responders_that_the_operator_did_not_name_are_not_asked(desk: Desk, issued_pdf: bytes) -> None:
    """Certificates come from strangers, and so do the addresses in them."""
    fetcher = Fetcher({"ocsp.example"})
    wary = replace(desk, services=replace(desk.services, revocation=RevocationSource(fetcher)))
    try:
        with pytest.raises(Retry) as refused:
            wary.sign(issued_pdf)
    finally:
        fetcher.close()
    assert refused.value.code == "revocation.unavailable"


def test_a_time_stamp_of_another_day_than_the_page_shows_is_not_used(
    authority: DevelopmentAuthority, services: TrustServices, issued_pdf: bytes
) -> None:
    provider = DevelopmentProvider(authority)
    prepared = prepare_signature(
        issued_pdf,
        field_name="child",
        certificate=provider.certificate_for(ANNA),
        level=SignatureLevel.B_T,
        moment=now(),
    )
    prepared = replace(prepared, shown_date=(now() - timedelta(days=2)).date())
    value = provider.sign_digest(prepared.certificate, prepared.digest_to_sign, prepared.digest_algorithm)
    with pytest.raises(Retry) as refused:
        complete_signature(
            prepared,
            value,
            moment=now(),
            timestamper=services.timestamper,
            trust=services.trust,
            revocation=services.revocation,
        )
    assert refused.value.code == "signature.date_differs"
