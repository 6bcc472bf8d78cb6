"""Is a signature's container written as the standards say, to the last byte?

The place of the last signature is the one part of a file that no digest covers: whatever stands there without
being checked could be changed unseen. So nothing may stand there that is not checked.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from asn1crypto import cms, core, parser, x509
from cryptography.x509 import load_der_x509_certificate
from pyhanko.sign.general import extract_certificate_info
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from signing.garbled import GARBLED

_DIGITS: Final = frozenset(b"0123456789")
_UPPER: Final = _DIGITS | frozenset(b"ABCDEF")
_LOWER: Final = _DIGITS | frozenset(b"abcdef")
_NULL: Final = core.Null().dump()
_SIGNED_DATA: Final = cms.ContentType("signed_data").dump()


def is_well_formed(signature: EmbeddedPdfSignature, data: bytes) -> bool:
    """Whether the place of ``signature`` in ``data`` holds one DER object in hexadecimal, then zeros only."""
    byte_range = [int(number) for number in signature.byte_range]
    if len(byte_range) != 4 or byte_range[0] != 0:
        return False
    written = data[byte_range[1] : byte_range[2]]
    if not (written.startswith(b"<") and written.endswith(b">")) or not _is_hexadecimal(written[1:-1]):
        return False
    content = bytes.fromhex(written[1:-1].decode("ascii"))
    return content == signature.pkcs7_content and _is_padded_der(content)


def is_token_accounted_for(signed_data: cms.SignedData, known: Sequence[x509.Certificate]) -> bool:
    """Whether every part of a time-stamp token that its signature does not cover is what it must be.

    :param known: certificates from elsewhere, among which issuers of those in the token may be.
    """
    try:
        return (
            _is_token_plain(signed_data)
            and _is_signer_named_exactly(signed_data)
            and _are_certificates_genuine(signed_data, known)
        )
    except GARBLED:
        return False


def _is_hexadecimal(written: bytes) -> bool:
    letters = frozenset(written)
    return len(written) % 2 == 0 and (letters <= _UPPER or letters <= _LOWER)


def _is_padded_der(content: bytes) -> bool:
    """Whether it is a ContentInfo of two elements, type and signed data (RFC 5652 section 3), then zeros."""
    try:
        length = parser.peek(content)
        content_type, signed_data = _elements(parser.parse(content[:length], strict=True)[4])
        (_,) = _elements(parser.parse(signed_data, strict=True)[4])
    except ValueError:
        return False
    return content_type == _SIGNED_DATA and not any(content[length:])


def _elements(contents: bytes) -> list[bytes]:
    """The encodings that stand one after another in ``contents``.

    :raises ValueError: something else stands there.
    """
    elements = []
    while contents:
        length = parser.peek(contents)
        elements.append(contents[:length])
        contents = contents[length:]
    return elements


def _is_token_plain(signed_data: cms.SignedData) -> bool:
    """Versions and algorithm identifiers as RFC 5652 sections 5.1 and 5.3 and RFC 3161 section 2.4.2 say."""
    (signer,) = signed_data["signer_infos"]
    digests = [algorithm["algorithm"].native for algorithm in signed_data["digest_algorithms"]]
    algorithms = [
        *signed_data["digest_algorithms"],
        signer["digest_algorithm"],
        signer["signature_algorithm"],
    ]
    return (
        signed_data["version"].native == "v3"
        and signer["version"].native == "v1"
        and signer["sid"].name == "issuer_and_serial_number"
        and digests == [signer["digest_algorithm"]["algorithm"].native]
        and all(_is_plain(algorithm) for algorithm in algorithms)
        and signed_data["crls"].native is None
        and signer["unsigned_attrs"].native is None
    )


def _is_signer_named_exactly(signed_data: cms.SignedData) -> bool:
    """The issuer's name just as the certificate has it; names compare as equal whatever the letters' case."""
    named = signed_data["signer_infos"][0]["sid"].chosen
    certificate = extract_certificate_info(signed_data).signer_cert
    return bool(named["issuer"].dump() == certificate.issuer.dump())


def _is_plain(algorithm: core.Sequence) -> bool:
    """Parameters absent or NULL; RSA-PSS needs parameters, and verification uses them."""
    if algorithm["algorithm"].native == "rsassa_pss":
        return True
    return algorithm["parameters"].dump() in {b"", _NULL}


def _are_certificates_genuine(signed_data: cms.SignedData, known: Sequence[x509.Certificate]) -> bool:
    embedded = [choice.chosen for choice in signed_data["certificates"]]
    return all(_is_genuine(certificate, embedded, known) for certificate in embedded)


def _is_genuine(
    certificate: x509.Certificate, embedded: Sequence[x509.Certificate], known: Sequence[x509.Certificate]
) -> bool:
    issuers = [other for other in (*embedded, *known) if other.subject == certificate.issuer]
    if issuers:
        return any(_issued(issuer, certificate) for issuer in issuers)
    # nobody here can vouch for it; a garbled copy of a certificate that is known is not it
    key = certificate.public_key.dump()
    return all(other.dump() == certificate.dump() for other in known if other.public_key.dump() == key)


def _issued(issuer: x509.Certificate, certificate: x509.Certificate) -> bool:
    if certificate.serial_number <= 0 or issuer.serial_number <= 0:
        # against RFC 5280 section 4.1.2.2, and cryptography warns of it on standard error
        return False
    try:
        load_der_x509_certificate(certificate.dump()).verify_directly_issued_by(
            load_der_x509_certificate(issuer.dump())
        )
    except GARBLED:
        return False
    return True
