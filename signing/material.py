"""Validation material: the certificates and revocation statements that prove a signature later.

It is kept in the document security store (ISO 32000-2 section 12.8.4.3, EN 319 142-1 section 5.4.2).
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from asn1crypto import crl, ocsp, x509
from pyhanko.pdf_utils.decode_limits import DecodePurpose
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.rw_common import PdfHandler
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.errors import NoDSSFoundError
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import PathError, ValidationError
from pyhanko_certvalidator.policy_decl import NO_REVOCATION, CertRevTrustPolicy

from signing.errors import GiveUp
from signing.identity import issuer_name
from signing.revocation import (
    CLOCK_TOLERANCE,
    Ask,
    RevocationSource,
    newest_answer_at,
    states_revocation,
)
from signing.trust import Trust


@dataclass(frozen=True)
class CertificateUse:
    """A certificate that made a signature or time stamp, and when it did."""

    certificate: x509.Certificate
    used_at: datetime


@dataclass(frozen=True)
class ValidationMaterial:
    """Certificates, OCSP responses and revocation lists that belong together."""

    certificates: tuple[x509.Certificate, ...] = ()
    ocsp_responses: tuple[ocsp.OCSPResponse, ...] = ()
    revocation_lists: tuple[crl.CertificateList, ...] = ()

    def speaks_of(self, certificate: x509.Certificate) -> bool:
        """Whether it has a statement on the revocation of ``certificate``."""
        if newest_answer_at(certificate, self.ocsp_responses) is not None:
            return True
        return any(statement.issuer == certificate.issuer for statement in self.revocation_lists)

    def add_to(self, writer: IncrementalPdfFileWriter) -> None:
        """Write what the document does not hold yet into its security store."""
        DocumentSecurityStore.supply_dss_in_writer(
            writer,
            None,
            certs=self.certificates,
            ocsps=self.ocsp_responses,
            crls=self.revocation_lists,
        )


class Gathering:
    """Collects the material for several certificates, asking each responder once.

    :param stored: what the document holds already.
    :param pool: certificates among which issuers are looked for before ``revocation`` fetches them.
    :param ask: gives the statements.
    """

    def __init__(
        self,
        stored: ValidationMaterial,
        pool: Iterable[x509.Certificate],
        revocation: RevocationSource,
        ask: Ask,
    ) -> None:
        self._pool = [*pool, *stored.certificates]
        self._revocation = revocation
        self._ask = ask
        self._certificates = list(stored.certificates)
        self._ocsp_responses = list(stored.ocsp_responses)
        self._revocation_lists = list(stored.revocation_lists)

    @property
    def material(self) -> ValidationMaterial:
        """What was stored and what was gathered."""
        return ValidationMaterial(
            unique(self._certificates), tuple(self._ocsp_responses), tuple(self._revocation_lists)
        )

    def gather(self, use: CertificateUse) -> None:
        """Add the chain of a certificate up to its root, and a statement for each link of it.

        A statement that is here already and is no older than the use is not asked for again.

        Raises what ``ask`` raises.
        """
        certificate: x509.Certificate | None = use.certificate
        seen: set[bytes] = set()
        while certificate is not None and certificate.sha256 not in seen:
            seen.add(certificate.sha256)
            self._certificates.append(certificate)
            issuer = self._issuer_of(certificate)
            if issuer is not None:
                self._ask_about(certificate, issuer, use.used_at)
            certificate = issuer

    def _ask_about(self, certificate: x509.Certificate, issuer: x509.Certificate, used_at: datetime) -> None:
        known_at = newest_answer_at(certificate, self._ocsp_responses)
        if not states_revocation(certificate) or (known_at is not None and known_at >= used_at):
            return
        status = self._ask(certificate, issuer)
        if status is not None and status.ocsp_response is not None:
            self._ocsp_responses.append(status.ocsp_response)
        if status is not None and status.revocation_list is not None:
            self._revocation_lists.append(status.revocation_list)

    def _issuer_of(self, certificate: x509.Certificate) -> x509.Certificate | None:
        if certificate.self_issued:
            return None
        known = next((other for other in self._pool if _issued(other, certificate)), None)
        if known is not None:
            return known
        fetched = [other for other in self._revocation.issuers(certificate) if _issued(other, certificate)]
        self._pool.extend(fetched)
        return next(iter(fetched), None)


def stored_material(handler: PdfHandler) -> ValidationMaterial:
    """What the document's security store holds already."""
    try:
        store = DocumentSecurityStore.read_dss(handler)
    except NoDSSFoundError:
        return ValidationMaterial()
    return ValidationMaterial(
        certificates=tuple(store.load_certs()),
        ocsp_responses=tuple(
            ocsp.OCSPResponse.load(reference.get_object().read_data(DecodePurpose.OCSP_RESPONSE))
            for reference in store.ocsps
        ),
        revocation_lists=tuple(
            crl.CertificateList.load(reference.get_object().read_data(DecodePurpose.CRL))
            for reference in store.crls
        ),
    )


def verify_trusted(
    certificate: x509.Certificate, others: Sequence[x509.Certificate], trust: Trust, moment: datetime
) -> None:
    """Verify that ``certificate`` leads to a trust anchor at ``moment``; revocation is not asked here.

    :raises GiveUp: it does not: the trust list or the authority is not the right one.
    """
    context = ValidationContext(
        trust_manager=trust.manager,
        other_certs=others,
        moment=moment,
        revinfo_policy=CertRevTrustPolicy(NO_REVOCATION),
        time_tolerance=CLOCK_TOLERANCE,
    )
    try:
        asyncio.run(CertificateValidator(certificate, validation_context=context).async_validate_path())
    except (ValidationError, PathError) as error:
        raise GiveUp(
            "trust.issuer_not_listed",
            "%(issuer)s is not an authority that the trust list allows now; check the trust list and the "
            "authorities in the settings.",
            issuer=issuer_name(certificate),
        ) from error


def unique(certificates: Iterable[x509.Certificate]) -> tuple[x509.Certificate, ...]:
    """The certificates without repetitions, in order."""
    return tuple({certificate.sha256: certificate for certificate in certificates}.values())


def _issued(issuer: x509.Certificate, certificate: x509.Certificate) -> bool:
    if issuer.subject != certificate.issuer or not issuer.ca:
        return False
    expected = certificate.authority_key_identifier
    return expected is None or issuer.key_identifier is None or issuer.key_identifier == expected
