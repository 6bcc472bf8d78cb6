"""Commands of the command line's contract whose parts are not there yet: they say so and exit 3."""

from __future__ import annotations

import click

from signing.errors import GiveUp


def not_there_yet(name: str) -> GiveUp:
    """What such a command answers."""
    return GiveUp(
        "command.not_there_yet", "“pielikums %(name)s” is not there yet in this version.", name=name
    )


def planned(name: str, help_text: str) -> click.Command:
    """A command that is not there yet; it takes any arguments."""

    @click.command(
        name=name.rpartition(" ")[2],
        help=help_text,
        context_settings={"ignore_unknown_options": True, "allow_extra_args": True},
    )
    def command() -> None:
        raise not_there_yet(name)

    return command


worker = planned("worker", "Run a Celery worker. Not there yet.")
scheduler = planned("scheduler", "Run the periodic jobs. Not there yet.")
