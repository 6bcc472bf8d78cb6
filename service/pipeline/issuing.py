"""From a draft to an issued document: bytes that never change again."""

from __future__ import annotations

from service.accounts import Account
from service.application import Application
from service.clock import day_of
from service.db.tables import Document, Revision
from service.events import SERVICE, Action, record
from service.pipeline.access import own_document
from service.pipeline.making import make_document, require_good
from service.pipeline.stages import Stage, stage_of
from service.queue import TaskName, enqueue
from signing.errors import Failure, GiveUp, Refusal


def request_issue(app: Application, account: Account, document_id: str) -> None:
    """Check the draft as for issue today and ask for its document; asking again does no harm.

    Raises:
        DataRefused: the data are not good.
        NotThere: the document is not the account's.
    """
    now = app.clock.now()
    with app.database.writing() as session:
        row = own_document(session, account, document_id)
        if stage_of(row) is not Stage.DRAFT:
            return
        day = day_of(now, app.settings.service.time_zone)
        require_good(app.catalogue.find(row.annex_code), row.data, on=day, settings=app.settings)
        row.issue_requested_at = now
        row.problem = None
        enqueue(session, TaskName.ISSUE_DOCUMENT, row.id, now)


def issue_document(app: Application, document_id: str) -> None:
    """Make the document that was asked for and freeze its bytes; done already is done.

    Raises:
        Retry: LibreOffice or the store did not answer.
    """
    with app.database.reading() as session:
        row = session.get_one(Document, document_id)
    if stage_of(row) is not Stage.PREPARING or row.issue_requested_at is None:
        return
    annex = app.catalogue.find(row.annex_code)
    day = day_of(row.issue_requested_at, app.settings.service.time_zone)
    try:
        checked = require_good(annex, row.data, on=day, settings=app.settings)
        made = make_document(
            annex, checked, settings=app.settings, renderer=app.renderer, created_at=row.issue_requested_at
        )
        sha256 = app.blobs.put(made.issued.content)
    except (Refusal, GiveUp) as failure:
        _back_to_draft(app, document_id, failure)
        raise
    now = app.clock.now()
    with app.database.writing() as session:
        row = session.get_one(Document, document_id)
        if stage_of(row) is not Stage.PREPARING:
            return
        row.issued_at = now
        row.issued_sha256 = row.revision_sha256 = sha256
        row.annex_version = annex.version()
        session.add(
            Revision(document_id=row.id, number=0, sha256=sha256, size=len(made.issued.content), made_at=now)
        )
        record(session, Action.ISSUED, row.id, SERVICE, now, sha256=sha256, annex_version=row.annex_version)


def _back_to_draft(app: Application, document_id: str, failure: Failure) -> None:
    """The writer finds the draft as it was, with what is wrong; nothing typed is lost."""
    with app.database.writing() as session:
        row = session.get_one(Document, document_id)
        if stage_of(row) is Stage.PREPARING:
            row.issue_requested_at = None
            row.problem = {"code": failure.code, "sentence": failure.sentence, "params": failure.params}
