"""A development authority over real HTTP, what signing asks of it, and PDFs to sign."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from signing.development.authority import DevelopmentAuthority
from signing.development.faults import Faults
from signing.development.serving import ServedAuthority, served_authority
from signing.fetching import Fetcher
from signing.model import SignatureLevel
from signing.revocation import RevocationSource
from signing.sign import TrustServices
from signing.timestamps import TimestampAuthorities
from signing.trust import Trust, trust_from_files
from tests.integration.signing.desk import Desk, now
from tests.integration.signing.documents import pdf_with_fields


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedAuthority]:
    with served_authority(tmp_path_factory.mktemp("authority") / "pki") as it:
        yield it


@pytest.fixture(scope="session")
def authority(served: ServedAuthority) -> DevelopmentAuthority:
    return served.authority


@pytest.fixture
def faulty(served: ServedAuthority) -> Iterator[Callable[[Faults], None]]:
    """Makes the authority misbehave until the test ends."""

    def misbehave(faults: Faults) -> None:
        served.server.faults = faults

    yield misbehave
    served.server.faults = Faults()


@pytest.fixture(scope="session")
def trust(authority: DevelopmentAuthority) -> Trust:
    return trust_from_files(authority.trust_pem(), authority.trusted_list_xml(), moment=now())


@pytest.fixture(scope="session")
def services(authority: DevelopmentAuthority, trust: Trust) -> Iterator[TrustServices]:
    fetcher = Fetcher({"127.0.0.1"})
    timestamper = TimestampAuthorities([authority.timestamp_url])
    yield TrustServices(timestamper, RevocationSource(fetcher), trust)
    timestamper.close()
    fetcher.close()


@pytest.fixture(scope="session")
def issued_pdf() -> bytes:
    """One page of text with the empty places “child”, “legal_representative” and “provider”."""
    return pdf_with_fields("child", "legal_representative", "provider")


@pytest.fixture(scope="session")
def desk(authority: DevelopmentAuthority, services: TrustServices) -> Desk:
    return Desk(authority, services)


@pytest.fixture(scope="session")
def archived(desk: Desk, issued_pdf: bytes) -> bytes:
    """A document at B-LTA, for tests that only read it."""
    return desk.sign(issued_pdf, level=SignatureLevel.B_LTA).pdf
