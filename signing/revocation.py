"""Whether certificates were revoked: asked of their issuers' responders, and kept for the document.

OCSP (RFC 6960) where the certificate names a responder, else the revocation list (RFC 5280) that it names.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from asn1crypto import crl, ocsp, x509
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.authority import AuthorityWithCert
from pyhanko_certvalidator.errors import (
    OCSPValidationError,
    PathError,
    RevokedError,
    ValidationError,
)
from pyhanko_certvalidator.fetchers.common_utils import (
    format_ocsp_request,
    gather_aia_issuer_urls,
    process_ocsp_response_data,
    unpack_cert_content,
)

from signing import quiet  # noqa: F401  imported for what it keeps out of the logs
from signing.errors import Refusal, Retry
from signing.fetching import Fetcher, Unreachable
from signing.identity import issuer_name

_log = logging.getLogger("pielikums.revocation")

CLOCK_TOLERANCE: Final = timedelta(minutes=5)
"""How far a responder's clock may be from ours."""
_MOST_ADDRESSES: Final = 3
"""Of one kind in one certificate; strangers may have written more."""
_CERTIFICATE_ID_DIGESTS: Final = {"sha1", "sha256"}
_ANY_TYPE: Final = "application/octet-stream"


@dataclass(frozen=True)
class RevocationStatus:
    """An issuer's signed statement that a certificate was not revoked: one of the two."""

    ocsp_response: ocsp.OCSPResponse | None = None
    revocation_list: crl.CertificateList | None = None


Ask = Callable[[x509.Certificate, x509.Certificate], RevocationStatus | None]
"""Gives a statement on a certificate of an issuer, if there is one."""


class RevocationSource:
    """Asks responders over ``fetcher``, whose allowed hosts bound where certificates can send us."""

    def __init__(self, fetcher: Fetcher) -> None:
        self._fetcher = fetcher

    def status(
        self, certificate: x509.Certificate, issuer: x509.Certificate, moment: datetime
    ) -> RevocationStatus:
        """A checked statement that ``certificate`` is not revoked at ``moment`` (now).

        :raises Refusal: it is revoked.
        :raises Retry: nobody who may say so says that it is not.
        """
        for status in self._answers(certificate, issuer):
            if _says_good(status, certificate, issuer, moment):
                return status
        raise Retry(
            "revocation.unavailable",
            "%(issuer)s does not say now whether a certificate that it issued is valid, and without that "
            "nothing is signed. Nothing is lost: try again later.",
            issuer=issuer_name(certificate),
        )

    def checked_at(self, moment: datetime) -> Ask:
        """``status`` at a moment, for whoever gathers."""
        return lambda certificate, issuer: self.status(certificate, issuer, moment)

    def any_answer(self, certificate: x509.Certificate, issuer: x509.Certificate) -> RevocationStatus | None:
        """The first answer, good or bad and not checked: for validation, which judges it itself."""
        return next(self._answers(certificate, issuer), None)

    def issuers(self, certificate: x509.Certificate) -> list[x509.Certificate]:
        """Issuers' certificates from where ``certificate`` says that they are; none if nothing answers."""
        found: list[x509.Certificate] = []
        for url in list(gather_aia_issuer_urls(certificate))[:_MOST_ADDRESSES]:
            try:
                found.extend(unpack_cert_content(self._fetcher.get(url), _ANY_TYPE, url, permit_pem=True))
            except (Unreachable, ValueError) as problem:
                _log.warning("revocation.issuer_not_found", extra={"url": url, "reason": str(problem)})
        return found

    def _answers(self, certificate: x509.Certificate, issuer: x509.Certificate) -> Iterator[RevocationStatus]:
        responders = certificate.ocsp_urls[:_MOST_ADDRESSES]
        for url in responders:
            if (answer := self._ask_responder(certificate, issuer, url)) is not None:
                yield answer
        for url in [] if responders else _list_urls(certificate)[:_MOST_ADDRESSES]:
            if (answer := self._fetch_list(url)) is not None:
                yield answer

    def _ask_responder(
        self, certificate: x509.Certificate, issuer: x509.Certificate, url: str
    ) -> RevocationStatus | None:
        request = format_ocsp_request(
            certificate, AuthorityWithCert(issuer), certid_hash_algo="sha1", request_nonces=True
        )
        try:
            answer = self._fetcher.post(
                url,
                request.dump(),
                content_type="application/ocsp-request",
                accept="application/ocsp-response",
            )
            response = process_ocsp_response_data(answer, ocsp_request=request, ocsp_url=url)
        except (Unreachable, OCSPValidationError, ValueError) as problem:
            _log.warning("revocation.responder_failed", extra={"url": url, "reason": str(problem)})
            return None
        return RevocationStatus(ocsp_response=response)

    def _fetch_list(self, url: str) -> RevocationStatus | None:
        try:
            return RevocationStatus(
                revocation_list=crl.CertificateList.load(self._fetcher.get(url), strict=True)
            )
        except (Unreachable, ValueError) as problem:
            _log.warning("revocation.list_failed", extra={"url": url, "reason": str(problem)})
            return None


def states_revocation(certificate: x509.Certificate) -> bool:
    """Whether anybody can be asked about ``certificate`` at all."""
    return bool(certificate.ocsp_urls or _list_urls(certificate))


def newest_answer_at(
    certificate: x509.Certificate, responses: Iterable[ocsp.OCSPResponse]
) -> datetime | None:
    """When the newest of ``responses`` about ``certificate`` was true (its thisUpdate)."""
    times = [
        single["this_update"].native
        for response in responses
        for single in _single_responses(response)
        if _is_about(single["cert_id"], certificate)
    ]
    return max(times, default=None)


def _single_responses(response: ocsp.OCSPResponse) -> Iterable[ocsp.SingleResponse]:
    if response["response_status"].native == "successful":
        yield from response.basic_ocsp_response["tbs_response_data"]["responses"]


def _is_about(identifier: ocsp.CertId, certificate: x509.Certificate) -> bool:
    algorithm = identifier["hash_algorithm"]["algorithm"].native
    return (
        identifier["serial_number"].native == certificate.serial_number
        and algorithm in _CERTIFICATE_ID_DIGESTS
        and identifier["issuer_name_hash"].native
        == hashlib.new(algorithm, certificate.issuer.dump()).digest()
    )


def _says_good(
    status: RevocationStatus, certificate: x509.Certificate, issuer: x509.Certificate, moment: datetime
) -> bool:
    context = ValidationContext(
        trust_roots=[issuer],
        moment=moment,
        ocsps=[status.ocsp_response] if status.ocsp_response else [],
        crls=[status.revocation_list] if status.revocation_list else [],
        revocation_mode="require",
        time_tolerance=CLOCK_TOLERANCE,
    )
    try:
        asyncio.run(CertificateValidator(certificate, validation_context=context).async_validate_path())
    except RevokedError as error:
        raise Refusal(
            "signature.certificate_revoked",
            "The certificate was revoked on %(date)s; nothing can be signed with it.",
            date=f"{error.revocation_dt:%Y-%m-%d}",
        ) from error
    except (ValidationError, PathError) as problem:
        # its text would name the subject of the certificate
        _log.warning("revocation.answer_not_good", extra={"reason": type(problem).__name__})
        return False
    return True


def _list_urls(certificate: x509.Certificate) -> list[str]:
    return [url for point in certificate.crl_distribution_points if (url := point.url)]
