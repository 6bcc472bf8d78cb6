"""What several commands share: the settings in force, and writing results."""

from __future__ import annotations

import json
import os
import secrets
from contextlib import suppress
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import click

from service.annexes.catalogue import Catalogue
from service.annexes.findings import Finding
from service.i18n import gettext, language, set_language
from service.settings import Settings, load_settings
from signing.errors import GiveUp


def settings_in_force() -> Settings:
    """The settings; from here on messages are in their language.

    Raises:
        GiveUp: the settings are not good.
    """
    settings = load_settings()
    set_language(settings.service.language)
    return settings


def catalogue_of(settings: Settings) -> Catalogue:
    """The catalogue of annexes."""
    return Catalogue.load(settings.service.annex_dir)


def print_json(value: Any) -> None:
    """The one JSON value of ``--json``."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def print_findings(findings: tuple[Finding, ...], name: str) -> None:
    """Each error on a line of its own on standard error, in the order of the form."""
    click.echo(gettext("%(name)s is not good:") % {"name": name}, err=True)
    for finding in findings:
        label = finding.label.get(language())
        called = f" ({label})" if label else ""
        click.echo(f"  {finding.path or '.'}{called}: {finding.message}", err=True)


def write_result(path: Path, content: bytes) -> None:
    """Write a result so that ``path`` holds all of it or what it held before.

    Raises:
        GiveUp: it cannot be written.
    """
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(content)
        os.replace(temporary, path)  # noqa: PTH105
    except OSError as error:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise GiveUp(
            "output.write",
            "%(path)s cannot be written: %(reason)s",
            path=str(path),
            reason=error.strerror or type(error).__name__,
        ) from error


class Day(click.ParamType[date]):
    """A day, written YYYY-MM-DD."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a date written YYYY-MM-DD", param, ctx)


class AwareMoment(click.ParamType[datetime]):
    """A moment with its time zone, such as 2026-11-22T12:00:00Z, or a day (its end in UTC)."""

    name = "time"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        if isinstance(value, datetime):
            return value
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a time such as 2026-11-22T12:00:00Z", param, ctx)
        if len(value) == len("2026-11-22"):
            return datetime.combine(moment.date(), time(23, 59, 59), UTC)
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
