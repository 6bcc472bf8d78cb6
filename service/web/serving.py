"""Serves the pages over HTTP with waitress."""

from __future__ import annotations

import socket
import sys

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
    listening = _listen(host, port)
    server = create_server(
        flask_app,
        sockets=[listening],
        threads=threads,
        ident=None,
        max_request_body_size=flask_app.config["MAX_CONTENT_LENGTH"],
        clear_untrusted_proxy_headers=True,
    )
    try:
        shown_host = f"[{host}]" if ":" in host else host
        sys.stderr.write(f"pielikums: http://{shown_host}:{listening.getsockname()[1]}\n")
        sys.stderr.flush()
        server.run()
    finally:
        server.close()


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise GiveUp(
            "web.address",
            "The address %(host)s, port %(port)d, cannot be listened on: %(reason)s. "
            "Set web.host and web.port.",
            host=host,
            port=port,
            reason=error.strerror or type(error).__name__,
        ) from error
