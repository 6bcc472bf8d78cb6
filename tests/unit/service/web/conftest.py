"""A service without LibreOffice and signing: SQLite, folders, a fixed clock, and stand-ins for the rest."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfWriter
from werkzeug.test import TestResponse

from service.accounts import Account, Role, add_development_accounts, development_account
from service.annexes.catalogue import Catalogue
from service.application import Application
from service.clock import FixedClock
from service.db import migrate
from service.db.database import Database
from service.db.tables import Document, Revision, SignatureAttempt
from service.documents.renderer import Renderer
from service.i18n import in_language
from service.settings import Settings
from service.signing_desk import SigningDesk
from service.stores.folder import FolderArchiveStore, FolderBlobStore
from service.web import create_app

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


class StandInDesk:
    """Validates everything as ``verdict``."""

    verdict = "TOTAL-PASSED"

    def validate(self, pdf: bytes, *, moment: datetime, name: str) -> StandInDesk:
        return self

    def to_dict(self, _translate: Callable[[str], str] = str) -> dict[str, Any]:
        return report_of(self.verdict)


def report_of(verdict: str = "TOTAL-PASSED") -> dict[str, Any]:
    """A validation report as it is stored."""
    return {
        "file": "",
        "format": "pdf",
        "verdict": verdict,
        "signatures": [
            {
                "field": "legal_representative",
                "kind": "signature",
                "indication": verdict,
                "sub_indication": None,
                "intact": True,
                "level": "B-LT",
                "signer": {
                    "name": "LĪGA PARAUGA",
                    "personal_code": "150385-10009",
                    "registration_number": None,
                },
                "signed_at": "2026-11-20T08:15:00Z",
                "claimed_at": "2026-11-20T08:14:58Z",
                "qualified": "QESig",
                "timestamp_qualified": True,
                "changed_after": "permitted",
            }
        ],
        "warnings": [],
        "message": "",
    }


@dataclass
class House:
    """The service and the work that was asked of its worker."""

    app: Application
    flask: Flask
    wakes: list[str] = field(default_factory=list)

    def account(self, role: Role) -> Account:
        with self.app.database.reading() as session:
            return development_account(session, role)

    def document(self, document_id: str) -> Document:
        with self.app.database.reading() as session:
            return session.get_one(Document, document_id)

    def attempt(self, attempt_id: str) -> SignatureAttempt:
        with self.app.database.reading() as session:
            return session.get_one(SignatureAttempt, attempt_id)

    def change(self, row: Document | SignatureAttempt, **facts: Any) -> None:
        with self.app.database.writing() as session:
            kept = session.get_one(type(row), row.id)
            for name, value in facts.items():
                setattr(kept, name, value)

    def draft(self, role: Role = Role.LEGAL_REPRESENTATIVE, data: dict[str, Any] | None = None) -> Document:
        """A draft with the sample's data unless others are given."""
        code = "4.2" if role is Role.CHILD else "4.1"
        row = Document(
            id=str(uuid4()),
            annex_code=code,
            owner_id=self.account(role).id,
            data=self.app.catalogue[code].sample() if data is None else data,
            data_version=1,
            created_at=NOW,
            changed_at=NOW,
        )
        with self.app.database.writing() as session:
            session.add(row)
        return row

    def issued(self, role: Role = Role.LEGAL_REPRESENTATIVE) -> Document:
        """A document to sign, of two empty pages."""
        row = self.draft(role)
        sha256 = self.app.blobs.put(two_pages())
        with self.app.database.writing() as session:
            kept = session.get_one(Document, row.id)
            kept.issue_requested_at = kept.issued_at = NOW
            kept.issued_sha256 = kept.revision_sha256 = sha256
            session.add(Revision(document_id=row.id, number=0, sha256=sha256, size=1, made_at=NOW))
        return self.document(row.id)

    def received(self, role: Role = Role.LEGAL_REPRESENTATIVE, *, days_ago: int = 0) -> Document:
        """A signed application that waits for the provider."""
        row = self.issued(role)
        with self.app.database.writing() as session:
            kept = session.get_one(Document, row.id)
            kept.signed_at = NOW - timedelta(days=days_ago)
            sha256 = kept.revision_sha256 or ""
            report = report_of()
            session.add(
                Revision(document_id=row.id, number=1, sha256=sha256, size=1, made_at=NOW, report=report)
            )
        return self.document(row.id)

    def visitor(self, role: Role | None = None) -> Visitor:
        """Somebody at a browser, signed in with the role where one is given."""
        visitor = Visitor(self.flask.test_client())
        if role is not None:
            visitor.post("/development/sign-in", account=self.account(role).id)
        return visitor


@dataclass
class Visitor:
    """A browser without scripts that sends the forms' tokens along."""

    client: FlaskClient

    def get(self, path: str, **options: Any) -> TestResponse:
        return self.client.get(path, **options)

    def post(self, path: str, headers: dict[str, str] | None = None, **form: str) -> TestResponse:
        return self.client.post(path, data={"csrf_token": self.token(), **form}, headers=headers)

    def token(self) -> str:
        found = _TOKEN.search(self.client.get("/nowhere").text)
        assert found is not None
        return found[1]


def two_pages() -> bytes:
    """A PDF of two empty A4 pages."""
    writer = PdfWriter()
    for _ in range(2):
        writer.add_blank_page(595, 842)
    content = io.BytesIO()
    writer.write(content)
    return content.getvalue()


def make_house(data_dir: Path, **sections: dict[str, Any]) -> House:
    """A service with its data in ``data_dir`` and these settings."""
    own = {"data_dir": data_dir, **sections.pop("service", {})}
    settings = Settings.model_validate({"service": own, **sections})
    database = Database(settings.database_url)
    migrate.upgrade(database)
    with database.writing() as session:
        add_development_accounts(session)
    app = Application(
        settings=settings,
        clock=FixedClock(NOW),
        catalogue=Catalogue.load(settings.service.annex_dir),
        database=database,
        blobs=FolderBlobStore(data_dir / "blobs"),
        archive=FolderArchiveStore(data_dir / "archive"),
        renderer=cast("Renderer", None),
        signing=cast("SigningDesk", StandInDesk()),
    )
    house = House(app, cast("Flask", None))
    house.flask = create_app(app, wake_worker=lambda: house.wakes.append("woken"))
    return house


@pytest.fixture(autouse=True)
def _speaks_latvian() -> Iterator[None]:
    """Whatever a test before spoke; and what this one speaks ends with it."""
    with in_language("lv"):
        yield


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    made = make_house(tmp_path)
    yield made
    made.app.database.close()
