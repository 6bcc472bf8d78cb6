"""The listed services by the certificates that tell them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from pyhanko.sign.validation.qualified.tsp import (
    CAServiceInformation,
    QTSTServiceInformation,
    QualifiedServiceInformation,
    TSPRegistry,
)
from pyhanko_certvalidator.authority import Authority, AuthorityWithCert


class ServiceRegistry(TSPRegistry):
    """pyHanko's registry, made safe to share.

    pyHanko's own adds an entry for every certificate that it is asked about: it grows for as long as it lives
    and breaks when two threads ask at once.
    """

    def __init__(self) -> None:
        super().__init__()
        self._authorities: dict[Authority, tuple[CAServiceInformation, ...]] = {}
        self._timestamping: dict[Authority, tuple[QTSTServiceInformation, ...]] = {}

    def register_ca(self, ca_service_info: CAServiceInformation) -> None:
        """Add one period of a CA's service."""
        for authority in _authorities(ca_service_info):
            self._authorities[authority] = (*self._authorities.get(authority, ()), ca_service_info)

    def register_tst(self, qtst_service_info: QTSTServiceInformation) -> None:
        """Add one period of a time-stamping service."""
        for authority in _authorities(qtst_service_info):
            self._timestamping[authority] = (*self._timestamping.get(authority, ()), qtst_service_info)

    def applicable_service_definitions(
        self, authority: Authority, moment: datetime | None
    ) -> Iterator[QualifiedServiceInformation]:
        """Granted services of ``authority`` at ``moment``, or ever if that is ``None``; the newest first."""
        services = (*self._authorities.get(authority, ()), *self._timestamping.get(authority, ()))
        for service in sorted(services, key=lambda service: service.base_info.valid_from, reverse=True):
            if moment is None or _is_granted(service, moment):
                yield service

    def timestamping_services(self, moment: datetime) -> Iterator[tuple[Authority, QTSTServiceInformation]]:
        """Every qualified time-stamping service granted at ``moment``."""
        for authority, services in self._timestamping.items():
            for service in services:
                if _is_granted(service, moment):
                    yield authority, service

    @property
    def known_certificate_authorities(self) -> Iterable[Authority]:
        """Authorities that issue, or once issued, qualified certificates."""
        return self._authorities.keys()

    @property
    def known_timestamp_authorities(self) -> Iterable[Authority]:
        """Units that stamp, or once stamped, with qualification."""
        return self._timestamping.keys()


def _authorities(service: QualifiedServiceInformation) -> Iterator[Authority]:
    for certificate in service.base_info.provider_certs:
        yield AuthorityWithCert(certificate)


def _is_granted(service: QualifiedServiceInformation, moment: datetime) -> bool:
    starts_at, ends_at = service.base_info.valid_from, service.base_info.valid_until
    return bool(starts_at <= moment and (ends_at is None or moment <= ends_at))
