"""What pages show together: small questions to the database that change nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.accounts import Account
from service.db.tables import Document, Duty, Job, Revision, SignatureAttempt
from service.queue import TaskName


def own_documents(session: Session, account: Account) -> tuple[Document, ...]:
    """The account's documents that are not withdrawn, last changed first."""
    own = select(Document).where(Document.owner_id == account.id, Document.withdrawn_at.is_(None))
    return tuple(session.scalars(own.order_by(Document.changed_at.desc(), Document.id)))


def untouched_draft(
    session: Session, account: Account, annex_code: str, data: dict[str, Any]
) -> Document | None:
    """A draft of the annex in which the account has not typed anything yet."""
    drafts = select(Document).where(
        Document.owner_id == account.id,
        Document.annex_code == annex_code,
        Document.data_version == 1,
        Document.issue_requested_at.is_(None),
        Document.withdrawn_at.is_(None),
        Document.replaces_id.is_(None),
    )
    return next((row for row in session.scalars(drafts) if row.data == data), None)


def successor_of(session: Session, document_id: str) -> Document | None:
    """The document that took the place of a withdrawn one."""
    return session.scalar(select(Document).where(Document.replaces_id == document_id))


def newest_attempts(session: Session, document_ids: Iterable[str]) -> dict[str, SignatureAttempt]:
    """The last signature in progress of each document that has one."""
    attempts = (
        select(SignatureAttempt)
        .where(SignatureAttempt.document_id.in_(tuple(document_ids)))
        .order_by(SignatureAttempt.created_at)
    )
    return {attempt.document_id: attempt for attempt in session.scalars(attempts)}


def newest_report(session: Session, document_id: str) -> dict[str, Any] | None:
    """The stored validation report of the document's latest signed revision."""
    reports = (
        select(Revision.report)
        .where(Revision.document_id == document_id, Revision.number > 0)
        .order_by(Revision.number.desc())
        .limit(1)
    )
    return session.scalar(reports)


def job_problem(session: Session, name: TaskName, subject: str) -> str | None:
    """Code of what postponed or stopped the last work of this name on this subject."""
    jobs = (
        select(Job).where(Job.name == name, Job.subject == subject).order_by(Job.created_at.desc()).limit(1)
    )
    job = session.scalar(jobs)
    return job.problem_code if job is not None and job.state != "done" else None


def open_duties(session: Session) -> tuple[tuple[Duty, Document], ...]:
    """What the provider has yet to do outside the service, oldest first."""
    waiting = (
        select(Duty, Document)
        .join(Document, Document.id == Duty.document_id)
        .where(Duty.done_on.is_(None))
        .order_by(Duty.created_at)
    )
    return tuple((duty, document) for duty, document in session.execute(waiting))
