"""Having the development authority served: by this process, or by another that does so already."""

from __future__ import annotations

import errno
import http.client
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from signing.development.authority import DevelopmentAuthority
from signing.development.clock import Clock, system_clock
from signing.development.faults import Faults
from signing.development.server import LOOPBACK, AuthorityServer
from signing.errors import GiveUp

_SECONDS_TO_ANSWER: Final = 5.0


@dataclass(frozen=True)
class ServedAuthority:
    """An authority with the server that this process runs for it."""

    authority: DevelopmentAuthority
    server: AuthorityServer


@contextmanager
def ensure_serving(authority: DevelopmentAuthority) -> Iterator[None]:
    """Have ``authority`` served at its own address within the block.

    If another process serves this very PKI there, that is left to it.

    :raises GiveUp: somebody else has the port.
    """
    port = authority.addresses.port
    try:
        server = AuthorityServer(port)
    except OSError as error:
        if error.errno != errno.EADDRINUSE or _pki_at(port) != authority.pki:
            raise GiveUp(
                "development.port_taken",
                "Port %(port)s, which the development authority needs, is used by another program: "
                "stop that, or set development.authority_port to another and delete the folder %(path)s.",
                port=port,
                path=str(authority.estate.directory),
            ) from error
        yield
        return
    with server:
        server.serve(authority)
        yield


@contextmanager
def served_authority(
    directory: Path, *, clock: Clock = system_clock, faults: Faults | None = None
) -> Iterator[ServedAuthority]:
    """A new authority in ``directory``, served on a port that the system chooses: for tests."""
    with AuthorityServer() as server:
        authority = DevelopmentAuthority.open(directory, server.base_url, clock=clock)
        server.serve(authority, faults)
        yield ServedAuthority(authority, server)


def _pki_at(port: int) -> str | None:
    connection = http.client.HTTPConnection(LOOPBACK, port, timeout=_SECONDS_TO_ANSWER)
    try:
        connection.request("GET", "/id")
        identity = json.loads(connection.getresponse().read(4096))
    except (OSError, http.client.HTTPException, ValueError):
        return None
    finally:
        connection.close()
    return identity.get("pki") if isinstance(identity, dict) else None
