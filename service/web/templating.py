"""What page templates can use besides what their view gives them."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask, request, url_for
from jinja2 import StrictUndefined

from service.accounts import Role
from service.annexes.definition import Words
from service.i18n import gettext, language, ngettext
from service.web import moments
from service.web.addresses import home_of
from service.web.parts import application
from service.web.visitors import visitor


def install(flask_app: Flask) -> None:
    """Teach the templates languages, days, words and addresses."""
    environment = flask_app.jinja_env
    environment.undefined = StrictUndefined
    environment.trim_blocks = environment.lstrip_blocks = True
    environment.add_extension("jinja2.ext.i18n")
    environment.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    environment.filters.update(
        said=said, day=moments.day_words, moment=moments.moment_words, clock_time=moments.time_words
    )
    environment.globals.update(Role=Role, home_of=home_of, static_url=static_url)
    flask_app.context_processor(_context)


def said(words: Words) -> str:
    """The words in the reader's language."""
    return words.in_language(language())


def static_url(name: str) -> str:
    """Address of a file of ours that changes with its content, so that browsers may keep it."""
    return url_for("static", filename=name, v=_fingerprint(name))


@cache
def _fingerprint(name: str) -> str:
    content = (Path(__file__).parent / "static" / name).read_bytes()
    return hashlib.sha256(content).hexdigest()[:10]


def _context() -> dict[str, Any]:
    settings = application().settings
    return {
        "language": language(),
        "visitor": visitor(),
        "production": settings.service.production,
        "provider_name": settings.provider.name,
        "here": _here(),
    }


def _here() -> str:
    """The page to come back to after a switch of language: this one, where it can be asked for again."""
    rule = request.url_rule
    return request.path if rule is not None and "GET" in (rule.methods or ()) else url_for("entrance.start")
