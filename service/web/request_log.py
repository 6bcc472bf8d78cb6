"""One line for each request: what was asked, how it ended and how long it took. No contents, no queries."""

from __future__ import annotations

import time
from typing import Final
from uuid import uuid4

from flask import Flask, g, request
from werkzeug.wrappers import Response

from service.logs import get_logger, places_of

_log: Final = get_logger("pielikums.web")


def install(flask_app: Flask) -> None:
    """Give each request an id and log its end."""
    flask_app.before_request(_begin)
    flask_app.after_request(_end)


def request_id() -> str:
    """The id of the request at hand, for the log and for the person who reports a fault."""
    identifier: str = g.request_id
    return identifier


def log_crash(bug: BaseException) -> None:
    """Log where the fault arose. Its message is left out: it may hold what somebody typed."""
    error = type(bug).__name__
    _log.error("request.crashed", request_id=request_id(), error=error, places=places_of(bug))


def log_failure(code: str) -> None:
    """Log a failure that an operator may have to act on."""
    _log.warning("request.failed", request_id=request_id(), code=code)


def _begin() -> None:
    g.request_id = uuid4().hex[:12]
    g.began = time.monotonic()


def _end(response: Response) -> Response:
    response.headers["X-Request-ID"] = request_id()
    _log.info(
        "request",
        request_id=request_id(),
        method=request.method,
        route=request.url_rule.rule if request.url_rule else None,
        status=response.status_code,
        milliseconds=round((time.monotonic() - g.began) * 1000),
    )
    return response
