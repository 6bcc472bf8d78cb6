"""How jobs end: done, refused, postponed; a bug postpones too, and its message stays out of the log."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from sqlalchemy import select
from structlog.testing import capture_logs

from service import queue
from service.application import Application
from service.clock import FixedClock
from service.db import migrate
from service.db.database import Database
from service.db.tables import Job
from service.queue import TaskName
from signing.errors import GiveUp, Refusal, Retry
from tasks import handlers
from tasks.running import run_due

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
SECRET = "Jānis 010185-12345"


@pytest.fixture
def app(tmp_path: Path) -> Application:
    database = Database(f"sqlite:///{tmp_path / 'test.db'}")
    migrate.upgrade(database)
    return cast("Application", SimpleNamespace(database=database, clock=FixedClock(NOW)))


@pytest.fixture
def handle(monkeypatch: pytest.MonkeyPatch) -> Callable[[Exception | None], None]:
    def replace(outcome: Exception | None) -> None:
        def handler(_app: Application, _subject: str) -> None:
            if outcome is not None:
                raise outcome

        monkeypatch.setitem(
            cast("dict[TaskName, object]", handlers.HANDLERS), TaskName.ISSUE_DOCUMENT, handler
        )

    return replace


def run_one(app: Application) -> Job:
    with app.database.writing() as session:
        queue.enqueue(session, TaskName.ISSUE_DOCUMENT, "a", NOW)
    run_due(app)
    with app.database.reading() as session:
        return session.scalars(select(Job)).one()


def test_every_task_has_a_handler() -> None:
    assert set(handlers.HANDLERS) == set(TaskName)


def test_work_that_ends_is_done(app: Application, handle: Callable[[Exception | None], None]) -> None:
    handle(None)
    assert run_one(app).state == "done"


def test_work_that_is_refused_is_over_and_keeps_the_code(
    app: Application, handle: Callable[[Exception | None], None]
) -> None:
    handle(Refusal("data.not_good", "…"))
    job = run_one(app)
    assert (job.state, job.problem_code) == ("failed", "data.not_good")


@pytest.mark.parametrize("failure", [Retry("timestamp.unavailable", "…"), GiveUp("office.missing", "…")])
def test_work_that_meets_a_passing_or_operators_fault_is_tried_again(
    app: Application, handle: Callable[[Exception | None], None], failure: Exception
) -> None:
    handle(failure)
    job = run_one(app)
    assert job.state == "queued"
    assert job.run_after - NOW == timedelta(seconds=2)


def test_a_bug_is_tried_again_and_its_message_is_not_logged(
    app: Application, handle: Callable[[Exception | None], None]
) -> None:
    handle(ValueError(SECRET))
    with capture_logs() as logs:
        job = run_one(app)
    assert job.state == "queued"
    assert any(line["event"] == "task.crashed" and line["error"] == "ValueError" for line in logs)
    assert SECRET not in str(logs)
