"""Signing and validating with the development authority, for people who do not exist."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from signing.appearance import Appearance
from signing.development.authority import DevelopmentAuthority
from signing.development.credentials import Variant
from signing.development.keys import KeyKind
from signing.development.provider import DevelopmentProvider
from signing.model import SignatureLevel, SignedRevision
from signing.provider import Signatory
from signing.seal import seal_pdf
from signing.sign import TrustServices, sign_pdf
from signing.validation import FileReport, validate_pdf

FONT = Path(__file__).resolve().parents[3] / "templates/annex/_shared/fonts/NotoSans-Regular.ttf"
ANNA = Signatory(given_name="Anna", surname="Paraudziņa", personal_code="010180-15097")
BERTA = Signatory(given_name="Berta", surname="Ķirškalne", personal_code="321215-79159")
PROVIDER = Signatory(name="Nodibinājums “Paraugs bērniem”", registration_number="40008000000")


def now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Desk:
    """Signs and validates with the development authority."""

    authority: DevelopmentAuthority
    services: TrustServices

    def sign(
        self,
        pdf: bytes,
        *,
        field: str = "child",
        signatory: Signatory = ANNA,
        level: SignatureLevel = SignatureLevel.B_LT,
        key: KeyKind = KeyKind.EC_P256,
        variant: Variant = Variant.QUALIFIED,
    ) -> SignedRevision:
        provider = DevelopmentProvider(self.authority, key=key, variant=variant)
        return sign_pdf(
            pdf,
            field_name=field,
            provider=provider,
            signatory=signatory,
            level=level,
            services=self.services,
            moment=now(),
            appearance=Appearance(FONT, show_personal_code=True),
        )

    def seal(self, pdf: bytes, *, level: SignatureLevel = SignatureLevel.B_LT) -> SignedRevision:
        return seal_pdf(
            pdf,
            field_name="provider",
            provider=DevelopmentProvider(self.authority),
            signatory=PROVIDER,
            level=level,
            services=self.services,
            moment=now(),
            appearance=Appearance(FONT),
        )

    def validate(self, pdf: bytes) -> FileReport:
        return validate_pdf(pdf, trust=self.services.trust, moment=now(), name="test.pdf")
