"""``pielikums annexes``."""

from __future__ import annotations

import click

from service.annexes.catalogue import Annex
from service.cli.common import catalogue_of, print_json, settings_in_force
from service.i18n import language


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON value.")
def annexes(*, as_json: bool) -> None:
    """List the catalogue of annexes."""
    catalogue = catalogue_of(settings_in_force())
    if as_json:
        print_json([_described(annex) for annex in catalogue.values()])
        return
    for annex in catalogue.values():
        definition = annex.definition
        title = definition.title.in_language(language())
        click.echo(f"{annex.code:<12} {definition.slug:<28} {title}")


def _described(annex: Annex) -> dict[str, object]:
    definition = annex.definition
    return {
        "code": definition.code,
        "slug": definition.slug,
        "title": definition.title.model_dump(),
        "filled_by": list(definition.filled_by),
        "signers": [[signer.role for signer in step.signers] for step in definition.signing],
        "restricted": definition.restricted,
        "version": annex.version(),
    }
