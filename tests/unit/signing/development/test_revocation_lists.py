"""Revocation lists say what the register says."""

from __future__ import annotations

from datetime import timedelta

import requests
from cryptography.x509 import CRLNumber, load_der_x509_certificate, load_der_x509_crl

from signing.development.addresses import Issuer
from signing.development.authority import DevelopmentAuthority
from signing.development.keys import KeyKind
from signing.development.serving import ServedAuthority


def test_a_list_is_signed_by_its_issuer(
    http: requests.Session, authority: DevelopmentAuthority, issuer: Issuer
) -> None:
    answer = http.get(f"{authority.base_url}/crl/{issuer}.crl")
    revoked = load_der_x509_crl(answer.content)
    certificate = load_der_x509_certificate(http.get(f"{authority.base_url}/cert/{issuer}.cer").content)
    assert revoked.is_signature_valid(certificate.public_key())  # type: ignore[arg-type]
    assert revoked.issuer == certificate.subject


def test_only_what_is_revoked_now_is_listed(http: requests.Session, timed: ServedAuthority) -> None:
    authority, clock = timed.authority, timed.authority.clock
    now = authority.credential_for_person("Oto", "Ozols", "070580-10101", key=KeyKind.EC_P256)
    later = authority.credential_for_person("Ada", "Ozola", "070581-10102", key=KeyKind.EC_P256)
    authority.revoke(now, at=clock())
    authority.revoke(later, at=clock() + timedelta(hours=1))
    first = load_der_x509_crl(http.get(f"{authority.base_url}/crl/eid.crl").content)
    assert [entry.serial_number for entry in first] == [now.certificate.serial_number]
    clock.advance(timedelta(hours=2))  # type: ignore[attr-defined]
    second = load_der_x509_crl(http.get(f"{authority.base_url}/crl/eid.crl").content)
    assert {entry.serial_number for entry in second} == {
        now.certificate.serial_number,
        later.certificate.serial_number,
    }
    numbers = [c.extensions.get_extension_for_class(CRLNumber).value.crl_number for c in (first, second)]
    assert numbers[0] < numbers[1]
