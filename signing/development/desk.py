"""What the authority answers to each request, whatever carries it."""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

from cryptography.hazmat.primitives.serialization import Encoding

from signing.development.addresses import Issuer
from signing.development.authority import DevelopmentAuthority
from signing.development.certificates import KeyHolder
from signing.development.estate import authority_unit, responder_unit
from signing.development.faults import Faults, TimestampFault
from signing.development.names import OPERATOR
from signing.development.ocsp import ocsp_response
from signing.development.revocation_lists import revocation_list
from signing.development.timestamping import timestamp_reply
from signing.development.timestamping_units import current_unit

_QUERY: Final = "application/timestamp-query"
_OCSP_REQUEST: Final = "application/ocsp-request"
_LIST: Final = "application/vnd.etsi.tsl+xml"


@dataclass(frozen=True)
class Answer:
    """A reply: HTTP status, media type and body."""

    status: int
    media_type: str
    body: bytes


def _plain(status: int, text: str) -> Answer:
    return Answer(status, "text/plain; charset=utf-8", text.encode())


_NOT_FOUND: Final = _plain(404, "DEVELOPMENT authority: nothing here\n")
_DOWN: Final = _plain(503, "DEVELOPMENT authority: switched off for a test\n")
_WRONG_TYPE: Final = _plain(415, "DEVELOPMENT authority: wrong content type\n")


class Desk:
    """Answers for one authority; ``faults`` may be changed while it serves."""

    def __init__(self, authority: DevelopmentAuthority, faults: Faults) -> None:
        self._authority = authority
        self.faults = faults

    def get(self, path: str) -> Answer:
        """Answer a GET."""
        match path.lstrip("/").split("/"):
            case ["id"]:
                identity = {"pki": self._authority.pki, "operator": OPERATOR}
                return Answer(200, "application/json", json.dumps(identity).encode())
            case ["tl", name]:
                return self._list(name)
            case ["crl", name]:
                return self._revocation_list(name.removesuffix(".crl"))
            case ["cert", name]:
                return self._certificate(name.removesuffix(".cer"))
            case ["ocsp", name, *encoded]:
                return self._encoded_ocsp(name, unquote("/".join(encoded)))
        return _NOT_FOUND

    def post(self, path: str, media_type: str, body: bytes) -> Answer:
        """Answer a POST."""
        match path.lstrip("/").split("/"):
            case ["tsa"]:
                return self._timestamp(body) if media_type == _QUERY else _WRONG_TYPE
            case ["ocsp", name]:
                return self._ocsp(name, body) if media_type == _OCSP_REQUEST else _WRONG_TYPE
        return _NOT_FOUND

    def _timestamp(self, body: bytes) -> Answer:
        fault = self.faults.timestamps
        if fault is TimestampFault.DOWN:
            return _DOWN
        moment = self._authority.clock()
        unit = self._unit(fault)
        chain = (self._authority.certificate_of(Issuer.ROOT),)
        return Answer(200, "application/timestamp-reply", timestamp_reply(body, unit, chain, moment, fault))

    def _unit(self, fault: TimestampFault | None) -> KeyHolder:
        estate = self._authority.estate
        if fault is TimestampFault.WRONG_CERTIFICATE:
            return estate.units.holder(responder_unit(Issuer.ROOT))
        return current_unit(estate, self._authority.clock())

    def _encoded_ocsp(self, name: str, encoded: str) -> Answer:
        try:
            return self._ocsp(name, base64.b64decode(encoded, validate=True))
        except binascii.Error:
            return _plain(400, "DEVELOPMENT authority: not base64\n")

    def _ocsp(self, name: str, body: bytes) -> Answer:
        if self.faults.ocsp_down:
            return _DOWN
        if name not in set(Issuer):
            return _NOT_FOUND
        response = ocsp_response(body, self._authority.estate, Issuer(name), self._authority.clock())
        return Answer(200, "application/ocsp-response", response)

    def _list(self, name: str) -> Answer:
        if self.faults.lists_down:
            return _DOWN
        match name:
            case "lotl.xml":
                return Answer(200, _LIST, self._authority.list_of_lists_xml())
            case "lv.xml":
                return Answer(200, _LIST, self._authority.trusted_list_xml())
        return _NOT_FOUND

    def _revocation_list(self, name: str) -> Answer:
        if name not in set(Issuer):
            return _NOT_FOUND
        body = revocation_list(self._authority.estate, Issuer(name), self._authority.clock())
        return Answer(200, "application/pkix-crl", body)

    def _certificate(self, name: str) -> Answer:
        if name not in set(Issuer):
            return _NOT_FOUND
        certificate = self._authority.estate.units.certificate(authority_unit(Issuer(name)))
        return Answer(200, "application/pkix-cert", certificate.public_bytes(Encoding.DER))
