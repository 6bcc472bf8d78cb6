"""The OCSP responders (RFC 6960): status computed from the register at the moment of asking."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from typing import Final

from asn1crypto import ocsp, x509

from signing.development.addresses import Issuer
from signing.development.certificates import KeyHolder, as_asn1
from signing.development.estate import Estate, authority_unit, responder_unit
from signing.development.keys import sign_digest

_LIFETIME: Final = timedelta(hours=12)
_NONCE: Final = "nonce"


def ocsp_response(request_der: bytes, estate: Estate, issuer: Issuer, moment: datetime) -> bytes:
    """The signed response to an OCSPRequest about certificates of ``issuer``.

    A request that cannot be read gets ``malformed_request``, one about another issuer's certificates
    ``unauthorized``.
    """
    try:
        request = ocsp.OCSPRequest.load(request_der, strict=True)
        asked = [single["req_cert"] for single in request["tbs_request"]["request_list"]]
        nonce = request.nonce_value
        about_issuer = all(
            _is_about(certificate_id, _certificate(estate, issuer)) for certificate_id in asked
        )
    except (ValueError, TypeError, KeyError):
        return _error("malformed_request")
    if not about_issuer:
        return _error("unauthorized")
    answers = [_answer(certificate_id, estate, issuer, moment) for certificate_id in asked]
    return _signed(answers, nonce, estate.units.holder(responder_unit(issuer)), moment)


def _certificate(estate: Estate, issuer: Issuer) -> x509.Certificate:
    return as_asn1(estate.units.certificate(authority_unit(issuer)))


def _is_about(certificate_id: ocsp.CertId, issuer: x509.Certificate) -> bool:
    algorithm = certificate_id["hash_algorithm"]["algorithm"].native
    name_hash = hashlib.new(algorithm, issuer.subject.dump()).digest()
    key_hash = hashlib.new(algorithm, bytes(issuer.public_key["public_key"])).digest()
    return (certificate_id["issuer_name_hash"].native, certificate_id["issuer_key_hash"].native) == (
        name_hash,
        key_hash,
    )


def _answer(
    certificate_id: ocsp.CertId, estate: Estate, issuer: Issuer, moment: datetime
) -> ocsp.SingleResponse:
    return ocsp.SingleResponse(
        {
            "cert_id": certificate_id,
            "cert_status": _status(estate, issuer, certificate_id["serial_number"].native, moment),
            "this_update": moment.replace(microsecond=0),
            "next_update": moment.replace(microsecond=0) + _LIFETIME,
        }
    )


def _status(estate: Estate, issuer: Issuer, serial_number: int, moment: datetime) -> ocsp.CertStatus:
    status = estate.register.status(issuer, serial_number)
    if not status.issued:
        return ocsp.CertStatus("unknown", ocsp.StatusUnknown())
    if status.revoked_at is None or status.revoked_at > moment:
        return ocsp.CertStatus("good", ocsp.StatusGood())
    return ocsp.CertStatus(
        "revoked",
        ocsp.RevokedInfo(
            {
                "revocation_time": status.revoked_at.replace(microsecond=0),
                "revocation_reason": "key_compromise",
            }
        ),
    )


def _signed(
    answers: list[ocsp.SingleResponse], nonce: object, responder: KeyHolder, moment: datetime
) -> bytes:
    certificate = as_asn1(responder.certificate)
    data = {
        "responder_id": ocsp.ResponderId("by_key", certificate.public_key.sha1),
        "produced_at": moment.replace(microsecond=0),
        "responses": answers,
    }
    if nonce is not None:
        data["response_extensions"] = [{"extn_id": _NONCE, "critical": False, "extn_value": nonce}]
    response_data = ocsp.ResponseData(data)
    basic = ocsp.BasicOCSPResponse(
        {
            "tbs_response_data": response_data,
            "signature_algorithm": {"algorithm": "sha256_rsa"},
            "signature": sign_digest(responder.key, hashlib.sha256(response_data.dump()).digest(), "sha256"),
            "certs": [certificate],
        }
    )
    return bytes(
        ocsp.OCSPResponse(
            {
                "response_status": "successful",
                "response_bytes": {"response_type": "basic_ocsp_response", "response": basic},
            }
        ).dump()
    )


def _error(status: str) -> bytes:
    return bytes(ocsp.OCSPResponse({"response_status": status}).dump())
