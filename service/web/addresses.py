"""Addresses within this service."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from flask import url_for

from service.accounts import Role

_HOMES: Final = {
    Role.LEGAL_REPRESENTATIVE: "documents.own",
    Role.CHILD: "documents.own",
    Role.PROVIDER: "applications.received",
    Role.ARCHIVIST: "archive.search",
}


def home_of(role: Role) -> str:
    """Where somebody of the role begins."""
    return url_for(_HOMES[role])


def local_path(address: str | None) -> str | None:
    """The address if it is a path of this very service: nobody is led elsewhere."""
    if not address or not address.startswith("/") or address.startswith(("//", "/\\")):
        return None
    parts = urlsplit(address)
    return address if not parts.scheme and not parts.netloc and address.isprintable() else None
