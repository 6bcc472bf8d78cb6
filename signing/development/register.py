"""What each issuer has issued and revoked: one small file per certificate, shared by all processes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from signing.development.addresses import Issuer
from signing.development.files import write_whole

_ISSUED: Final = "issued"
_REVOKED: Final = "revoked"


@dataclass(frozen=True)
class CertificateStatus:
    """What the register knows of one serial number."""

    issued: bool
    revoked_at: datetime | None = None


@dataclass(frozen=True)
class Register:
    """The records of all issuers under one directory."""

    directory: Path

    def open_books(self) -> None:
        """Make the folders for every issuer."""
        for issuer in Issuer:
            for book in (_ISSUED, _REVOKED):
                (self.directory / book / issuer).mkdir(parents=True, exist_ok=True)

    def add(self, issuer: Issuer, certificate: x509.Certificate) -> None:
        """Record that ``issuer`` has issued ``certificate``."""
        write_whole(
            self._path(_ISSUED, issuer, certificate.serial_number), certificate.public_bytes(Encoding.DER)
        )

    def revoke(self, issuer: Issuer, serial_number: int, at: datetime) -> None:
        """Record a revocation; an earlier one stands."""
        path = self._path(_REVOKED, issuer, serial_number)
        if not path.exists():
            write_whole(path, at.isoformat().encode())

    def status(self, issuer: Issuer, serial_number: int) -> CertificateStatus:
        """Whether the certificate was issued, and since when it is revoked."""
        if not self._path(_ISSUED, issuer, serial_number).exists():
            return CertificateStatus(issued=False)
        path = self._path(_REVOKED, issuer, serial_number)
        return CertificateStatus(issued=True, revoked_at=_moment(path) if path.exists() else None)

    def revocations(self, issuer: Issuer) -> Iterator[tuple[int, datetime]]:
        """Serial numbers with the moment from which they are revoked."""
        for path in sorted((self.directory / _REVOKED / issuer).iterdir()):
            if not path.name.startswith("."):
                yield int(path.name, 16), _moment(path)

    def _path(self, book: str, issuer: Issuer, serial_number: int) -> Path:
        return self.directory / book / issuer / f"{serial_number:x}"


def _moment(path: Path) -> datetime:
    return datetime.fromisoformat(path.read_text())
