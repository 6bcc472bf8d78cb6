"""Registering received applications, or refusing the service (service description, 2.2 and 3.3)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Final
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.accounts import Account, Role, require_role
from service.application import Application
from service.clock import day_of
from service.db.tables import Counter, Document, Duty, Portfolio
from service.events import Action, record
from service.pipeline.access import document_for
from service.pipeline.stages import Stage, stage_of
from service.queue import TaskName, enqueue
from signing.errors import Refusal

_COUNTER: Final = "portfolio"


class RefusalGround(StrEnum):
    """The three grounds of section 3.3."""

    NO_INFORMATION = "no_information"
    NO_SIGNS = "no_signs"
    NO_RESOURCES = "no_resources"


GROUND_WORDING: Final = {
    RefusalGround.NO_INFORMATION: (
        "pašvaldība nav iesniegusi pakalpojuma piešķiršanai nepieciešamo informāciju"
    ),
    RefusalGround.NO_SIGNS: (
        "ja bērnam, kuram piesaistāms sociālā mentora pakalpojums, nav identificējamas uzvedības vai "
        "atkarību problēmas vai to attīstības riski"
    ),
    RefusalGround.NO_RESOURCES: (
        "sociālā mentora pakalpojuma sniedzējam nav pieejami resursi sociālā mentora pakalpojuma sniegšanai"
    ),
}
"""Word for word from section 3.3."""


def received_applications(session: Session, account: Account) -> tuple[Document, ...]:
    """Signed applications that wait for the provider, oldest first.

    Raises:
        Refusal: the account is not the provider's.
    """
    require_role(account, Role.PROVIDER)
    waiting = (
        select(Document)
        .where(
            Document.signed_at.is_not(None),
            Document.portfolio_number.is_(None),
            Document.refused_at.is_(None),
        )
        .order_by(Document.signed_at)
    )
    return tuple(session.scalars(waiting))


def decided_applications(session: Session, account: Account, *, limit: int = 50) -> tuple[Document, ...]:
    """Applications registered or refused, newest first.

    Raises:
        Refusal: the account is not the provider's.
    """
    require_role(account, Role.PROVIDER)
    decided = (
        select(Document)
        .where(Document.portfolio_number.is_not(None) | Document.refused_at.is_not(None))
        .order_by(Document.signed_at.desc())
        .limit(limit)
    )
    return tuple(session.scalars(decided))


def register(app: Application, account: Account, document_id: str) -> int:
    """Give a received application the next portfolio number and ask for its archiving.

    Numbers run in order, without gaps or doubles: the number, the portfolio and what is done with them are
    one transaction that holds the counter. Registering again gives the same number.

    Raises:
        NotThere: there is no such received application.
        Refusal: the role is another's, it is not signed, was refused, or opens no portfolio.
    """
    require_role(account, Role.PROVIDER)
    now = app.clock.now()
    with app.database.writing() as session:
        row = document_for(session, account, document_id)
        if row.portfolio_number is not None:
            return row.portfolio_number
        if stage_of(row) is not Stage.RECEIVED:
            raise Refusal("register.refused_already", "The service was refused; this cannot be registered.")
        if not app.catalogue.find(row.annex_code).definition.opens_portfolio:
            raise Refusal("register.no_application", "Only an application opens a portfolio.")
        number = _next_number(session)
        session.add(Portfolio(number=number, registered_at=now, registered_by=account.id))
        session.flush()
        row.portfolio_number = number
        enqueue(session, TaskName.ARCHIVE_DOCUMENT, row.id, now)
        record(session, Action.REGISTERED, row.id, account.id, now, portfolio=number)
    return number


def refuse(app: Application, account: Account, document_id: str, ground: RefusalGround, note: str) -> None:
    """Refuse the service on one of the three grounds; refusing again changes nothing.

    Raises:
        NotThere: there is no such received application.
        Refusal: the role is another's, or it was registered already.
    """
    require_role(account, Role.PROVIDER)
    now = app.clock.now()
    with app.database.writing() as session:
        row = document_for(session, account, document_id)
        if row.refused_at is not None:
            return
        if stage_of(row) is not Stage.RECEIVED:
            raise Refusal(
                "refuse.registered_already", "This application is registered; it cannot be refused."
            )
        row.refused_at = now
        row.refusal_ground = ground
        row.refusal_note = note.strip() or None
        record(session, Action.REFUSED, row.id, account.id, now, ground=ground.value)


def create_duty(session: Session, document_id: str, kind: str, app: Application) -> None:
    """Something that the provider must do outside the service (annex rules, 4.2: tell the guardian)."""
    session.add(Duty(id=str(uuid4()), document_id=document_id, kind=kind, created_at=app.clock.now()))


def fulfil_duty(app: Application, account: Account, duty_id: str, done_on: date) -> None:
    """Note that a duty was done, and on which day.

    Raises:
        Refusal: the role is another's, there is no such duty, or the day is yet to come.
    """
    require_role(account, Role.PROVIDER)
    now = app.clock.now()
    if done_on > day_of(now, app.settings.service.time_zone):
        raise Refusal("duty.future", "This day is yet to come. Give the day on which it was done.")
    with app.database.writing() as session:
        duty = session.get(Duty, duty_id)
        if duty is None:
            raise Refusal("duty.none", "There is no such task.")
        if duty.done_on is None:
            duty.done_on = done_on
            duty.done_by = account.id
            record(session, Action.DUTY_DONE, duty.document_id, account.id, now, duty=duty.kind)


def duties_of(session: Session, document_ids: list[str]) -> dict[str, list[Duty]]:
    """Duties by document."""
    found: dict[str, list[Duty]] = {}
    for duty in session.scalars(select(Duty).where(Duty.document_id.in_(document_ids))):
        found.setdefault(duty.document_id, []).append(duty)
    return found


def _next_number(session: Session) -> int:
    counter = session.get(Counter, _COUNTER, with_for_update=True)
    if counter is None:
        counter = Counter(name=_COUNTER, value=0)
        session.add(counter)
    counter.value += 1
    session.flush()
    return counter.value
