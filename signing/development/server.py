"""The HTTP server of the development authority, on loopback only."""

from __future__ import annotations

import socket
import sys
import threading
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Final, Self
from urllib.parse import urlsplit

from signing.development.authority import DevelopmentAuthority
from signing.development.desk import Answer, Desk
from signing.development.faults import Faults

LOOPBACK: Final = "127.0.0.1"
_LARGEST_REQUEST: Final = 64 * 1024
_IDLE_SECONDS: Final = 60


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    timeout = _IDLE_SECONDS
    wbufsize = -1
    server: _Server

    def do_GET(self) -> None:
        self._send(self.server.desk.get(urlsplit(self.path).path))

    def do_POST(self) -> None:
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal() or int(length) > _LARGEST_REQUEST:
            self.close_connection = True
            self._send(Answer(413, "text/plain", b"DEVELOPMENT authority: too large\n"))
            return
        body = self.rfile.read(int(length))
        media_type = self.headers.get_content_type()
        self._send(self.server.desk.post(urlsplit(self.path).path, media_type, body))

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.media_type)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        self.wfile.write(answer.body)

    def version_string(self) -> str:
        return "pielikums-DEVELOPMENT-authority"

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  the name is the standard library's
        """Keep quiet: requests carry what is being signed."""


class _Server(ThreadingHTTPServer):
    """Knows its open connections, so that stopping it really ends the service."""

    daemon_threads = True
    desk: Desk

    def __init__(self, port: int) -> None:
        self._connections: set[socket.socket] = set()
        self._lock = threading.Lock()
        super().__init__((LOOPBACK, port), _Handler)

    def process_request(self, request: Any, client_address: Any) -> None:
        with self._lock:
            self._connections.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        with self._lock:
            self._connections.discard(request)
        super().shutdown_request(request)

    def hang_up(self) -> None:
        """End all open connections; their threads then finish by themselves."""
        with self._lock:
            for connection in self._connections:
                with suppress(OSError):  # the client may have gone first
                    connection.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Report what went wrong here, but not that a client went away."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class AuthorityServer:
    """Listens from the start and serves an authority once it has one.

    It listens first, so that an authority can be made for a port that the system chose. Use it as a context
    manager, or call ``stop``.
    """

    def __init__(self, port: int = 0) -> None:
        """Listen on a loopback port, 0 for any that is free.

        :raises OSError: the port is taken.
        """
        self._server = _Server(port)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

    @property
    def base_url(self) -> str:
        """Where it listens, such as ``http://127.0.0.1:8571``."""
        return f"http://{LOOPBACK}:{self._server.server_port}"

    @property
    def faults(self) -> Faults:
        """What is wrong with the service at present; may be set while it serves."""
        return self._server.desk.faults

    @faults.setter
    def faults(self, faults: Faults) -> None:
        self._server.desk.faults = faults

    def serve(self, authority: DevelopmentAuthority, faults: Faults | None = None) -> None:
        """Serve ``authority`` in a thread of its own, until stopped."""
        self._server.desk = Desk(authority, faults or Faults())
        self._thread.start()

    def stop(self) -> None:
        """Stop listening and end open connections."""
        if self._thread.is_alive():
            self._server.shutdown()
            self._thread.join()
        self._server.server_close()
        self._server.hang_up()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.stop()
