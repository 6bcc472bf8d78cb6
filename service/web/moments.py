"""Days and moments as people read them, in the reader's language and the service's time zone."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date

from service.i18n import language
from service.web.parts import application


def day_words(day: date) -> str:
    """``23.11.2026.`` in Latvian, ``23 November 2026`` in English."""
    return f"{day:%d.%m.%Y.}" if language() == "lv" else format_date(day, "d MMMM y", locale="en_GB")


def moment_words(moment: datetime | str) -> str:
    """Day and time of day of an aware moment (or its ISO 8601 text)."""
    local = _local(moment)
    return f"{day_words(local.date())} {local:%H:%M}"


def time_words(moment: datetime | str) -> str:
    """Time of day, such as ``14:32``."""
    return f"{_local(moment):%H:%M}"


def days_between(earlier: datetime, later: datetime) -> int:
    """Calendar days from one moment to the other, where the service is."""
    return (_local(later).date() - _local(earlier).date()).days


def _local(moment: datetime | str) -> datetime:
    aware = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
    return aware.astimezone(ZoneInfo(application().settings.service.time_zone))
