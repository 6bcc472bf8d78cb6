"""Finding archived documents by portfolio number, name or personal code."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from service.accounts import Account, Role, require_role
from service.application import Application
from service.db.tables import ArchiveEntry, ArchivePerson
from service.domain.personal_code import NotAPersonalCode, parse_personal_code
from service.events import Action, record
from service.names import folded
from service.pipeline.access import NotThere

LIMIT = 200


@dataclass(frozen=True)
class Found:
    """An archive entry and the people whom it names, as (role, name)."""

    entry: ArchiveEntry
    people: tuple[tuple[str, str], ...]


def find_archived(session: Session, account: Account, query: str) -> tuple[Found, ...]:
    """Entries that ``query`` finds, newest portfolio first, at most ``LIMIT``.

    A query of up to ten digits is a portfolio number, a personal code is one, anything else part of a name
    (case and diacritics do not matter). An empty query lists the newest.

    Raises:
        Refusal: the account is not an archivist's or the provider's.
    """
    require_role(account, Role.ARCHIVIST, Role.PROVIDER)
    matching = _matching(query.strip()).order_by(
        ArchiveEntry.portfolio_number.desc(), ArchiveEntry.archived_at
    )
    entries = session.scalars(matching.limit(LIMIT)).unique().all()
    people: dict[str, list[tuple[str, str]]] = {}
    named = select(ArchivePerson).where(ArchivePerson.entry_id.in_([entry.id for entry in entries]))
    for person in session.scalars(named.order_by(ArchivePerson.id)):
        people.setdefault(person.entry_id, []).append((person.role, person.name))
    return tuple(Found(entry, tuple(people.get(entry.id, ()))) for entry in entries)


def _matching(query: str) -> Select[ArchiveEntry]:
    entries = select(ArchiveEntry)
    if not query:
        return entries
    number = query.removeprefix("Nr.").strip()
    if number.isascii() and number.isdigit() and len(number) <= 10:
        return entries.where(ArchiveEntry.portfolio_number == int(number))
    people = select(ArchivePerson.entry_id)
    try:
        people = people.where(ArchivePerson.personal_code_digits == parse_personal_code(query).digits)
    except NotAPersonalCode:
        people = people.where(ArchivePerson.folded_name.contains(folded(query), autoescape=True))
    return entries.where(ArchiveEntry.id.in_(people))


def entry_for(app: Application, account: Account, entry_id: str, action: Action) -> ArchiveEntry:
    """The entry; that this account looked at it is logged.

    Raises:
        Refusal: the account is not an archivist's or the provider's.
        NotThere: there is no such entry.
    """
    require_role(account, Role.ARCHIVIST, Role.PROVIDER)
    with app.database.writing() as session:
        entry = session.get(ArchiveEntry, entry_id)
        if entry is None:
            raise NotThere("archive.none", "There is no such entry in the archive.")
        record(session, action, entry.document_id, account.id, app.clock.now())
    return entry
