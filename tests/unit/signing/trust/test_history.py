"""A service that has been withdrawn still vouches for what it did before."""

from __future__ import annotations

import base64
from copy import deepcopy
from datetime import datetime, timedelta

import pytest
from lxml import etree
from pyhanko_certvalidator.authority import AuthorityWithCert

from signing.development.authority import DevelopmentAuthority
from signing.development.certificates import as_asn1
from signing.development.keys import KeyKind
from signing.development.timestamping_units import current_unit
from signing.trust import Trust

from .conftest import MOMENT, Lists, validated_path

T = {"t": "http://uri.etsi.org/02231/v2#"}
TSL = "{http://uri.etsi.org/02231/v2#}"
WITHDRAWN_AT = MOMENT + timedelta(days=10)
STATUS = "http://uri.etsi.org/TrstSvc/TrustedList/Svcstatus/"


def withdrawn(lists: Lists, service_name: str, key_identifier: bytes | None = None) -> Trust:
    """Trust in a list where a service is withdrawn, its history naming it by key identifier alone."""
    unsigned = lists.unsigned()
    for service in unsigned.findall(".//t:TSPService", T):
        information = service.find("t:ServiceInformation", T)
        if service_name in information.findtext("t:ServiceName/t:Name", "", T):
            service.append(_history(information, key_identifier))
            information.find("t:ServiceStatus", T).text = f"{STATUS}withdrawn"
            information.find("t:StatusStartingTime", T).text = f"{WITHDRAWN_AT:%Y-%m-%dT%H:%M:%SZ}"
    lists.at[lists.location] = lists.signed(unsigned)
    return lists.trust(MOMENT + timedelta(days=20))


def _history(information: etree._Element, key_identifier: bytes | None) -> etree._Element:
    instance = deepcopy(information)
    instance.tag = f"{TSL}ServiceHistoryInstance"
    identity = instance.find("t:ServiceDigitalIdentity", T)
    for digital_id in identity.findall("t:DigitalId", T):
        if digital_id.find("t:X509SKI", T) is None:
            identity.remove(digital_id)
    if key_identifier is not None:
        identity.find("t:DigitalId/t:X509SKI", T).text = base64.b64encode(key_identifier).decode()
    history = etree.Element(f"{TSL}ServiceHistory")
    history.append(instance)
    return history


@pytest.mark.parametrize(
    ("at", "expected"),
    [(MOMENT, True), (WITHDRAWN_AT, True), (WITHDRAWN_AT + timedelta(seconds=1), False)],
)
def test_a_withdrawn_unit_was_qualified_while_it_was_granted(
    lists: Lists, authority: DevelopmentAuthority, at: datetime, expected: bool
) -> None:
    unit = as_asn1(current_unit(authority.estate, MOMENT).certificate)
    assert withdrawn(lists, "TSA").is_qualified_timestamping_unit(unit, at) is expected


def test_a_withdrawn_ca_qualifies_what_was_signed_before(
    lists: Lists, authority: DevelopmentAuthority
) -> None:
    credential = authority.credential_for_person("Anna", "Paraudziņa", "010190-10000", key=KeyKind.EC_P256)
    trust = withdrawn(lists, "eID")
    path = validated_path(credential, trust)
    before = trust.qualification_of(path, MOMENT)
    after = trust.qualification_of(path, WITHDRAWN_AT + timedelta(days=1))
    assert before is not None
    assert after is not None
    assert (before.is_qualified, after.is_qualified) == (True, False)


def test_a_withdrawn_ca_is_an_anchor_until_it_was_withdrawn(
    lists: Lists, authority: DevelopmentAuthority
) -> None:
    credential = authority.credential_for_person("Anna", "Paraudziņa", "010190-10000", key=KeyKind.EC_P256)
    trust = withdrawn(lists, "eID")
    anchor = trust.manager.as_trust_anchor(AuthorityWithCert(credential.chain[0]))
    assert anchor is not None
    assert anchor.trust_qualifiers.valid_until == WITHDRAWN_AT


def test_a_history_of_another_key_is_not_taken_over(lists: Lists, authority: DevelopmentAuthority) -> None:
    unit = as_asn1(current_unit(authority.estate, MOMENT).certificate)
    trust = withdrawn(lists, "TSA", key_identifier=b"\x01" * 20)
    assert not trust.is_qualified_timestamping_unit(unit, MOMENT)


def test_a_renewed_entry_does_not_shorten_what_the_service_vouches_for(
    lists: Lists, authority: DevelopmentAuthority
) -> None:
    unsigned = lists.unsigned()
    service = unsigned.find(".//t:TSPService", T)
    information = service.find("t:ServiceInformation", T)
    service.append(_history(information, None))
    information.find("t:StatusStartingTime", T).text = f"{WITHDRAWN_AT:%Y-%m-%dT%H:%M:%SZ}"
    lists.at[lists.location] = lists.signed(unsigned)
    trust = lists.trust(MOMENT + timedelta(days=20))
    credential = authority.credential_for_person("Anna", "Paraudziņa", "010190-10000", key=KeyKind.EC_P256)
    path = validated_path(credential, trust, MOMENT)
    found = trust.qualification_of(path, MOMENT)
    assert found is not None
    assert found.is_qualified
