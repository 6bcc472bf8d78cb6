"""Lists of the development authority, fetched from memory so that tests can put others in their place."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from asn1crypto import x509
from lxml import etree
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.path import ValidationPath

from signing.development.addresses import Issuer
from signing.development.authority import DevelopmentAuthority
from signing.development.certificates import KeyHolder
from signing.development.credentials import SigningCredential
from signing.development.estate import authority_unit
from signing.development.founding import LIST_OF_LISTS_OPERATOR, LIST_OPERATOR
from signing.development.list_signing import sign_list
from signing.development.timestamping_units import unit_names
from signing.development.trusted_list import (
    Edition,
    ListedService,
    Operators,
    list_of_lists,
    trusted_list,
)
from signing.fetching import Unreachable
from signing.trust import Trust, trust_from_list_of_lists

MOMENT = datetime(2027, 2, 3, 4, 5, 6, tzinfo=UTC)
LIFETIME = timedelta(days=180)


@dataclass
class Lists:
    """Both lists as they lie at their locations, and a shelf for last good copies."""

    authority: DevelopmentAuthority
    shelf: Path
    at: dict[str, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.publish()

    @property
    def location(self) -> str:
        return self.authority.addresses.trusted_list

    def publish(
        self,
        sequence_number: int = 1,
        issued_at: datetime = MOMENT,
        services: tuple[ListedService, ...] | None = None,
    ) -> None:
        """Put a new issue of both lists in place."""
        edition = Edition(sequence_number, issued_at, issued_at + LIFETIME)
        named = self.services() if services is None else services
        national = trusted_list(named, edition, self.operators, self.authority.addresses)
        pointing = list_of_lists(edition, self.operators, self.authority.addresses)
        self.at[self.location] = self.signed(national)
        self.at[self.authority.list_of_lists_url] = sign_list(pointing, self.holder(LIST_OF_LISTS_OPERATOR))

    def unsigned(self) -> etree._Element:
        """A national list to change before it is signed."""
        edition = Edition(1, MOMENT, MOMENT + LIFETIME)
        return trusted_list(self.services(), edition, self.operators, self.authority.addresses)

    def signed(self, unsigned_list: etree._Element) -> bytes:
        return sign_list(unsigned_list, self.holder(LIST_OPERATOR))

    def services(self) -> tuple[ListedService, ...]:
        certificate = self.authority.estate.units.certificate
        return (
            ListedService(certificate(authority_unit(Issuer.EID)), ("ForeSignatures",)),
            ListedService(certificate(authority_unit(Issuer.EPARAKSTS)), ("ForeSignatures", "ForeSeals")),
            *(ListedService(certificate(name)) for name in unit_names(self.authority.estate)),
        )

    @property
    def operators(self) -> Operators:
        return Operators(
            self.holder(LIST_OPERATOR).certificate, self.holder(LIST_OF_LISTS_OPERATOR).certificate
        )

    def holder(self, name: str) -> KeyHolder:
        return self.authority.estate.units.holder(name)

    def fetch(self, location: str) -> bytes:
        if location not in self.at:
            msg = "switched off"
            raise Unreachable(msg)
        return self.at[location]

    def trust(self, moment: datetime = MOMENT, territories: tuple[str, ...] = ("LV",)) -> Trust:
        return trust_from_list_of_lists(
            self.authority.list_of_lists_url,
            signer_certificates=[self.authority.list_of_lists_signer()],
            territories=territories,
            cache_dir=self.shelf,
            fetch=self.fetch,
            moment=moment,
        )


def validated_path(credential: SigningCredential, trust: Trust, moment: datetime = MOMENT) -> ValidationPath:
    return path_of(credential.certificate, credential.chain[:1], trust, moment)


def path_of(
    certificate: x509.Certificate, others: tuple[x509.Certificate, ...], trust: Trust, moment: datetime
) -> ValidationPath:
    context = ValidationContext(trust_manager=trust.manager, other_certs=others, moment=moment)
    validator = CertificateValidator(certificate, validation_context=context)
    return asyncio.run(validator.async_validate_path())


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> DevelopmentAuthority:
    directory = tmp_path_factory.mktemp("trust") / "authority"
    return DevelopmentAuthority.open(directory, "http://127.0.0.1:8571", clock=lambda: MOMENT)


@pytest.fixture
def lists(authority: DevelopmentAuthority, tmp_path: Path) -> Lists:
    return Lists(authority, tmp_path / "shelf")
