"""The provider's work: received applications, registering and refusing them, and duties that follow."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import Any, Final

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from service.accounts import Account, Role
from service.clock import day_of
from service.db.tables import Document
from service.i18n import gettext
from service.pipeline.access import document_for
from service.pipeline.registration import (
    GROUND_WORDING,
    RefusalGround,
    decided_applications,
    duties_of,
    fulfil_duty,
    received_applications,
    refuse,
    register,
)
from service.pipeline.stages import Stage, stage_of
from service.web import queries
from service.web.answers import page_count_of, page_image, pdf_answer, revision_of
from service.web.forms.reading import reading_view
from service.web.moments import days_between
from service.web.parts import application, wake_worker
from service.web.people import applicant_name, subject_name
from service.web.verdicts import signatures_of, verdict_of
from service.web.visitors import signed_in

pages: Final = Blueprint("applications", __name__, url_prefix="/applications")


def provider() -> Account:
    """Who is signed in, if they are the provider's."""
    return signed_in(Role.PROVIDER)


@pages.get("")
def received() -> ResponseReturnValue:
    """Applications that wait, oldest first, and duties that are not done."""
    account, app = provider(), application()
    with app.database.reading() as session:
        rows = received_applications(session, account)
        duties = queries.open_duties(session)
    return render_template(
        "applications.html",
        entries=[_entry(row) for row in rows],
        duties=[{"duty": duty, **_entry(row)} for duty, row in duties],
        today=_today(),
    )


@pages.get("/decided")
def decided() -> ResponseReturnValue:
    """Applications registered or refused, newest first."""
    account = provider()
    with application().database.reading() as session:
        rows = decided_applications(session, account)
    return render_template("decided.html", entries=[_entry(row) for row in rows])


@pages.get("/<document_id>")
def show(document_id: str) -> ResponseReturnValue:
    """One application: its pages, its signature, and what to decide."""
    row = _seen(document_id)
    app = application()
    annex = app.catalogue.find(row.annex_code)
    with app.database.reading() as session:
        report = queries.newest_report(session, row.id)
        duties = duties_of(session, [row.id]).get(row.id, [])
    return render_template(
        "application.html",
        **_entry(row),
        stage=stage_of(row),
        verdict=verdict_of(report) if report else None,
        signatures=signatures_of(report),
        duties=duties,
        today=_today(),
        ground=GROUND_WORDING[RefusalGround(row.refusal_ground)] if row.refusal_ground else None,
        page_count=page_count_of(revision_of(row)),
        passages=reading_view(annex.definition, row.data),
    )


@pages.post("/<document_id>/register")
def registering(document_id: str) -> ResponseReturnValue:
    """Give the next portfolio number; a second click finds the number given."""
    register(application(), provider(), document_id)
    wake_worker()
    return redirect(url_for("applications.show", document_id=document_id), 303)


@pages.route("/<document_id>/refuse", methods=["GET", "POST"])
def refusing(document_id: str) -> ResponseReturnValue:
    """Choose the ground, look at it again, then refuse."""
    row = _seen(document_id)
    if stage_of(row) is not Stage.RECEIVED:
        return redirect(url_for("applications.show", document_id=document_id), 303)
    ground = _ground(request.form.get("ground", ""))
    note = request.form.get("note", "").strip()
    step = request.form.get("step", "choose")
    if ground is None or step == "choose":
        missing = step != "choose" and ground is None
        page = _refusal_page("refuse.html", row, ground=ground, note=note, missing=missing)
        return page, 422 if missing else 200
    if step != "confirm":
        return _refusal_page("refuse_confirm.html", row, ground=ground, note=note, missing=False)
    refuse(application(), provider(), document_id, ground, note)
    return redirect(url_for("applications.show", document_id=document_id), 303)


@pages.post("/duties/<duty_id>")
def duty_done(duty_id: str) -> ResponseReturnValue:
    """Note on which day a duty was done."""
    account = provider()
    done_on = None
    with suppress(ValueError):
        done_on = date.fromisoformat(request.form.get("done_on", ""))
    if done_on is None:
        flash(gettext("The day was not noted: give a date that exists, written YYYY-MM-DD."), "bad")
    else:
        fulfil_duty(application(), account, duty_id, done_on)
        flash(gettext("Noted: the parents, guardian or custodian have been told."))
    return redirect(url_for("applications.received"), 303)


@pages.get("/<document_id>/pages/<int:number>.png")
def page(document_id: str, number: int) -> ResponseReturnValue:
    """One page as a picture; pages count from 1."""
    return page_image(revision_of(_seen(document_id)), number)


@pages.get("/<document_id>/signed.pdf")
def download(document_id: str) -> ResponseReturnValue:
    """The signed application."""
    row = _seen(document_id)
    return pdf_answer(revision_of(row), row.annex_code, download=True)


def _seen(document_id: str) -> Document:
    account = provider()
    with application().database.reading() as session:
        return document_for(session, account, document_id)


def _entry(row: Document) -> dict[str, Any]:
    app = application()
    annex = app.catalogue.find(row.annex_code)
    return {
        "row": row,
        "annex": annex.definition,
        "applicant": applicant_name(annex, row.data),
        "subject": subject_name(annex, row.data),
        "age_days": days_between(row.signed_at, app.clock.now()) if row.signed_at else 0,
    }


def _today() -> date:
    app = application()
    return day_of(app.clock.now(), app.settings.service.time_zone)


def _ground(value: str) -> RefusalGround | None:
    return RefusalGround(value) if value in set(RefusalGround) else None


def _refusal_page(
    template: str, row: Document, *, ground: RefusalGround | None, note: str, missing: bool
) -> str:
    return render_template(
        template, **_entry(row), grounds=GROUND_WORDING, ground=ground, note=note, missing=missing
    )
