"""The stages of a document in the words of its owner, and what comes next."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for

from service.db.tables import Document, SignatureAttempt
from service.i18n import gettext
from service.pipeline.signing import AttemptState
from service.pipeline.stages import Stage, stage_of

IN_PROGRESS = (
    AttemptState.CHOSEN,
    AttemptState.PREPARED,
    AttemptState.VALUED,
    AttemptState.COMPLETED,
)
"""States of a signature that the signer has confirmed and that has not ended yet."""


@dataclass(frozen=True)
class Standing:
    """Where a document stands. ``tone`` is ``todo``, ``waiting``, ``good`` or ``bad``."""

    tone: str
    stage: str
    next_step: str
    address: str
    action: str


def standing_of(row: Document, attempt: SignatureAttempt | None) -> Standing:
    """Where the document stands for its owner."""
    stage = stage_of(row)
    if stage is Stage.TO_SIGN and attempt is not None and attempt.state in IN_PROGRESS:
        return _being_signed(attempt)
    address = url_for("documents.show", document_id=row.id)
    return Standing(*_TONES[stage], *_words(stage, row), address, _action(stage))


def waits_for_timestamp(attempt: SignatureAttempt) -> bool:
    """Whether the signature is made and only its time stamp is missing."""
    return attempt.state == AttemptState.VALUED and (attempt.problem_code or "").startswith("timestamp.")


_TONES = {
    Stage.DRAFT: ("todo",),
    Stage.PREPARING: ("waiting",),
    Stage.TO_SIGN: ("todo",),
    Stage.RECEIVED: ("waiting",),
    Stage.REGISTERED: ("good",),
    Stage.ARCHIVED: ("good",),
    Stage.REFUSED: ("bad",),
    Stage.WITHDRAWN: ("bad",),
}


def _words(stage: Stage, row: Document) -> tuple[str, str]:
    registered = gettext("Registered, No %(number)s") % {"number": row.portfolio_number}
    words = {
        Stage.DRAFT: (gettext("Draft"), gettext("Finish filling it in and look at the document.")),
        Stage.PREPARING: (gettext("Being made"), gettext("The document will be ready in a moment.")),
        Stage.TO_SIGN: (gettext("To be signed"), gettext("Read the document and sign it.")),
        Stage.RECEIVED: (
            gettext("Signed and received"),
            gettext("The provider will look at it. Nothing to do now."),
        ),
        Stage.REGISTERED: (registered, gettext("The provider has taken it up. Nothing to do now.")),
        Stage.ARCHIVED: (registered, gettext("The provider has taken it up. Nothing to do now.")),
        Stage.REFUSED: (gettext("The service was refused"), gettext("Read on what ground.")),
        Stage.WITHDRAWN: (gettext("Withdrawn"), gettext("A corrected one took its place.")),
    }
    return words[stage]


def _action(stage: Stage) -> str:
    words = {
        Stage.DRAFT: gettext("Go on filling in"),
        Stage.PREPARING: gettext("See how far it is"),
        Stage.TO_SIGN: gettext("Look at it and sign"),
    }
    return words.get(stage, gettext("Open"))


def _being_signed(attempt: SignatureAttempt) -> Standing:
    address = url_for("signing.progress", attempt_id=attempt.id)
    if waits_for_timestamp(attempt):
        stage = gettext("Signed, waits for its time stamp")
        next_step = gettext("The time-stamp authority does not answer. We keep trying; nothing to do now.")
    else:
        stage = gettext("Being signed")
        next_step = gettext("The signature will be ready in a moment.")
    return Standing("waiting", stage, next_step, address, gettext("See how far it is"))
