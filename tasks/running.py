"""Runs one job and writes down how it ended."""

from __future__ import annotations

from service import queue
from service.application import Application
from service.logs import get_logger, places_of
from service.queue import LeasedJob
from signing.errors import Failure, Refusal
from tasks.handlers import HANDLERS

_log = get_logger("pielikums.tasks")


def run_next(app: Application) -> bool:
    """Run the job that is due longest.

    Returns:
        False when none is due.
    """
    with app.database.writing() as session:
        job = queue.lease_next(session, app.clock.now())
    if job is None:
        return False
    run(app, job)
    return True


def run_due(app: Application) -> None:
    """Run every job that is due."""
    while run_next(app):
        pass


def run(app: Application, job: LeasedJob) -> None:
    """Run the leased job. What it refuses is over; what did not answer or is missing is tried again."""
    log = _log.bind(task=job.name.value, subject=job.subject, attempt=job.attempts)
    try:
        HANDLERS[job.name](app, job.subject)
    except Refusal as refusal:
        log.warning("task.refused", code=refusal.code)
        with app.database.writing() as session:
            queue.give_up(session, job, refusal.code)
    except Failure as failure:
        log.warning("task.postponed", code=failure.code)
        with app.database.writing() as session:
            queue.try_again(session, job, failure, app.clock.now())
    except Exception as bug:
        # The edge of the process: a bug must not stop the worker, nor the job be lost. It is tried again with
        # the same delays and stays visible as task.crashed until somebody mends it.
        log.error("task.crashed", error=type(bug).__name__, places=places_of(bug))  # noqa: TRY400
        with app.database.writing() as session:
            queue.try_again(session, job, Failure("bug", type(bug).__name__), app.clock.now())
    else:
        log.info("task.done")
        with app.database.writing() as session:
            queue.finish(session, job)
