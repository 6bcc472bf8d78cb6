"""Distinguished names of the development authority and of those whom it certifies.

Signers are named as ETSI EN 319 412-1 and Latvia's providers do: ``PNOLV-`` and ``NTRLV-`` with the code's
hyphen kept, names in capitals.
"""

from __future__ import annotations

from typing import Final

from cryptography import x509
from cryptography.x509.oid import NameOID

MARK: Final = "DEVELOPMENT"
OPERATOR: Final = f"{MARK} authority, no legal force"
COUNTRY: Final = "LV"
_LONGEST_NAME: Final = 64
"""RFC 5280 appendix A, ub-common-name and ub-organization-name, in UTF-8 bytes as our library counts; surname
and given name have no such bound."""


def authority_name(title: str) -> x509.Name:
    """Name of a unit of the authority itself: ``title`` is said to be development."""
    return _name(
        (NameOID.COUNTRY_NAME, COUNTRY),
        (NameOID.ORGANIZATION_NAME, OPERATOR),
        (NameOID.ORGANIZATION_IDENTIFIER, "NTRLV-00000000000"),
        (NameOID.COMMON_NAME, f"{MARK} {title}"),
    )


def person_name(given_name: str, surname: str, personal_code: str) -> x509.Name:
    """Name of a natural person (EN 319 412-2), whose code is written with or without its hyphen."""
    given, family = given_name.upper(), surname.upper()
    return _name(
        (NameOID.COUNTRY_NAME, COUNTRY),
        (NameOID.COMMON_NAME, _shortened(f"{given} {family}")),
        (NameOID.SURNAME, family),
        (NameOID.GIVEN_NAME, given),
        (NameOID.SERIAL_NUMBER, f"PNOLV-{hyphenated(personal_code)}"),
    )


def organisation_name(name: str, registration_number: str) -> x509.Name:
    """Name of a legal person (EN 319 412-3)."""
    return _name(
        (NameOID.COUNTRY_NAME, COUNTRY),
        (NameOID.ORGANIZATION_NAME, _shortened(name)),
        (NameOID.ORGANIZATION_IDENTIFIER, f"NTRLV-{registration_number}"),
        (NameOID.COMMON_NAME, _shortened(name)),
    )


def hyphenated(personal_code: str) -> str:
    """A Latvian personal code as certificates carry it: six digits, hyphen, five digits."""
    digits = personal_code.replace("-", "")
    return f"{digits[:6]}-{digits[6:]}"


def _shortened(name: str) -> str:
    return name.encode()[:_LONGEST_NAME].decode(errors="ignore").strip()


def _name(*attributes: tuple[x509.ObjectIdentifier, str]) -> x509.Name:
    return x509.Name([x509.NameAttribute(oid, value) for oid, value in attributes])
