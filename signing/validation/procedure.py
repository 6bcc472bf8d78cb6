"""The validation procedures of EN 319 102-1 on one signature or time stamp, by pyHanko.

Which of them applies follows from what is there: basic signatures (5.3), signatures with time (5.5),
signatures with archival time stamps (5.6).
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, TypeVar

from pyhanko.sign.ades.report import AdESIndeterminate, AdESPassed, AdESSubIndic
from pyhanko.sign.validation.ades import (
    ades_basic_validation,
    ades_lta_validation,
    ades_timestamp_validation,
    ades_with_time_validation,
)
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko_certvalidator.path import ValidationPath

from signing.garbled import GARBLED
from signing.revocation import CLOCK_TOLERANCE
from signing.validation.fields import FoundSignature
from signing.validation.policy import ValidationPolicy

_CHAIN_FAILURE: Final = AdESIndeterminate.CERTIFICATE_CHAIN_GENERAL_FAILURE
_Result = TypeVar("_Result")


@dataclass(frozen=True)
class Judgement:
    """What the procedures say of one signature."""

    outcome: AdESSubIndic
    path: ValidationPath | None = None
    """From the trust anchor to the signer; only if it passed."""
    proven_at: datetime | None = None
    """From when on the signature is proven to exist."""

    @property
    def passed(self) -> bool:
        return self.outcome == AdESPassed.OK


def judge_signature(
    found: FoundSignature, policy: ValidationPolicy, archived_at: datetime | None
) -> Judgement:
    """Judge an intact signature of a person or an organisation.

    :param archived_at: time of the first valid document time stamp after it, if there is one.
    """
    try:
        if found.stamped_at is not None:
            judgement = _judge_with_time(found, found.stamped_at, policy, archived_at)
        else:
            judgement = _judge_basic(found.embedded, policy, archived_at)
    except GARBLED:
        return Judgement(AdESIndeterminate.GENERIC)
    if judgement.outcome == _CHAIN_FAILURE and not policy.material.speaks_of(found.embedded.signer_cert):
        # pyHanko does not tell a bad chain from one that nobody made a statement on (section 5.2.6.4)
        return Judgement(AdESIndeterminate.TRY_LATER)
    return judgement


def judge_document_timestamp(
    found: FoundSignature, policy: ValidationPolicy, archived_at: datetime | None
) -> Judgement:
    """Judge an intact document time stamp.

    If it can no longer be proven by itself, it is judged as of ``archived_at``, when the next one took over.
    """
    try:
        now = _judge_token(found, policy)
        if now.passed or archived_at is None:
            return now
        then = _judge_token(found, policy.at(min(archived_at, policy.moment)))
    except GARBLED:
        return Judgement(AdESIndeterminate.GENERIC)
    return then if then.passed else now


def _judge_basic(
    signature: EmbeddedPdfSignature, policy: ValidationPolicy, archived_at: datetime | None
) -> Judgement:
    result = _run(
        ades_basic_validation(
            signature.signed_data,
            policy.spec(proven_at=archived_at),
            timing_info=policy.timing(proven_at=archived_at),
            raw_digest=signature.compute_digest(),
        )
    )
    return _judgement(result, archived_at)


def _judge_with_time(
    found: FoundSignature, stamped_at: datetime, policy: ValidationPolicy, archived_at: datetime | None
) -> Judgement:
    unit_ends_at = max(unit.not_valid_after for unit in found.timestamping_certificates)
    if stamped_at > policy.moment + CLOCK_TOLERANCE:
        return Judgement(AdESIndeterminate.NO_POE)
    if (archived_at or policy.moment) > unit_ends_at:
        return Judgement(AdESIndeterminate.OUT_OF_BOUNDS_NO_POE)
    judgement = _with_time(found.embedded, policy, None)
    if judgement.outcome == AdESIndeterminate.TRY_LATER:
        judgement = _with_time(found.embedded, policy, stamped_at)
    if judgement.passed and policy.moment > found.embedded.signer_cert.not_valid_after:
        # pyHanko leaves it open: without archival proof nobody knows that it was not revoked before that
        judgement = Judgement(AdESIndeterminate.OUT_OF_BOUNDS_NO_POE)
    if judgement.passed or archived_at is None:
        return judgement
    result = _run(ades_lta_validation(found.embedded, policy.pdf_spec(), timing_info=policy.timing()))
    return _judgement(result, result.best_signature_time)


def _with_time(
    signature: EmbeddedPdfSignature, policy: ValidationPolicy, proven_at: datetime | None
) -> Judgement:
    result = _run(
        ades_with_time_validation(
            signature.signed_data,
            policy.spec(proven_at=proven_at),
            timing_info=policy.timing(proven_at=proven_at),
            raw_digest=signature.compute_digest(),
        )
    )
    return _judgement(result, result.best_signature_time)


def _judge_token(found: FoundSignature, policy: ValidationPolicy) -> Judgement:
    stamped_at = found.stamped_at
    if stamped_at is None or stamped_at > policy.moment + CLOCK_TOLERANCE:
        return Judgement(AdESIndeterminate.NO_POE)
    if policy.moment > found.embedded.signer_cert.not_valid_after:
        # also of a unit that is itself a trust anchor, whose period pyHanko does not look at
        return Judgement(AdESIndeterminate.OUT_OF_BOUNDS_NO_POE)
    judgement = _token(found.embedded, policy, None, stamped_at)
    if judgement.outcome == AdESIndeterminate.TRY_LATER:
        return _token(found.embedded, policy, stamped_at, stamped_at)
    return judgement


def _token(
    signature: EmbeddedPdfSignature,
    policy: ValidationPolicy,
    proven_at: datetime | None,
    stamped_at: datetime,
) -> Judgement:
    result = _run(
        ades_timestamp_validation(
            signature.signed_data,
            policy.spec(proven_at=proven_at),
            signature.compute_digest,
            timing_info=policy.timing(proven_at=proven_at),
        )
    )
    return _judgement(result, stamped_at)


def _judgement(result: Any, proven_at: datetime | None) -> Judgement:
    if result.ades_subindic != AdESPassed.OK:
        return Judgement(result.ades_subindic)
    return Judgement(AdESPassed.OK, result.api_status.validation_path, proven_at)


def _run(procedure: Coroutine[Any, Any, _Result]) -> _Result:
    return asyncio.run(procedure)
