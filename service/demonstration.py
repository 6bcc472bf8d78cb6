"""The main job from end to end on sample data: what ``pielikums demo`` runs and shows."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from service.accounts import Account, Role, development_account
from service.annexes.catalogue import Annex
from service.annexes.definition import value_at
from service.application import Application
from service.clock import day_of
from service.db.tables import Document
from service.events import Action
from service.i18n import gettext
from service.pipeline.drafts import create_draft
from service.pipeline.finding import entry_for, find_archived
from service.pipeline.issuing import request_issue
from service.pipeline.making import make_document, require_good
from service.pipeline.registration import register
from service.pipeline.signing import begin_signature, choose, latest_attempt
from service.pipeline.stages import Stage, stage_of
from signing.errors import GiveUp, Refusal

_CODE = "4.1"


class Demonstration:
    """One run of the main job."""

    def __init__(
        self, app: Application, run_work: Callable[[], None], tell: Callable[[str, float], None]
    ) -> None:
        self._app = app
        self._run_work = run_work
        self._tell = tell

    def run(self) -> dict[str, bytes]:
        """Fill, issue, sign, validate, register, archive, find, check and take out one application.

        Returns:
            the results by file name.

        Raises:
            Refusal: a step was refused; its own reason is given.
            GiveUp: a step did not reach its end.
        """
        annex = self._app.catalogue.find(_CODE)
        applicant, provider, archivist = (
            self._account(role) for role in (Role.LEGAL_REPRESENTATIVE, Role.PROVIDER, Role.ARCHIVIST)
        )
        document_id = self._issue(annex, applicant)
        self._sign(annex, applicant, document_id)
        with self._step(gettext("registered under portfolio number %(number)s")) as told:
            told["number"] = register(self._app, provider, document_id)
        with self._step(gettext("archived at level B-LTA")):
            self._work_until(document_id, Stage.ARCHIVED)
        return self._take_out(annex, archivist, document_id)

    def samples(self) -> dict[str, bytes]:
        """The sample of every annex as it would be issued, by file name."""
        app = self._app
        now = app.clock.now()
        day = day_of(now, app.settings.service.time_zone)
        made = {}
        with self._step(gettext("sample of every annex made: %(count)s")) as told:
            for annex in app.catalogue.values():
                checked = require_good(annex, annex.sample(), on=day, settings=app.settings)
                document = make_document(
                    annex, checked, settings=app.settings, renderer=app.renderer, created_at=now
                )
                made[f"annex-{annex.code.replace('/', '-')}.pdf"] = document.issued.content
            told["count"] = len(made)
        return made

    def _account(self, role: Role) -> Account:
        with self._app.database.reading() as session:
            return development_account(session, role)

    def _issue(self, annex: Annex, applicant: Account) -> str:
        with self._step(gettext("application %(code)s filled in and checked")) as told:
            with self._app.database.writing() as session:
                draft = create_draft(session, applicant, annex, annex.sample(), self._app.clock.now())
            request_issue(self._app, applicant, draft.id)
            told["code"] = annex.code
        with self._step(gettext("document made (PDF/A) and issued")):
            self._work_until(draft.id, Stage.TO_SIGN)
        return draft.id

    def _sign(self, annex: Annex, applicant: Account, document_id: str) -> None:
        signer = annex.definition.signers[0]
        person = value_at(annex.sample(), signer.person)
        choice = {key: person[key] for key in ("given_name", "surname", "personal_code")}
        with self._step(gettext("signed, time-stamped and validated (development signature)")):
            attempt = begin_signature(self._app, applicant, document_id, signer.role)
            choose(self._app, applicant, attempt, choice)
            self._work_until(document_id, Stage.RECEIVED)

    def _take_out(self, annex: Annex, archivist: Account, document_id: str) -> dict[str, bytes]:
        surname = value_at(annex.sample(), f"{annex.definition.subject}.surname")
        with self._step(gettext("found in the archive by name: %(count)s")) as told:
            with self._app.database.reading() as session:
                found = find_archived(session, archivist, surname)
            entry = next(item.entry for item in found if item.entry.document_id == document_id)
            told["count"] = len(found)
        with self._step(gettext("checked anew: %(verdict)s")) as told:
            entry_for(self._app, archivist, entry.id, Action.VERIFIED)
            archived = self._app.archive.get(entry.store_key)
            report = self._app.signing.validate(
                archived, moment=self._app.clock.now(), name="application-signed.pdf"
            )
            told["verdict"] = report.verdict
        return {
            "application-issued.pdf": self._issued_bytes(document_id),
            "application-signed.pdf": archived,
            "validation-report.json": _json(report.to_dict(gettext)),
        }

    def _issued_bytes(self, document_id: str) -> bytes:
        with self._app.database.reading() as session:
            return self._app.blobs.get(session.get_one(Document, document_id).issued_sha256 or "")

    def _work_until(self, document_id: str, stage: Stage) -> None:
        self._run_work()
        with self._app.database.reading() as session:
            row = session.get_one(Document, document_id)
            attempt = latest_attempt(session, document_id)
        reached = stage_of(row)
        problem = row.problem or (attempt.problem if attempt else None)
        if reached is not stage and problem:
            sentence, params = problem["sentence"], problem["params"]
            raise Refusal("demo.refused", sentence, **params)
        if reached is not stage:
            raise GiveUp(
                "demo.stuck",
                "The document stands at “%(reached)s” and did not reach “%(stage)s”.",
                reached=reached,
                stage=stage,
            )

    @contextmanager
    def _step(self, what: str) -> Iterator[dict[str, Any]]:
        told: dict[str, Any] = {}
        begun = time.monotonic()
        yield told
        self._tell(what % told if told else what, time.monotonic() - begun)


def _json(value: dict[str, Any]) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()
