"""Drafts: what was typed is kept as it was typed, right or wrong."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy.orm import Session

from service.accounts import Account
from service.annexes.catalogue import Annex
from service.db.tables import Document, SignatureAttempt
from service.events import Action, record
from service.pipeline.access import own_document
from service.pipeline.stages import Stage, stage_of
from signing.errors import Refusal


def create_draft(
    session: Session,
    account: Account,
    annex: Annex,
    data: dict[str, Any],
    now: datetime,
    *,
    replaces: str | None = None,
) -> Document:
    """A new draft of the annex, owned by the account.

    Raises:
        Refusal: the account's role does not fill this annex.
    """
    if account.role not in annex.definition.filled_by:
        raise Refusal("access.role", "Your role does not allow this.")
    if not annex.definition.opens_portfolio:
        raise Refusal("draft.no_application", "Only an application can be begun without a portfolio.")
    row = Document(
        id=str(uuid4()),
        annex_code=annex.code,
        owner_id=account.id,
        data=data,
        data_version=1,
        created_at=now,
        changed_at=now,
        replaces_id=replaces,
    )
    session.add(row)
    session.flush()
    record(session, Action.DRAFTED, row.id, account.id, now, annex=annex.code)
    return row


def save_draft(
    session: Session,
    account: Account,
    document_id: str,
    data: dict[str, Any],
    *,
    seen_version: int,
    now: datetime,
) -> Document:
    """Keep what was typed.

    Args:
        seen_version: ``data_version`` that the writer's form was made from.

    Raises:
        NotThere: it is not the account's.
        Refusal: it is no draft any more, or was changed on another device since.
    """
    row = own_document(session, account, document_id)
    if stage_of(row) is not Stage.DRAFT:
        raise Refusal("draft.issued", "This document has been made already; open it to correct it.")
    if row.data != data:
        if row.data_version != seen_version:
            raise Refusal(
                "draft.changed_elsewhere",
                "This form was changed on another device or in another window. Load it again to go on.",
            )
        row.data = data
        row.data_version += 1
        row.changed_at = now
    return row


def reopen(session: Session, account: Account, annex: Annex, document_id: str, now: datetime) -> Document:
    """A new draft with the data of a document that nobody has signed yet; that document is withdrawn.

    Raises:
        NotThere: it is not the account's.
        Refusal: it is being signed, or was signed.
    """
    row = own_document(session, account, document_id)
    if stage_of(row) not in (Stage.PREPARING, Stage.TO_SIGN) or has_begun_signing(session, row.id):
        raise Refusal(
            "document.not_correctable", "This document is signed or being signed; it stays as it is."
        )
    row.withdrawn_at = now
    record(session, Action.WITHDRAWN, row.id, account.id, now)
    return create_draft(session, account, annex, row.data, now, replaces=row.id)


def has_begun_signing(session: Session, document_id: str) -> bool:
    """Whether a signature is in progress or made."""
    return (
        session.query(SignatureAttempt.id)
        .filter(
            SignatureAttempt.document_id == document_id,
            SignatureAttempt.state.not_in(("refused", "requested")),
        )
        .first()
        is not None
    )
