"""``pielikums template``."""

from __future__ import annotations

import click

from service.cli.planned import planned


@click.group()
def template() -> None:
    """Check annex folders."""


template.add_command(
    planned("template lint", "Check placeholders, places of signature, fonts, marks. Not there yet.")
)
