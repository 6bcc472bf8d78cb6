"""The development trusted list and list of lists, shaped as ETSI TS 119 612 says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from cryptography import x509
from cryptography.x509.oid import NameOID
from lxml import etree

from signing.development.addresses import Addresses
from signing.development.list_elements import (
    ETSI,
    GENERIC_LIST,
    LIST_OF_LISTS,
    address,
    digital_identity,
    english,
    moment,
    named,
    pointer,
    tsl,
    uris,
)
from signing.development.names import COUNTRY, MARK, OPERATOR

_VERSION: Final = "6"
"""TS 119 612 from version 2.3.1 on: the one whose signatures are those of EN 319 132-1."""
_HISTORY: Final = "65535"
"""History is kept for ever (clause 5.3.12)."""
_RULES: Final = f"{ETSI}/TrustedList/schemerules"
_COMMON_RULES: Final = (f"{_RULES}/EUcommon", f"{_RULES}/{COUNTRY}")
_LIST_OF_LISTS_RULES: Final = (f"{_RULES}/EUlistofthelists",)
_NOTICE: Final = (
    f"{MARK} list, made by a test authority on one machine. It has no legal force: the services in it are "
    "not supervised, and nothing that they sign is qualified."
)
Use = Literal["ForeSignatures", "ForeSeals"]


@dataclass(frozen=True)
class ListedService:
    """A service as the trusted list names it: a CA with what its certificates are for, or a TSA unit."""

    certificate: x509.Certificate
    uses: tuple[Use, ...] = ()

    @property
    def type_uri(self) -> str:
        return f"{ETSI}/Svctype/CA/QC" if self.uses else f"{ETSI}/Svctype/TSA/QTST"

    @property
    def name(self) -> str:
        return str(self.certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value)


@dataclass(frozen=True)
class Edition:
    """One issue of a list."""

    sequence_number: int
    issued_at: datetime
    next_update_at: datetime


@dataclass(frozen=True)
class Operators:
    """The scheme operators that sign the lists."""

    trusted_list: x509.Certificate
    list_of_lists: x509.Certificate


def trusted_list(
    services: tuple[ListedService, ...], edition: Edition, operators: Operators, at: Addresses
) -> etree._Element:
    """The unsigned trusted list of the development authority."""
    to_list_of_lists = pointer(
        at.list_of_lists,
        (operators.list_of_lists,),
        list_type=LIST_OF_LISTS,
        territory="EU",
        community_rules=_LIST_OF_LISTS_RULES,
    )
    scheme = _scheme(
        edition,
        at,
        list_type=GENERIC_LIST,
        scheme_name=f"{COUNTRY}:{MARK} trusted list",
        status_determination="EUappropriate",
        rules=_COMMON_RULES,
        territory=COUNTRY,
        pointers=(to_list_of_lists,),
        location=at.trusted_list,
    )
    return _list(scheme, tsl("TrustServiceProviderList", _provider(services, at)))


def list_of_lists(edition: Edition, operators: Operators, at: Addresses) -> etree._Element:
    """The unsigned list of lists, which points to the one trusted list."""
    to_trusted_list = pointer(
        at.trusted_list,
        (operators.trusted_list,),
        list_type=GENERIC_LIST,
        territory=COUNTRY,
        community_rules=_COMMON_RULES,
    )
    scheme = _scheme(
        edition,
        at,
        list_type=LIST_OF_LISTS,
        scheme_name=f"EU:{MARK} list of trusted lists",
        status_determination="EUlistofthelists",
        rules=_LIST_OF_LISTS_RULES,
        territory="EU",
        pointers=(to_trusted_list,),
        location=at.list_of_lists,
    )
    return _list(scheme)


def _list(*parts: etree._Element) -> etree._Element:
    return tsl("TrustServiceStatusList", *parts, TSLTag="http://uri.etsi.org/19612/TSLTag", Id=f"{MARK}-list")


def _scheme(
    edition: Edition,
    at: Addresses,
    *,
    list_type: str,
    scheme_name: str,
    status_determination: str,
    rules: tuple[str, ...],
    territory: str,
    pointers: tuple[etree._Element, ...],
    location: str,
) -> etree._Element:
    """Clause 5.3, in the schema's order."""
    return tsl(
        "SchemeInformation",
        tsl("TSLVersionIdentifier", _VERSION),
        tsl("TSLSequenceNumber", str(edition.sequence_number)),
        tsl("TSLType", list_type),
        named("SchemeOperatorName", OPERATOR),
        address("SchemeOperatorAddress", at.base_url),
        named("SchemeName", scheme_name),
        uris("SchemeInformationURI", f"{at.base_url}/"),
        tsl("StatusDeterminationApproach", f"{ETSI}/TrustedList/StatusDetn/{status_determination}"),
        uris("SchemeTypeCommunityRules", *rules),
        tsl("SchemeTerritory", territory),
        tsl("PolicyOrLegalNotice", english("TSLLegalNotice", _NOTICE)),
        tsl("HistoricalInformationPeriod", _HISTORY),
        tsl("PointersToOtherTSL", *pointers),
        moment("ListIssueDateTime", edition.issued_at),
        tsl("NextUpdate", moment("dateTime", edition.next_update_at)),
        tsl("DistributionPoints", tsl("URI", location)),
    )


def _provider(services: tuple[ListedService, ...], at: Addresses) -> etree._Element:
    """Clause 5.4: the authority as trust service provider."""
    return tsl(
        "TrustServiceProvider",
        tsl(
            "TSPInformation",
            named("TSPName", OPERATOR),
            named("TSPTradeName", "NTRLV-00000000000"),
            address("TSPAddress", at.base_url),
            uris("TSPInformationURI", f"{at.base_url}/"),
        ),
        tsl("TSPServices", *(_service(service) for service in services)),
    )


def _service(service: ListedService) -> etree._Element:
    """Clause 5.5: granted since the certificate's first day."""
    information = tsl(
        "ServiceInformation",
        tsl("ServiceTypeIdentifier", service.type_uri),
        named("ServiceName", service.name),
        digital_identity(service.certificate),
        tsl("ServiceStatus", f"{ETSI}/TrustedList/Svcstatus/granted"),
        moment("StatusStartingTime", service.certificate.not_valid_before_utc),
    )
    if service.uses:
        information.append(tsl("ServiceInformationExtensions", *(_use(use) for use in service.uses)))
    return tsl("TSPService", information)


def _use(use: Use) -> etree._Element:
    """Clause 5.5.9.4: what the CA's qualified certificates are for."""
    uri = english("URI", f"{ETSI}/TrustedList/SvcInfoExt/{use}")
    return tsl("Extension", tsl("AdditionalServiceInformation", uri), Critical="true")
