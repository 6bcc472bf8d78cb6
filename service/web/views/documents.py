"""A person's own documents: the list, beginning one, and waiting while it is made."""

from __future__ import annotations

from typing import Final

from flask import Blueprint, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from service.accounts import Role
from service.annexes.definition import AnnexDefinition
from service.db.tables import Document
from service.i18n import gettext
from service.pipeline.access import own_document
from service.pipeline.drafts import create_draft, reopen
from service.pipeline.stages import Stage, stage_of
from service.queue import TaskName
from service.web import queries
from service.web.forms.values import initial_data
from service.web.owned import address_of, applicant, owned
from service.web.parts import application
from service.web.people import subject_name
from service.web.stages import standing_of
from signing.errors import Refusal

pages: Final = Blueprint("documents", __name__, url_prefix="/documents")


@pages.get("")
def own() -> ResponseReturnValue:
    """Own documents with stage and next step, and the forms that the visitor's role fills."""
    account, app = applicant(), application()
    with app.database.reading() as session:
        rows = queries.own_documents(session, account)
        attempts = queries.newest_attempts(session, [row.id for row in rows])
    entries = [
        {
            "row": row,
            "annex": app.catalogue.find(row.annex_code).definition,
            "subject": subject_name(app.catalogue.find(row.annex_code), row.data),
            "standing": standing_of(row, attempts.get(row.id)),
        }
        for row in rows
    ]
    return render_template("documents.html", entries=entries, forms=_forms_for(account.role))


@pages.post("")
def create() -> ResponseReturnValue:
    """Begin a form; one that was begun and not touched yet serves again."""
    account, app = applicant(), application()
    annex = app.catalogue.find(request.form["annex"])
    if annex.definition not in _forms_for(account.role):
        raise Refusal("access.role", "Your role does not allow this.")
    data = initial_data(annex.definition.fields, app.settings.form_defaults)
    with app.database.writing() as session:
        row = queries.untouched_draft(session, account, annex.code, data) or create_draft(
            session, account, annex, data, app.clock.now()
        )
    return redirect(url_for("filling.form", document_id=row.id), 303)


@pages.get("/<document_id>")
def show(document_id: str) -> ResponseReturnValue:
    """To the page that fits where the document stands."""
    return redirect(address_of(owned(document_id)), 303)


@pages.get("/<document_id>/making")
def making(document_id: str) -> ResponseReturnValue:
    """The document is being made: wait for it."""
    row = owned(document_id)
    if stage_of(row) is not Stage.PREPARING:
        return redirect(address_of(row), 303)
    return render_template("making.html", row=row, message=_making_message(row))


@pages.get("/<document_id>/making.json")
def making_status(document_id: str) -> ResponseReturnValue:
    """The same for the page's script."""
    row = owned(document_id)
    if stage_of(row) is Stage.PREPARING:
        return jsonify(location=None, message=_making_message(row))
    return jsonify(location=address_of(row), message="")


@pages.post("/<document_id>/correct")
def correct(document_id: str) -> ResponseReturnValue:
    """Back to the form; asking again leads to the same draft."""
    account, app = applicant(), application()
    with app.database.writing() as session:
        row = own_document(session, account, document_id)
        draft = queries.successor_of(session, row.id) or reopen(
            session, account, app.catalogue.find(row.annex_code), row.id, app.clock.now()
        )
    return redirect(url_for("documents.show", document_id=draft.id), 303)


def _forms_for(role: Role) -> tuple[AnnexDefinition, ...]:
    """The applications that the role fills; other forms belong to a portfolio and cannot begin one."""
    definitions = (annex.definition for annex in application().catalogue.values())
    return tuple(form for form in definitions if form.opens_portfolio and role in form.filled_by)


def _making_message(row: Document) -> str:
    with application().database.reading() as session:
        problem = queries.job_problem(session, TaskName.ISSUE_DOCUMENT, row.id)
    if problem is None:
        return gettext("The document is being made. This takes a few seconds.")
    return gettext("It takes longer than usual. We keep trying by ourselves; you can come back later.")
