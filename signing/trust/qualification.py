"""Qualification of certificates and time-stamping units by the trusted lists."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from asn1crypto import x509
from cryptography.exceptions import InvalidSignature
from cryptography.x509 import InvalidVersion, load_der_x509_certificate
from pyhanko.sign.ades import qualified_asn1
from pyhanko.sign.validation.qualified.assess import QualificationAssessor
from pyhanko.sign.validation.qualified.tsp import QcCertType
from pyhanko_certvalidator.authority import Authority, AuthorityWithCert
from pyhanko_certvalidator.path import ValidationPath

from signing.trust.records import Qualification, QualifiedPurpose
from signing.trust.registry import ServiceRegistry

_PURPOSES: Final = {
    QcCertType.QC_ESIGN: QualifiedPurpose.ESIGN,
    QcCertType.QC_ESEAL: QualifiedPurpose.ESEAL,
    QcCertType.QC_WEB: QualifiedPurpose.WEB,
}


def qualification(registry: ServiceRegistry, path: ValidationPath, moment: datetime) -> Qualification:
    """What the lists make of the certificate at the end of a validated path at ``moment``.

    A certificate whose statements cannot be read is not qualified, whatever it may claim.
    """
    try:
        result = QualificationAssessor(registry).check_entity_cert_qualified(path, moment)
    except (NotImplementedError, ValueError):
        return _not_qualified(path.leaf)
    service = result.service_definition
    if service is None or not result.status.qualified:
        return _not_qualified(path.leaf)
    return Qualification(
        is_qualified=True,
        purpose=_PURPOSES[result.status.qc_type],
        on_qscd=result.status.qc_key_security.is_qscd,
        service=service.base_info.service_name,
    )


def is_qualified_unit(registry: ServiceRegistry, certificate: x509.Certificate, moment: datetime) -> bool:
    """Whether a granted time-stamping service lists ``certificate``, or the authority that issued it."""
    return any(
        _is_listed_as(certificate, authority) for authority, _ in registry.timestamping_services(moment)
    )


def _is_listed_as(certificate: x509.Certificate, authority: Authority) -> bool:
    if not isinstance(authority, AuthorityWithCert):
        return False
    if authority.certificate.sha256 == certificate.sha256:
        return True
    return bool(authority.is_potential_issuer_of(certificate)) and _issued(authority.certificate, certificate)


def _issued(issuer: x509.Certificate, certificate: x509.Certificate) -> bool:
    try:
        load_der_x509_certificate(certificate.dump()).verify_directly_issued_by(
            load_der_x509_certificate(issuer.dump())
        )
    except (ValueError, TypeError, InvalidSignature, InvalidVersion):
        return False
    return bool(issuer.ca)


def _not_qualified(certificate: x509.Certificate) -> Qualification:
    return Qualification(is_qualified=False, purpose=_claimed_purpose(certificate), on_qscd=False)


def _claimed_purpose(certificate: x509.Certificate) -> QualifiedPurpose:
    """What a certificate says that it is for; without a statement, whether it names an organisation."""
    try:
        statements = qualified_asn1.get_qc_statements(certificate).native or ()
    except ValueError:
        statements = ()
    types = [
        kind
        for statement in statements
        if statement["statement_id"] == "qc_type"
        for kind in statement["statement_info"] or ()
    ]
    if types:
        return (
            _PURPOSES[QcCertType(types[0])]
            if types[0] in {t.value for t in QcCertType}
            else QualifiedPurpose.ESIGN
        )
    subject = certificate.subject.native
    names_organisation = "organization_identifier" in subject and "surname" not in subject
    return QualifiedPurpose.ESEAL if names_organisation else QualifiedPurpose.ESIGN
