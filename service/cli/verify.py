"""``pielikums verify``."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from service.cli.common import AwareMoment, print_json, settings_in_force
from service.clock import SystemClock
from service.i18n import gettext
from service.settings import Settings
from signing.errors import GiveUp
from signing.revocation import RevocationSource
from signing.trust import Trust, trust_from_files
from signing.validation.file import unreadable, validate_file
from signing.validation.report import FileReport

_PASSED = "TOTAL-PASSED"
_Judges = tuple[Trust, RevocationSource | None]


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON value: a list, one entry per file.")
@click.option(
    "--trust",
    "certificates",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="CERTS.pem",
    help="Trust these certificates.",
)
@click.option(
    "--trusted-list",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="TL.xml",
    help="Judge qualification by this trusted list.",
)
@click.option(
    "--at", "moment", type=AwareMoment(), metavar="TIME", help="Judge as at this moment; now if not given."
)
@click.pass_context
def verify(
    ctx: click.Context,
    files: tuple[Path, ...],
    *,
    as_json: bool,
    certificates: Path | None,
    trusted_list: Path | None,
    moment: datetime | None,
) -> None:
    """Validate signed PDFs and ASiC-E or eDoc containers; exit status 0 only if all are TOTAL-PASSED."""
    settings = settings_in_force()
    clock = SystemClock()
    with ExitStack() as stack:
        judges = _judges(settings, clock, stack, certificates, trusted_list)
        reports = [_validated(path, judges, moment or clock.now()) for path in files]
    if as_json:
        print_json([report.to_dict(gettext) for report in reports])
    else:
        for report in reports:
            click.echo("\n".join(_in_words(report.to_dict(gettext))))
    ctx.exit(0 if all(report.verdict == _PASSED for report in reports) else 1)


def _judges(
    settings: Settings,
    clock: SystemClock,
    stack: ExitStack,
    certificates: Path | None,
    trusted_list: Path | None,
) -> _Judges:
    if certificates is None and trusted_list is None:
        from service.bootstrap import judges_in_force

        return judges_in_force(settings, clock, stack)
    trust = trust_from_files(
        certificates_pem=certificates.read_bytes() if certificates else None,
        trusted_list_xml=trusted_list.read_bytes() if trusted_list else None,
        moment=clock.now(),
    )
    # Judged by files alone: nobody is asked, so that the same files always give the same verdict.
    return trust, None


def _validated(path: Path, judges: _Judges, moment: datetime) -> FileReport:
    trust, revocation = judges
    try:
        content = path.read_bytes()
    except OSError as error:
        return unreadable(
            str(path),
            GiveUp(
                "file.unreadable",
                "%(path)s cannot be read: %(reason)s",
                path=str(path),
                reason=error.strerror or type(error).__name__,
            ),
        )
    return validate_file(content, trust=trust, moment=moment, name=str(path), revocation=revocation)


def _in_words(report: dict[str, Any]) -> list[str]:
    lines = [f"{report['file']}: {report['verdict']}", f"  {report['message']}"]
    for item in report["signatures"]:
        who = item["signer"]["name"] or "–"
        facts = (item["kind"], item["indication"], item["sub_indication"], item["level"], item["qualified"])
        told = ", ".join(str(fact) for fact in facts if fact)
        lines.append(f"  {item['field']}: {who} – {told} – {item['signed_at'] or '–'}")
    lines.extend(f"  ! {warning}" for warning in report["warnings"])
    return lines
