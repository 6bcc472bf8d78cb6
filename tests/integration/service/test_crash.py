"""``kill -9`` at any moment of the main job, then start again: nothing lost or doubled, the job goes on.

A child process does the main job as people and the worker would, and is killed at its N-th durable moment:
just before a commit, just after it, or just after a file was written. A second child goes on to the end from
wherever things stand. This is done for every N until a child ends by itself.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import pytest
from sqlalchemy import event, func, select
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

import service.stores.folder as folder_stores
from service import queue
from service.accounts import Role, development_account
from service.application import Application
from service.bootstrap import open_application, open_database
from service.db.tables import ArchiveEntry, Document, Event, Portfolio, Revision, SignatureAttempt
from service.events import Action
from service.pipeline.drafts import create_draft
from service.pipeline.issuing import request_issue
from service.pipeline.registration import register
from service.pipeline.signing import begin_signature, choose
from service.pipeline.stages import Stage, stage_of
from service.settings import Settings, load_settings
from tasks.running import run_due
from tests.integration.service.office import OneDocumentRenderer, rendered_sample
from tests.ports import free_port

CODE: Final = "4.1"
DONE: Final = 0


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return rendered_sample(tmp_path_factory.mktemp("office"), CODE)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load_settings(
        None,
        {
            "PIELIKUMS_SERVICE__DATA_DIR": str(tmp_path),
            "PIELIKUMS_DEVELOPMENT__AUTHORITY_PORT": str(free_port()),
        },
    )


@pytest.mark.slow
@pytest.mark.timeout(540)
def test_killed_at_any_moment_the_main_job_goes_on(settings: Settings, rendered: bytes) -> None:
    with open_application(settings) as app:
        # The authority is served, and the lists are read, here: once for all the children.
        app.signing.counterparts.trust()
        app.database.close()
        moments = 0
        for moment in _until(lambda moment: _killed(app, rendered, at=moment)):
            _go_on_to_the_end(app, rendered, documents=moment)
            moments = moment
        _check_all(app, documents=moments + 1)
    assert moments > 20


def _until(killed: Callable[[int], bool]) -> Iterator[int]:
    moment = 1
    while killed(moment):
        yield moment
        moment += 1


def _killed(app: Application, rendered: bytes, *, at: int) -> bool:
    """A new main job, killed at its ``at``-th durable moment; False when it ended before."""
    status = _in_child(lambda: _new_job(app, rendered, at))
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return True
    assert os.WEXITSTATUS(status) == DONE
    return False


def _go_on_to_the_end(app: Application, rendered: bytes, *, documents: int) -> None:
    status = _in_child(lambda: _resume(app, rendered, documents))
    assert os.WIFEXITED(status)
    assert os.WEXITSTATUS(status) == DONE


def _in_child(work: Callable[[], None]) -> int:
    child = os.fork()
    if child == 0:
        status = 1
        try:
            work()
            status = DONE
        finally:
            os._exit(status)
    return os.waitpid(child, 0)[1]


def _new_job(parent: Application, rendered: bytes, kill_at: int) -> None:
    app = _started(parent, rendered)
    _kill_at_durable_moment(kill_at)
    _work(app, None)


def _resume(parent: Application, rendered: bytes, documents: int) -> None:
    """The worker starts again; the applicant begins again only where nothing at all was acknowledged."""
    app = _started(parent, rendered)
    with app.database.writing() as session:
        queue.release_all(session, app.clock.now())
        unfinished = session.scalar(select(Document.id).where(Document.archived_at.is_(None)))
        made = session.scalar(select(func.count()).select_from(Document)) or 0
    if unfinished is not None or made < documents:
        _work(app, unfinished)


def _started(parent: Application, rendered: bytes) -> Application:
    """The application in a new process; LibreOffice's result and the lists come from the parent."""
    return replace(parent, database=open_database(parent.settings), renderer=OneDocumentRenderer(rendered))


def _work(app: Application, document_id: str | None) -> None:
    """What the applicant, the provider and the worker do, each from where things stand."""
    people = {}
    with app.database.reading() as session:
        for role in (Role.LEGAL_REPRESENTATIVE, Role.PROVIDER):
            people[role] = development_account(session, role)
    applicant, provider = people[Role.LEGAL_REPRESENTATIVE], people[Role.PROVIDER]
    annex = app.catalogue.find(CODE)
    person = annex.sample()["applicant"]
    choice = {key: person[key] for key in ("given_name", "surname", "personal_code")}
    if document_id is None:
        with app.database.writing() as session:
            document_id = create_draft(session, applicant, annex, annex.sample(), app.clock.now()).id
    while (stage := _stage(app, document_id)) is not Stage.ARCHIVED:
        if stage is Stage.DRAFT:
            request_issue(app, applicant, document_id)
        elif stage is Stage.TO_SIGN:
            attempt = begin_signature(app, applicant, document_id, "legal_representative")
            choose(app, applicant, attempt, choice)
        elif stage is Stage.RECEIVED:
            register(app, provider, document_id)
        run_due(app)


def _stage(app: Application, document_id: str) -> Stage:
    with app.database.reading() as session:
        return stage_of(session.get_one(Document, document_id))


def _kill_at_durable_moment(moment: int) -> None:
    left = [moment]

    def passed(*_arguments: object) -> None:
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def write_once_and_pass(path: Path, content: bytes) -> bool:
        written = original(path, content)
        passed()
        return written

    original = folder_stores.write_once
    folder_stores.write_once = write_once_and_pass
    event.listen(Engine, "commit", passed)
    event.listen(Session, "after_commit", passed)


def _check_all(app: Application, *, documents: int) -> None:
    with app.database.reading() as session:
        rows = session.scalars(select(Document)).all()
        numbers = sorted(session.scalars(select(Portfolio.number)))
        entries = session.scalars(select(ArchiveEntry)).all()
        revisions = dict(
            session.execute(select(Revision.document_id, func.count()).group_by(Revision.document_id)).all()
        )
        accepted = session.scalars(
            select(SignatureAttempt.document_id).where(SignatureAttempt.state == "accepted")
        ).all()
    assert len(rows) == documents
    assert {stage_of(row) for row in rows} == {Stage.ARCHIVED}
    assert numbers == list(range(1, len(rows) + 1))
    assert sorted(entry.document_id for entry in entries) == sorted(row.id for row in rows)
    assert sorted(accepted) == sorted(row.id for row in rows)
    assert set(revisions.values()) == {3}
    moment = datetime.now(UTC)
    for entry in entries:
        archived = app.archive.get(entry.store_key)
        report = app.signing.validate(archived, moment=moment, name=entry.store_key)
        assert report.verdict == "TOTAL-PASSED"
        signatures = [item for item in report.to_dict()["signatures"] if item["kind"] == "signature"]
        assert len(signatures) == 1
    with app.database.reading() as session:
        signed = session.scalars(select(Event.subject).where(Event.action == Action.SIGNED)).all()
    assert sorted(signed) == sorted(row.id for row in rows)
