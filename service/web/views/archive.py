"""The archive: finding entries, looking at them, checking them anew and taking them out."""

from __future__ import annotations

from typing import Any, Final

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from service.accounts import Account, Role
from service.db.tables import ArchiveEntry
from service.events import Action
from service.i18n import gettext
from service.pipeline.finding import Found, entry_for, find_archived
from service.web.answers import page_count_of, page_image, pdf_answer, report_answer
from service.web.looks import leave_to_look, may_look
from service.web.parts import application
from service.web.verdicts import signatures_of, verdict_of
from service.web.visitors import signed_in

pages: Final = Blueprint("archive", __name__, url_prefix="/archive")


def archivist() -> Account:
    """Who is signed in, if they may look into the archive."""
    return signed_in(Role.ARCHIVIST, Role.PROVIDER)


@pages.route("", methods=["GET", "POST"])
def search() -> ResponseReturnValue:
    """Entries that a query finds. Queries are posted: they are personal data and stay out of addresses."""
    account, app = archivist(), application()
    query = request.form.get("query", "").strip()
    with app.database.reading() as session:
        found = find_archived(session, account, query)
    return render_template("archive.html", query=query, entries=[_result(item) for item in found])


@pages.get("/<entry_id>")
def show(entry_id: str) -> ResponseReturnValue:
    """One entry with its stored validation."""
    entry = entry_for(application(), archivist(), entry_id, Action.VIEWED)
    return _page(entry, entry.report, fresh=False)


@pages.post("/<entry_id>/verify")
def verify(entry_id: str) -> ResponseReturnValue:
    """The same with a validation made now."""
    app = application()
    entry = entry_for(app, archivist(), entry_id, Action.VERIFIED)
    report = app.signing.validate(
        app.archive.get(entry.store_key), moment=app.clock.now(), name=entry.store_key
    )
    return _page(entry, report.to_dict(), fresh=True)


@pages.get("/<entry_id>/signed.pdf")
def download(entry_id: str) -> ResponseReturnValue:
    """The archived document."""
    entry = entry_for(application(), archivist(), entry_id, Action.DOWNLOADED)
    return pdf_answer(_archived_pdf(entry), f"{entry.portfolio_number}-{entry.annex_code}", download=True)


@pages.get("/<entry_id>/report.json")
def report(entry_id: str) -> ResponseReturnValue:
    """The validation report that was stored with it."""
    entry = entry_for(application(), archivist(), entry_id, Action.DOWNLOADED)
    return report_answer(entry.report, f"{entry.portfolio_number}-{entry.annex_code}")


@pages.get("/<entry_id>/pages/<int:number>.png")
def page(entry_id: str, number: int) -> ResponseReturnValue:
    """One page as a picture, for who has opened the entry; pages count from 1."""
    entry = may_look(archivist(), entry_id, request.args.get("leave", ""))
    return page_image(_archived_pdf(entry), number)


def _page(entry: ArchiveEntry, report: dict[str, Any], *, fresh: bool) -> str:
    return render_template(
        "entry.html",
        entry=entry,
        annex=application().catalogue.find(entry.annex_code).definition,
        verdict=verdict_of(report),
        signatures=signatures_of(report),
        warnings=[gettext(warning) for warning in report.get("warnings", ())],
        fresh=fresh,
        checked_at=application().clock.now() if fresh else entry.archived_at,
        page_count=page_count_of(_archived_pdf(entry)),
        leave=leave_to_look(archivist(), entry.id),
        here=url_for("archive.show", entry_id=entry.id),
    )


def _archived_pdf(entry: ArchiveEntry) -> bytes:
    return application().archive.get(entry.store_key)


def _result(found: Found) -> dict[str, Any]:
    annex = application().catalogue.find(found.entry.annex_code)
    names = dict.fromkeys(name for _role, name in found.people)
    return {
        "entry": found.entry,
        "annex": annex.definition,
        "people": tuple(names),
        "verdict": verdict_of(found.entry.report),
    }
