"""Accounts and roles: who may do what."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import NAMESPACE_URL, uuid5

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.db import tables
from signing.errors import GiveUp, Refusal


class Role(StrEnum):
    """What somebody is in the service (annex rules, the parties)."""

    LEGAL_REPRESENTATIVE = "legal_representative"
    CHILD = "child"
    PROVIDER = "provider"
    ARCHIVIST = "archivist"


@dataclass(frozen=True)
class Account:
    """Somebody who has signed in."""

    id: str
    name: str
    role: Role
    email: str
    development: bool


_DEVELOPMENT_ACCOUNTS = (
    ("Likumiskā pārstāve Anna", Role.LEGAL_REPRESENTATIVE, "anna@paraugs.example"),
    ("Jaunietis Jānis", Role.CHILD, "janis@paraugs.example"),
    ("Administratīvā vadītāja Vija", Role.PROVIDER, "vija@paraugs.example"),
    ("Arhivāre Ērika", Role.ARCHIVIST, "erika@paraugs.example"),
)


def add_development_accounts(session: Session) -> None:
    """One account for each role, for trying the service out; made once."""
    for name, role, email in _DEVELOPMENT_ACCOUNTS:
        account_id = str(uuid5(NAMESPACE_URL, f"pielikums:development:{role}"))
        if session.get(tables.Account, account_id) is None:
            row = tables.Account(id=account_id, name=name, role=role, email=email, development=True)
            session.add(row)


def all_accounts(session: Session) -> tuple[Account, ...]:
    """Every account, by name."""
    rows = session.scalars(select(tables.Account).order_by(tables.Account.name))
    return tuple(_account(row) for row in rows)


def account_of(session: Session, account_id: str) -> Account | None:
    """The account with this id."""
    row = session.get(tables.Account, account_id)
    return None if row is None else _account(row)


def development_account(session: Session, role: Role) -> Account:
    """The development account of the role.

    Raises:
        GiveUp: there is none, because the service is configured for production.
    """
    row = session.scalar(
        select(tables.Account).where(tables.Account.role == role, tables.Account.development)
    )
    if row is None:
        raise GiveUp(
            "account.none",
            "There is no development account for the role %(role)s in this installation.",
            role=role,
        )
    return _account(row)


def require_role(account: Account, *roles: Role) -> None:
    """Refuse whoever has none of the roles.

    Raises:
        Refusal: the account's role is another.
    """
    if account.role not in roles:
        raise Refusal("access.role", "Your role does not allow this.")


def _account(row: tables.Account) -> Account:
    return Account(row.id, row.name, Role(row.role), row.email, row.development)
