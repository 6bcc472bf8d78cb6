"""The in-process worker: the same tasks that Celery runs, on threads of the web service."""

from __future__ import annotations

import threading
from typing import Final

from service import queue
from service.application import Application
from service.logs import get_logger
from signing.errors import Retry
from tasks.running import run_next

_POLL_SECONDS: Final = 1.0
_log = get_logger("pielikums.tasks")


class EmbeddedWorker:
    """Threads that run due jobs until ``stop``; ``wake`` makes them look at once."""

    def __init__(self, app: Application, *, threads: int = 1) -> None:
        self._app = app
        self._stopping = threading.Event()
        self._news = threading.Condition()
        self._threads = [
            threading.Thread(target=self._run, name=f"worker-{number}", daemon=True)
            for number in range(threads)
        ]

    def start(self) -> None:
        """Take over what a worker before this one left behind, and begin.

        An embedded worker is the only one of its installation, so every job that stands as running is one
        whose worker died.
        """
        with self._app.database.writing() as session:
            queue.release_all(session, self._app.clock.now())
        for thread in self._threads:
            thread.start()

    def wake(self) -> None:
        """There may be new work."""
        with self._news:
            self._news.notify_all()

    def stop(self) -> None:
        """End after the jobs at hand."""
        self._stopping.set()
        self.wake()
        for thread in self._threads:
            thread.join()

    def _run(self) -> None:
        while not self._stopping.is_set():
            if not self._ran_one():
                with self._news:
                    self._news.wait(_POLL_SECONDS)

    def _ran_one(self) -> bool:
        try:
            return run_next(self._app)
        except Retry as failure:
            _log.warning("worker.database_unavailable", code=failure.code)
            return False
