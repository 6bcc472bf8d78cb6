"""``pielikums doctor``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import asdict, dataclass

import click

from service.cli.common import catalogue_of, print_json, settings_in_force
from service.clock import Clock, SystemClock
from service.i18n import gettext, sentence_of
from service.settings import Settings
from signing.errors import Failure


@dataclass(frozen=True)
class Finding:
    """Whether one part is ready, and what was seen."""

    part: str
    ready: bool
    told: str


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON value.")
@click.pass_context
def doctor(ctx: click.Context, *, as_json: bool) -> None:
    """Say what is ready and what is not; exit status 3 when something is not."""
    settings = settings_in_force()
    findings = [_examined(part, examine) for part, examine in _examinations(settings, SystemClock())]
    if as_json:
        print_json([asdict(finding) for finding in findings])
    else:
        for finding in findings:
            click.echo(f"{'✓' if finding.ready else '✗'} {finding.part:<12} {finding.told}")
    ctx.exit(0 if all(finding.ready for finding in findings) else 3)


def _examined(part: str, examine: Callable[[], str]) -> Finding:
    try:
        return Finding(part, ready=True, told=examine())
    except Failure as failure:
        return Finding(part, ready=False, told=sentence_of(failure))


def _examinations(settings: Settings, clock: Clock) -> Iterator[tuple[str, Callable[[], str]]]:
    yield "annexes", lambda: ", ".join(catalogue_of(settings))
    yield "office", lambda: _office(settings)
    yield "database", lambda: _database(settings)
    yield "store", lambda: _store(settings)
    yield "timestamps", lambda: _timestamps(settings, clock)
    yield "trust", lambda: _trust(settings, clock)


def _office(settings: Settings) -> str:
    from service.bootstrap import open_renderer

    with open_renderer(settings) as pool:
        pool.warm()
    return gettext("LibreOffice starts and answers.")


def _database(settings: Settings) -> str:
    from service.bootstrap import open_database
    from service.db import migrate

    return f"{migrate.current(open_database(settings))}"


def _store(settings: Settings) -> str:
    from service.stores.folder import FolderBlobStore

    store = FolderBlobStore(settings.data_dir / "blobs")
    store.get(store.put(b"pielikums doctor\n"))
    return gettext("Writes and reads back.")


def _timestamps(settings: Settings, clock: Clock) -> str:
    import hashlib

    from service.bootstrap import open_signing_desk
    from signing.timestamps import token_time

    with open_signing_desk(settings, clock) as desk:
        token = desk.counterparts.timestamper.timestamp(
            hashlib.sha256(b"pielikums doctor").digest(), "sha256"
        )
    return token_time(token).isoformat()


def _trust(settings: Settings, clock: Clock) -> str:
    from service.bootstrap import judges_in_force

    with ExitStack() as stack:
        trust, _ = judges_in_force(settings, clock, stack)
    return "; ".join(map(str, trust.warnings)) or gettext("The trusted lists are there and in date.")
