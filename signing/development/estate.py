"""An authority's directory: its charter, the keys it holds, and its register."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.types import CertificatePublicKeyTypes

from signing.development.addresses import Addresses, Issuer
from signing.development.certificates import Period, issue
from signing.development.profiles import Extensions, services
from signing.development.register import Register
from signing.development.store import KeyStore
from signing.errors import GiveUp

CHARTER: Final = "authority.json"


@dataclass(frozen=True)
class Charter:
    """What an authority was founded with and keeps for ever."""

    pki: str
    """Tells this very PKI from all others."""
    addresses: Addresses
    founded_at: datetime

    def to_json(self) -> str:
        return json.dumps(
            {
                "pki": self.pki,
                "base_url": self.addresses.base_url,
                "founded_at": self.founded_at.isoformat(),
            },
            indent=2,
        )

    @classmethod
    def from_json(cls, text: str) -> Charter:
        content = json.loads(text)
        return cls(
            content["pki"], Addresses(content["base_url"]), datetime.fromisoformat(content["founded_at"])
        )


@dataclass(frozen=True, eq=False)
class Estate:
    """An open authority directory."""

    directory: Path
    charter: Charter
    units: KeyStore
    """The authority's own keys."""
    credentials: KeyStore
    """The keys of signers."""
    register: Register

    @property
    def lists(self) -> Path:
        return self.directory / "lists"

    @property
    def lock(self) -> Path:
        return self.directory / "lock"

    def certify(
        self,
        issuer: Issuer,
        subject: x509.Name,
        public_key: CertificatePublicKeyTypes,
        period: Period,
        profile: Extensions,
    ) -> x509.Certificate:
        """Issue a certificate that says where its issuer's services are, and record it."""
        at = self.charter.addresses
        extensions = (
            *profile,
            *services(at.certificate(issuer), at.ocsp(issuer), at.revocation_list(issuer)),
        )
        certificate = issue(
            subject, public_key, period, extensions, self.units.holder(authority_unit(issuer))
        )
        self.register.add(issuer, certificate)
        return certificate


def authority_unit(issuer: Issuer) -> str:
    """Name of the CA's key holder among the units."""
    return f"ca-{issuer}"


def responder_unit(issuer: Issuer) -> str:
    """Name of the CA's OCSP responder among the units."""
    return f"ocsp-{issuer}"


def open_estate(directory: Path) -> Estate:
    """Open a complete authority directory.

    :raises GiveUp: it is not one.
    """
    try:
        charter = Charter.from_json((directory / CHARTER).read_text())
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise GiveUp(
            "development.not_an_authority",
            "%(path)s is not the key store of a development authority; move it away and try again.",
            path=str(directory),
        ) from error
    return estate_at(directory, charter)


def estate_at(directory: Path, charter: Charter) -> Estate:
    """The parts of a directory, whether they are there yet or not."""
    return Estate(
        directory=directory,
        charter=charter,
        units=KeyStore(directory / "units"),
        credentials=KeyStore(directory / "credentials"),
        register=Register(directory),
    )
