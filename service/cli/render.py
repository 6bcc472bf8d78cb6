"""``pielikums render``."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import BinaryIO

import click

from service.annexes.reading import read_json
from service.cli.check import today
from service.cli.common import Day, catalogue_of, print_findings, settings_in_force, write_result
from service.clock import SystemClock
from service.i18n import gettext


@click.command()
@click.argument("code")
@click.argument("data", type=click.File("rb"), metavar="DATA.json")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), required=True, metavar="OUT.pdf"
)
@click.option("--draft", is_flag=True, help="A draft: may be incomplete, and says so on every page.")
@click.option("--at", "on", type=Day(), help="Day of issue; today if not given.")
@click.option("--portfolio", metavar="NO", help="Portfolio number to print.")
@click.option(
    "--docx",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="OUT.docx",
    help="Keep the filled DOCX too.",
)
@click.pass_context
def render(
    ctx: click.Context,
    code: str,
    data: BinaryIO,
    output: Path,
    *,
    draft: bool,
    on: date | None,
    portfolio: str | None,
    docx: Path | None,
) -> None:
    """Check DATA.json for annex CODE and make its PDF/A."""
    from service.bootstrap import open_renderer
    from service.pipeline.making import DataRefused, make_document, require_good

    settings = settings_in_force()
    annex = catalogue_of(settings).find(code)
    name = Path(data.name).name
    value = read_json(data.read(), name)
    try:
        checked = require_good(annex, value, on=on or today(settings), settings=settings, draft=draft)
    except DataRefused as refused:
        print_findings(refused.findings, name)
        ctx.exit(1)
    with open_renderer(settings) as renderer:
        made = make_document(
            annex,
            checked,
            settings=settings,
            renderer=renderer,
            created_at=SystemClock().now(),
            draft=draft,
            portfolio_number=portfolio,
        )
    write_result(output, made.issued.content)
    if docx is not None:
        write_result(docx, made.filled_docx)
    click.echo(gettext("Made %(path)s.") % {"path": output}, err=True)
