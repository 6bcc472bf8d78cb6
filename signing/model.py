"""The records that pass between the stages of signing: one frozen record per stage.

::

    issued PDF -> PreparedSignature -> (signature value) -> SignedRevision
"""

from __future__ import annotations

import hashlib
import json
from base64 import b64decode, b64encode
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from typing import Final, Literal

from asn1crypto.x509 import Certificate

DigestAlgorithm = Literal["sha256", "sha384"]

_FORMAT: Final = 1


class SignatureLevel(StrEnum):
    """PAdES baseline levels (EN 319 142-1 section 6)."""

    B_B = "B-B"
    B_T = "B-T"
    B_LT = "B-LT"
    B_LTA = "B-LTA"

    def includes(self, other: SignatureLevel) -> bool:
        """Whether a signature of this level has all that ``other`` asks for."""
        order = list(SignatureLevel)
        return order.index(self) >= order.index(other)


@dataclass(frozen=True)
class SignaturePlace:
    """Where a signature field is put when the PDF has none of its name.

    ``page`` counts from 0; ``box`` is left, bottom, right, top in points from the page's lower left corner.
    """

    page: int
    box: tuple[int, int, int, int]
    tooltip: str


@dataclass(frozen=True)
class SigningCertificate:
    """The certificate that a signature will name, and its issuers, nearest first (DER)."""

    der: bytes
    chain: tuple[bytes, ...] = ()

    @cached_property
    def x509(self) -> Certificate:
        """The certificate itself, parsed once."""
        return Certificate.load(self.der)

    @cached_property
    def issuers(self) -> tuple[Certificate, ...]:
        """The chain, parsed once."""
        return tuple(Certificate.load(der) for der in self.chain)

    @classmethod
    def of(cls, certificate: Certificate, chain: tuple[Certificate, ...]) -> SigningCertificate:
        """From parsed certificates."""
        return cls(certificate.dump(), tuple(issuer.dump() for issuer in chain))


@dataclass(frozen=True)
class PreparedSignature:
    """All that must survive between preparing a signature and completing it.

    ``to_json`` leaves the PDF out: it is stored as the bytes that it is, and given back to ``from_json``.
    """

    field_name: str
    level: SignatureLevel
    certificate: SigningCertificate
    digest_algorithm: DigestAlgorithm
    document_digest: bytes
    """Digest over the signed byte range of ``prepared_pdf``."""
    signed_attributes: bytes
    """DER of the CMS signed attributes as a SET OF (RFC 5652 section 5.4)."""
    reserved_start: int
    """Offset of the ``<`` that opens the place kept for the signature."""
    reserved_end: int
    """Offset after the ``>`` that closes it."""
    claimed_at: datetime
    shown_date: date | None
    """The date that the appearance shows (Europe/Riga), if there is one."""
    prepared_pdf: bytes = field(repr=False)

    @cached_property
    def digest_to_sign(self) -> bytes:
        """What the signer's key signs: the digest of the signed attributes."""
        return hashlib.new(self.digest_algorithm, self.signed_attributes).digest()

    def to_json(self) -> str:
        """Everything but the PDF, and the PDF's SHA-256."""
        return json.dumps(
            {
                "format": _FORMAT,
                "field_name": self.field_name,
                "level": self.level.value,
                "certificate": _text(self.certificate.der),
                "chain": [_text(der) for der in self.certificate.chain],
                "digest_algorithm": self.digest_algorithm,
                "document_digest": _text(self.document_digest),
                "signed_attributes": _text(self.signed_attributes),
                "reserved": [self.reserved_start, self.reserved_end],
                "claimed_at": self.claimed_at.isoformat(),
                "shown_date": self.shown_date.isoformat() if self.shown_date else None,
                "prepared_pdf_sha256": hashlib.sha256(self.prepared_pdf).hexdigest(),
            }
        )

    @classmethod
    def from_json(cls, text: str, prepared_pdf: bytes) -> PreparedSignature:
        """The record that ``to_json`` wrote, with the PDF that belongs to it.

        :raises ValueError: this is not such a record, or the PDF is another one.
        """
        stored = json.loads(text)
        if (
            stored["format"] != _FORMAT
            or stored["prepared_pdf_sha256"] != hashlib.sha256(prepared_pdf).hexdigest()
        ):
            msg = "the stored signature in progress does not belong to this PDF"
            raise ValueError(msg)
        return cls(
            field_name=stored["field_name"],
            level=SignatureLevel(stored["level"]),
            certificate=SigningCertificate(
                b64decode(stored["certificate"]), tuple(b64decode(der) for der in stored["chain"])
            ),
            digest_algorithm=stored["digest_algorithm"],
            document_digest=b64decode(stored["document_digest"]),
            signed_attributes=b64decode(stored["signed_attributes"]),
            reserved_start=stored["reserved"][0],
            reserved_end=stored["reserved"][1],
            claimed_at=datetime.fromisoformat(stored["claimed_at"]),
            shown_date=date.fromisoformat(stored["shown_date"]) if stored["shown_date"] else None,
            prepared_pdf=prepared_pdf,
        )


@dataclass(frozen=True)
class SignedRevision:
    """A PDF that carries one more signature than what it was made from."""

    pdf: bytes = field(repr=False)
    field_name: str
    level: SignatureLevel
    signed_at: datetime | None
    """Time of the signature's time stamp; none at level B-B."""


def _text(data: bytes) -> str:
    return b64encode(data).decode("ascii")
