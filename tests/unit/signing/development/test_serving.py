"""Who serves the authority, and what the server lets through."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path

import pytest
import requests

from signing.development.authority import DevelopmentAuthority
from signing.development.server import AuthorityServer
from signing.development.serving import ServedAuthority, ensure_serving
from signing.errors import GiveUp


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def test_a_free_port_is_served_within_the_block_only(
    make_copy: Callable[[str], Path], http: requests.Session
) -> None:
    url = f"http://127.0.0.1:{free_port()}"
    authority = DevelopmentAuthority.open(make_copy(url), url)
    with ensure_serving(authority):
        assert http.get(f"{authority.base_url}/id").json()["pki"] == authority.pki
    with pytest.raises(requests.ConnectionError):
        http.get(f"{authority.base_url}/id")


def test_what_another_process_serves_already_is_used(served: ServedAuthority, http: requests.Session) -> None:
    again = DevelopmentAuthority.open(served.authority.estate.directory, served.authority.base_url)
    with ensure_serving(again), ensure_serving(again):
        assert http.get(again.list_of_lists_url).status_code == 200
    assert http.get(again.list_of_lists_url).status_code == 200


def test_another_program_on_the_port_is_named_with_the_setting(
    make_copy: Callable[[str], Path], served: ServedAuthority
) -> None:
    with AuthorityServer() as server:
        server.serve(served.authority)
        authority = DevelopmentAuthority.open(make_copy(server.base_url), server.base_url)
        with pytest.raises(GiveUp) as failure, ensure_serving(authority):
            pytest.fail("served beside another")
    assert failure.value.code == "development.port_taken"
    assert "development.authority_port" in str(failure.value)


def test_a_port_that_is_held_by_something_mute_is_named_too(
    make_copy: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("signing.development.serving._SECONDS_TO_ANSWER", 0.1)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        authority = DevelopmentAuthority.open(make_copy(url), url)
        with pytest.raises(GiveUp) as failure, ensure_serving(authority):
            pytest.fail("served beside another")
    assert failure.value.code == "development.port_taken"


def test_stopping_ends_connections_that_clients_keep(served: ServedAuthority, http: requests.Session) -> None:
    with AuthorityServer() as server:
        server.serve(served.authority)
        url = f"{server.base_url}/id"
        assert http.get(url).status_code == 200
    with pytest.raises(requests.ConnectionError):
        http.get(url)


@pytest.mark.parametrize(
    "path", ["/", "/tsa", "/tl/ee.xml", "/crl/nobody.crl", "/cert/nobody.cer", "/ocsp/nobody/MAA="]
)
def test_nothing_else_is_there(served: ServedAuthority, http: requests.Session, path: str) -> None:
    assert http.get(f"{served.authority.base_url}{path}").status_code == 404


def test_nothing_else_takes_posts(served: ServedAuthority, http: requests.Session) -> None:
    assert http.post(f"{served.authority.base_url}/id", b"x").status_code == 404
    answer = http.post(
        f"{served.authority.base_url}/ocsp/nobody",
        b"x",
        headers={"Content-Type": "application/ocsp-request"},
    )
    assert answer.status_code == 404
    assert http.post(f"{served.authority.base_url}/ocsp/eid", b"x").status_code == 415


def test_a_large_request_is_not_read(served: ServedAuthority) -> None:
    host, port = "127.0.0.1", served.authority.addresses.port
    with socket.create_connection((host, port)) as connection:
        connection.sendall(b"POST /tsa HTTP/1.1\r\nHost: x\r\nContent-Length: 999999999\r\n\r\n")
        assert connection.recv(64).startswith(b"HTTP/1.1 413 ")
