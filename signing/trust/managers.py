"""Trust managers for pyHanko: which certificates end a path, and for what they may."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from asn1crypto import x509
from pyhanko.sign.validation.qualified.tsp import CAServiceInformation
from pyhanko_certvalidator.authority import (
    Authority,
    AuthorityWithCert,
    TrustAnchor,
    TrustedServiceType,
    TrustQualifiers,
)
from pyhanko_certvalidator.registry import SimpleTrustManager, TrustManager

from signing.trust.registry import ServiceRegistry


class ListTrustManager(TrustManager):
    """Trusts what the lists name, from the first day that a service was granted to the last.

    pyHanko's own takes the newest period only, so that a service whose entry was renewed would no longer
    vouch for what it did before.
    """

    def __init__(self, registry: ServiceRegistry) -> None:
        self._registry = registry

    def as_trust_anchor(self, authority: Authority) -> TrustAnchor | None:
        """The anchor that ``authority`` is, if a list names it."""
        services = list(self._registry.applicable_service_definitions(authority, moment=None))
        if not services:
            return None
        ends = [end for service in services if (end := service.base_info.valid_until) is not None]
        issues = any(isinstance(service, CAServiceInformation) for service in services)
        qualifiers = TrustQualifiers(
            trusted_service_type=_service_type(issues=issues),
            valid_from=min(service.base_info.valid_from for service in services),
            valid_until=max(ends) if len(ends) == len(services) else None,
        )
        return TrustAnchor(authority, qualifiers)

    def find_potential_issuers(self, cert: x509.Certificate) -> Iterator[TrustAnchor]:
        """Listed authorities that may have issued ``cert``, by name and key identifier."""
        for authority in self._registry.known_certificate_authorities:
            if authority.is_potential_issuer_of(cert):
                anchor = self.as_trust_anchor(authority)
                if anchor is not None:
                    yield anchor


class JointTrustManager(TrustManager):
    """Trusts what any of several managers trusts; the first that knows an authority decides."""

    def __init__(self, managers: Sequence[TrustManager]) -> None:
        self._managers = tuple(managers)

    def as_trust_anchor(self, authority: Authority) -> TrustAnchor | None:
        """The anchor that ``authority`` is, if a manager says so."""
        anchors = (manager.as_trust_anchor(authority) for manager in self._managers)
        return next((anchor for anchor in anchors if anchor is not None), None)

    def find_potential_issuers(self, cert: x509.Certificate) -> Iterator[TrustAnchor]:
        """Anchors of all managers that may have issued ``cert``."""
        for manager in self._managers:
            yield from manager.find_potential_issuers(cert)


def certificate_trust_manager(certificates: Sequence[x509.Certificate]) -> TrustManager:
    """Trusts certificates given by hand: a CA to issue, a time-stamping unit to stamp, others as they are."""
    return SimpleTrustManager.build([_anchor(certificate) for certificate in certificates])


def _anchor(certificate: x509.Certificate) -> TrustAnchor:
    stamps = _has_extended_key_usage(certificate, "time_stamping")
    if not certificate.ca and not stamps:
        return TrustAnchor(AuthorityWithCert(certificate))
    service_type = _service_type(issues=bool(certificate.ca))
    return TrustAnchor(AuthorityWithCert(certificate), TrustQualifiers(trusted_service_type=service_type))


def _service_type(*, issues: bool) -> TrustedServiceType:
    if issues:
        return TrustedServiceType.CERTIFICATE_AUTHORITY
    return TrustedServiceType.TIME_STAMPING_AUTHORITY


def _has_extended_key_usage(certificate: x509.Certificate, usage: str) -> bool:
    extension = certificate.extended_key_usage_value
    return extension is not None and usage in extension.native
