"""Whom a certificate names, and who counts as the same person."""

from __future__ import annotations

import pytest
from cryptography.x509.oid import NameOID

from signing.identity import (
    ExpectedSigner,
    SignerIdentity,
    format_personal_code,
    identity_of,
    is_development,
    issuer_name,
)
from tests.unit.signing.certificates import ANNA, certificate


def test_a_person_is_read_from_the_subject() -> None:
    assert identity_of(certificate(ANNA)) == SignerIdentity(
        name="ANNA PARAUDZIŅA",
        given_name="ANNA",
        surname="PARAUDZIŅA",
        personal_code="010180-15097",
        country="LV",
    )


def test_an_organisation_is_read_from_the_subject() -> None:
    subject = {
        NameOID.COUNTRY_NAME: "LV",
        NameOID.COMMON_NAME: "Nodibinājums “Paraugs”",
        NameOID.ORGANIZATION_IDENTIFIER: "NTRLV-40008000000",
    }
    assert identity_of(certificate(subject)) == SignerIdentity(
        name="Nodibinājums “Paraugs”", registration_number="40008000000", country="LV"
    )


@pytest.mark.parametrize(
    ("stated", "code", "country"),
    [
        ("PNOLV-010180-15097", "010180-15097", "LV"),
        ("PNOLV-01018015097", "010180-15097", "LV"),
        ("PNOEE-38001085718", "38001085718", "EE"),
        ("PASLV-LV1234567", None, "LV"),
        ("12345", None, "LV"),
    ],
)
def test_only_a_personal_number_is_a_personal_code(stated: str, code: str | None, country: str) -> None:
    identity = identity_of(certificate({**ANNA, NameOID.SERIAL_NUMBER: stated}))
    assert (identity.personal_code, identity.country) == (code, country)


@pytest.mark.parametrize(
    ("expected", "is_same"),
    [
        (ExpectedSigner("010180-15097"), True),
        (ExpectedSigner("01018015097"), True),
        (ExpectedSigner("010180-15098"), False),
        (ExpectedSigner("010180-15097", country="EE"), False),
        (ExpectedSigner(registration_number="40008000000"), False),
        (ExpectedSigner(), False),
    ],
)
def test_digits_and_country_decide_who_it_is(expected: ExpectedSigner, *, is_same: bool) -> None:
    assert expected.is_named_by(identity_of(certificate(ANNA))) is is_same


def test_names_never_decide_who_it_is() -> None:
    married = {**ANNA, NameOID.SURNAME: "CITA", NameOID.COMMON_NAME: "ANNA CITA"}
    namesake = {**ANNA, NameOID.SERIAL_NUMBER: "PNOLV-020280-11111"}
    expected = ExpectedSigner("010180-15097")
    assert expected.is_named_by(identity_of(certificate(married)))
    assert not expected.is_named_by(identity_of(certificate(namesake)))


def test_nobody_is_expected_of_a_certificate_without_a_code() -> None:
    without = {NameOID.COUNTRY_NAME: "LV", NameOID.COMMON_NAME: "ANNA PARAUDZIŅA"}
    assert not ExpectedSigner(None).is_named_by(identity_of(certificate(without)))
    assert not ExpectedSigner("").is_named_by(identity_of(certificate(without)))


def test_a_development_certificate_is_known_by_its_issuer() -> None:
    made_up = certificate(ANNA, issuer="DEVELOPMENT LV eID ICA")
    assert is_development(made_up)
    assert not is_development(certificate(ANNA))
    assert issuer_name(made_up) == "DEVELOPMENT LV eID ICA"


def test_codes_of_other_countries_are_left_as_they_are() -> None:
    assert format_personal_code("38001085718", "EE") == "38001085718"
    assert format_personal_code("123") == "123"


def test_any_hyphen_is_a_hyphen() -> None:
    assert format_personal_code("321215–79159") == format_personal_code("32121579159") == "321215-79159"
