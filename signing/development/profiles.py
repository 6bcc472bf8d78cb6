"""What the certificates of the development authority say (ETSI EN 319 412, RFC 5280, RFC 6960).

As in Latvia, time-stamping certificates carry no qualified statements: only the trusted list makes them so.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from asn1crypto import core
from cryptography import x509
from cryptography.x509.oid import (
    AuthorityInformationAccessOID,
    ExtendedKeyUsageOID,
    ObjectIdentifier,
)
from pyhanko.sign.ades.qualified_asn1 import QcCertificateType, QcStatement, QcStatements

CRITICAL: Final = True
Extensions = tuple[tuple[x509.ExtensionType, bool], ...]
"""Extensions with their criticality."""

QCP_N: Final = "0.4.0.194112.1.0"
QCP_L: Final = "0.4.0.194112.1.1"
QCP_N_QSCD: Final = "0.4.0.194112.1.2"
QCP_L_QSCD: Final = "0.4.0.194112.1.3"
NCP: Final = "0.4.0.2042.1.1"
BTSP: Final = "0.4.0.2023.1.1"
"""Best practices time-stamp policy, EN 319 421."""
_QC_STATEMENTS: Final = ObjectIdentifier("1.3.6.1.5.5.7.1.3")
_TSL_SIGNING: Final = ObjectIdentifier("0.4.0.2231.3.0")
_KEY_USAGES: Final = (
    "digital_signature",
    "content_commitment",
    "key_encipherment",
    "data_encipherment",
    "key_agreement",
    "key_cert_sign",
    "crl_sign",
    "encipher_only",
    "decipher_only",
)


class Purpose(StrEnum):
    """What a qualified certificate is for (EN 319 412-5, QcType)."""

    ESIGN = "qct_esign"
    ESEAL = "qct_eseal"


def certification_authority(*, path_length: int) -> Extensions:
    """A CA that lets at most ``path_length`` CAs follow it."""
    return (
        (x509.BasicConstraints(ca=True, path_length=path_length), CRITICAL),
        (_key_usage("key_cert_sign", "crl_sign"), CRITICAL),
        (_policies("2.5.29.32.0"), False),
    )


def ocsp_responder() -> Extensions:
    """A delegated responder that is not itself asked about (RFC 6960 section 4.2.2.2)."""
    return (
        *_end_entity("digital_signature"),
        (x509.ExtendedKeyUsage([ExtendedKeyUsageOID.OCSP_SIGNING]), False),
        (x509.OCSPNoCheck(), False),
    )


def timestamping_unit() -> Extensions:
    """A unit of a time-stamp authority (RFC 3161 section 2.3, EN 319 422)."""
    return (
        *_end_entity("digital_signature"),
        (x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), CRITICAL),
        (_policies(BTSP), False),
    )


def list_signer() -> Extensions:
    """A trusted list's scheme operator (TS 119 612 section 5.7.1)."""
    return (*_end_entity("digital_signature"), (x509.ExtendedKeyUsage([_TSL_SIGNING]), False))


def qualified_signer(purpose: Purpose, *, on_device: bool) -> Extensions:
    """A signer or seal creator with a qualified certificate, its key on a qualified device or not."""
    policies = {
        (Purpose.ESIGN, True): QCP_N_QSCD,
        (Purpose.ESIGN, False): QCP_N,
        (Purpose.ESEAL, True): QCP_L_QSCD,
        (Purpose.ESEAL, False): QCP_L,
    }
    return (
        *_end_entity("content_commitment"),
        (_policies(policies[purpose, on_device]), False),
        (qc_statements(purpose, on_device=on_device), False),
    )


def plain_signer() -> Extensions:
    """A signer whose certificate does not claim to be qualified."""
    return (*_end_entity("content_commitment"), (_policies(NCP), False))


def authentication() -> Extensions:
    """A certificate for signing in, never for documents."""
    return (
        *_end_entity("digital_signature"),
        (x509.ExtendedKeyUsage([ExtendedKeyUsageOID.CLIENT_AUTH]), False),
        (_policies(NCP), False),
    )


def services(issuer_url: str, ocsp_url: str, crl_url: str) -> Extensions:
    """Where the issuer's certificate, its OCSP responder and its revocation list are."""
    access = AuthorityInformationAccessOID
    return (
        (
            x509.AuthorityInformationAccess(
                [
                    x509.AccessDescription(access.OCSP, x509.UniformResourceIdentifier(ocsp_url)),
                    x509.AccessDescription(access.CA_ISSUERS, x509.UniformResourceIdentifier(issuer_url)),
                ]
            ),
            False,
        ),
        (
            x509.CRLDistributionPoints(
                [x509.DistributionPoint([x509.UniformResourceIdentifier(crl_url)], None, None, None)]
            ),
            False,
        ),
    )


def qc_statements(purpose: Purpose, *, on_device: bool) -> x509.UnrecognizedExtension:
    """QcCompliance, QcSSCD if the key is on a qualified device, and QcType (EN 319 412-5 section 4)."""
    statements = [QcStatement({"statement_id": "qc_compliance"})]
    if on_device:
        statements.append(QcStatement({"statement_id": "qc_sscd"}))
    statements.append(
        QcStatement(
            {"statement_id": "qc_type", "statement_info": core.Any(QcCertificateType([purpose.value]))}
        )
    )
    return x509.UnrecognizedExtension(_QC_STATEMENTS, QcStatements(statements).dump())


def _end_entity(usage: str) -> Extensions:
    return (
        (x509.BasicConstraints(ca=False, path_length=None), CRITICAL),
        (_key_usage(usage), CRITICAL),
    )


def _key_usage(*bits: str) -> x509.KeyUsage:
    return x509.KeyUsage(**{name: name in bits for name in _KEY_USAGES})


def _policies(*oids: str) -> x509.CertificatePolicies:
    return x509.CertificatePolicies([x509.PolicyInformation(ObjectIdentifier(oid), None) for oid in oids])
