"""Whom a certificate names (ETSI EN 319 412-1 section 5.1.3 and 5.1.4)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from asn1crypto import x509

_PERSON: Final = re.compile(r"PNO([A-Z]{2})-(.+)")
_ORGANISATION: Final = re.compile(r"NTR([A-Z]{2})-(.+)")
_DEVELOPMENT: Final = "DEVELOPMENT"
_OLD_HYPHENS: Final = re.compile(r"[‐‑‒–—−]")
_LATVIAN_CODE_DIGITS: Final = 11


@dataclass(frozen=True)
class SignerIdentity:
    """The subject of a certificate, as far as it is stated."""

    name: str
    given_name: str | None = None
    surname: str | None = None
    personal_code: str | None = None
    """Latvian codes as ``DDMMYY-XXXXX``; those of other countries as their certificates write them."""
    registration_number: str | None = None
    country: str | None = None
    """Of the personal code or registration number; else of the subject (ISO 3166-1 alpha-2)."""


@dataclass(frozen=True)
class ExpectedSigner:
    """Who must have signed: a person by personal code, or an organisation by registration number."""

    personal_code: str | None = None
    registration_number: str | None = None
    country: str = "LV"

    def is_named_by(self, identity: SignerIdentity) -> bool:
        """Whether the certificate's identity is this signer: digits and country decide, never names."""
        if identity.country != self.country:
            return False
        if self.personal_code is not None:
            return _same(self.personal_code, identity.personal_code)
        return _same(self.registration_number, identity.registration_number)


def identity_of(certificate: x509.Certificate) -> SignerIdentity:
    """Read the subject of ``certificate``; what it does not state is ``None``."""
    subject: dict[str, object] = certificate.subject.native
    person = _match(_PERSON, subject.get("serial_number"))
    organisation = _match(_ORGANISATION, subject.get("organization_identifier"))
    stated = person or organisation
    return SignerIdentity(
        name=_one(subject.get("common_name")) or certificate.subject.human_friendly,
        given_name=_one(subject.get("given_name")),
        surname=_one(subject.get("surname")),
        personal_code=format_personal_code(person[2], person[1]) if person else None,
        registration_number=organisation[2] if organisation else None,
        country=stated[1] if stated else _one(subject.get("country_name")),
    )


def issuer_name(certificate: x509.Certificate) -> str:
    """The issuer as people know it: its common name, else its whole name."""
    return _one(certificate.issuer.native.get("common_name")) or str(certificate.issuer.human_friendly)


def is_development(certificate: x509.Certificate) -> bool:
    """Whether a development authority issued it: such an issuer says so in its own name."""
    return _DEVELOPMENT in issuer_name(certificate).upper()


def format_personal_code(code: str, country: str = "LV") -> str:
    """A personal code with its hyphen where Latvia puts it; other countries' codes are left alone."""
    plain = _OLD_HYPHENS.sub("-", code).strip()
    digits = plain.replace("-", "").replace(" ", "")
    if country != "LV" or len(digits) != _LATVIAN_CODE_DIGITS or not digits.isdecimal():
        return plain
    return f"{digits[:6]}-{digits[6:]}"


def _same(expected: str | None, stated: str | None) -> bool:
    return bool(expected and stated) and _digits(expected) == _digits(stated)


def _digits(code: str | None) -> str:
    return "".join(character for character in code or "" if character.isalnum()).upper()


def _match(pattern: re.Pattern[str], value: object) -> re.Match[str] | None:
    return pattern.fullmatch(_one(value) or "")


def _one(value: object) -> str | None:
    if isinstance(value, list):
        return str(value[0]) if value else None
    return None if value is None else str(value)
