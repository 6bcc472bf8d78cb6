"""Who is signed in. The session holds the account's id and when they signed in, nothing else about them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

from flask import g, session
from werkzeug.exceptions import Unauthorized

from service.accounts import Account, Role, account_of, require_role
from service.web.languages import choose_language, chosen_language
from service.web.parts import application

_ACCOUNT: Final = "account"
_SINCE: Final = "since"


def open_session(account: Account) -> None:
    """Sign the account in, in a session that knows nothing of the one before but the language."""
    close_session()
    session.permanent = True
    session[_ACCOUNT] = account.id
    session[_SINCE] = int(application().clock.now().timestamp())


def close_session() -> None:
    """Sign out; the chosen language stays."""
    language = chosen_language()
    session.clear()
    g.pop("account", None)
    if language:
        choose_language(language)


def visitor() -> Account | None:
    """Who is signed in, if anybody is and their session has not ended."""
    if "account" not in g:
        # Nobody, until the database says who: the page that tells of a failing database asks again.
        g.account = None
        g.account = _account()
    account: Account | None = g.account
    return account


def signed_in(*roles: Role) -> Account:
    """Who is signed in, with one of ``roles`` where any are named.

    Raises:
        Unauthorized: nobody is.
        Refusal: their role is another.
    """
    account = visitor()
    if account is None:
        raise Unauthorized
    if roles:
        require_role(account, *roles)
    return account


def _account() -> Account | None:
    account_id, since = session.get(_ACCOUNT), session.get(_SINCE)
    if not isinstance(account_id, str) or not isinstance(since, int) or _is_over(since):
        return None
    with application().database.reading() as transaction:
        account = account_of(transaction, account_id)
    in_production = application().settings.service.production
    return None if account is None or (account.development and in_production) else account


def _is_over(since: int) -> bool:
    app = application()
    ends_at = datetime.fromtimestamp(since, UTC) + timedelta(hours=app.settings.web.session_hours)
    return app.clock.now() >= ends_at
