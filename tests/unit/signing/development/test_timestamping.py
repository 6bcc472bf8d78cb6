"""The time-stamp authority keeps to RFC 3161, and misbehaves only when told to."""

from __future__ import annotations

import asyncio
import hashlib
from datetime import timedelta

import pytest
import requests
from asn1crypto import cms, core, tsp
from pyhanko.sign.timestamps.requests_client import HTTPTimeStamper
from pyhanko.sign.validation.generic_cms import validate_tst_signed_data
from pyhanko_certvalidator import ValidationContext

from signing.development.addresses import Issuer
from signing.development.authority import DevelopmentAuthority
from signing.development.certificates import as_asn1
from signing.development.faults import Faults, TimestampFault
from signing.development.serving import ServedAuthority
from signing.development.timestamping_units import current_unit, unit_names

DIGEST = hashlib.sha256(b"content").digest()
QUERY = {"Content-Type": "application/timestamp-query"}


class Rejection(core.Sequence):  # type: ignore[misc]
    _fields = [("status", tsp.PKIStatusInfo)]  # noqa: RUF012


def query(digest: bytes = DIGEST, algorithm: str = "sha256", **fields: object) -> tsp.TimeStampReq:
    imprint = {"hash_algorithm": {"algorithm": algorithm}, "hashed_message": digest}
    return tsp.TimeStampReq({"version": "v1", "message_imprint": imprint, "cert_req": True, **fields})


def ask(http: requests.Session, authority: DevelopmentAuthority, request: tsp.TimeStampReq) -> cms.SignedData:
    answer = http.post(authority.timestamp_url, request.dump(), headers=QUERY)
    assert answer.headers["Content-Type"] == "application/timestamp-reply"
    response = tsp.TimeStampResp.load(answer.content, strict=True)
    assert response["status"]["status"].native == "granted"
    return response["time_stamp_token"]["content"]


def info(token: cms.SignedData) -> tsp.TSTInfo:
    return token["encap_content_info"]["content"].parsed


def is_valid(token: cms.SignedData, authority: DevelopmentAuthority, digest: bytes = DIGEST) -> bool:
    context = ValidationContext(trust_roots=[authority.certificate_of(Issuer.ROOT)])
    result = asyncio.run(validate_tst_signed_data(token, context, expected_tst_imprint=lambda _: digest))
    return bool(result["intact"] and result["valid"] and not result["trust_problem_indic"])


def test_pyhanko_gets_a_token_that_it_finds_valid(authority: DevelopmentAuthority) -> None:
    stamper = HTTPTimeStamper(authority.timestamp_url)
    token = asyncio.run(stamper.async_timestamp(DIGEST, "sha256"))["content"]
    assert is_valid(token, authority)
    assert not is_valid(token, authority, hashlib.sha256(b"other").digest())


@pytest.mark.parametrize("algorithm", ["sha256", "sha384", "sha512"])
def test_what_was_asked_is_what_is_stamped(
    http: requests.Session, authority: DevelopmentAuthority, algorithm: str
) -> None:
    digest = hashlib.new(algorithm, b"content").digest()
    stamped = info(ask(http, authority, query(digest, algorithm, nonce=2**63 + 1)))
    assert stamped["message_imprint"]["hashed_message"].native == digest
    assert stamped["message_imprint"]["hash_algorithm"]["algorithm"].native == algorithm
    assert stamped["nonce"].native == 2**63 + 1
    assert stamped["policy"].native == "0.4.0.2023.1.1"
    assert stamped["accuracy"]["seconds"].native == 1
    assert stamped["ordering"].native is False


def test_no_nonce_is_made_up(http: requests.Session, authority: DevelopmentAuthority) -> None:
    assert info(ask(http, authority, query()))["nonce"].native is None


def test_certificates_go_along_only_when_asked_for(
    http: requests.Session, authority: DevelopmentAuthority
) -> None:
    assert len(ask(http, authority, query())["certificates"]) == 2
    assert not ask(http, authority, query(cert_req=False))["certificates"]


def test_the_signer_is_bound_into_the_token(http: requests.Session, authority: DevelopmentAuthority) -> None:
    token = ask(http, authority, query())
    unit = as_asn1(current_unit(authority.estate, authority.clock()).certificate)
    attributes = {a["type"].native: a["values"][0] for a in token["signer_infos"][0]["signed_attrs"]}
    assert attributes["signing_certificate_v2"]["certs"][0]["cert_hash"].native == unit.sha256
    assert unit.extended_key_usage_value.native == ["time_stamping"]
    assert all(e["extn_id"].native != "qc_statements" for e in unit["tbs_certificate"]["extensions"])


def test_serial_numbers_do_not_repeat(http: requests.Session, authority: DevelopmentAuthority) -> None:
    numbers = {info(ask(http, authority, query()))["serial_number"].native for _ in range(20)}
    assert len(numbers) == 20


def test_the_time_is_the_authoritys(http: requests.Session, timed: ServedAuthority) -> None:
    stamped = info(ask(http, timed.authority, query()))
    assert stamped["gen_time"].native == timed.authority.clock().replace(microsecond=0)


@pytest.mark.parametrize(
    ("request_der", "failure"),
    [
        (b"", "bad_data_format"),
        (b"what?", "bad_data_format"),
        (query(b"short").dump(), "bad_data_format"),
        (query(hashlib.sha1(b"").digest(), "sha1").dump(), "bad_alg"),  # noqa: S324
        (query(version="v2").dump(), "bad_request"),
        (query(req_policy="1.2.3.4").dump(), "unaccepted_policy"),
        (query(extensions=[{"extn_id": "1.2.3.4", "extn_value": b"x"}]).dump(), "unaccepted_extensions"),
    ],
)
def test_a_request_that_cannot_be_met_is_rejected_with_its_reason(
    http: requests.Session, authority: DevelopmentAuthority, request_der: bytes, failure: str
) -> None:
    answer = http.post(authority.timestamp_url, request_der, headers=QUERY)
    status = Rejection.load(answer.content, strict=True)["status"]
    assert status["status"].native == "rejection"
    assert status["fail_info"].native == {failure}
    assert status["status_string"].native


def test_other_content_types_are_refused(http: requests.Session, authority: DevelopmentAuthority) -> None:
    answer = http.post(authority.timestamp_url, query().dump(), headers={"Content-Type": "text/plain"})
    assert answer.status_code == 415


def test_a_unit_is_replaced_before_its_certificate_ends(
    http: requests.Session, timed: ServedAuthority
) -> None:
    authority = timed.authority
    first = ask(http, authority, query())["certificates"][0].chosen
    authority.clock.advance(timedelta(days=3 * 365 - 100))  # type: ignore[attr-defined]
    second = ask(http, authority, query())["certificates"][0].chosen
    assert first.sha256 != second.sha256
    assert second.not_valid_before < authority.clock() < first.not_valid_after
    assert len(unit_names(authority.estate)) == 2
    assert authority.trust_pem().count(b"BEGIN CERTIFICATE") == 4


def test_faults_are_what_they_say(http: requests.Session, timed: ServedAuthority) -> None:
    authority = timed.authority
    timed.server.faults = Faults(TimestampFault.WRONG_NONCE)
    assert info(ask(http, authority, query(nonce=7)))["nonce"].native != 7
    timed.server.faults = Faults(TimestampFault.WRONG_IMPRINT)
    imprint = info(ask(http, authority, query()))["message_imprint"]
    assert imprint["hashed_message"].native != DIGEST
    timed.server.faults = Faults(TimestampFault.WRONG_CERTIFICATE)
    signer = ask(http, authority, query())["certificates"][0].chosen
    assert "time_stamping" not in signer.extended_key_usage_value.native
    timed.server.faults = Faults(TimestampFault.DOWN)
    assert http.post(authority.timestamp_url, query().dump(), headers=QUERY).status_code == 503
    timed.server.faults = Faults()
    assert info(ask(http, authority, query(nonce=7)))["nonce"].native == 7
