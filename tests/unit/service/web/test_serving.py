"""Listening: a port that is taken is named, with the setting to change."""

from __future__ import annotations

import socket

import pytest

from service.web.serving import serve
from signing.errors import GiveUp
from tests.unit.service.web.conftest import House


def test_a_port_that_is_taken_stops_the_start(house: House) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(GiveUp, match=r"web\.port") as stopped:
            serve(house.flask, "127.0.0.1", port, threads=1)
    assert stopped.value.params["port"] == port
