"""One development authority, served on loopback, for all tests here; and a clock that tests can move."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
import requests

from signing.development.addresses import Addresses, Issuer
from signing.development.authority import DevelopmentAuthority
from signing.development.estate import CHARTER, Charter
from signing.development.server import AuthorityServer
from signing.development.serving import ServedAuthority, served_authority

FOUNDED_AT = datetime(2031, 5, 7, 9, 30, 15, 250_000, tzinfo=UTC)


class MovableClock:
    """Stands still until it is moved."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        return self.moment

    def advance(self, by: timedelta) -> None:
        self.moment += by


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedAuthority]:
    with served_authority(tmp_path_factory.mktemp("development") / "authority") as it:
        yield it


@pytest.fixture(scope="session")
def authority(served: ServedAuthority) -> DevelopmentAuthority:
    return served.authority


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock(FOUNDED_AT)


@pytest.fixture(scope="session")
def original(tmp_path_factory: pytest.TempPathFactory) -> DevelopmentAuthority:
    """An authority to make copies of, because making keys takes seconds."""
    directory = tmp_path_factory.mktemp("original") / "authority"
    return DevelopmentAuthority.open(directory, "http://127.0.0.1:8571", clock=MovableClock(FOUNDED_AT))


@pytest.fixture
def make_copy(original: DevelopmentAuthority, tmp_path: Path) -> Callable[[str], Path]:
    """Copies the authority, as if it had been made for another address; its certificates keep the first."""

    def copy(base_url: str) -> Path:
        directory = tmp_path / "copy"
        shutil.copytree(original.estate.directory, directory)
        charter = Charter(uuid4().hex, Addresses(base_url), FOUNDED_AT)
        (directory / CHARTER).write_text(charter.to_json())
        return directory

    return copy


@pytest.fixture
def timed(make_copy: Callable[[str], Path], clock: MovableClock) -> Iterator[ServedAuthority]:
    """An authority of its own for tests that move time or break things."""
    with AuthorityServer() as server:
        authority = DevelopmentAuthority.open(make_copy(server.base_url), server.base_url, clock=clock)
        server.serve(authority)
        yield ServedAuthority(authority, server)


@pytest.fixture
def http() -> Iterator[requests.Session]:
    with requests.Session() as session:
        session.trust_env = False
        yield session


@pytest.fixture(params=list(Issuer))
def issuer(request: pytest.FixtureRequest) -> Issuer:
    return Issuer(request.param)
