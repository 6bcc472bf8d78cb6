"""Giving history its certificates back.

In many lists, Latvia's among them, the history of a service names it by key identifier alone. pyHanko knows
services by certificate, so that a service whose status has changed would be forgotten together with all that
it did while it was granted.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator
from copy import deepcopy
from typing import Final

from asn1crypto import x509
from lxml import etree

from signing.trust.list_signature import TSL

_NAMESPACES: Final = {"t": TSL}
_CERTIFICATES: Final = "t:ServiceDigitalIdentity/t:DigitalId[t:X509Certificate]"
_KEY_IDENTIFIERS: Final = "t:ServiceDigitalIdentity/t:DigitalId/t:X509SKI/text()"


def restore_history(verified_list: etree._Element) -> None:
    """Copy a service's present certificates into the parts of its history that have key identifiers only.

    Only for a list whose signature was verified: the list is changed.
    """
    for service in verified_list.iterfind(".//t:TSPService", _NAMESPACES):
        present = service.find("t:ServiceInformation", _NAMESPACES)
        if present is None:
            continue
        identities = list(_identities(present))
        for instance in service.iterfind("t:ServiceHistory/t:ServiceHistoryInstance", _NAMESPACES):
            _restore(instance, identities)


def _restore(instance: etree._Element, identities: list[tuple[bytes, etree._Element]]) -> None:
    if instance.find(_CERTIFICATES, _NAMESPACES) is not None:
        return
    wanted = {_decoded(text) for text in instance.xpath(_KEY_IDENTIFIERS, namespaces=_NAMESPACES)}
    identity = instance.find("t:ServiceDigitalIdentity", _NAMESPACES)
    for key_identifier, element in identities:
        if key_identifier in wanted:
            identity.append(deepcopy(element))


def _identities(information: etree._Element) -> Iterator[tuple[bytes, etree._Element]]:
    for element in information.iterfind(_CERTIFICATES, _NAMESPACES):
        certificate = x509.Certificate.load(_decoded(element.findtext("t:X509Certificate", "", _NAMESPACES)))
        yield certificate.key_identifier or certificate.public_key.sha1, element


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text)
    except binascii.Error:
        return b""
