"""The reader's language: chosen by a switch and kept in the session, else that of the settings."""

from __future__ import annotations

from typing import Final

from flask import Flask, session

from service.i18n import LANGUAGES, set_language
from service.web.parts import application

_KEY: Final = "language"


def install(flask_app: Flask) -> None:
    """Speak the reader's language from the start of each request."""
    flask_app.before_request(_speak)


def chosen_language() -> str | None:
    """What the reader chose, if they did."""
    code = session.get(_KEY)
    return code if code in LANGUAGES else None


def choose_language(code: str) -> None:
    """Keep the reader's choice; one that the service does not speak is passed over."""
    if code in LANGUAGES:
        session[_KEY] = code


def _speak() -> None:
    set_language(chosen_language() or application().settings.service.language)
