"""The responder tells good, revoked and unknown apart, over real HTTP."""

from __future__ import annotations

import base64
from datetime import timedelta

import pytest
import requests
from asn1crypto import ocsp, x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.x509 import ExtendedKeyUsage, OCSPNoCheck, load_der_x509_certificate
from cryptography.x509.ocsp import OCSPRequestBuilder

from signing.development.addresses import Issuer
from signing.development.authority import DevelopmentAuthority
from signing.development.credentials import SigningCredential, Variant
from signing.development.faults import Faults
from signing.development.keys import KeyKind
from signing.development.serving import ServedAuthority

NONCE = b"0123456789abcdef"


def signer(authority: DevelopmentAuthority, variant: Variant = Variant.QUALIFIED) -> SigningCredential:
    return authority.credential_for_person(
        "Oto", "Ozols", "070580-10101", key=KeyKind.EC_P256, variant=variant
    )


def request_about(
    certificate: x509.Certificate,
    issuer: x509.Certificate,
    digest: hashes.HashAlgorithm | None = None,
) -> bytes:
    builder = OCSPRequestBuilder().add_certificate(
        load_der_x509_certificate(certificate.dump()),
        load_der_x509_certificate(issuer.dump()),
        digest or hashes.SHA1(),  # noqa: S303  what clients really send
    )
    der = builder.build()
    request = ocsp.OCSPRequest.load(der_of(der))
    request["tbs_request"]["request_extensions"] = [{"extn_id": "nonce", "extn_value": NONCE}]
    return bytes(request.dump(force=True))


def der_of(request: object) -> bytes:
    from cryptography.hazmat.primitives.serialization import Encoding

    return bytes(request.public_bytes(Encoding.DER))  # type: ignore[attr-defined]


def ask(http: requests.Session, authority: DevelopmentAuthority, request: bytes) -> ocsp.OCSPResponse:
    answer = http.post(
        f"{authority.base_url}/ocsp/eid", request, headers={"Content-Type": "application/ocsp-request"}
    )
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/ocsp-response"
    return ocsp.OCSPResponse.load(answer.content, strict=True)


def status_of(response: ocsp.OCSPResponse) -> str:
    single = response.basic_ocsp_response["tbs_response_data"]["responses"][0]
    return str(single["cert_status"].name)


def test_an_issued_certificate_is_good(http: requests.Session, authority: DevelopmentAuthority) -> None:
    credential = signer(authority)
    response = ask(http, authority, request_about(credential.certificate, credential.chain[0]))
    assert status_of(response) == "good"
    assert response.nonce_value.native == NONCE


@pytest.mark.parametrize("digest", [hashes.SHA256(), hashes.SHA512()])
def test_newer_digests_in_the_request_are_understood(
    http: requests.Session, authority: DevelopmentAuthority, digest: hashes.HashAlgorithm
) -> None:
    credential = signer(authority)
    request = request_about(credential.certificate, credential.chain[0], digest)
    assert status_of(ask(http, authority, request)) == "good"


def test_a_revoked_certificate_is_revoked_from_its_first_day(
    http: requests.Session, authority: DevelopmentAuthority
) -> None:
    credential = signer(authority, Variant.REVOKED)
    response = ask(http, authority, request_about(credential.certificate, credential.chain[0]))
    assert status_of(response) == "revoked"
    single = response.basic_ocsp_response["tbs_response_data"]["responses"][0]
    assert single["cert_status"].chosen["revocation_time"].native == credential.certificate.not_valid_before


def test_a_revocation_begins_when_it_says_and_outlives_the_process(
    http: requests.Session, timed: ServedAuthority
) -> None:
    authority, clock = timed.authority, timed.authority.clock
    credential = signer(authority)
    authority.revoke(credential, at=clock() + timedelta(days=1))
    request = request_about(credential.certificate, credential.chain[0])
    assert status_of(ask(http, authority, request)) == "good"
    clock.advance(timedelta(days=2))  # type: ignore[attr-defined]
    assert status_of(ask(http, authority, request)) == "revoked"
    again = DevelopmentAuthority.open(authority.estate.directory, authority.base_url, clock=clock)
    serial_number = credential.certificate.serial_number
    assert again.estate.register.status(Issuer.EID, serial_number).revoked_at is not None


def test_an_earlier_revocation_stands(timed: ServedAuthority) -> None:
    authority, clock = timed.authority, timed.authority.clock
    credential = signer(authority)
    authority.revoke(credential, at=clock())
    authority.revoke(credential, at=clock() + timedelta(days=9))
    status = authority.estate.register.status(Issuer.EID, credential.certificate.serial_number)
    assert status.revoked_at == clock()


def test_a_certificate_that_was_never_issued_is_unknown(
    http: requests.Session, authority: DevelopmentAuthority
) -> None:
    credential = signer(authority)
    stranger = x509.Certificate.load(credential.certificate.dump())
    stranger["tbs_certificate"]["serial_number"] = 4711
    forged = x509.Certificate.load(stranger.dump(force=True))
    response = ask(http, authority, request_about(forged, credential.chain[0]))
    assert status_of(response) == "unknown"


def test_another_issuers_certificate_is_not_answered_for(
    http: requests.Session, authority: DevelopmentAuthority
) -> None:
    seal = authority.credential_for_seal("Parauga biedrība", "40008999999")
    response = ask(http, authority, request_about(seal.certificate, seal.chain[0]))
    assert response["response_status"].native == "unauthorized"


@pytest.mark.parametrize("body", [b"", b"\x30", b"not a request", b"\x30\x03\x02\x01\x05"])
def test_what_is_not_a_request_is_malformed(
    http: requests.Session, authority: DevelopmentAuthority, body: bytes
) -> None:
    assert ask(http, authority, body)["response_status"].native == "malformed_request"


def test_get_carries_the_request_in_its_path(http: requests.Session, authority: DevelopmentAuthority) -> None:
    credential = signer(authority)
    encoded = base64.b64encode(request_about(credential.certificate, credential.chain[0])).decode()
    for path in (encoded, requests.utils.quote(encoded, safe="")):
        answer = http.get(f"{authority.base_url}/ocsp/eid/{path}")
        assert status_of(ocsp.OCSPResponse.load(answer.content)) == "good"
    assert http.get(f"{authority.base_url}/ocsp/eid/%2a%2a").status_code == 400


def test_the_response_is_signed_by_a_delegate_of_the_issuer(
    http: requests.Session, authority: DevelopmentAuthority
) -> None:
    credential = signer(authority)
    response = ask(http, authority, request_about(credential.certificate, credential.chain[0]))
    basic = response.basic_ocsp_response
    responder = load_der_x509_certificate(basic["certs"][0].dump())
    responder.verify_directly_issued_by(load_der_x509_certificate(credential.chain[0].dump()))
    assert responder.extensions.get_extension_for_class(OCSPNoCheck)
    usages = responder.extensions.get_extension_for_class(ExtendedKeyUsage).value
    assert [usage.dotted_string for usage in usages] == ["1.3.6.1.5.5.7.3.9"]
    public_key = responder.public_key()
    assert isinstance(public_key, rsa.RSAPublicKey)
    public_key.verify(
        basic["signature"].native, basic["tbs_response_data"].dump(), padding.PKCS1v15(), hashes.SHA256()
    )


def test_every_moment_is_the_authoritys(http: requests.Session, timed: ServedAuthority) -> None:
    credential = signer(timed.authority)
    response = ask(http, timed.authority, request_about(credential.certificate, credential.chain[0]))
    data = response.basic_ocsp_response["tbs_response_data"]
    now = timed.authority.clock().replace(microsecond=0)
    assert data["produced_at"].native == data["responses"][0]["this_update"].native == now
    assert data["responses"][0]["next_update"].native > now


def test_a_responder_that_is_down_answers_nothing(http: requests.Session, timed: ServedAuthority) -> None:
    timed.server.faults = Faults(ocsp_down=True)
    answer = http.post(
        f"{timed.authority.base_url}/ocsp/eid", b"", headers={"Content-Type": "application/ocsp-request"}
    )
    assert answer.status_code == 503
