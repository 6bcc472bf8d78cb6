"""``pielikums portfolio``."""

from __future__ import annotations

from typing import Any

import click
from sqlalchemy import select

from service.cli.common import print_json, settings_in_force
from service.cli.planned import planned
from service.db.tables import ArchiveEntry, Portfolio
from service.i18n import gettext
from signing.errors import Failure, Refusal


@click.group()
def portfolio() -> None:
    """The archive at the command line."""


portfolio.add_command(planned("portfolio export", "Take a portfolio out as a package. Not there yet."))
portfolio.add_command(planned("portfolio hold", "Put a legal hold on a portfolio. Not there yet."))
portfolio.add_command(
    planned("portfolio dispose", "Destroy a portfolio when the law says so. Not there yet.")
)


@portfolio.command(name="list")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON value.")
def list_portfolios(*, as_json: bool) -> None:
    """List the portfolios by number."""
    from service.bootstrap import open_database

    with open_database(settings_in_force()).reading() as session:
        rows = session.scalars(select(Portfolio).order_by(Portfolio.number)).all()
    listed = [{"number": row.number, "registered_at": row.registered_at.isoformat()} for row in rows]
    if as_json:
        print_json(listed)
        return
    for item in listed:
        click.echo(f"{item['number']:>8}  {item['registered_at']}")
    if not listed:
        click.echo(gettext("There is no portfolio yet."), err=True)


@portfolio.command()
@click.argument("number", type=int)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON value.")
def show(*, number: int, as_json: bool) -> None:
    """Show what is archived under NUMBER."""
    from service.bootstrap import open_database

    with open_database(settings_in_force()).reading() as session:
        listed = [_described(entry) for entry in _entries(session, number)]
    if as_json:
        print_json(listed)
        return
    for item in listed:
        facts = (item["annex"], item["archived_at"], item["verdict"], item["sha256"], item["key"])
        click.echo("  ".join(map(str, facts)))


@portfolio.command()
@click.argument("number", type=int)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON value.")
@click.pass_context
def verify(ctx: click.Context, *, number: int, as_json: bool) -> None:
    """Check every archived document of NUMBER: its bytes against the record, and its signatures anew."""
    from service.bootstrap import open_application

    with open_application(settings_in_force()) as app:
        with app.database.reading() as session:
            entries = _entries(session, number)
        results = [_verified(app, entry) for entry in entries]
    if as_json:
        print_json(results)
    else:
        for result in results:
            click.echo(f"{result['key']}: {'OK' if result['ok'] else result['reason']}")
    ctx.exit(0 if all(result["ok"] for result in results) else 1)


def _entries(session: Any, number: int) -> list[ArchiveEntry]:
    if session.get(Portfolio, number) is None:
        raise Refusal("portfolio.none", "There is no portfolio %(number)d.", number=number)
    entries = select(ArchiveEntry).where(ArchiveEntry.portfolio_number == number)
    return list(session.scalars(entries.order_by(ArchiveEntry.archived_at)))


def _described(entry: ArchiveEntry) -> dict[str, Any]:
    return {
        "annex": entry.annex_code,
        "key": entry.store_key,
        "sha256": entry.sha256,
        "size": entry.size,
        "archived_at": entry.archived_at.isoformat(),
        "verdict": entry.report.get("verdict"),
    }


def _verified(app: Any, entry: ArchiveEntry) -> dict[str, Any]:
    import hashlib

    from service.i18n import sentence_of

    result: dict[str, Any] = {"key": entry.store_key, "ok": False, "reason": None}
    try:
        content = app.archive.get(entry.store_key)
    except Failure as failure:
        return {**result, "reason": sentence_of(failure)}
    if hashlib.sha256(content).hexdigest() != entry.sha256:
        return {**result, "reason": gettext("The archived bytes are not those that were archived.")}
    report = app.signing.validate(content, moment=app.clock.now(), name=entry.store_key)
    return {**result, "ok": report.verdict == "TOTAL-PASSED", "reason": report.verdict}
