"""Jobs: saved with what asks for them, done once, never lost."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from service import queue
from service.db import migrate
from service.db.database import Database
from service.db.tables import Job
from service.queue import TaskName
from signing.errors import Retry

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def database(tmp_path: Path) -> Database:
    database = Database(f"sqlite:///{tmp_path / 'test.db'}")
    migrate.upgrade(database)
    return database


def enqueue(database: Database, subject: str = "a") -> None:
    with database.writing() as session:
        queue.enqueue(session, TaskName.ISSUE_DOCUMENT, subject, NOW)


def lease(database: Database, at: datetime = NOW) -> queue.LeasedJob | None:
    with database.writing() as session:
        return queue.lease_next(session, at)


def test_asking_twice_for_the_same_work_is_one_job(database: Database) -> None:
    enqueue(database)
    enqueue(database)
    assert lease(database) is not None
    assert lease(database) is None


def test_a_transaction_that_fails_leaves_no_job(database: Database) -> None:
    def fail() -> None:
        with database.writing() as session:
            queue.enqueue(session, TaskName.ISSUE_DOCUMENT, "a", NOW)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert lease(database) is None


def test_a_job_whose_worker_died_is_due_again_when_its_lease_ends(database: Database) -> None:
    enqueue(database)
    assert lease(database) is not None
    assert lease(database, NOW + queue.LEASE - timedelta(seconds=1)) is None
    again = lease(database, NOW + queue.LEASE)
    assert again is not None
    assert again.attempts == 2


def test_the_only_worker_takes_over_at_its_start_what_the_last_one_left(database: Database) -> None:
    enqueue(database)
    assert lease(database) is not None
    with database.writing() as session:
        queue.release_all(session, NOW)
    assert lease(database) is not None


def test_a_passing_fault_is_tried_again_after_growing_delays_without_end(database: Database) -> None:
    enqueue(database)
    at = NOW
    waits = []
    for _ in range(len(queue.DELAYS) + 2):
        job = lease(database, at)
        assert job is not None
        with database.writing() as session:
            queue.try_again(session, job, Retry("timestamp.unavailable", "…"), at)
        with database.reading() as session:
            due = session.get_one(Job, job.id).run_after
        waits.append(due - at)
        at = due
    assert waits[: len(queue.DELAYS)] == list(queue.DELAYS)
    assert set(waits[len(queue.DELAYS) :]) == {queue.DELAYS[-1]}


def test_what_is_done_or_given_up_is_not_leased_again(database: Database) -> None:
    for subject, end in (("a", "done"), ("b", "failed")):
        enqueue(database, subject)
        job = lease(database)
        assert job is not None
        with database.writing() as session:
            if end == "done":
                queue.finish(session, job)
            else:
                queue.give_up(session, job, "data.not_good")
    assert lease(database, NOW + timedelta(days=365)) is None


def test_the_job_due_longest_comes_first(database: Database) -> None:
    with database.writing() as session:
        queue.enqueue(session, TaskName.ISSUE_DOCUMENT, "late", NOW)
        queue.enqueue(session, TaskName.ISSUE_DOCUMENT, "early", NOW - timedelta(minutes=1))
    job = lease(database)
    assert job is not None
    assert job.subject == "early"
