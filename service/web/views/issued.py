"""An issued document before its owner: the preview, then the receipt."""

from __future__ import annotations

from typing import Final

from flask import Blueprint, redirect, render_template
from flask.typing import ResponseReturnValue

from service.annexes.catalogue import Annex
from service.pipeline.registration import GROUND_WORDING, RefusalGround
from service.pipeline.stages import Stage, stage_of
from service.web import queries
from service.web.answers import page_count_of, page_image, pdf_answer, revision_of
from service.web.forms.reading import reading_view
from service.web.owned import FINISHED, address_of, applicant, owned
from service.web.parts import application
from service.web.people import subject_name
from service.web.stages import IN_PROGRESS
from service.web.verdicts import signatures_of

pages: Final = Blueprint("issued", __name__, url_prefix="/documents/<document_id>")


@pages.get("/preview")
def preview(document_id: str) -> ResponseReturnValue:
    """The very pages that will be signed."""
    row = owned(document_id)
    if stage_of(row) is not Stage.TO_SIGN:
        return redirect(address_of(row), 303)
    app = application()
    annex = app.catalogue.find(row.annex_code)
    with app.database.reading() as session:
        attempt = queries.newest_attempts(session, [row.id]).get(row.id)
    return render_template(
        "preview.html",
        row=row,
        annex=annex.definition,
        role=_own_role(annex),
        in_progress=attempt if attempt is not None and attempt.state in IN_PROGRESS else None,
        page_count=page_count_of(revision_of(row)),
        passages=reading_view(annex.definition, row.data),
    )


@pages.get("/receipt")
def receipt(document_id: str) -> ResponseReturnValue:
    """What was sent, who signed it and when, and what happens next."""
    row = owned(document_id)
    if stage_of(row) not in FINISHED:
        return redirect(address_of(row), 303)
    app = application()
    annex = app.catalogue.find(row.annex_code)
    with app.database.reading() as session:
        report = queries.newest_report(session, row.id)
    return render_template(
        "receipt.html",
        row=row,
        stage=stage_of(row),
        annex=annex.definition,
        subject=subject_name(annex, row.data),
        signatures=signatures_of(report),
        ground=GROUND_WORDING[RefusalGround(row.refusal_ground)] if row.refusal_ground else None,
    )


@pages.get("/pages/<int:number>.png")
def page(document_id: str, number: int) -> ResponseReturnValue:
    """One page as a picture; pages count from 1."""
    return page_image(revision_of(owned(document_id)), number)


@pages.get("/document.pdf")
def view(document_id: str) -> ResponseReturnValue:
    """The document as it stands, to look at."""
    row = owned(document_id)
    return pdf_answer(revision_of(row), row.annex_code, download=False)


@pages.get("/signed.pdf")
def download(document_id: str) -> ResponseReturnValue:
    """The signed document, to keep."""
    row = owned(document_id)
    if stage_of(row) not in FINISHED:
        return redirect(address_of(row), 303)
    return pdf_answer(revision_of(row), row.annex_code, download=True)


def _own_role(annex: Annex) -> str | None:
    """The role in which the visitor signs this annex, if any."""
    role = applicant().role
    return next((signer.role for signer in annex.definition.signers if signer.role == role), None)
