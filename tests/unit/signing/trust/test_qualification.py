"""What the lists make of certificates: qualified or not, for what, and on which device."""

from __future__ import annotations

from datetime import timedelta

import pytest
from asn1crypto import core, x509
from pyhanko.sign.ades.qualified_asn1 import QcCertificateType, QcStatement, QcStatements
from pyhanko_certvalidator.errors import PathBuildingError
from pyhanko_certvalidator.path import ValidationPath

from signing.development.addresses import Issuer
from signing.development.authority import DevelopmentAuthority
from signing.development.certificates import as_asn1
from signing.development.credentials import Variant
from signing.development.estate import authority_unit, responder_unit
from signing.development.keys import KeyKind
from signing.development.timestamping_units import current_unit
from signing.development.trusted_list import ListedService
from signing.trust import Qualification, QualifiedPurpose, trust_from_files

from .conftest import MOMENT, Lists, validated_path

EID, EPARAKSTS = "DEVELOPMENT LV eID ICA", "DEVELOPMENT eParaksts ICA"
ESIGN, ESEAL = QualifiedPurpose.ESIGN, QualifiedPurpose.ESEAL


@pytest.mark.parametrize(
    ("variant", "expected"),
    [
        (Variant.QUALIFIED, Qualification(True, ESIGN, True, EID)),  # noqa: FBT003
        (Variant.WITHOUT_DEVICE, Qualification(True, ESIGN, False, EID)),  # noqa: FBT003
        (Variant.NOT_QUALIFIED, Qualification(False, ESIGN, False)),  # noqa: FBT003
        (Variant.AUTHENTICATION, Qualification(False, ESIGN, False)),  # noqa: FBT003
    ],
)
def test_a_person_is_qualified_as_statements_and_list_say(
    lists: Lists, authority: DevelopmentAuthority, variant: Variant, expected: Qualification
) -> None:
    credential = authority.credential_for_person(
        "Anna", "Paraudziņa", "010190-10000", key=KeyKind.EC_P256, variant=variant
    )
    trust = lists.trust()
    assert trust.qualification_of(validated_path(credential, trust), MOMENT) == expected


@pytest.mark.parametrize(
    ("variant", "expected"),
    [
        (Variant.QUALIFIED, Qualification(True, ESEAL, True, EPARAKSTS)),  # noqa: FBT003
        (Variant.WITHOUT_DEVICE, Qualification(True, ESEAL, False, EPARAKSTS)),  # noqa: FBT003
        (Variant.NOT_QUALIFIED, Qualification(False, ESEAL, False)),  # noqa: FBT003
    ],
)
def test_a_seal_is_qualified_as_statements_and_list_say(
    lists: Lists, authority: DevelopmentAuthority, variant: Variant, expected: Qualification
) -> None:
    credential = authority.credential_for_seal("Parauga biedrība", "40008999999", variant=variant)
    trust = lists.trust()
    assert trust.qualification_of(validated_path(credential, trust), MOMENT) == expected


def test_a_ca_that_no_list_names_leads_nowhere(lists: Lists, authority: DevelopmentAuthority) -> None:
    credential = authority.credential_for_person(
        "Anna", "Paraudziņa", "010190-10000", key=KeyKind.EC_P256, variant=Variant.UNLISTED_ISSUER
    )
    with pytest.raises(PathBuildingError):
        validated_path(credential, lists.trust())


def test_a_ca_listed_for_seals_alone_qualifies_no_signature(
    lists: Lists, authority: DevelopmentAuthority
) -> None:
    certificate = authority.estate.units.certificate(authority_unit(Issuer.EID))
    lists.publish(services=(ListedService(certificate, ("ForeSeals",)),))
    credential = authority.credential_for_person("Anna", "Paraudziņa", "010190-10000", key=KeyKind.EC_P256)
    trust = lists.trust()
    found = trust.qualification_of(validated_path(credential, trust), MOMENT)
    assert found == Qualification(is_qualified=False, purpose=ESIGN, on_qscd=False)


def test_before_the_service_was_granted_nothing_was_qualified(
    lists: Lists, authority: DevelopmentAuthority
) -> None:
    credential = authority.credential_for_person("Anna", "Paraudziņa", "010190-10000", key=KeyKind.EC_P256)
    trust = lists.trust()
    path = validated_path(credential, trust)
    found = trust.qualification_of(path, MOMENT - timedelta(days=3 * 365))
    assert found is not None
    assert not found.is_qualified


def test_a_certificate_of_several_types_is_reported_as_not_qualified(
    lists: Lists, authority: DevelopmentAuthority
) -> None:
    credential = authority.credential_for_person("Anna", "Paraudziņa", "010190-10000", key=KeyKind.EC_P256)
    trust = lists.trust()
    path = validated_path(credential, trust)
    claimed = with_types(credential.certificate, "qct_eseal", "qct_esign")
    found = trust.qualification_of(ValidationPath(path.trust_anchor, [], claimed), MOMENT)
    assert found == Qualification(is_qualified=False, purpose=ESEAL, on_qscd=False)


def test_statements_that_cannot_be_read_qualify_nothing(
    lists: Lists, authority: DevelopmentAuthority
) -> None:
    credential = authority.credential_for_person("Anna", "Paraudziņa", "010190-10000", key=KeyKind.EC_P256)
    trust = lists.trust()
    path = validated_path(credential, trust)
    compliance = QcStatement({"statement_id": "qc_compliance"}).dump()
    broken = x509.Certificate.load(
        credential.certificate.dump().replace(compliance, b"\x02" + compliance[1:])
    )
    found = trust.qualification_of(ValidationPath(path.trust_anchor, [], broken), MOMENT)
    assert found == Qualification(is_qualified=False, purpose=ESIGN, on_qscd=False)


def test_without_a_list_nothing_is_known(authority: DevelopmentAuthority) -> None:
    credential = authority.credential_for_person("Anna", "Paraudziņa", "010190-10000", key=KeyKind.EC_P256)
    trust = trust_from_files(authority.trust_pem(), None, moment=MOMENT)
    assert trust.qualification_of(validated_path(credential, trust), MOMENT) is None


def test_a_listed_unit_is_qualified_though_its_certificate_does_not_say_so(
    lists: Lists, authority: DevelopmentAuthority
) -> None:
    unit = as_asn1(current_unit(authority.estate, MOMENT).certificate)
    trust = lists.trust()
    assert trust.is_qualified_timestamping_unit(unit, MOMENT)
    assert not trust.is_qualified_timestamping_unit(unit, MOMENT - timedelta(days=2))


def test_a_unit_of_a_listed_authority_is_qualified(lists: Lists, authority: DevelopmentAuthority) -> None:
    root = authority.estate.units.certificate(authority_unit(Issuer.ROOT))
    lists.publish(services=(*lists.services()[:1], ListedService(root)))
    unit = as_asn1(current_unit(authority.estate, MOMENT).certificate)
    assert lists.trust().is_qualified_timestamping_unit(unit, MOMENT)


def test_a_unit_that_only_claims_a_listed_issuer_is_not_qualified(
    lists: Lists, authority: DevelopmentAuthority
) -> None:
    root = authority.estate.units.certificate(authority_unit(Issuer.ROOT))
    lists.publish(services=(*lists.services()[:1], ListedService(root)))
    forged = bytearray(as_asn1(current_unit(authority.estate, MOMENT).certificate).dump())
    forged[-1] ^= 1
    assert not lists.trust().is_qualified_timestamping_unit(x509.Certificate.load(bytes(forged)), MOMENT)


def test_other_certificates_are_not_timestamping_units(lists: Lists, authority: DevelopmentAuthority) -> None:
    trust = lists.trust()
    others = [
        authority.certificate_of(Issuer.EID),
        authority.certificate_of(Issuer.ROOT),
        as_asn1(authority.estate.units.certificate(responder_unit(Issuer.ROOT))),
    ]
    assert not any(trust.is_qualified_timestamping_unit(other, MOMENT) for other in others)
    by_hand = trust_from_files(authority.trust_pem(), None, moment=MOMENT)
    unit = as_asn1(current_unit(authority.estate, MOMENT).certificate)
    assert not by_hand.is_qualified_timestamping_unit(unit, MOMENT)


def with_types(certificate: x509.Certificate, *types: str) -> x509.Certificate:
    statements = [
        QcStatement({"statement_id": "qc_compliance"}),
        QcStatement({"statement_id": "qc_type", "statement_info": core.Any(QcCertificateType(types))}),
    ]
    return with_statements(certificate, QcStatements(statements).dump())


def with_statements(certificate: x509.Certificate, statements: bytes) -> x509.Certificate:
    changed = x509.Certificate.load(certificate.dump())
    for extension in changed["tbs_certificate"]["extensions"]:
        if extension["extn_id"].native == "qc_statements":
            extension["extn_value"] = core.ParsableOctetString(statements)
    return x509.Certificate.load(changed.dump(force=True))
