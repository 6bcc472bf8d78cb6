"""Whom we speak to over HTTP, and what we take from them."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from signing.fetching import Fetcher, Unreachable


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/moved":
            self.send_response(302)
            self.send_header("Location", "/good")
            self.end_headers()
        elif self.path == "/long":
            self._answer(200, "application/octet-stream", bytes(5 * 1024 * 1024))
        else:
            self._answer(200 if self.path == "/good" else 500, "application/octet-stream", b"good")

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self._answer(200, "application/ocsp-response; charset=binary", body[::-1])

    def _answer(self, status: int, media_type: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Keep quiet."""


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    it = Fetcher({"127.0.0.1"}, seconds_per_call=5)
    yield it
    it.close()


def test_an_allowed_host_is_spoken_to(fetcher: Fetcher, url: str) -> None:
    assert fetcher.get(f"{url}/good") == b"good"
    answer = fetcher.post(url, b"ask", content_type="text/plain", accept="application/ocsp-response")
    assert answer == b"ksa"


@pytest.mark.parametrize(
    "address",
    [
        "http://localhost:{port}/good",
        "http://127.0.0.1.example/good",
        "http://127.0.0.1@evil.example/good",
        "file:///etc/passwd",
        "ldap://127.0.0.1/good",
        "http://[broken/good",
        "",
    ],
)
def test_others_are_not(fetcher: Fetcher, url: str, address: str) -> None:
    with pytest.raises(Unreachable, match="not among those allowed"):
        fetcher.get(address.replace("{port}", url.rsplit(":", 1)[1]))


@pytest.mark.parametrize(("path", "reason"), [("moved", "302"), ("broken", "500"), ("long", "too long")])
def test_redirections_errors_and_endless_answers_are_not_taken(
    fetcher: Fetcher, url: str, path: str, reason: str
) -> None:
    with pytest.raises(Unreachable, match=reason):
        fetcher.get(f"{url}/{path}")


def test_an_answer_of_another_kind_is_not_taken(fetcher: Fetcher, url: str) -> None:
    with pytest.raises(Unreachable, match="is not application/timestamp-reply"):
        fetcher.post(url, b"ask", content_type="text/plain", accept="application/timestamp-reply")


def test_nobody_there_is_told(fetcher: Fetcher) -> None:
    with pytest.raises(Unreachable, match="ConnectionError"):
        fetcher.get("http://127.0.0.1:9/")
