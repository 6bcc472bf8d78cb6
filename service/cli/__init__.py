"""The command line. Every command lives in a module of its own, which is read only when it is called."""

from __future__ import annotations

import importlib
import logging
import sys
from collections.abc import Mapping
from typing import Final

import click

from signing.errors import Failure, Refusal

_COMMANDS: Final[Mapping[str, tuple[str, str]]] = {
    "annexes": ("service.cli.annexes", "List the catalogue of annexes."),
    "check": ("service.cli.check", "Check data for an annex: every error with its path."),
    "render": ("service.cli.render", "Make the PDF/A of checked data."),
    "sign": ("service.cli.sign", "Sign a PDF with a configured provider."),
    "verify": ("service.cli.verify", "Validate signed PDFs and containers."),
    "demo": ("service.cli.demo", "Run the main job from end to end on sample data."),
    "serve": ("service.cli.serve", "Run the web service with its in-process worker."),
    "worker": ("service.cli.planned", "Run a Celery worker."),
    "scheduler": ("service.cli.planned", "Run the periodic jobs."),
    "portfolio": ("service.cli.portfolio", "The archive: list, show, verify, export, hold, dispose."),
    "template": ("service.cli.template", "Check annex folders."),
    "doctor": ("service.cli.doctor", "Say what is ready and what is not."),
    "user": ("service.cli.user", "List and add accounts."),
    "db": ("service.cli.db", "Bring the database to the newest schema."),
    "config": ("service.cli.config", "Show the settings in force."),
}


class _LazyGroup(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        module = importlib.import_module(_COMMANDS[cmd_name][0])
        command: click.Command = getattr(module, cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl([(name, help_text) for name, (_, help_text) in _COMMANDS.items()])


@click.group(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="pielikums")
def pielikums() -> None:
    """Annex forms of the social mentor service: filled, signed with qualified signatures, archived.

    Exit status: 0 done; 1 the input or the document is not good; 2 used wrongly; 3 something this needs is
    not there (it is named, with what to do). With --json one JSON value goes to standard output and nothing
    else; messages and progress go to standard error. Settings come from the TOML file that PIELIKUMS_CONFIG
    names and from PIELIKUMS_<SECTION>__<NAME> in the environment; 'pielikums config show' prints them all.
    """


def main() -> None:
    """The program ``pielikums``."""
    # They log what they stumble over in a file; the verdict or refusal says what people need.
    for library in ("pyhanko", "pyhanko_certvalidator", "pypdf"):
        logging.getLogger(library).setLevel(logging.CRITICAL)
    try:
        # Without click's own standalone mode it returns what a command gave to Context.exit.
        sys.exit(pielikums(standalone_mode=False) or 0)
    except click.Abort:
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except Failure as failure:
        sys.exit(report(failure))


def report(failure: Failure) -> int:
    """Say what went wrong on standard error.

    Returns:
        the exit status.
    """
    from service.i18n import sentence_of

    click.echo(f"pielikums: {sentence_of(failure)}", err=True)
    return 1 if isinstance(failure, Refusal) else 3
