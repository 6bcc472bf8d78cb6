"""Finding a document for somebody: what they may not see is not there for them."""

from __future__ import annotations

from sqlalchemy.orm import Session

from service.accounts import Account, Role
from service.db.tables import Document
from service.pipeline.stages import Stage, stage_of
from signing.errors import Refusal


class NotThere(Refusal):
    """There is no such thing, or not for this person: the two are not told apart."""


def document_for(session: Session, account: Account, document_id: str) -> Document:
    """The document, if the account may see it.

    Its owner sees it always, the provider from its signature on, the archivist in the archive.

    Raises:
        NotThere: there is none, or not for this account.
    """
    row = session.get(Document, document_id)
    if row is None or not _may_see(account, row):
        raise NotThere("document.none", "There is no such document, or you may not see it.")
    return row


def own_document(session: Session, account: Account, document_id: str) -> Document:
    """The document, if it is the account's own.

    Raises:
        NotThere: there is none, or it is somebody else's.
    """
    row = session.get(Document, document_id)
    if row is None or row.owner_id != account.id:
        raise NotThere("document.none", "There is no such document, or you may not see it.")
    return row


def _may_see(account: Account, row: Document) -> bool:
    if row.owner_id == account.id:
        return True
    stage = stage_of(row)
    if account.role is Role.PROVIDER:
        return stage in (Stage.RECEIVED, Stage.REGISTERED, Stage.ARCHIVED, Stage.REFUSED)
    return account.role is Role.ARCHIVIST and stage is Stage.ARCHIVED
