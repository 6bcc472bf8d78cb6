"""Failures as pages in the reader's language, or as JSON for the pages' own scripts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from flask import Flask, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, Unauthorized

from service.i18n import gettext, sentence_of
from service.pipeline.access import NotThere
from service.web.request_log import log_crash, log_failure, request_id
from service.web.visitors import visitor
from signing.errors import Failure, GiveUp, Refusal, Retry

_STATUSES: Final[Mapping[str, int]] = {
    "access.role": 403,
    "annex.unknown": 404,
    "duty.none": 404,
    "duty.future": 400,
}
"""HTTP status of a refusal by its code; any other is 409: things do not stand as the page thought."""


def install(flask_app: Flask) -> None:
    """Answer every failure with a page."""
    flask_app.register_error_handler(CSRFError, _stale_page)
    flask_app.register_error_handler(Unauthorized, _sign_in_needed)
    flask_app.register_error_handler(HTTPException, _http_error)
    flask_app.register_error_handler(Refusal, _refusal)
    flask_app.register_error_handler(Retry, _retry)
    flask_app.register_error_handler(GiveUp, _give_up)
    flask_app.register_error_handler(Exception, _crash)


def wants_json() -> bool:
    """Whether a script of ours asks."""
    return request.accept_mimetypes.best == "application/json"


def error_page(
    status: int, title: str, sentence: str, *, reference: str | None = None
) -> ResponseReturnValue:
    """A failure, told plainly, with a way on."""
    if wants_json():
        return jsonify(message=sentence), status
    return render_template("error.html", title=title, sentence=sentence, reference=reference), status


def _sign_in_needed(_error: Unauthorized) -> ResponseReturnValue:
    if request.method == "GET" and not wants_json():
        return redirect(url_for("entrance.sign_in", next=request.path), 303)
    return error_page(
        401,
        gettext("Sign in again"),
        gettext("You are not signed in any more. Sign in, then repeat what you were doing."),
    )


def _stale_page(error: CSRFError) -> ResponseReturnValue:
    if visitor() is None and request.endpoint not in ("entrance.sign_in", "development.sign_in"):
        return _sign_in_needed(Unauthorized())
    return _http_error(error)


def _http_error(error: HTTPException) -> ResponseReturnValue:
    status = error.code or 500
    title, sentence = _http_words(status)
    answer = error_page(status, title, sentence)
    headers = [(name, value) for name, value in error.get_headers() if name in ("Allow", "Retry-After")]
    return (*answer, headers) if isinstance(answer, tuple) else answer


def _http_words(status: int) -> tuple[str, str]:
    words = {
        400: (
            gettext("This page has gone stale"),
            gettext("The page was open for too long or was changed. Go back, load it again and repeat."),
        ),
        403: (gettext("Not for you"), gettext("Your role does not allow this.")),
        404: (
            gettext("Page not found"),
            gettext("There is no such page, or you may not see it. Check the address or go to the start."),
        ),
        405: (
            gettext("This cannot be done so"),
            gettext("The address cannot be used this way. Go to the start."),
        ),
        413: (gettext("Too large"), gettext("What was sent is larger than this service takes. Send less.")),
    }
    return words.get(status, (gettext("That did not work"), gettext("Go back and try again.")))


def _refusal(refusal: Refusal) -> ResponseReturnValue:
    if isinstance(refusal, NotThere):
        return error_page(404, gettext("Page not found"), sentence_of(refusal))
    status = _STATUSES.get(refusal.code, 409)
    title = gettext("Not for you") if status == 403 else gettext("This cannot be done now")
    return error_page(status, title, sentence_of(refusal))


def _retry(retry: Retry) -> ResponseReturnValue:
    log_failure(retry.code)
    return error_page(503, gettext("Try again in a moment"), sentence_of(retry))


def _give_up(failure: Failure) -> ResponseReturnValue:
    log_failure(failure.code)
    return _out_of_order()


def _crash(bug: Exception) -> ResponseReturnValue:
    log_crash(bug)
    return _out_of_order()


def _out_of_order() -> ResponseReturnValue:
    sentence = gettext("Something went wrong on our side. What you saved is safe. Try again later.")
    return error_page(500, gettext("Something went wrong"), sentence, reference=request_id())
