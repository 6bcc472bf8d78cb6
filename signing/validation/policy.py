"""How certificates and revocation are judged: pyHanko's settings for the AdES procedures."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from pyhanko.sign.validation.policy_decl import (
    LocalKnowledge,
    PdfSignatureValidationSpec,
    RevinfoOnlineFetchingRule,
    RevocationInfoGatheringSpec,
    SignatureValidationSpec,
)
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko_certvalidator.context import CertValidationPolicySpec
from pyhanko_certvalidator.ltv.types import ValidationTimingInfo
from pyhanko_certvalidator.policy_decl import (
    REQUIRE_REVINFO,
    CertRevTrustPolicy,
    FreshnessReqType,
)
from pyhanko_certvalidator.revinfo.archival import CRLContainer, OCSPContainer

from signing.material import ValidationMaterial
from signing.revocation import CLOCK_TOLERANCE
from signing.trust import Trust

_FRESH_NOW: Final = CertRevTrustPolicy(REQUIRE_REVINFO, retroactive_revinfo=True)
"""A statement counts while its issuer has not promised a newer one."""
_AFTER_SIGNING: Final = CertRevTrustPolicy(
    REQUIRE_REVINFO, freshness=timedelta(0), freshness_req_type=FreshnessReqType.TIME_AFTER_SIGNATURE
)
"""A statement counts if it was made after the proven time of the signature (EN 319 102-1 section 5.5.4)."""


@dataclass(frozen=True)
class ValidationPolicy:
    """Whom to trust, what is known, and the moment of judgement."""

    trust: Trust
    material: ValidationMaterial
    moment: datetime

    def spec(self, *, proven_at: datetime | None = None) -> SignatureValidationSpec:
        """PyHanko's settings; with ``proven_at``, statements made after that time count, however old."""
        revocation = _FRESH_NOW if proven_at is None else _AFTER_SIGNING
        return SignatureValidationSpec(
            cert_validation_policy=CertValidationPolicySpec(
                self.trust.manager, revocation, time_tolerance=CLOCK_TOLERANCE
            ),
            revinfo_gathering_policy=RevocationInfoGatheringSpec(RevinfoOnlineFetchingRule.LOCAL_ONLY),
            local_knowledge=self._knowledge(),
            key_usage_settings=KeyUsageConstraints(key_usage={"non_repudiation"}),
        )

    def pdf_spec(self) -> PdfSignatureValidationSpec:
        """The same for a PDF, whose changes are analysed elsewhere."""
        return PdfSignatureValidationSpec(self.spec(), diff_policy=None)

    def timing(self, *, proven_at: datetime | None = None) -> ValidationTimingInfo:
        """The moment of judgement, and the time from which the signature is proven to exist."""
        return ValidationTimingInfo(
            validation_time=self.moment,
            best_signature_time=proven_at or self.moment,
            point_in_time_validation=True,
        )

    def at(self, moment: datetime) -> ValidationPolicy:
        """The same policy at another moment of judgement."""
        return replace(self, moment=moment)

    def _knowledge(self) -> LocalKnowledge:
        return LocalKnowledge(
            known_ocsps=[
                container
                for response in self.material.ocsp_responses
                for container in OCSPContainer.load_multi(response)
            ],
            known_crls=[CRLContainer(revocation_list) for revocation_list in self.material.revocation_lists],
            known_certs=list(self.material.certificates),
        )
