"""``pielikums demo``."""

from __future__ import annotations

import socket
from contextlib import ExitStack, suppress
from pathlib import Path

import click

from service.cli.common import settings_in_force, write_result
from service.clock import SystemClock
from service.i18n import gettext
from service.settings import Settings


@click.command()
@click.option(
    "--dir",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("build/demo"),
    show_default=True,
)
def demo(folder: Path) -> None:
    """Run the main job from end to end on sample data; print what was made, how long it took, where it is.

    An application is filled, issued, signed, validated, registered, archived, found, checked and taken out,
    with the development provider, its time stamps and its trust list.
    """
    from importlib.metadata import entry_points

    from service.bootstrap import open_application, open_development_authority
    from service.demonstration import Demonstration
    from service.logs import configure_logging

    folder = folder.absolute()
    settings = _settings_for(settings_in_force(), folder)
    configure_logging(json_lines=False, level="WARNING")
    (run_due,) = entry_points(group="pielikums.workers", name="run_due")
    with ExitStack() as stack:
        authority = open_development_authority(settings, SystemClock(), stack)
        app = stack.enter_context(open_application(settings))
        demonstration = Demonstration(app, lambda: run_due.load()(app), tell=_tell)
        results = demonstration.run() | demonstration.samples()
        results |= {"trust.pem": authority.trust_pem(), "trusted-list.xml": authority.trusted_list_xml()}
    for name, content in results.items():
        write_result(folder / name, content)
    _say_where(folder, settings, list(results))


def _tell(what: str, seconds: float) -> None:
    click.echo(f"{seconds:7.2f} s  {what}")


def _say_where(folder: Path, settings: Settings, names: list[str]) -> None:
    click.echo()
    click.echo(gettext("Results in %(folder)s:") % {"folder": folder})
    for name in names:
        click.echo(f"  {name}")
    port = settings.development.authority_port
    click.echo()
    click.echo(gettext("Check the signed document:"))
    click.echo(
        f"  .venv/bin/pielikums verify --trust {folder}/trust.pem --trusted-list {folder}/trusted-list.xml "
        f"{folder}/application-signed.pdf"
    )
    click.echo(
        gettext("Open the web service on the same data, then go to %(url)s:") % {"url": settings.public_url}
    )
    click.echo(
        f"  PIELIKUMS_SERVICE__DATA_DIR={settings.data_dir} PIELIKUMS_DEVELOPMENT__AUTHORITY_PORT={port} "
        ".venv/bin/pielikums serve"
    )


def _settings_for(settings: Settings, folder: Path) -> Settings:
    data_dir = folder / "data"
    kept = data_dir / "authority-port"
    if kept.exists():
        port = int(kept.read_text())
    else:
        port = _free_port(settings.development.authority_port)
        data_dir.mkdir(parents=True, exist_ok=True)
        kept.write_text(str(port))
    return settings.model_copy(
        update={
            "service": settings.service.model_copy(update={"data_dir": data_dir}),
            "development": settings.development.model_copy(update={"authority_port": port}),
        }
    )


def _free_port(preferred: int) -> int:
    for port in (preferred, 0):
        with suppress(OSError), socket.socket() as probe:
            probe.bind(("127.0.0.1", port))
            return int(probe.getsockname()[1])
    return preferred
