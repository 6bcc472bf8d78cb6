"""Elements that every trusted list is made of (ETSI TS 119 612, clause 5)."""

from __future__ import annotations

import base64
from datetime import datetime
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from lxml import etree
from lxml.builder import ElementMaker

from signing.development.names import COUNTRY, OPERATOR

TSL: Final = "http://uri.etsi.org/02231/v2#"
TSLX: Final = "http://uri.etsi.org/02231/v2/additionaltypes#"
ETSI: Final = "http://uri.etsi.org/TrstSvc"
LIST_MIME_TYPE: Final = "application/vnd.etsi.tsl+xml"
GENERIC_LIST: Final = f"{ETSI}/TrustedList/TSLType/EUgeneric"
LIST_OF_LISTS: Final = f"{ETSI}/TrustedList/TSLType/EUlistofthelists"
_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"

tsl = ElementMaker(namespace=TSL, nsmap={None: TSL, "tslx": TSLX})
tslx = ElementMaker(namespace=TSLX, nsmap={"tslx": TSLX})


def english(tag: str, text: str) -> etree._Element:
    """An element with text in English."""
    return tsl(tag, text, {_LANG: "en"})


def named(tag: str, text: str) -> etree._Element:
    """A multilingual name with its English form only."""
    return tsl(tag, english("Name", text))


def uris(tag: str, *addresses: str) -> etree._Element:
    """A multilingual list of addresses with their English forms only."""
    return tsl(tag, *(english("URI", address) for address in addresses))


def moment(tag: str, at: datetime) -> etree._Element:
    """An element with a moment in UTC, to the second (clause 5.1.2)."""
    return tsl(tag, f"{at:%Y-%m-%dT%H:%M:%SZ}")


def address(tag: str, base_url: str) -> etree._Element:
    """Postal and electronic address of the operator (clauses 5.3.5 and 5.4.3)."""
    postal = tsl(
        "PostalAddress",
        {_LANG: "en"},
        tsl("StreetAddress", "DEVELOPMENT street 1"),
        tsl("Locality", "Riga"),
        tsl("PostalCode", "LV-1000"),
        tsl("CountryName", COUNTRY),
    )
    electronic = uris("ElectronicAddress", "mailto:development@authority.example", base_url)
    return tsl(tag, tsl("PostalAddresses", postal), electronic)


def digital_identity(certificate: x509.Certificate) -> etree._Element:
    """A service or operator told by its certificate, subject and key identifier (clause 5.5.3)."""
    der = certificate.public_bytes(Encoding.DER)
    key_identifier = certificate.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value.digest
    return tsl(
        "ServiceDigitalIdentity",
        tsl("DigitalId", tsl("X509Certificate", base64.b64encode(der).decode())),
        tsl("DigitalId", tsl("X509SubjectName", certificate.subject.rfc4514_string())),
        tsl("DigitalId", tsl("X509SKI", base64.b64encode(key_identifier).decode())),
    )


def pointer(
    location: str,
    operators: tuple[x509.Certificate, ...],
    *,
    list_type: str,
    territory: str,
    community_rules: tuple[str, ...],
) -> etree._Element:
    """A pointer to another list, with who signs it (clause 5.3.13)."""
    facts = (
        tsl("TSLType", list_type),
        named("SchemeOperatorName", OPERATOR),
        uris("SchemeTypeCommunityRules", *community_rules),
        tsl("SchemeTerritory", territory),
        tslx("MimeType", LIST_MIME_TYPE),
    )
    return tsl(
        "OtherTSLPointer",
        tsl("ServiceDigitalIdentities", *(digital_identity(operator) for operator in operators)),
        tsl("TSLLocation", location),
        tsl("AdditionalInformation", *(tsl("OtherInformation", fact) for fact in facts)),
    )
