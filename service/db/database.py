"""Connections and transactions on SQLite (WAL) or PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, create_engine, event, text
from sqlalchemy.engine import Engine, make_url
from sqlalchemy.exc import OperationalError, SQLAlchemyError
from sqlalchemy.orm import Session

from signing.errors import GiveUp, Retry

BUSY_SECONDS = 30


class Database:
    """One database; ``reading()`` and ``writing()`` are its transactions."""

    def __init__(self, url: str) -> None:
        self._url = make_url(url)
        self._engine = self._make_engine()

    def _make_engine(self) -> Engine:
        if self._url.get_backend_name() != "sqlite":
            return create_engine(self._url, pool_pre_ping=True, hide_parameters=True)
        if self._url.database:
            Path(self._url.database).parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(self._url, connect_args={"timeout": BUSY_SECONDS}, hide_parameters=True)
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine

    @property
    def engine(self) -> Engine:
        return self._engine

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A transaction that sees one state of the database and changes nothing."""
        with self._session(writes=False) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A transaction that commits at the end of the block, or leaves no trace when the block raises.

        On SQLite it holds the write lock from its start, so that what it read is still so when it writes.

        Raises:
            Retry: the database stayed locked or went away.
        """
        with self._session(writes=True) as session:
            yield session
            session.commit()

    @contextmanager
    def _session(self, *, writes: bool) -> Iterator[Session]:
        engine = self._engine.execution_options(pielikums_writes=writes)
        try:
            with Session(engine, expire_on_commit=False) as session:
                yield session
        except OperationalError as error:
            raise Retry(
                "database.unavailable",
                "The database does not answer. Nothing was changed; try again.",
            ) from error

    def check(self) -> None:
        """Answers whether the database can be used.

        Raises:
            GiveUp: it cannot be reached, or was never set up.
        """
        try:
            with self._engine.connect() as connection:
                connection.execute(text("SELECT 1"))
        except SQLAlchemyError as error:
            raise GiveUp(
                "database.unreachable",
                "The database cannot be reached; check database.url.",
            ) from error

    def close(self) -> None:
        self._engine.dispose()


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    # The driver's own transactions are off: _begin_sqlite says BEGIN, and says which.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    # FULL: a commit that was acknowledged survives a power cut.
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("pielikums_writes", True)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
