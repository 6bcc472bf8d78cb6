"""Time stamps from an ordered list of authorities (RFC 3161), each answer checked before it is used."""

from __future__ import annotations

import hashlib
import logging
import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Final
from urllib.parse import urlsplit

from asn1crypto import cms, tsp, x509
from pyhanko.sign.general import CMSExtractionError, check_ess_certid, extract_certificate_info
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.generic_cms import get_signing_cert_attr, validate_sig_integrity

from signing.errors import GiveUp, Retry
from signing.fetching import Fetcher, Unreachable

_log = logging.getLogger("pielikums.timestamps")

_GRANTED: Final = {"granted", "granted_with_mods"}


class TimestampAuthorities(TimeStamper):
    """Authorities in order of preference: the first good answer counts.

    ``urls`` are the operator's, so that their hosts need no other permission.
    """

    def __init__(self, urls: Sequence[str], *, seconds_per_call: float = 20.0) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        if not urls:
            raise GiveUp(
                "timestamp.not_configured", "No time-stamp authority is configured (signing.timestamp_urls)."
            )
        self._urls = tuple(urls)
        hosts = {urlsplit(url).hostname or "" for url in urls}
        self._fetcher = Fetcher(hosts, seconds_per_call=seconds_per_call)

    async def async_timestamp(self, message_digest: bytes, md_algorithm: str) -> cms.ContentInfo:
        """See ``timestamp``; the form in which pyHanko asks."""
        return self.timestamp(message_digest, md_algorithm)

    def timestamp(self, message_digest: bytes, md_algorithm: str) -> cms.ContentInfo:
        """A time-stamp token over ``message_digest``.

        :raises Retry: no authority gave a good answer.
        """
        for url in self._urls:
            try:
                return self._ask(url, message_digest, md_algorithm)
            except Unreachable as problem:
                _log.warning("timestamp.authority_failed", extra={"url": url, "reason": str(problem)})
        raise Retry(
            "timestamp.unavailable",
            "No time-stamp authority answers now, and without a time stamp nothing is signed. Nothing is "
            "lost: try again later.",
        )

    def close(self) -> None:
        """Close the kept connections."""
        self._fetcher.close()

    def _ask(self, url: str, digest: bytes, algorithm: str) -> cms.ContentInfo:
        request = _request(digest, algorithm)
        answer = self._fetcher.post(
            url,
            request.dump(),
            content_type="application/timestamp-query",
            accept="application/timestamp-reply",
        )
        try:
            response = tsp.TimeStampResp.load(answer, strict=True)
            return checked_token(response, request)
        except (ValueError, TypeError, KeyError) as error:
            raise Unreachable("the answer cannot be read") from error


def checked_token(response: tsp.TimeStampResp, request: tsp.TimeStampReq) -> cms.ContentInfo:
    """The token of an answer that passes RFC 3161 section 2.2 and 2.4.2; whom to trust is not asked here.

    :raises Unreachable: the answer refuses, or is not an answer to ``request``.
    """
    # 1. The authority granted it.
    status = response["status"]["status"].native
    if status not in _GRANTED:
        raise Unreachable(f"the authority answered: {status}")
    token = response["time_stamp_token"]
    signed_data = token["content"]
    info = token_info(token)
    # 2. It is about what was asked, and about this request.
    if info["message_imprint"].dump() != request["message_imprint"].dump():
        raise Unreachable("the time stamp is over other data")
    if info["nonce"].native != request["nonce"].native:
        raise Unreachable("the answer belongs to another request")
    # 3. The unit's certificate is there, is named by the token, and is for time stamping alone.
    certificate = _unit_certificate(signed_data)
    # 4. Its key signed the token.
    _verify_signature(signed_data, certificate)
    return token


def token_info(token: cms.ContentInfo) -> tsp.TSTInfo:
    """What a time-stamp token says (RFC 3161 section 2.4.2)."""
    return token["content"]["encap_content_info"]["content"].parsed


def token_time(token: cms.ContentInfo) -> datetime:
    """The time that a token states (aware, UTC)."""
    moment: datetime = token_info(token)["gen_time"].native
    return moment


def _request(digest: bytes, algorithm: str) -> tsp.TimeStampReq:
    return tsp.TimeStampReq(
        {
            "version": 1,
            "message_imprint": {"hash_algorithm": {"algorithm": algorithm}, "hashed_message": digest},
            "nonce": secrets.randbits(63),
            "cert_req": True,
        }
    )


def _unit_certificate(signed_data: cms.SignedData) -> x509.Certificate:
    try:
        certificate = extract_certificate_info(signed_data).signer_cert
    except CMSExtractionError as error:
        raise Unreachable("the authority's certificate is missing") from error
    usage = certificate.extended_key_usage_value
    if usage is None or usage.native != ["time_stamping"]:
        raise Unreachable("the certificate is not one for time stamping")
    named = get_signing_cert_attr(signed_data["signer_infos"][0]["signed_attrs"])
    if named is None or not check_ess_certid(certificate, named["certs"][0]):
        raise Unreachable("the token does not name the certificate")
    return certificate


def _verify_signature(signed_data: cms.SignedData, certificate: x509.Certificate) -> None:
    signer = signed_data["signer_infos"][0]
    digest = hashlib.new(
        signer["digest_algorithm"]["algorithm"].native, bytes(signed_data["encap_content_info"]["content"])
    ).digest()
    try:
        intact, valid = validate_sig_integrity(signer, certificate, "tst_info", digest)
    except SignatureValidationError as error:
        raise Unreachable("the token's signature cannot be checked") from error
    if not (intact and valid):
        raise Unreachable("the token's signature is wrong")
