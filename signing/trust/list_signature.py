"""The signature on a trusted list (TS 119 612 clause 5.7), verified before anything in it is believed."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from asn1crypto import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.x509 import load_der_x509_certificate
from lxml import etree
from signxml.exceptions import SignXMLException
from signxml.verifier import VerifyResult
from signxml.xades.xades import XAdESSignatureConfiguration, XAdESVerifier

TSL: Final = "http://uri.etsi.org/02231/v2#"
LIST_TAG: Final = f"{{{TSL}}}TrustServiceStatusList"
_NAMESPACES: Final = {"ds": "http://www.w3.org/2000/09/xmldsig#"}
_UNREADABLE: Final = (
    SignXMLException,
    InvalidSignature,
    UnsupportedAlgorithm,
    etree.LxmlError,
    ValueError,
    TypeError,
    KeyError,
)
"""All that signxml lets out when a list is malformed or was tampered with."""


class BadListSignature(Exception):
    """The list is not what its operator signed, or the operator is not the one expected."""


@dataclass(frozen=True, eq=False)
class SignedList:
    """A list as it was signed, and by whom."""

    content: etree._Element
    signer: x509.Certificate


def verify_list_signature(
    list_xml: bytes, signers: Sequence[x509.Certificate], moment: datetime
) -> SignedList:
    """The signed part of ``list_xml``, signed by one of ``signers`` whose certificate is valid at ``moment``.

    What stands outside the signed part is not returned. The signers' own trust is the caller's affair.

    :raises BadListSignature: none of them signed the whole list.
    """
    reasons = []
    for signer in signers:
        try:
            return SignedList(_signed_content(list_xml, signer, moment), signer)
        except BadListSignature as error:
            reasons.append(str(error))
    raise BadListSignature("; ".join(reasons) or "no signer is known")


def embedded_signers(list_xml: bytes) -> list[x509.Certificate]:
    """The certificates that a list itself says it was signed with: proof of integrity only.

    :raises BadListSignature: the list cannot be read.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(list_xml, parser)
        texts = root.xpath("./ds:Signature/ds:KeyInfo//ds:X509Certificate/text()", namespaces=_NAMESPACES)
        return [x509.Certificate.load(base64.b64decode(text), strict=True) for text in texts]
    except (etree.LxmlError, ValueError) as error:
        raise BadListSignature("the list is not XML with a signature") from error


def _signed_content(list_xml: bytes, signer: x509.Certificate, moment: datetime) -> etree._Element:
    # the signature must be a child of the list itself: what another one covers is not the list
    configuration = XAdESSignatureConfiguration(
        location="./", require_x509=True, expect_references=True, verification_time=moment
    )
    try:
        certificate = load_der_x509_certificate(signer.dump())
        results = XAdESVerifier().verify(list_xml, x509_cert=certificate, expect_config=configuration)
    except _UNREADABLE as error:
        raise BadListSignature(f"{type(error).__name__}") from error
    return _list_among(results)


def _list_among(results: list[VerifyResult]) -> etree._Element:
    for result in results:
        if result.signed_xml is not None and result.signed_xml.tag == LIST_TAG:
            return result.signed_xml
    raise BadListSignature("the signature does not cover the list")
