"""``pielikums user``."""

from __future__ import annotations

import click

from service.cli.common import print_json, settings_in_force
from service.cli.planned import planned


@click.group()
def user() -> None:
    """Accounts."""


user.add_command(planned("user add", "Add an account. Not there yet."))


@user.command(name="list")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON value.")
def list_users(*, as_json: bool) -> None:
    """List the accounts."""
    from service.accounts import all_accounts
    from service.bootstrap import open_database

    with open_database(settings_in_force()).reading() as session:
        accounts = all_accounts(session)
    if as_json:
        print_json(
            [{"id": account.id, "name": account.name, "role": account.role.value} for account in accounts]
        )
        return
    for account in accounts:
        click.echo(f"{account.role.value:<24} {account.name}")
