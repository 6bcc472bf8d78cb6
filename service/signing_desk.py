"""What the service does with ``signing``: prepare, sign, complete, extend, validate."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from signing.appearance import Appearance
from signing.complete import complete_signature
from signing.eligibility import verify_may_sign
from signing.errors import GiveUp
from signing.extend import extend_to_archival
from signing.identity import ExpectedSigner
from signing.model import PreparedSignature, SignatureLevel, SignedRevision
from signing.prepare import prepare_signature
from signing.provider import Signatory, SignatureProvider
from signing.revocation import RevocationSource
from signing.sign import TrustServices
from signing.timestamps import TimestampAuthorities
from signing.trust import Trust
from signing.validation.file import validate_pdf
from signing.validation.report import FileReport


@dataclass(frozen=True)
class Counterparts:
    """Everything outside that signing talks to, and the font of its appearances."""

    providers: Mapping[str, SignatureProvider]
    timestamper: TimestampAuthorities
    revocation: RevocationSource
    trust: Callable[[], Trust]
    font: Path

    def services(self) -> TrustServices:
        """Whom signing asks, with the trust of now."""
        return TrustServices(self.timestamper, self.revocation, self.trust())

    def provider(self, name: str) -> SignatureProvider:
        """The provider of this name.

        Raises:
            GiveUp: it is not configured.
        """
        if name not in self.providers:
            raise GiveUp(
                "sign.provider",
                "The way to sign “%(name)s” is not configured; configured: %(known)s.",
                name=name,
                known=", ".join(self.providers) or "–",
            )
        return self.providers[name]


class SigningDesk:
    """The one place where documents are signed and judged. Its counterparts are opened on first use."""

    def __init__(self, open_counterparts: Callable[[], Counterparts]) -> None:
        self._open = open_counterparts
        self._opened: Counterparts | None = None
        self._lock = threading.Lock()

    @property
    def counterparts(self) -> Counterparts:
        with self._lock:
            if self._opened is None:
                self._opened = self._open()
            return self._opened

    def prepare(
        self,
        pdf: bytes,
        *,
        provider: str,
        choice: Mapping[str, Any],
        field_name: str,
        expected: ExpectedSigner,
        shows_personal_code: bool,
        level: SignatureLevel,
        moment: datetime,
    ) -> PreparedSignature:
        """The PDF with a place kept for the signature of whom the provider's certificate names.

        Raises:
            Refusal: the certificate is not the expected person's, is not valid, or is not meant for signing.
            Retry: the provider does not answer.
        """
        parts = self.counterparts
        certificate = parts.provider(provider).certificate_for(Signatory(**choice))
        verify_may_sign(certificate.x509, moment=moment, expected=expected)
        return prepare_signature(
            pdf,
            field_name=field_name,
            certificate=certificate,
            level=level,
            moment=moment,
            appearance=Appearance(parts.font, show_personal_code=shows_personal_code),
        )

    def sign(self, prepared: PreparedSignature, *, provider: str) -> bytes:
        """The signature value over what was prepared.

        Raises:
            Refusal: the signer declined.
            Retry: the provider does not answer.
        """
        chosen = self.counterparts.provider(provider)
        return chosen.sign_digest(prepared.certificate, prepared.digest_to_sign, prepared.digest_algorithm)

    def complete(self, prepared: PreparedSignature, value: bytes, *, moment: datetime) -> SignedRevision:
        """The signed revision of the prepared level.

        Raises:
            Refusal: the value does not belong to the certificate, or the certificate is revoked.
            Retry: no time stamp or no revocation data to be had now, or the day changed meanwhile.
        """
        parts = self.counterparts
        return complete_signature(
            prepared,
            value,
            moment=moment,
            timestamper=parts.timestamper,
            trust=parts.trust(),
            revocation=parts.revocation,
        )

    def extend_to_archival(self, pdf: bytes, *, moment: datetime) -> bytes:
        """The PDF at B-LTA.

        Raises:
            Retry: no time stamp or no revocation data to be had now.
        """
        parts = self.counterparts
        return extend_to_archival(
            pdf,
            moment=moment,
            timestamper=parts.timestamper,
            trust=parts.trust(),
            revocation=parts.revocation,
        )

    def validate(self, pdf: bytes, *, moment: datetime, name: str) -> FileReport:
        """The validation report of the PDF against the trust in force."""
        return validate_pdf(pdf, trust=self.counterparts.trust(), moment=moment, name=name)
