"""Leave to see the pages of an archive entry: given with the logged view, so that none is seen unlogged."""

from __future__ import annotations

from typing import Final

from flask import current_app
from itsdangerous import BadSignature, URLSafeTimedSerializer

from service.accounts import Account
from service.db.tables import ArchiveEntry
from service.pipeline.access import NotThere
from service.web.parts import application

_SECONDS: Final = 3600


def leave_to_look(account: Account, entry_id: str) -> str:
    """A token with which this account sees the entry's pages for an hour."""
    return _serializer().dumps([account.id, entry_id])


def may_look(account: Account, entry_id: str, leave: str) -> ArchiveEntry:
    """The entry.

    Raises:
        NotThere: the leave is another account's, another entry's, too old or made up.
    """
    try:
        given = _serializer().loads(leave, max_age=_SECONDS)
    except BadSignature:
        given = None
    if given != [account.id, entry_id]:
        raise NotThere("archive.none", "There is no such entry in the archive.")
    with application().database.reading() as session:
        return session.get_one(ArchiveEntry, entry_id)


def _serializer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.secret_key or "", salt="archive-pages")
