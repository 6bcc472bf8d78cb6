"""The time-stamp authority: RFC 3161 requests in, RFC 3161 replies out."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime
from typing import Final, TypeVar

from asn1crypto import cms, core, tsp, x509

from signing.development.certificates import KeyHolder, as_asn1
from signing.development.faults import TimestampFault
from signing.development.keys import sign_digest
from signing.development.profiles import BTSP

_Asn1 = TypeVar("_Asn1", bound=core.Asn1Value)

_DIGESTS: Final = ("sha256", "sha384", "sha512")
_DIGEST: Final = {"algorithm": "sha256"}
_SIGNATURE: Final = {"algorithm": "rsassa_pkcs1v15"}
_ACCURACY_SECONDS: Final = 1
_SERIAL_BITS: Final = 127


class RejectedRequest(Exception):
    """A request that cannot be answered with a token, by its PKIFailureInfo (RFC 3161 section 2.4.2)."""

    def __init__(self, failure: str, reason: str) -> None:
        super().__init__(failure, reason)
        self.failure = failure
        self.reason = reason


class _Rejection(core.Sequence):  # type: ignore[misc]  # asn1crypto has no types
    """TimeStampResp without a token, which asn1crypto's own type does not allow."""

    _fields = [("status", tsp.PKIStatusInfo)]  # noqa: RUF012  asn1crypto's way to declare fields


def timestamp_reply(
    request_der: bytes,
    unit: KeyHolder,
    chain: tuple[x509.Certificate, ...],
    moment: datetime,
    fault: TimestampFault | None = None,
) -> bytes:
    """The reply to a TimeStampReq, granted or rejected with its reason.

    ``chain`` stands above the unit's certificate and goes along when certificates are asked for; ``fault``
    makes the token wrong on purpose.
    """
    try:
        request = _verify_request(request_der)
    except RejectedRequest as rejected:
        return _rejection(rejected)
    info = _token_info(request, as_asn1(unit.certificate), moment, fault)
    certificates = (as_asn1(unit.certificate), *chain) if request["cert_req"].native else ()
    status = tsp.PKIStatusInfo({"status": "granted"})
    token = _token(info, unit, certificates, moment)
    return bytes(tsp.TimeStampResp({"status": status, "time_stamp_token": token}).dump())


def _verify_request(request_der: bytes) -> tsp.TimeStampReq:
    """RFC 3161 section 2.4.1: version, digest algorithm and length, policy, extensions.

    :raises RejectedRequest: one of them is not accepted here.
    """
    try:
        request = tsp.TimeStampReq.load(request_der, strict=True)
        version, imprint = request["version"].native, request["message_imprint"]
        algorithm, digest = imprint["hash_algorithm"]["algorithm"].native, imprint["hashed_message"].native
        policy, extensions = request["req_policy"].native, request["extensions"].native
    except (ValueError, TypeError) as error:
        raise RejectedRequest("bad_data_format", "not a TimeStampReq") from error
    if version != "v1":
        raise RejectedRequest("bad_request", "only version 1 is known")
    if algorithm not in _DIGESTS:
        raise RejectedRequest("bad_alg", "use SHA-256, SHA-384 or SHA-512")
    if len(digest) != hashlib.new(algorithm).digest_size:
        raise RejectedRequest("bad_data_format", "the digest has not the length of its algorithm")
    if policy not in (None, BTSP):
        raise RejectedRequest("unaccepted_policy", f"only policy {BTSP} is offered")
    if extensions:
        raise RejectedRequest("unaccepted_extensions", "no extension is offered")
    return request


def _rejection(rejected: RejectedRequest) -> bytes:
    status = tsp.PKIStatusInfo(
        {"status": "rejection", "status_string": [rejected.reason], "fail_info": {rejected.failure}}
    )
    return bytes(_Rejection({"status": status}).dump())


def _token_info(
    request: tsp.TimeStampReq, unit: x509.Certificate, moment: datetime, fault: TimestampFault | None
) -> tsp.TSTInfo:
    fields = {
        "version": "v1",
        "policy": BTSP,
        "message_imprint": request["message_imprint"],
        "serial_number": secrets.randbits(_SERIAL_BITS),
        "gen_time": moment.replace(microsecond=0),
        "accuracy": {"seconds": _ACCURACY_SECONDS},
        "tsa": x509.GeneralName("directory_name", unit.subject),
    }
    if request["nonce"].native is not None:
        fields["nonce"] = request["nonce"].native
    if fault is TimestampFault.WRONG_NONCE:
        fields["nonce"] = secrets.randbits(64)
    if fault is TimestampFault.WRONG_IMPRINT:
        fields["message_imprint"] = _other_imprint(request["message_imprint"])
    return tsp.TSTInfo(fields)


def _other_imprint(imprint: tsp.MessageImprint) -> tsp.MessageImprint:
    digest = imprint["hashed_message"].native
    other = bytes([digest[0] ^ 1]) + digest[1:]
    return tsp.MessageImprint({"hash_algorithm": imprint["hash_algorithm"], "hashed_message": other})


def _token(
    info: tsp.TSTInfo, unit: KeyHolder, certificates: tuple[x509.Certificate, ...], moment: datetime
) -> cms.ContentInfo:
    """CMS SignedData over the TSTInfo (RFC 3161 section 2.4.2, RFC 5816)."""
    content = info.dump()
    signer = as_asn1(unit.certificate)
    attributes = _settled(_signed_attributes(content, signer, moment))
    signer_info = {
        "version": "v1",
        "sid": _settled(
            cms.IssuerAndSerialNumber({"issuer": signer.issuer, "serial_number": signer.serial_number})
        ),
        "digest_algorithm": _DIGEST,
        "signed_attrs": attributes,
        "signature_algorithm": _SIGNATURE,
        "signature": sign_digest(unit.key, hashlib.sha256(attributes.dump()).digest(), "sha256"),
    }
    signed_data = {
        "version": "v3",
        "digest_algorithms": [_DIGEST],
        "encap_content_info": {
            "content_type": "tst_info",
            "content": cms.ParsableOctetString(content),
        },
        "signer_infos": [_settled(cms.SignerInfo(signer_info))],
    }
    if certificates:
        signed_data["certificates"] = [
            cms.CertificateChoices("certificate", certificate) for certificate in certificates
        ]
    return cms.ContentInfo({"content_type": "signed_data", "content": cms.SignedData(signed_data)})


def _settled(value: _Asn1) -> _Asn1:
    """The same value read from its encoding: asn1crypto encodes what it built itself again at every turn."""
    settled: _Asn1 = type(value).load(value.dump())
    return settled


def _signed_attributes(content: bytes, signer: x509.Certificate, moment: datetime) -> cms.CMSAttributes:
    issuer_serial = {
        "issuer": [x509.GeneralName("directory_name", signer.issuer)],
        "serial_number": signer.serial_number,
    }
    certificate_id = {"cert_hash": hashlib.sha256(signer.dump()).digest(), "issuer_serial": issuer_serial}
    values = {
        "content_type": "tst_info",
        "message_digest": hashlib.sha256(content).digest(),
        "signing_time": cms.Time("utc_time", moment.replace(microsecond=0)),
        "signing_certificate_v2": _settled(tsp.SigningCertificateV2({"certs": [certificate_id]})),
        # RFC 6211: the names of the algorithms stand outside the signed attributes, and some are synonyms.
        "cms_algorithm_protection": cms.CMSAlgorithmProtection(
            {"digest_algorithm": _DIGEST, "signature_algorithm": _SIGNATURE}
        ),
    }
    return cms.CMSAttributes([cms.CMSAttribute({"type": name, "values": [values[name]]}) for name in values])
