"""``pielikums config``."""

from __future__ import annotations

import click

from service.cli.common import print_json, settings_in_force


@click.group()
def config() -> None:
    """The settings."""


@config.command()
def show() -> None:
    """Print every setting in force, as JSON. None is a secret: secrets lie in files that they name."""
    print_json(settings_in_force().model_dump(mode="json"))
