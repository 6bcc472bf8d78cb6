"""Trust as validation uses it: anchors, and what the lists make of certificates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from asn1crypto import x509
from pyhanko_certvalidator.path import ValidationPath
from pyhanko_certvalidator.registry import TrustManager

from signing.trust.qualification import is_qualified_unit, qualification
from signing.trust.records import ListState, Notice, Qualification
from signing.trust.registry import ServiceRegistry


@dataclass(frozen=True, eq=False)
class Trust:
    """Whom to trust, by ``trust_from_list_of_lists`` or ``trust_from_files``; may be shared by threads."""

    manager: TrustManager
    """For pyHanko's certificate validation."""
    registry: ServiceRegistry | None
    """The listed services; ``None`` when certificates are all that is known, and nothing can be qualified."""
    anchors: tuple[x509.Certificate, ...]
    lists: tuple[ListState, ...] = ()
    warnings: tuple[Notice, ...] = ()

    def qualification_of(self, path: ValidationPath, moment: datetime) -> Qualification | None:
        """What the lists say of the certificate at the end of ``path``, which was validated, at ``moment``.

        ``moment`` is the proven time of the signature. ``None`` means that there is no list to ask.
        """
        return None if self.registry is None else qualification(self.registry, path, moment)

    def is_qualified_timestamping_unit(self, certificate: x509.Certificate, moment: datetime) -> bool:
        """Whether a list names the unit, or its issuer, as a qualified time-stamp service at ``moment``.

        pyHanko asks for qualified statements in the unit's certificate besides. Latvia's units have none, and
        EN 319 422 does not make them a condition: the list decides.
        """
        return self.registry is not None and is_qualified_unit(self.registry, certificate, moment)

    def is_stale(self, moment: datetime) -> bool:
        """Whether some list should have been replaced by a newer issue before ``moment``."""
        return any(state.is_stale(moment) for state in self.lists)
