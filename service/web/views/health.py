"""For machines that watch the service."""

from __future__ import annotations

from typing import Final

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from service.web.parts import application
from signing.errors import Failure

pages: Final = Blueprint("health", __name__, url_prefix="/health")


@pages.get("/live")
def live() -> ResponseReturnValue:
    """The process answers."""
    return "ok", {"Content-Type": "text/plain; charset=utf-8"}


@pages.get("/ready")
def ready() -> ResponseReturnValue:
    """The parts that every request needs are there."""
    try:
        application().database.check()
    except Failure as failure:
        return jsonify(ready=False, checks={"database": failure.code}), 503
    return jsonify(ready=True, checks={"database": "ok"})
