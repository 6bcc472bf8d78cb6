"""What signers' certificates say, and what their keys do."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta

import pytest
from asn1crypto import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.x509 import load_der_x509_certificate
from pyhanko.sign.ades.qualified_asn1 import get_qc_statements

from signing.development.authority import DevelopmentAuthority
from signing.development.credentials import SigningCredential, Variant
from signing.development.keys import KeyKind
from signing.development.serving import ServedAuthority

GIVEN_NAME, SURNAME, CODE = "Žanete", "Ķiršukalne-Ģēģere", "150387-11230"
ORGANISATION, NUMBER = "Biedrība “Šķūnis”", "40008123456"


def person(
    authority: DevelopmentAuthority,
    variant: Variant = Variant.QUALIFIED,
    key: KeyKind = KeyKind.EC_P256,
) -> SigningCredential:
    return authority.credential_for_person(GIVEN_NAME, SURNAME, CODE, key=key, variant=variant)


def statements(certificate: x509.Certificate) -> dict[str, object]:
    return {s["statement_id"]: s["statement_info"] for s in get_qc_statements(certificate).native or ()}


def policies(certificate: x509.Certificate) -> list[str]:
    return [policy["policy_identifier"].dotted for policy in certificate.certificate_policies_value]


def test_a_person_is_named_as_latvian_certificates_name_people(authority: DevelopmentAuthority) -> None:
    certificate = person(authority).certificate
    assert list(certificate.subject.native.items()) == [
        ("country_name", "LV"),
        ("common_name", "ŽANETE ĶIRŠUKALNE-ĢĒĢERE"),
        ("surname", "ĶIRŠUKALNE-ĢĒĢERE"),
        ("given_name", "ŽANETE"),
        ("serial_number", "PNOLV-150387-11230"),
    ]


@pytest.mark.parametrize("written", ["32123456789", "321234-56789"])
def test_the_code_keeps_its_hyphen_however_it_was_given(
    authority: DevelopmentAuthority, written: str
) -> None:
    credential = authority.credential_for_person("Uldis", "Ūdris", written, key=KeyKind.EC_P256)
    assert credential.certificate.subject.native["serial_number"] == "PNOLV-321234-56789"


def test_a_name_longer_than_a_common_name_may_be_is_cut_there_only(authority: DevelopmentAuthority) -> None:
    surname = "Ā" * 300
    credential = authority.credential_for_person("Ilze", surname, "150387-11231", key=KeyKind.EC_P256)
    subject = credential.certificate.subject.native
    assert len(subject["common_name"].encode()) in (63, 64)
    assert subject["surname"] == surname


def test_a_seal_is_named_by_its_registration_number(authority: DevelopmentAuthority) -> None:
    subject = authority.credential_for_seal(ORGANISATION, NUMBER).certificate.subject.native
    assert subject == {
        "country_name": "LV",
        "organization_name": ORGANISATION,
        "organization_identifier": f"NTRLV-{NUMBER}",
        "common_name": ORGANISATION,
    }


def test_a_qualified_person_has_statements_policy_and_usage_of_one(authority: DevelopmentAuthority) -> None:
    certificate = person(authority).certificate
    assert statements(certificate) == {"qc_compliance": None, "qc_sscd": None, "qc_type": ["qct_esign"]}
    assert policies(certificate) == ["0.4.0.194112.1.2"]
    assert certificate.key_usage_value.native == {"non_repudiation"}


def test_a_qualified_seal_has_statements_and_policy_of_one(authority: DevelopmentAuthority) -> None:
    certificate = authority.credential_for_seal(ORGANISATION, NUMBER).certificate
    assert statements(certificate) == {"qc_compliance": None, "qc_sscd": None, "qc_type": ["qct_eseal"]}
    assert policies(certificate) == ["0.4.0.194112.1.3"]


def test_without_a_device_the_certificate_is_qualified_and_its_key_is_not_on_one(
    authority: DevelopmentAuthority,
) -> None:
    seal = authority.credential_for_seal(ORGANISATION, NUMBER, variant=Variant.WITHOUT_DEVICE).certificate
    assert "qc_sscd" not in statements(seal)
    assert "qc_compliance" in statements(seal)
    assert policies(seal) == ["0.4.0.194112.1.1"]


def test_not_qualified_has_no_statements(authority: DevelopmentAuthority) -> None:
    certificate = person(authority, Variant.NOT_QUALIFIED).certificate
    assert statements(certificate) == {}
    assert certificate.key_usage_value.native == {"non_repudiation"}


def test_authentication_is_not_for_documents(authority: DevelopmentAuthority) -> None:
    certificate = person(authority, Variant.AUTHENTICATION).certificate
    assert certificate.key_usage_value.native == {"digital_signature"}
    assert certificate.extended_key_usage_value.native == ["client_auth"]


def test_variants_differ_in_their_validity(authority: DevelopmentAuthority) -> None:
    now = datetime.now(UTC)
    assert person(authority, Variant.EXPIRED).certificate.not_valid_after < now
    assert person(authority, Variant.NOT_YET_VALID).certificate.not_valid_before > now


@pytest.mark.parametrize("variant", list(Variant))
def test_every_certificate_says_where_to_ask_about_it(
    authority: DevelopmentAuthority, variant: Variant
) -> None:
    certificate = person(authority, variant).certificate
    issuer = "unlisted" if variant is Variant.UNLISTED_ISSUER else "eid"
    assert certificate.ocsp_urls == [f"{authority.base_url}/ocsp/{issuer}"]
    assert [point.url for point in certificate.crl_distribution_points] == [
        f"{authority.base_url}/crl/{issuer}.crl"
    ]
    access = {
        entry["access_method"].native: entry["access_location"].native
        for entry in certificate.authority_information_access_value
    }
    assert access["ca_issuers"] == f"{authority.base_url}/cert/{issuer}.cer"


@pytest.mark.parametrize("variant", list(Variant))
def test_every_link_of_the_chain_is_signed_by_the_next(
    authority: DevelopmentAuthority, variant: Variant
) -> None:
    credential = person(authority, variant)
    chain = [load_der_x509_certificate(c.dump()) for c in (credential.certificate, *credential.chain)]
    for certificate, issuer in zip(chain, [*chain[1:], chain[-1]], strict=True):
        certificate.verify_directly_issued_by(issuer)
    assert len(chain) == 3
    assert all("DEVELOPMENT" in certificate.issuer.rfc4514_string() for certificate in chain)


def test_the_same_question_gives_the_same_credential(authority: DevelopmentAuthority) -> None:
    assert person(authority).certificate.dump() == person(authority).certificate.dump()
    assert person(authority).key is person(authority).key
    others = [person(authority, Variant.REVOKED), person(authority, key=KeyKind.RSA_2048)]
    assert all(other.certificate.dump() != person(authority).certificate.dump() for other in others)


def test_a_credential_outlives_the_process(authority: DevelopmentAuthority) -> None:
    again = DevelopmentAuthority.open(authority.estate.directory, authority.base_url)
    assert person(again).certificate.dump() == person(authority).certificate.dump()


def test_a_credential_that_has_ended_is_issued_anew(timed: ServedAuthority) -> None:
    first = person(timed.authority).certificate
    timed.authority.clock.advance(timedelta(days=6 * 365))  # type: ignore[attr-defined]
    second = person(timed.authority).certificate
    assert first.not_valid_after < timed.authority.clock() < second.not_valid_after


@pytest.mark.parametrize(
    ("key", "algorithm"),
    [(KeyKind.RSA_2048, "sha256"), (KeyKind.EC_P256, "sha256"), (KeyKind.EC_P384, "sha384")],
)
def test_a_signed_digest_verifies_with_the_certificate(
    authority: DevelopmentAuthority, key: KeyKind, algorithm: str
) -> None:
    credential = person(authority, key=key)
    signature = credential.sign_digest(hashlib.new(algorithm, b"content").digest(), algorithm)  # type: ignore[arg-type]
    verify(credential.certificate, signature, b"content", algorithm)
    with pytest.raises(InvalidSignature):
        verify(credential.certificate, signature, b"other content", algorithm)


def test_a_digest_of_the_wrong_length_is_refused(authority: DevelopmentAuthority) -> None:
    with pytest.raises(ValueError, match="digest"):
        person(authority).sign_digest(b"\0" * 31, "sha256")


def test_a_key_does_not_show_in_what_is_printed(authority: DevelopmentAuthority) -> None:
    assert "key" not in repr(person(authority)).lower().replace("keyusage", "")


def test_another_authoritys_credential_cannot_be_revoked(
    authority: DevelopmentAuthority, timed: ServedAuthority
) -> None:
    with pytest.raises(ValueError, match="not issued"):
        timed.authority.revoke(person(authority), at=datetime.now(UTC))


def verify(certificate: x509.Certificate, signature: bytes, content: bytes, algorithm: str) -> None:
    public_key = load_der_x509_certificate(certificate.dump()).public_key()
    digest = {"sha256": hashes.SHA256(), "sha384": hashes.SHA384()}[algorithm]
    if isinstance(public_key, rsa.RSAPublicKey):
        public_key.verify(signature, content, padding.PKCS1v15(), digest)
    else:
        assert isinstance(public_key, ec.EllipticCurvePublicKey)
        public_key.verify(signature, content, ec.ECDSA(digest))
