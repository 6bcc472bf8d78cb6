"""Into the archive: the signed document, kept alive by an archival time stamp, under its portfolio number."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from service.application import Application
from service.db.tables import ArchiveEntry, ArchivePerson, Document, Revision
from service.domain.personal_code import NotAPersonalCode, parse_personal_code
from service.events import SERVICE, Action, record
from service.names import folded
from service.pipeline.signed_revisions import accept_revision, expectations_of
from service.pipeline.stages import Stage, stage_of
from service.stores.ports import Receipt
from signing.model import SignatureLevel


def archive_document(app: Application, document_id: str) -> None:
    """Bring the registered document to B-LTA and put it into the archive; done already is done.

    The archival revision is kept as a blob before the archive gets it, so that a second run after a crash
    archives the same bytes.

    Raises:
        Retry: the time-stamp authority or an OCSP responder did not answer.
        Refusal: the archival revision does not validate.
        GiveUp: the store is full or gone.
    """
    with app.database.reading() as session:
        row = session.get_one(Document, document_id)
        archival = _archival_revision(session, document_id)
    if stage_of(row) is not Stage.REGISTERED or row.portfolio_number is None:
        return
    if archival is None:
        archival = _extend(app, row)
    key = f"{row.portfolio_number:06d}/{document_id}.pdf"
    receipt = app.archive.put_once(key, app.blobs.get(archival.sha256))
    now = app.clock.now()
    with app.database.writing() as session:
        row = session.get_one(Document, document_id)
        if stage_of(row) is not Stage.REGISTERED:
            return
        entry = _entry(row, receipt, archival.report or {})
        entry.archived_at = row.archived_at = now
        session.add(entry)
        session.flush()
        session.add_all(_people(entry.id, row.data))
        record(session, Action.ARCHIVED, row.id, SERVICE, now, key=key, sha256=receipt.sha256)


def _archival_revision(session: Session, document_id: str) -> Revision | None:
    newest = (
        select(Revision).where(Revision.document_id == document_id).order_by(Revision.number.desc()).limit(1)
    )
    revision = session.scalar(newest)
    levels = [item["level"] for item in (revision.report or {}).get("signatures", ())] if revision else []
    return revision if SignatureLevel.B_LTA in levels else None


def _extend(app: Application, row: Document) -> Revision:
    signed = app.blobs.get(row.revision_sha256 or "")
    archival = app.signing.extend_to_archival(signed, moment=app.clock.now())
    annex = app.catalogue.find(row.annex_code)
    accepted = accept_revision(
        app,
        archival,
        issued_pdf=app.blobs.get(row.issued_sha256 or ""),
        expectations=expectations_of(annex, row.data, level=SignatureLevel.B_LTA),
    )
    sha256 = app.blobs.put(archival)
    now = app.clock.now()
    with app.database.writing() as session:
        again = _archival_revision(session, row.id)
        if again is not None:
            return again
        number = session.scalar(select(func.max(Revision.number)).where(Revision.document_id == row.id)) or 0
        revision = Revision(
            document_id=row.id,
            number=number + 1,
            sha256=sha256,
            size=len(archival),
            made_at=now,
            report=accepted,
        )
        session.add(revision)
        session.get_one(Document, row.id).revision_sha256 = sha256
    return revision


def _entry(row: Document, receipt: Receipt, report: dict[str, Any]) -> ArchiveEntry:
    return ArchiveEntry(
        id=str(uuid5(NAMESPACE_URL, f"pielikums:archive:{row.id}")),
        document_id=row.id,
        portfolio_number=row.portfolio_number,
        annex_code=row.annex_code,
        store_key=receipt.key,
        sha256=receipt.sha256,
        size=receipt.size,
        report=report,
    )


def _people(entry_id: str, data: dict[str, Any]) -> Iterator[ArchivePerson]:
    for role, value in data.items():
        if isinstance(value, dict) and "surname" in value:
            name = f"{value.get('given_name', '')} {value['surname']}".strip()
            yield ArchivePerson(
                entry_id=entry_id,
                role=role,
                name=name,
                folded_name=folded(name),
                personal_code_digits=_digits(value.get("personal_code")),
            )


def _digits(text: str | None) -> str | None:
    try:
        return parse_personal_code(text).digits if text else None
    except NotAPersonalCode:
        return None
