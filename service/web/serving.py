"""Serves the pages over HTTP with waitress."""

from __future__ import annotations

import sys
from typing import Any

from flask import Flask
from waitress.server import create_server  # type: ignore[import-untyped]

from signing.errors import GiveUp


def serve(flask_app: Flask, host: str, port: int, threads: int) -> None:
    """Listen and answer until the process is interrupted; says on standard error where, once it listens.

    Args:
        port: 0 takes any free one.

    Raises:
        GiveUp: the address or port cannot be had.
    """
    server = _listen(flask_app, host, port, threads)
    try:
        sys.stderr.write(f"pielikums: http://{host}:{bound_port(server)}\n")
        sys.stderr.flush()
        server.run()
    finally:
        server.close()


def _listen(flask_app: Flask, host: str, port: int, threads: int) -> Any:
    try:
        return create_server(
            flask_app,
            host=host,
            port=port,
            threads=threads,
            ident=None,
            max_request_body_size=flask_app.config["MAX_CONTENT_LENGTH"],
            clear_untrusted_proxy_headers=True,
        )
    except OSError as error:
        raise GiveUp(
            "web.address",
            "The address %(host)s, port %(port)d, cannot be listened on: %(reason)s. "
            "Set web.host and web.port.",
            host=host,
            port=port,
            reason=error.strerror or type(error).__name__,
        ) from error


def bound_port(server: Any) -> int:
    """The port that a waitress server listens on, also when it listens on several addresses."""
    listening = getattr(server, "effective_listen", None)
    return int(listening[0][1] if listening else server.effective_port)
