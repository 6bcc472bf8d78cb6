"""Portfolio numbers: in order, without gaps or doubles, whoever registers at the same moment."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from sqlalchemy import select

from service.accounts import Account, Role, development_account
from service.annexes.catalogue import Catalogue
from service.application import Application
from service.bootstrap import open_database
from service.clock import SystemClock
from service.db.tables import Document, Duty, Event, Job, Portfolio
from service.pipeline.registration import RefusalGround, create_duty, fulfil_duty, refuse, register
from service.settings import Settings, load_settings
from signing.errors import Refusal

PROCESSES = 10
DOCUMENTS = 200
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def settings_for(folder: str) -> Settings:
    return load_settings(None, {"PIELIKUMS_SERVICE__DATA_DIR": folder})


def application(folder: str) -> Application:
    settings = settings_for(folder)
    parts = SimpleNamespace(
        settings=settings,
        clock=SystemClock(),
        catalogue=Catalogue.load(settings.service.annex_dir),
        database=open_database(settings),
    )
    return cast("Application", parts)


def account(app: Application, role: Role) -> Account:
    with app.database.reading() as session:
        return development_account(session, role)


def add_received(app: Application, count: int, code: str = "4.1") -> list[str]:
    owner = account(app, Role.LEGAL_REPRESENTATIVE)
    ids = [f"{number:08d}-0000-4000-8000-000000000000" for number in range(count)]
    with app.database.writing() as session:
        session.add_all(
            Document(
                id=document_id,
                annex_code=code,
                owner_id=owner.id,
                data={},
                data_version=1,
                created_at=NOW,
                changed_at=NOW,
                issue_requested_at=NOW,
                issued_at=NOW,
                signed_at=NOW,
            )
            for document_id in ids
        )
    return ids


def register_all(folder: str, document_ids: list[str]) -> list[int]:
    app = application(folder)
    provider = account(app, Role.PROVIDER)
    return [register(app, provider, document_id) for document_id in document_ids]


@pytest.fixture
def app(tmp_path: Path) -> Application:
    return application(str(tmp_path))


@pytest.mark.slow
def test_two_hundred_registrations_from_ten_processes_get_the_numbers_1_to_200_each_once(
    tmp_path: Path,
) -> None:
    app = application(str(tmp_path))
    ids = add_received(app, DOCUMENTS)
    shares = [ids[start::PROCESSES] for start in range(PROCESSES)]
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(PROCESSES, mp_context=context) as pool:
        given = [
            number
            for share in pool.map(register_all, [str(tmp_path)] * PROCESSES, shares)
            for number in share
        ]
    assert sorted(given) == list(range(1, DOCUMENTS + 1))
    with app.database.reading() as session:
        assert sorted(session.scalars(select(Portfolio.number))) == list(range(1, DOCUMENTS + 1))
        assert len(session.scalars(select(Job)).all()) == DOCUMENTS


@pytest.mark.slow
def test_the_same_application_registered_by_ten_processes_gets_one_number(tmp_path: Path) -> None:
    app = application(str(tmp_path))
    ids = add_received(app, 1)
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(PROCESSES, mp_context=context) as pool:
        given = list(pool.map(register_all, [str(tmp_path)] * PROCESSES, [ids] * PROCESSES))
    assert given == [[1]] * PROCESSES


def test_registering_again_gives_the_same_number(app: Application) -> None:
    first, second = add_received(app, 2)
    provider = account(app, Role.PROVIDER)
    numbers = [register(app, provider, document_id) for document_id in (first, first, second, first)]
    assert numbers == [1, 1, 2, 1]


def test_what_was_refused_cannot_be_registered_and_the_other_way_round(app: Application) -> None:
    refused, registered = add_received(app, 2)
    provider = account(app, Role.PROVIDER)
    refuse(app, provider, refused, RefusalGround.NO_RESOURCES, "")
    refuse(app, provider, refused, RefusalGround.NO_SIGNS, "again")
    assert register(app, provider, registered) == 1
    with pytest.raises(Refusal, match="refused"):
        register(app, provider, refused)
    with pytest.raises(Refusal, match="registered"):
        refuse(app, provider, registered, RefusalGround.NO_SIGNS, "")
    with app.database.reading() as session:
        assert session.get_one(Document, refused).refusal_ground == RefusalGround.NO_RESOURCES
        assert session.scalars(select(Portfolio.number)).all() == [1]


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.PROVIDER])
def test_only_the_provider_registers_or_refuses(app: Application, role: Role) -> None:
    (document_id,) = add_received(app, 1)
    somebody = account(app, role)
    with pytest.raises(Refusal):
        register(app, somebody, document_id)
    with pytest.raises(Refusal):
        refuse(app, somebody, document_id, RefusalGround.NO_SIGNS, "")


def test_a_document_that_is_not_signed_cannot_be_registered(app: Application) -> None:
    (document_id,) = add_received(app, 1)
    with app.database.writing() as session:
        session.get_one(Document, document_id).signed_at = None
    with pytest.raises(Refusal):
        register(app, account(app, Role.PROVIDER), document_id)


def test_telling_the_guardian_is_noted_once_with_a_day_that_has_come(app: Application) -> None:
    (document_id,) = add_received(app, 1, "4.2")
    provider = account(app, Role.PROVIDER)
    with app.database.writing() as session:
        create_duty(session, document_id, "tell_guardian", app)
    with app.database.reading() as session:
        duty_id = session.scalars(select(Duty.id)).one()
    today = app.clock.now().date()
    with pytest.raises(Refusal):
        fulfil_duty(app, provider, duty_id, today.replace(year=today.year + 1))
    fulfil_duty(app, provider, duty_id, NOW.date())
    fulfil_duty(app, provider, duty_id, today)
    with app.database.reading() as session:
        assert session.get_one(Duty, duty_id).done_on == NOW.date()


def test_events_tell_who_did_what_without_contents(app: Application) -> None:
    (document_id,) = add_received(app, 1)
    provider = account(app, Role.PROVIDER)
    register(app, provider, document_id)
    with app.database.reading() as session:
        event = session.scalars(select(Event)).one()
    recorded: tuple[Any, ...] = (event.actor, event.action, event.subject, event.detail)
    assert recorded == (provider.id, "document.registered", document_id, {"portfolio": 1})
