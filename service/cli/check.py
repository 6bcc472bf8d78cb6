"""``pielikums check``."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import BinaryIO, NoReturn

import click

from service.annexes.checks import check_data
from service.annexes.findings import Finding
from service.annexes.given import Given
from service.annexes.notices import notices_of
from service.annexes.reading import read_json
from service.cli.common import Day, catalogue_of, print_findings, print_json, settings_in_force
from service.clock import SystemClock, day_of
from service.i18n import gettext, sentence_of
from service.settings import Settings
from signing.errors import Refusal


@click.command()
@click.argument("code")
@click.argument("data", type=click.File("rb"), metavar="DATA.json")
@click.option("--draft", is_flag=True, help="Check as a draft: what is missing is no error.")
@click.option("--at", "on", type=Day(), help="Day of issue; today if not given.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON value.")
@click.pass_context
def check(
    ctx: click.Context, code: str, data: BinaryIO, *, draft: bool, on: date | None, as_json: bool
) -> None:
    """Check DATA.json as for issue of annex CODE: every error with its path, what is wrong, what is right."""
    settings = settings_in_force()
    name, day = Path(data.name).name, on or today(settings)
    annex = catalogue_of(settings).find(code)
    try:
        value = read_json(data.read(), name)
    except Refusal as refusal:
        if not as_json:
            raise
        _answer_in_json(ctx, (Finding("", refusal.code, sentence_of(refusal)),))
    checked = check_data(
        annex.definition,
        value,
        on=day,
        defaults=settings.form_defaults,
        draft=draft,
        limits=settings.limits,
    )
    if as_json:
        _answer_in_json(ctx, checked.findings)
    if not checked.ok:
        print_findings(checked.findings, name)
        ctx.exit(1)
    click.echo(gettext("%(name)s is good.") % {"name": name}, err=True)
    for notice in notices_of(annex.definition, Given(checked.data, day, settings.limits)):
        click.echo(f"  {notice.path}: {notice.message}", err=True)


def today(settings: Settings) -> date:
    """The day it is where the service is."""
    return day_of(SystemClock().now(), settings.service.time_zone)


def _answer_in_json(ctx: click.Context, findings: tuple[Finding, ...]) -> NoReturn:
    print_json({"ok": not findings, "errors": [finding.as_dict() for finding in findings]})
    ctx.exit(1 if findings else 0)
