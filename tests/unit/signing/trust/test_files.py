"""Trust from files given by hand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from asn1crypto import pem
from pyhanko_certvalidator.authority import AuthorityWithCert, TrustedServiceType
from pyhanko_certvalidator.errors import PathBuildingError

from signing.development.addresses import Issuer
from signing.development.authority import DevelopmentAuthority
from signing.development.certificates import as_asn1
from signing.development.founding import LIST_OPERATOR
from signing.development.keys import KeyKind
from signing.development.timestamping_units import current_unit
from signing.errors import Refusal
from signing.trust import trust_from_files

from .conftest import LIFETIME, MOMENT, Lists, validated_path


def operator_pem(authority: DevelopmentAuthority) -> bytes:
    certificate = as_asn1(authority.estate.units.certificate(LIST_OPERATOR))
    return bytes(pem.armor("CERTIFICATE", certificate.dump()))


def test_certificates_by_hand_are_anchors_of_their_kind(authority: DevelopmentAuthority) -> None:
    trust = trust_from_files(authority.trust_pem(), None, moment=MOMENT)
    kinds = [
        anchor.trust_qualifiers.trusted_service_type
        for certificate in trust.anchors
        if (anchor := trust.manager.as_trust_anchor(AuthorityWithCert(certificate)))
    ]
    assert kinds == [
        TrustedServiceType.CERTIFICATE_AUTHORITY,
        TrustedServiceType.CERTIFICATE_AUTHORITY,
        TrustedServiceType.TIME_STAMPING_AUTHORITY,
    ]
    assert trust.manager.as_trust_anchor(AuthorityWithCert(authority.certificate_of(Issuer.ROOT))) is None


def test_certificates_by_hand_may_be_der(authority: DevelopmentAuthority) -> None:
    trust = trust_from_files(authority.certificate_of(Issuer.EID).dump(), None, moment=MOMENT)
    assert [anchor.subject.native["common_name"] for anchor in trust.anchors] == ["DEVELOPMENT LV eID ICA"]


def test_only_the_issuers_given_lead_anywhere(authority: DevelopmentAuthority) -> None:
    credential = authority.credential_for_person("Anna", "Paraudziņa", "010190-10000", key=KeyKind.EC_P256)
    validated_path(credential, trust_from_files(authority.trust_pem(), None, moment=MOMENT))
    other = trust_from_files(authority.certificate_of(Issuer.EPARAKSTS).dump(), None, moment=MOMENT)
    with pytest.raises(PathBuildingError):
        validated_path(credential, other)


def test_a_list_of_an_unknown_operator_is_used_with_a_warning(
    lists: Lists, authority: DevelopmentAuthority
) -> None:
    trust = trust_from_files(None, lists.at[lists.location], moment=MOMENT)
    assert [warning.code for warning in trust.warnings] == ["trust.operator_unknown"]
    unit = as_asn1(current_unit(authority.estate, MOMENT).certificate)
    assert trust.is_qualified_timestamping_unit(unit, MOMENT)


def test_a_list_of_a_known_operator_needs_no_warning(lists: Lists, authority: DevelopmentAuthority) -> None:
    trust = trust_from_files(operator_pem(authority), lists.at[lists.location], moment=MOMENT)
    assert trust.warnings == ()
    names = {anchor.subject.native["common_name"] for anchor in trust.anchors}
    assert not any("operator" in name for name in names)


def test_certificates_and_list_are_trusted_together(lists: Lists, authority: DevelopmentAuthority) -> None:
    unlisted = authority.certificate_of(Issuer.UNLISTED).dump()
    trust = trust_from_files(unlisted, lists.at[lists.location], moment=MOMENT)
    for issuer in (Issuer.UNLISTED, Issuer.EID):
        authority_certificate = AuthorityWithCert(authority.certificate_of(issuer))
        assert trust.manager.as_trust_anchor(authority_certificate) is not None


def test_an_old_list_is_used_with_a_warning(lists: Lists) -> None:
    moment = MOMENT + LIFETIME + timedelta(days=400)
    trust = trust_from_files(None, lists.at[lists.location], moment=moment)
    assert [w.code for w in trust.warnings] == ["trust.operator_unknown", "trust.list_stale"]


def test_a_list_can_be_read_when_its_signers_certificate_has_ended(lists: Lists) -> None:
    trust = trust_from_files(None, lists.at[lists.location], moment=datetime(2060, 1, 1, tzinfo=UTC))
    assert trust.anchors


@pytest.mark.parametrize(
    "change", [(b"granted", b"Granted"), (b"DEVELOPMENT", b"development"), (b"<URI", b"<UR")]
)
def test_a_changed_list_is_refused(lists: Lists, change: tuple[bytes, bytes]) -> None:
    with pytest.raises(Refusal) as failure:
        trust_from_files(None, lists.at[lists.location].replace(*change), moment=MOMENT)
    assert failure.value.code == "trust.file_not_good"


def test_a_list_without_a_certificate_of_its_signer_is_refused(lists: Lists) -> None:
    unsigned = lists.at[lists.location].partition(b"<ds:Signature")[0] + b"</TrustServiceStatusList>"
    with pytest.raises(Refusal) as failure:
        trust_from_files(None, unsigned, moment=MOMENT)
    assert failure.value.code == "trust.file_not_good"


@pytest.mark.parametrize(
    "content", [b"", b"text", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"]
)
def test_a_file_without_certificates_is_refused(content: bytes) -> None:
    with pytest.raises(Refusal) as failure:
        trust_from_files(content, None, moment=MOMENT)
    assert failure.value.code == "trust.certificates_unreadable"


def test_nothing_to_trust_is_refused(authority: DevelopmentAuthority) -> None:
    for certificates in (None, operator_pem(authority)):
        with pytest.raises(Refusal) as failure:
            trust_from_files(certificates, None, moment=MOMENT)
        assert failure.value.code == "trust.nothing_given"
