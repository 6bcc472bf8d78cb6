"""Filling a form: what is typed is kept at every step, right or wrong."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from service.annexes.findings import Finding
from service.db.tables import Document
from service.i18n import gettext, sentence_of
from service.pipeline.drafts import save_draft
from service.pipeline.issuing import request_issue
from service.pipeline.making import DataRefused
from service.pipeline.stages import Stage, stage_of
from service.web.forms.values import data_from_form
from service.web.forms.view import form_view
from service.web.moments import time_words
from service.web.owned import address_of, applicant, owned
from service.web.parts import application, wake_worker
from service.web.problems import problem_words
from signing.errors import Refusal

pages: Final = Blueprint("filling", __name__, url_prefix="/documents/<document_id>")


@pages.get("/form")
def form(document_id: str) -> ResponseReturnValue:
    """The form with what was typed so far."""
    row = owned(document_id)
    if stage_of(row) is not Stage.DRAFT:
        return redirect(address_of(row), 303)
    return _page(row, row.data)


@pages.post("/form")
def send(document_id: str) -> ResponseReturnValue:
    """Keep the form; with ``next``, check it and ask for the document."""
    row = owned(document_id)
    typed = _typed(row)
    try:
        row = _save(document_id, typed)
    except Refusal as refusal:
        return _not_saved(row, typed, refusal)
    if request.form.get("action") != "next":
        flash(_saved_words(row))
        return redirect(url_for("filling.form", document_id=document_id), 303)
    try:
        request_issue(application(), applicant(), document_id)
    except DataRefused as refused:
        return _page(row, typed, findings=refused.findings), 422
    wake_worker()
    return redirect(url_for("documents.making", document_id=document_id), 303)


@pages.post("/draft.json")
def autosave(document_id: str) -> ResponseReturnValue:
    """Keep the form, for the page's script."""
    row = _save(document_id, _typed(owned(document_id)))
    return jsonify(version=row.data_version, message=_saved_words(row))


def _typed(row: Document) -> dict[str, Any]:
    annex = application().catalogue.find(row.annex_code)
    return data_from_form(annex.definition.fields, request.form)


def _save(document_id: str, typed: dict[str, Any]) -> Document:
    account, app = applicant(), application()
    seen_version = request.form.get("version", type=int) or 0
    with app.database.writing() as session:
        return save_draft(
            session, account, document_id, typed, seen_version=seen_version, now=app.clock.now()
        )


def _not_saved(row: Document, typed: dict[str, Any], refusal: Refusal) -> ResponseReturnValue:
    """A second click finds the document asked for already; otherwise what was typed stays on the page."""
    if refusal.code == "draft.issued" and row.data == typed:
        return redirect(address_of(row), 303)
    if refusal.code == "draft.changed_elsewhere":
        return _page(row, typed, conflict=sentence_of(refusal)), 409
    raise refusal


def _saved_words(row: Document) -> str:
    return gettext("Saved at %(time)s") % {"time": time_words(row.changed_at)}


def _page(
    row: Document,
    data: Mapping[str, Any],
    *,
    findings: tuple[Finding, ...] = (),
    conflict: str | None = None,
) -> str:
    annex = application().catalogue.find(row.annex_code)
    return render_template(
        "form.html",
        row=row,
        annex=annex.definition,
        form=form_view(annex.definition, data, findings),
        conflict=conflict,
        version=request.form.get("version", type=int) if conflict else row.data_version,
        problem=_problem(row),
    )


def _problem(row: Document) -> str | None:
    """Why the document could not be made of this draft; what only an operator can mend, not in detail."""
    if row.problem is None:
        return None
    if row.problem["code"].startswith("data."):
        return problem_words(row.problem)
    return gettext("Something went wrong on our side. What you saved is safe. Try again later.")
