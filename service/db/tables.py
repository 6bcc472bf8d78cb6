"""The tables.

Stages are facts, not flags: a document is signed because ``signed_at`` was taken from the validation report
of an accepted revision, and archived because an archive entry exists.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any, ClassVar

from sqlalchemy import (
    JSON,
    BigInteger,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Text,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import DateTime


class Moment(TypeDecorator[datetime]):
    """An aware moment, kept in UTC; a naive one is a bug and is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        if value is None:
            return None
        if value.tzinfo is None:
            msg = "a moment without a time zone"
            raise ValueError(msg)
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Table(DeclarativeBase):
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: Moment,
        dict[str, Any]: JSON,
        str: String(300),
        int: BigInteger().with_variant(Integer(), "sqlite"),
    }


class Account(Table):
    """Somebody who can sign in."""

    __tablename__ = "accounts"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    name: Mapped[str]
    role: Mapped[str] = mapped_column(String(40))
    email: Mapped[str]
    development: Mapped[bool]


class Document(Table):
    """One document from draft to archive. Times that are null have not come yet."""

    __tablename__ = "documents"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    annex_code: Mapped[str] = mapped_column(String(40))
    annex_version: Mapped[str | None] = mapped_column(String(64))
    owner_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    data: Mapped[dict[str, Any]]
    data_version: Mapped[int]
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    issue_requested_at: Mapped[datetime | None]
    issued_at: Mapped[datetime | None]
    issued_sha256: Mapped[str | None] = mapped_column(String(64))
    revision_sha256: Mapped[str | None] = mapped_column(String(64))
    """The latest accepted bytes: the issued document, then each accepted signed revision."""
    signed_at: Mapped[datetime | None]
    """Time-stamp time of the last required signature, from the accepted validation report."""
    withdrawn_at: Mapped[datetime | None]
    """Withdrawn by its owner before anybody signed; ``replaces_id`` of another document may name it."""
    replaces_id: Mapped[str | None] = mapped_column(ForeignKey("documents.id"))
    refused_at: Mapped[datetime | None]
    refusal_ground: Mapped[str | None] = mapped_column(String(40))
    refusal_note: Mapped[str | None] = mapped_column(Text)
    portfolio_number: Mapped[int | None] = mapped_column(ForeignKey("portfolios.number"))
    archived_at: Mapped[datetime | None]
    problem: Mapped[dict[str, Any] | None]
    """Code, sentence and params of what stopped the last step; null when nothing did."""

    __table_args__ = (Index("documents_by_owner", "owner_id", "changed_at"),)


class Revision(Table):
    """Accepted bytes of a document: number 0 is the issued document, each later one a signed revision."""

    __tablename__ = "revisions"

    document_id: Mapped[str] = mapped_column(ForeignKey("documents.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int]
    made_at: Mapped[datetime]
    report: Mapped[dict[str, Any] | None]


class SignatureAttempt(Table):
    """A signature in progress: everything that must survive between its steps."""

    __tablename__ = "signature_attempts"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    document_id: Mapped[str] = mapped_column(ForeignKey("documents.id"))
    role: Mapped[str] = mapped_column(String(40))
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    provider: Mapped[str] = mapped_column(String(40))
    state: Mapped[str] = mapped_column(String(20))
    choice: Mapped[dict[str, Any] | None]
    """What the provider learned from the signer, such as which credential."""
    base_sha256: Mapped[str] = mapped_column(String(64))
    """The revision that is signed."""
    prepared: Mapped[dict[str, Any] | None]
    prepared_sha256: Mapped[str | None] = mapped_column(String(64))
    signature_value: Mapped[bytes | None] = mapped_column(LargeBinary)
    completed_sha256: Mapped[str | None] = mapped_column(String(64))
    problem_code: Mapped[str | None] = mapped_column(String(80))
    problem: Mapped[dict[str, Any] | None]
    """Sentence and params of what stopped it."""
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]

    __table_args__ = (Index("signature_attempts_by_document", "document_id", "created_at"),)


class Portfolio(Table):
    """A case; its number is given in order, without gaps or doubles."""

    __tablename__ = "portfolios"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    registered_at: Mapped[datetime]
    registered_by: Mapped[str] = mapped_column(ForeignKey("accounts.id"))


class Counter(Table):
    """The last number given."""

    __tablename__ = "counters"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[int]


class ArchiveEntry(Table):
    """A document in the archive, under its portfolio number."""

    __tablename__ = "archive_entries"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    document_id: Mapped[str] = mapped_column(ForeignKey("documents.id"), unique=True)
    portfolio_number: Mapped[int] = mapped_column(ForeignKey("portfolios.number"), index=True)
    annex_code: Mapped[str] = mapped_column(String(40))
    store_key: Mapped[str] = mapped_column(unique=True)
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int]
    archived_at: Mapped[datetime]
    report: Mapped[dict[str, Any]]


class ArchivePerson(Table):
    """A person whom an archived document names, for finding it."""

    __tablename__ = "archive_people"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    entry_id: Mapped[str] = mapped_column(ForeignKey("archive_entries.id"), index=True)
    role: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(String(700))
    folded_name: Mapped[str] = mapped_column(String(700), index=True)
    personal_code_digits: Mapped[str | None] = mapped_column(String(11), index=True)


class Duty(Table):
    """Something that somebody must do outside the service, such as telling a guardian."""

    __tablename__ = "duties"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    document_id: Mapped[str] = mapped_column(ForeignKey("documents.id"))
    kind: Mapped[str] = mapped_column(String(40))
    created_at: Mapped[datetime]
    done_on: Mapped[date | None]
    done_by: Mapped[str | None] = mapped_column(ForeignKey("accounts.id"))

    __table_args__ = (UniqueConstraint("document_id", "kind"),)


class Event(Table):
    """Who did what, when, to which thing; no contents."""

    __tablename__ = "events"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    at: Mapped[datetime]
    actor: Mapped[str] = mapped_column(String(60))
    action: Mapped[str] = mapped_column(String(60))
    subject: Mapped[str] = mapped_column(String(60), index=True)
    detail: Mapped[dict[str, Any]]


class Job(Table):
    """Work to do: a task name and the id that it is about. Saved with the change that asks for it."""

    __tablename__ = "jobs"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    name: Mapped[str] = mapped_column(String(60))
    subject: Mapped[str] = mapped_column(String(60))
    state: Mapped[str] = mapped_column(String(10))
    attempts: Mapped[int]
    run_after: Mapped[datetime]
    leased_until: Mapped[datetime | None]
    problem_code: Mapped[str | None] = mapped_column(String(80))
    created_at: Mapped[datetime]

    __table_args__ = (Index("jobs_due", "state", "run_after"), Index("jobs_by_subject", "name", "subject"))
