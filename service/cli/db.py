"""``pielikums db``."""

from __future__ import annotations

import click

from service.cli.common import settings_in_force
from service.i18n import gettext


@click.group()
def db() -> None:
    """The database."""


@db.command()
def upgrade() -> None:
    """Bring the database to the newest schema; nothing to do is no error."""
    from service.db import migrate
    from service.db.database import Database

    database = Database(settings_in_force().database_url)
    database.check()
    migrate.upgrade(database)
    click.echo(
        gettext("The database is at %(revision)s.") % {"revision": migrate.current(database)}, err=True
    )
