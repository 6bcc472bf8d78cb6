"""The way in and out, and the choice of language."""

from __future__ import annotations

from typing import Final

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from service.accounts import Account, Role, all_accounts
from service.i18n import gettext
from service.web.addresses import home_of, local_path
from service.web.languages import choose_language
from service.web.parts import application
from service.web.visitors import close_session, visitor

pages: Final = Blueprint("entrance", __name__)


@pages.get("/")
def start() -> ResponseReturnValue:
    """To where the visitor's work is."""
    account = visitor()
    return redirect(home_of(account.role) if account else url_for("entrance.sign_in"), 303)


@pages.get("/sign-in")
def sign_in() -> ResponseReturnValue:
    """The ways to sign in."""
    account = visitor()
    if account is not None:
        return redirect(home_of(account.role), 303)
    app = application()
    accounts: tuple[Account, ...] = ()
    if not app.settings.service.production:
        with app.database.reading() as session:
            accounts = tuple(account for account in all_accounts(session) if account.development)
    order = list(Role)
    return render_template(
        "sign_in.html",
        accounts=sorted(accounts, key=lambda account: order.index(account.role)),
        role_words=_role_words(),
        next_path=local_path(request.args.get("next")),
    )


@pages.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    """End the session."""
    close_session()
    return redirect(url_for("entrance.sign_in"), 303)


@pages.post("/language")
def switch_language() -> ResponseReturnValue:
    """Speak another language from now on, on the page that the reader was on."""
    choose_language(request.form["language"])
    return redirect(local_path(request.form.get("next")) or url_for("entrance.start"), 303)


def _role_words() -> dict[Role, str]:
    return {
        Role.LEGAL_REPRESENTATIVE: gettext("Legal representative: applies for a child"),
        Role.CHILD: gettext("Child of 15 or more: applies in person"),
        Role.PROVIDER: gettext("Provider: registers or refuses applications"),
        Role.ARCHIVIST: gettext("Archivist: finds and checks what is archived"),
    }
