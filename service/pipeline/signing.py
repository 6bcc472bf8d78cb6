"""A signature, from the wish to sign to the accepted revision.

::

    requested -> chosen -> prepared -> valued -> completed -> accepted
         any of them -> refused

Each state is stored before the next step begins, so that a crash at any moment is followed by the same step
again, never by a second signature.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from typing import Any, Final
from uuid import uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from service.accounts import Account
from service.annexes.catalogue import Annex
from service.application import Application
from service.db.tables import Document, Revision, SignatureAttempt
from service.events import SERVICE, Action, record
from service.pipeline.access import NotThere, own_document
from service.pipeline.registration import create_duty
from service.pipeline.signed_revisions import accept_revision, expectations_of, expected_signer
from service.pipeline.stages import Stage, stage_of
from service.queue import TaskName, enqueue
from signing.errors import Refusal, Retry
from signing.model import PreparedSignature, SignatureLevel

LEVEL: Final = SignatureLevel.B_LT
"""Every signer gets B-LT at once; the archive adds B-LTA (ARCHITECTURE.md, rules)."""
TELL_GUARDIAN: Final = "tell_guardian"


class AttemptState(StrEnum):
    """Where a signature in progress stands."""

    REQUESTED = "requested"
    CHOSEN = "chosen"
    PREPARED = "prepared"
    VALUED = "valued"
    COMPLETED = "completed"
    ACCEPTED = "accepted"
    REFUSED = "refused"


def begin_signature(app: Application, account: Account, document_id: str, role: str) -> str:
    """Begin signing in the role; while a signature is in progress, that one.

    Returns:
        the id of the attempt.

    Raises:
        NotThere: the document is not the account's.
        Refusal: it cannot be signed now, or not in this role.
    """
    now = app.clock.now()
    with app.database.writing() as session:
        row = own_document(session, account, document_id)
        if stage_of(row) is not Stage.TO_SIGN or row.revision_sha256 is None:
            raise Refusal(
                "sign.not_now", "This document cannot be signed now. Open it to see where it stands."
            )
        annex = app.catalogue.find(row.annex_code)
        if role not in (signer.role for signer in annex.definition.signers):
            raise Refusal("sign.role", "Nobody signs this document in that role.")
        active = _active_attempt(session, row.id)
        if active is not None:
            return active.id
        attempt = SignatureAttempt(
            id=str(uuid4()),
            document_id=row.id,
            role=role,
            account_id=account.id,
            provider=app.settings.signing.provider,
            state=AttemptState.REQUESTED,
            base_sha256=row.revision_sha256,
            created_at=now,
            changed_at=now,
        )
        session.add(attempt)
        record(session, Action.SIGNATURE_BEGUN, row.id, account.id, now, role=role)
        return attempt.id


def attempt_for(session: Session, account: Account, attempt_id: str) -> SignatureAttempt:
    """The account's own attempt.

    Raises:
        NotThere: there is none.
    """
    attempt = session.get(SignatureAttempt, attempt_id)
    if attempt is None or attempt.account_id != account.id:
        raise NotThere("sign.none", "There is no such signature in progress.")
    return attempt


def choose(app: Application, account: Account, attempt_id: str, choice: dict[str, Any]) -> None:
    """What the signer confirmed at the provider; a second answer changes nothing.

    Raises:
        NotThere: the attempt is not the account's.
    """
    now = app.clock.now()
    with app.database.writing() as session:
        attempt = attempt_for(session, account, attempt_id)
        if attempt.state != AttemptState.REQUESTED:
            return
        attempt.choice = choice
        attempt.state = AttemptState.CHOSEN
        attempt.changed_at = now
        enqueue(session, TaskName.ADVANCE_SIGNATURE, attempt.id, now)


def cancel(app: Application, account: Account, attempt_id: str) -> None:
    """The signer changed their mind before confirming; later it has no effect.

    Raises:
        NotThere: the attempt is not the account's.
    """
    with app.database.writing() as session:
        attempt = attempt_for(session, account, attempt_id)
        if attempt.state == AttemptState.REQUESTED:
            _refused(attempt, Refusal("sign.cancelled", "You cancelled the signature."))
            attempt.changed_at = app.clock.now()


def advance_signature(app: Application, attempt_id: str) -> None:
    """Take the signature through every state that is left.

    Raises:
        Retry: a counterpart does not answer; the attempt stands in its state and goes on from it later.
    """
    steps: dict[str, Callable[[Application, SignatureAttempt, Document], dict[str, Any]]] = {
        AttemptState.CHOSEN: _prepare,
        AttemptState.PREPARED: _sign,
        AttemptState.VALUED: _complete,
        AttemptState.COMPLETED: _accept,
    }
    while True:
        with app.database.reading() as session:
            attempt = session.get_one(SignatureAttempt, attempt_id)
            document = session.get_one(Document, attempt.document_id)
        step = steps.get(attempt.state)
        if step is None:
            return
        try:
            changes = step(app, attempt, document)
        except Refusal as refusal:
            _refuse(app, attempt, refusal)
            return
        except Retry as retry:
            _note_problem(app, attempt, retry)
            raise
        _save(app, attempt, changes)


def _prepare(app: Application, attempt: SignatureAttempt, document: Document) -> dict[str, Any]:
    if stage_of(document) is not Stage.TO_SIGN:
        raise Refusal("sign.not_now", "This document cannot be signed now. Open it to see where it stands.")
    annex = app.catalogue.find(document.annex_code)
    prepared = app.signing.prepare(
        app.blobs.get(attempt.base_sha256),
        provider=attempt.provider,
        choice=attempt.choice or {},
        field_name=attempt.role,
        expected=expected_signer(annex, document.data, attempt.role),
        shows_personal_code=_shows_personal_code(annex, attempt.role),
        level=LEVEL,
        moment=app.clock.now(),
    )
    return {
        "state": AttemptState.PREPARED,
        "prepared": json.loads(prepared.to_json()),
        "prepared_sha256": app.blobs.put(prepared.prepared_pdf),
    }


def _sign(app: Application, attempt: SignatureAttempt, _document: Document) -> dict[str, Any]:
    value = app.signing.sign(_prepared(app, attempt), provider=attempt.provider)
    return {"state": AttemptState.VALUED, "signature_value": value}


def _complete(app: Application, attempt: SignatureAttempt, _document: Document) -> dict[str, Any]:
    try:
        revision = app.signing.complete(
            _prepared(app, attempt), attempt.signature_value or b"", moment=app.clock.now()
        )
    except Retry as retry:
        if retry.code == "signature.date_differs":
            # The picture shows a day that is over: the signature is made anew, with today's.
            return {"state": AttemptState.CHOSEN, "prepared": None, "signature_value": None}
        raise
    return {"state": AttemptState.COMPLETED, "completed_sha256": app.blobs.put(revision.pdf)}


def _accept(app: Application, attempt: SignatureAttempt, document: Document) -> dict[str, Any]:
    annex = app.catalogue.find(document.annex_code)
    sha256 = attempt.completed_sha256 or ""
    revision = app.blobs.get(sha256)
    report = accept_revision(
        app,
        revision,
        issued_pdf=app.blobs.get(document.issued_sha256 or ""),
        expectations=expectations_of(annex, document.data, level=LEVEL, roles=(attempt.role,)),
    )
    now = app.clock.now()
    with app.database.writing() as session:
        row = session.get_one(Document, document.id)
        fresh = session.get_one(SignatureAttempt, attempt.id)
        if fresh.state != AttemptState.COMPLETED:
            return {}
        if row.revision_sha256 != attempt.base_sha256:
            raise Refusal("sign.superseded", "Somebody else's signature came first. Sign again.")
        number = session.scalar(select(func.max(Revision.number)).where(Revision.document_id == row.id)) or 0
        session.add(
            Revision(
                document_id=row.id,
                number=number + 1,
                sha256=sha256,
                size=len(revision),
                made_at=now,
                report=report,
            )
        )
        row.revision_sha256 = sha256
        fresh.state = AttemptState.ACCEPTED
        fresh.changed_at = now
        fresh.problem = fresh.problem_code = None
        record(session, Action.SIGNATURE_ACCEPTED, row.id, SERVICE, now, role=attempt.role, sha256=sha256)
        _note_if_signed(app, session, annex, row, report)
    return {}


def _note_if_signed(
    app: Application, session: Session, annex: Annex, row: Document, report: dict[str, Any]
) -> None:
    times = {item["field"]: item["signed_at"] for item in report["signatures"]}
    needed = [signer.role for signer in annex.definition.signers]
    if not all(times.get(role) for role in needed):
        return
    row.signed_at = max(datetime.fromisoformat(times[role]) for role in needed)
    record(session, Action.SIGNED, row.id, SERVICE, app.clock.now())
    if annex.definition.tells_guardian:
        create_duty(session, row.id, TELL_GUARDIAN, app)


def _prepared(app: Application, attempt: SignatureAttempt) -> PreparedSignature:
    return PreparedSignature.from_json(
        json.dumps(attempt.prepared), app.blobs.get(attempt.prepared_sha256 or "")
    )


def _save(app: Application, attempt: SignatureAttempt, changes: dict[str, Any]) -> None:
    """Store the step's outcome, unless another worker has brought the attempt further meanwhile."""
    if not changes:
        return
    with app.database.writing() as session:
        fresh = session.get_one(SignatureAttempt, attempt.id)
        if fresh.state == attempt.state:
            for name, value in changes.items():
                setattr(fresh, name, value)
            fresh.problem = fresh.problem_code = None
            fresh.changed_at = app.clock.now()


def _note_problem(app: Application, attempt: SignatureAttempt, retry: Retry) -> None:
    with app.database.writing() as session:
        fresh = session.get_one(SignatureAttempt, attempt.id)
        fresh.problem_code = retry.code
        fresh.problem = {"sentence": retry.sentence, "params": retry.params}


def _refuse(app: Application, attempt: SignatureAttempt, refusal: Refusal) -> None:
    now = app.clock.now()
    with app.database.writing() as session:
        fresh = session.get_one(SignatureAttempt, attempt.id)
        if fresh.state != attempt.state:
            return
        _refused(fresh, refusal)
        fresh.changed_at = now
        record(session, Action.SIGNATURE_REFUSED, attempt.document_id, SERVICE, now, code=refusal.code)


def _refused(attempt: SignatureAttempt, refusal: Refusal) -> None:
    attempt.state = AttemptState.REFUSED
    attempt.problem_code = refusal.code
    attempt.problem = {"sentence": refusal.sentence, "params": refusal.params}


def latest_attempt(session: Session, document_id: str) -> SignatureAttempt | None:
    """The signature begun last, whatever became of it."""
    newest = (
        select(SignatureAttempt)
        .where(SignatureAttempt.document_id == document_id)
        .order_by(SignatureAttempt.created_at.desc())
        .limit(1)
    )
    return session.scalar(newest)


def _active_attempt(session: Session, document_id: str) -> SignatureAttempt | None:
    return session.scalar(
        select(SignatureAttempt).where(
            SignatureAttempt.document_id == document_id,
            SignatureAttempt.state.not_in((AttemptState.ACCEPTED, AttemptState.REFUSED)),
        )
    )


def _shows_personal_code(annex: Annex, role: str) -> bool:
    return any(
        signer.role == role and signer.place.shows_personal_code for signer in annex.definition.signers
    )
