"""Signing trusted lists: enveloped XAdES, as ETSI TS 119 612 clause 5.7 and annex B ask."""

from __future__ import annotations

from typing import Final

from cryptography.hazmat.primitives.serialization import Encoding
from lxml import etree
from signxml.algorithms import CanonicalizationMethod, DigestAlgorithm, SignatureMethod
from signxml.xades.xades import XAdESDataObjectFormat, XAdESSigner

from signing.development.certificates import KeyHolder

_EXCLUSIVE: Final = CanonicalizationMethod.EXCLUSIVE_XML_CANONICALIZATION_1_0
_DS: Final = "{http://www.w3.org/2000/09/xmldsig#}"
_FORMAT: Final = XAdESDataObjectFormat(Description="Trusted list", MimeType="text/xml")


class _ListSigner(XAdESSigner):
    """Says of every reference how it was canonicalised.

    signxml digests key and properties with the exclusive method but names none, and then every verifier
    assumes the inclusive one.
    """

    def _add_reference_to_signed_info(
        self, sig_root: etree._Element, node_to_reference: etree._Element, **attributes: str
    ) -> None:
        super()._add_reference_to_signed_info(sig_root, node_to_reference, **attributes)  # type: ignore[no-untyped-call]
        reference = sig_root.find(f"{_DS}SignedInfo")[-1]
        transforms = etree.Element(f"{_DS}Transforms")
        etree.SubElement(transforms, f"{_DS}Transform", Algorithm=_EXCLUSIVE.value)
        reference.insert(0, transforms)


def sign_list(unsigned_list: etree._Element, operator: KeyHolder) -> bytes:
    """The list with its operator's signature, as UTF-8 XML."""
    signer = _ListSigner(
        signature_algorithm=SignatureMethod.ECDSA_SHA256,
        digest_algorithm=DigestAlgorithm.SHA256,
        c14n_algorithm=_EXCLUSIVE,
        data_object_format=_FORMAT,
    )
    signed_list = signer.sign(
        unsigned_list,
        key=operator.key,
        cert=operator.certificate.public_bytes(Encoding.PEM).decode(),
        always_add_key_value=False,
    )
    return bytes(etree.tostring(signed_list, xml_declaration=True, encoding="UTF-8"))
