"""From the signatures of a file to their reports: integrity first, then trust, newest signature first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from asn1crypto import x509
from pyhanko.sign.ades.report import AdESFailure, AdESIndeterminate, AdESStatus

from signing.garbled import GARBLED
from signing.identity import identity_of
from signing.material import unique
from signing.revocation import RevocationSource
from signing.validation.classification import (
    has_qualified_timestamp,
    kind_of,
    level_of,
    qualified_status,
)
from signing.validation.fields import BrokenSignature, FoundSignature, hides_signatures
from signing.validation.integrity import BROKEN, Integrity, integrity_of
from signing.validation.online import with_answers_of_now
from signing.validation.policy import ValidationPolicy
from signing.validation.procedure import Judgement, judge_document_timestamp, judge_signature
from signing.validation.report import ChangedAfter, Indication, SignatureKind, SignatureReport

_INDICATIONS: Final = {
    AdESStatus.PASSED: Indication.TOTAL_PASSED,
    AdESStatus.INDETERMINATE: Indication.INDETERMINATE,
    AdESStatus.FAILED: Indication.TOTAL_FAILED,
}


def examine(
    found: Sequence[FoundSignature],
    broken: Sequence[BrokenSignature],
    data: bytes,
    policy: ValidationPolicy,
    revocation: RevocationSource | None,
) -> list[SignatureReport]:
    """A report for each signature of the file ``data``, oldest first; those that cannot be read come last.

    :param revocation: whom to ask what the document does not say; nobody if absent.
    """
    known = unique([*policy.material.certificates, *policy.trust.anchors])
    tampered = not broken and hides_signatures(data, found)
    examination = _Examination(data, policy, known, revocation, tampered=tampered)
    reports = [examination.report(one) for one in reversed(found)][::-1]
    return [*reports, *(_nothing_but(one.field, BROKEN) for one in broken)]


class _Examination:
    """Goes from the newest signature to the oldest: each document time stamp vouches for what it covers."""

    def __init__(
        self,
        data: bytes,
        policy: ValidationPolicy,
        known: Sequence[x509.Certificate],
        revocation: RevocationSource | None,
        *,
        tampered: bool,
    ) -> None:
        self._data = data
        self._policy = policy
        self._known = known
        self._revocation = revocation
        self._tampered = tampered
        self._archived = False
        self._archived_at: datetime | None = None

    def report(self, found: FoundSignature) -> SignatureReport:
        integrity = integrity_of(found, self._data, self._known)
        if self._tampered:
            integrity = replace(integrity, changed_after=ChangedAfter.FORBIDDEN)
        judgement = self._judge(found, integrity)
        try:
            report = self._describe(found, integrity, judgement)
        except GARBLED:
            report = _nothing_but(found.field, integrity)
        self._remember(found, integrity, judgement)
        return report

    def _judge(self, found: FoundSignature, integrity: Integrity) -> Judgement:
        if integrity.failure is not None:
            return Judgement(integrity.failure)
        if integrity.changed_after is ChangedAfter.FORBIDDEN:
            return Judgement(AdESFailure.FORMAT_FAILURE)
        judge = judge_document_timestamp if found.is_document_timestamp else judge_signature
        judgement = judge(found, self._policy, self._archived_at)
        if judgement.outcome != AdESIndeterminate.TRY_LATER or self._revocation is None:
            return judgement
        return judge(found, with_answers_of_now(found, self._policy, self._revocation), self._archived_at)

    def _describe(self, found: FoundSignature, integrity: Integrity, judgement: Judgement) -> SignatureReport:
        trust = self._policy.trust
        signer = identity_of(found.embedded.signer_cert)
        kind = kind_of(found, signer)
        stamped = judgement.passed and has_qualified_timestamp(found, trust)
        proven_at = judgement.proven_at or self._policy.moment
        status = judgement.outcome.status
        return SignatureReport(
            field=found.field,
            kind=kind,
            indication=_INDICATIONS[status],
            sub_indication=None if status is AdESStatus.PASSED else str(judgement.outcome.standard_name),
            intact=integrity.intact,
            level=level_of(found, self._policy.material, archived=self._archived),
            signer=signer,
            signed_at=found.stamped_at,
            claimed_at=found.claimed_at,
            qualified=qualified_status(judgement, kind, trust, proven_at, stamped=stamped),
            timestamp_qualified=stamped,
            changed_after=integrity.changed_after,
        )

    def _remember(self, found: FoundSignature, integrity: Integrity, judgement: Judgement) -> None:
        if not found.is_document_timestamp or not integrity.intact:
            return
        self._archived = True
        if judgement.passed:
            self._archived_at = judgement.proven_at


def _nothing_but(field: str, integrity: Integrity) -> SignatureReport:
    failure = integrity.failure or AdESFailure.FORMAT_FAILURE
    return SignatureReport(
        field=field,
        kind=SignatureKind.SIGNATURE,
        indication=Indication.TOTAL_FAILED,
        sub_indication=failure.standard_name,
        intact=False,
        level=None,
        signer=None,
        signed_at=None,
        claimed_at=None,
        qualified=None,
        timestamp_qualified=False,
        changed_after=integrity.changed_after,
    )
