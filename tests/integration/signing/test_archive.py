"""Documents kept provable for years: time passes by the clock of the authority."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from signing.development.authority import DevelopmentAuthority
from signing.development.provider import DevelopmentProvider
from signing.development.serving import ServedAuthority, served_authority
from signing.extend import extend_to_archival
from signing.fetching import Fetcher
from signing.model import SignatureLevel
from signing.revocation import RevocationSource
from signing.sign import TrustServices, sign_pdf
from signing.timestamps import TimestampAuthorities
from signing.trust import trust_from_files
from signing.validation import FileReport, QualifiedStatus, Verdict, validate_pdf
from tests.integration.signing.desk import ANNA
from tests.integration.signing.documents import pdf_with_fields

SIGNED_AT = datetime(2026, 1, 12, 12, tzinfo=UTC)
RENEWED_AT = datetime(2028, 11, 1, tzinfo=UTC)
"""Before the first time-stamping certificate ends, which is good for three years."""
RENEWED_AGAIN_AT = datetime(2031, 6, 2, tzinfo=UTC)
"""After the signer's certificate ended, which is good for five."""
LONG_AFTER = datetime(2032, 7, 1, tzinfo=UTC)


class Archive:
    """An authority whose time the test tells, and one document."""

    def __init__(self, served: ServedAuthority, clock: list[datetime]) -> None:
        self.authority: DevelopmentAuthority = served.authority
        self._clock = clock
        self._fetcher = Fetcher({"127.0.0.1"})
        self._timestamper = TimestampAuthorities([self.authority.timestamp_url])

    def sign(self, moment: datetime, level: SignatureLevel) -> bytes:
        return sign_pdf(
            pdf_with_fields("child"),
            field_name="child",
            provider=DevelopmentProvider(self.authority),
            signatory=ANNA,
            level=level,
            services=self._at(moment),
            moment=moment,
        ).pdf

    def renew(self, revision: bytes, moment: datetime) -> bytes:
        services = self._at(moment)
        return extend_to_archival(
            revision,
            moment=moment,
            timestamper=services.timestamper,
            trust=services.trust,
            revocation=services.revocation,
        )

    def validate(self, revision: bytes, moment: datetime) -> FileReport:
        return validate_pdf(revision, trust=self._at(moment).trust, moment=moment, name="x")

    def close(self) -> None:
        self._timestamper.close()
        self._fetcher.close()

    def _at(self, moment: datetime) -> TrustServices:
        self._clock[0] = moment
        # whichever unit stamps at this time must be on the list that is read next
        self._timestamper.timestamp(bytes(32), "sha256")
        authority = self.authority
        trust = trust_from_files(authority.trust_pem(), authority.trusted_list_xml(), moment=moment)
        return TrustServices(self._timestamper, RevocationSource(self._fetcher), trust)


@contextmanager
def _archive(directory: Path) -> Iterator[Archive]:
    clock = [SIGNED_AT]
    with served_authority(directory, clock=lambda: clock[0]) as served:
        archive = Archive(served, clock)
        try:
            yield archive
        finally:
            archive.close()


@dataclass(frozen=True)
class Life:
    """One document through the years, and a twin that nobody archived."""

    archive: Archive
    long_term: bytes
    first: bytes
    second: bytes
    third: bytes


@pytest.fixture(scope="module")
def life(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Life]:
    with _archive(tmp_path_factory.mktemp("archive") / "pki") as archive:
        long_term = archive.sign(SIGNED_AT, SignatureLevel.B_LT)
        first = archive.sign(SIGNED_AT, SignatureLevel.B_LTA)
        second = archive.renew(first, RENEWED_AT)
        third = archive.renew(second, RENEWED_AGAIN_AT)
        yield Life(archive, long_term, first, second, third)


def test_renewed_in_time_a_document_outlives_all_its_certificates(life: Life) -> None:
    report = life.archive.validate(life.third, LONG_AFTER)
    assert life.third.startswith(life.second)
    assert life.second.startswith(life.first)
    assert report.verdict is Verdict.TOTAL_PASSED
    signature = report.signatures[0]
    assert signature.qualified is QualifiedStatus.QESIG
    assert signature.level is SignatureLevel.B_LTA
    assert signature.signed_at == SIGNED_AT
    assert [s.signed_at for s in report.signatures] == [SIGNED_AT, SIGNED_AT, RENEWED_AT, RENEWED_AGAIN_AT]


def test_not_renewed_it_can_no_longer_be_proven(life: Life) -> None:
    assert life.archive.validate(life.first, RENEWED_AT).verdict is Verdict.TOTAL_PASSED
    report = life.archive.validate(life.first, RENEWED_AGAIN_AT)
    assert report.verdict is Verdict.INDETERMINATE
    assert {s.sub_indication for s in report.signatures} == {"OUT_OF_BOUNDS_NO_POE"}


def test_statements_made_after_signing_count_when_they_are_old(life: Life) -> None:
    months_later = datetime(2026, 9, 1, tzinfo=UTC)
    assert life.archive.validate(life.long_term, months_later).verdict is Verdict.TOTAL_PASSED


def test_a_signature_is_not_proven_before_it_was_made(life: Life) -> None:
    report = life.archive.validate(life.first, datetime(2026, 1, 11, tzinfo=UTC))
    assert report.verdict is Verdict.INDETERMINATE
    assert report.signatures[0].sub_indication == "NO_POE"


def test_revoking_a_certificate_later_does_not_undo_a_signature(tmp_path: Path) -> None:
    with _archive(tmp_path / "pki") as archive:
        signed = archive.sign(SIGNED_AT, SignatureLevel.B_LT)
        credential = archive.authority.credential_for_person(
            ANNA.given_name, ANNA.surname, ANNA.personal_code or ""
        )
        archive.authority.revoke(credential, at=datetime(2026, 3, 1, tzinfo=UTC))
        later = datetime(2026, 4, 1, tzinfo=UTC)
        archived = archive.renew(signed, later)
        assert archive.validate(archived, later).verdict is Verdict.TOTAL_PASSED
