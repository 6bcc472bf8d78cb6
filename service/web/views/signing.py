"""Signing: from the wish to sign to the accepted signature."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from flask import Blueprint, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from service.db.tables import Document, SignatureAttempt
from service.i18n import gettext
from service.pipeline.signing import AttemptState, attempt_for, begin_signature
from service.queue import TaskName
from service.web import queries
from service.web.owned import applicant
from service.web.parts import application
from service.web.problems import problem_words
from service.web.stages import waits_for_timestamp
from signing.errors import GiveUp

pages: Final = Blueprint("signing", __name__)

_PROVIDER_PAGES: Final = {"development": "development.provider"}
"""Where each way to sign asks the signer to confirm."""
_ORDER: Final = tuple(AttemptState)


@dataclass(frozen=True)
class Step:
    """One step of a signature; ``state`` is ``done``, ``current`` or ``todo``."""

    name: str
    state: str

    @property
    def words(self) -> str:
        """The state for who does not see the mark."""
        words = {"done": gettext("done"), "current": gettext("in progress")}.get(self.state)
        return f" – {words}" if words else ""


@pages.post("/documents/<document_id>/sign")
def begin(document_id: str) -> ResponseReturnValue:
    """Begin a signature and go to the provider's page; while one is in progress, to that one."""
    attempt_id = begin_signature(application(), applicant(), document_id, request.form["role"])
    return redirect(url_for("signing.progress", attempt_id=attempt_id), 303)


@pages.get("/signing/<attempt_id>")
def progress(attempt_id: str) -> ResponseReturnValue:
    """How far the signature is."""
    attempt, row = _attempt(attempt_id)
    if attempt.state == AttemptState.REQUESTED:
        return redirect(_provider_page(attempt), 303)
    if attempt.state == AttemptState.ACCEPTED:
        return redirect(url_for("documents.show", document_id=row.id), 303)
    annex = application().catalogue.find(row.annex_code).definition
    if attempt.state == AttemptState.REFUSED:
        cancelled = attempt.problem_code == "sign.cancelled"
        return render_template(
            "refused.html",
            attempt=attempt,
            row=row,
            annex=annex,
            reason=problem_words(attempt.problem) if attempt.problem else "",
            cancelled=cancelled,
        )
    return render_template(
        "signing.html", attempt=attempt, annex=annex, steps=_steps(attempt), message=_message(attempt)
    )


@pages.get("/signing/<attempt_id>.json")
def status(attempt_id: str) -> ResponseReturnValue:
    """The same for the page's script."""
    attempt, _row = _attempt(attempt_id)
    if attempt.state in (AttemptState.ACCEPTED, AttemptState.REFUSED):
        return jsonify(location=url_for("signing.progress", attempt_id=attempt_id), message="")
    steps = [{"state": step.state, "words": step.words} for step in _steps(attempt)]
    return jsonify(location=None, message=_message(attempt), steps=steps)


def _attempt(attempt_id: str) -> tuple[SignatureAttempt, Document]:
    account = applicant()
    with application().database.reading() as session:
        attempt = attempt_for(session, account, attempt_id)
        return attempt, session.get_one(Document, attempt.document_id)


def _provider_page(attempt: SignatureAttempt) -> str:
    endpoint = _PROVIDER_PAGES.get(attempt.provider)
    if endpoint is None:
        raise GiveUp(
            "sign.no_page", "There are no pages for the way to sign “%(name)s”.", name=attempt.provider
        )
    return url_for(endpoint, attempt_id=attempt.id)


def _steps(attempt: SignatureAttempt) -> tuple[Step, ...]:
    reached = _ORDER.index(AttemptState(attempt.state))
    words = (
        (AttemptState.PREPARED, gettext("The document is prepared for your signature")),
        (AttemptState.VALUED, gettext("Signed with your key")),
        (AttemptState.COMPLETED, gettext("Time stamp received")),
        (AttemptState.ACCEPTED, gettext("Signature and time stamp checked")),
    )
    todo = [state for state, _ in words if _ORDER.index(state) > reached]
    return tuple(
        Step(text, "done" if state not in todo else "current" if state == todo[0] else "todo")
        for state, text in words
    )


def _message(attempt: SignatureAttempt) -> str:
    if waits_for_timestamp(attempt):
        return gettext(
            "Signed, waits for its time stamp. The time-stamp authority does not answer; we keep trying by "
            "ourselves. You can close this page and come back later."
        )
    with application().database.reading() as session:
        postponed = queries.job_problem(session, TaskName.ADVANCE_SIGNATURE, attempt.id)
    if attempt.problem_code or postponed:
        return gettext("It takes longer than usual. We keep trying by ourselves; you can come back later.")
    return gettext("The signature is being made. This takes a few seconds.")
