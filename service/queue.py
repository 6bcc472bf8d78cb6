"""Work that is asked for in one transaction and done in another.

A job is a task name and the id it is about. It is saved in the same transaction as the change that asks for
it, so neither is ever there without the other; the worker (``tasks``) leases due jobs from the table. Redis,
where it is used, only carries the news that there is one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.db.tables import Job
from signing.errors import Failure

LEASE = timedelta(minutes=5)
"""A worker that has not ended a job by then is taken for dead."""
DELAYS = tuple(timedelta(seconds=seconds) for seconds in (2, 10, 60, 300, 900, 3600))
"""Wait before each next try of a job that met a passing fault; the last one repeats."""


class TaskName(StrEnum):
    """Every task; ``tasks`` holds one handler for each."""

    ISSUE_DOCUMENT = "document.issue"
    ADVANCE_SIGNATURE = "signature.advance"
    ARCHIVE_DOCUMENT = "document.archive"


@dataclass(frozen=True)
class LeasedJob:
    """A job that one worker holds until ``leased_until``."""

    id: str
    name: TaskName
    subject: str
    attempts: int


def enqueue(session: Session, name: TaskName, subject: str, now: datetime) -> None:
    """Ask for the work, once: a job for the same work that has not begun yet is enough."""
    waiting = select(Job.id).where(Job.name == name, Job.subject == subject, Job.state == "queued")
    if session.scalar(waiting) is None:
        session.add(
            Job(
                id=str(uuid4()),
                name=name,
                subject=subject,
                state="queued",
                attempts=0,
                run_after=now,
                created_at=now,
            )
        )


def lease_next(session: Session, now: datetime) -> LeasedJob | None:
    """Take the job that is due longest; one whose worker died is due again when its lease ends."""
    due = (
        select(Job)
        .where(
            ((Job.state == "queued") & (Job.run_after <= now))
            | ((Job.state == "running") & (Job.leased_until <= now))
        )
        .order_by(Job.run_after)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    job = session.scalar(due)
    if job is None:
        return None
    job.state = "running"
    job.attempts += 1
    job.leased_until = now + LEASE
    return LeasedJob(job.id, TaskName(job.name), job.subject, job.attempts)


def release_all(session: Session, now: datetime) -> None:
    """Make running jobs due at once: for the only worker of an installation, when it starts."""
    for job in session.scalars(select(Job).where(Job.state == "running")):
        job.state = "queued"
        job.run_after = now


def finish(session: Session, job: LeasedJob) -> None:
    """The work is done."""
    _end(session, job, "done", None)


def give_up(session: Session, job: LeasedJob, code: str) -> None:
    """The work cannot be done; an operator sees the code."""
    _end(session, job, "failed", code)


def try_again(session: Session, job: LeasedJob, failure: Failure, now: datetime) -> None:
    """A passing fault: the job is due again after the next delay, for as long as it takes."""
    row = session.get_one(Job, job.id)
    row.state = "queued"
    row.problem_code = failure.code
    row.run_after = now + DELAYS[min(job.attempts, len(DELAYS)) - 1]


def _end(session: Session, job: LeasedJob, state: str, code: str | None) -> None:
    row = session.get_one(Job, job.id)
    row.state = state
    row.problem_code = code
