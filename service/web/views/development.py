"""Stand-ins for development: accounts without passwords and a provider that signs with test keys.

These pages are not there in production.
"""

from __future__ import annotations

from typing import Any, Final

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from service.accounts import account_of
from service.annexes.catalogue import Annex
from service.annexes.definition import value_at
from service.db.tables import Document, SignatureAttempt
from service.domain.personal_code import NotAPersonalCode, parse_personal_code
from service.i18n import gettext
from service.pipeline.signing import AttemptState, attempt_for, cancel, choose
from service.web.addresses import home_of, local_path
from service.web.parts import application, wake_worker
from service.web.people import signer_of
from service.web.visitors import open_session, signed_in
from signing.errors import Refusal

pages: Final = Blueprint("development", __name__, url_prefix="/development")

_NAMES: Final = ("given_name", "surname", "personal_code")


@pages.post("/sign-in")
def sign_in() -> ResponseReturnValue:
    """Sign in as a development account."""
    with application().database.reading() as session:
        account = account_of(session, request.form["account"])
    if account is None or not account.development:
        raise Refusal("account.unknown", "There is no such development account.")
    open_session(account)
    return redirect(local_path(request.form.get("next")) or home_of(account.role), 303)


@pages.get("/provider/<attempt_id>")
def provider(attempt_id: str) -> ResponseReturnValue:
    """The page on which a real provider would ask the signer to confirm."""
    with application().database.reading() as session:
        attempt, row, annex = _asked(session, attempt_id)
    if attempt.state != AttemptState.REQUESTED:
        return redirect(url_for("signing.progress", attempt_id=attempt_id), 303)
    return _page(attempt, row, annex, typed={}, errors={})


@pages.post("/provider/<attempt_id>/confirm")
def confirm(attempt_id: str) -> ResponseReturnValue:
    """The signer confirmed, as the person whom the form names or as somebody else."""
    with application().database.reading() as session:
        attempt, row, annex = _asked(session, attempt_id)
    if request.form.get("who") == "other":
        choice = {name: request.form.get(name, "").strip() for name in _NAMES}
        errors = _check_person(choice)
        if errors:
            return _page(attempt, row, annex, typed=choice, errors=errors), 422
    else:
        person = _expected(attempt, row, annex)
        choice = {name: str(person.get(name, "")) for name in _NAMES}
    choose(application(), signed_in(), attempt_id, choice)
    wake_worker()
    return redirect(url_for("signing.progress", attempt_id=attempt_id), 303)


@pages.post("/provider/<attempt_id>/cancel")
def decline(attempt_id: str) -> ResponseReturnValue:
    """The signer turned back."""
    cancel(application(), signed_in(), attempt_id)
    return redirect(url_for("signing.progress", attempt_id=attempt_id), 303)


def _asked(session: Session, attempt_id: str) -> tuple[SignatureAttempt, Document, Annex]:
    attempt = attempt_for(session, signed_in(), attempt_id)
    row = session.get_one(Document, attempt.document_id)
    return attempt, row, application().catalogue.find(row.annex_code)


def _expected(attempt: SignatureAttempt, row: Document, annex: Annex) -> dict[str, Any]:
    signer = signer_of(annex, attempt.role)
    person = value_at(row.data, signer.person) if signer else None
    return person if isinstance(person, dict) else {}


def _check_person(choice: dict[str, str]) -> dict[str, str]:
    errors = {name: gettext("Fill this in.") for name, text in choice.items() if not text}
    try:
        parse_personal_code(choice["personal_code"])
    except NotAPersonalCode:
        errors["personal_code"] = gettext(
            "A personal code is eleven digits, such as 010190-12345. Check what was typed."
        )
    return errors


def _page(
    attempt: SignatureAttempt, row: Document, annex: Annex, *, typed: dict[str, str], errors: dict[str, str]
) -> str:
    return render_template(
        "provider.html",
        attempt=attempt,
        row=row,
        annex=annex.definition,
        person=_expected(attempt, row, annex),
        typed=typed,
        errors=errors,
    )
