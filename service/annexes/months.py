"""Counting months: of a term, and between two months written ``YYYY-MM``."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date, timedelta


def last_day_of_term(first: date, months: int) -> date:
    """The last day of a term of so many months that begins on ``first``: 1 December + 12 is 30 November."""
    return _later(first, months) - timedelta(days=1)


def months_from(first: str, last: str) -> int:
    """How many months there are from one to the other, both counted; 0 or less when they are reversed."""
    return _index(last) - _index(first) + 1


def months_between(first: str, last: str) -> Iterator[str]:
    """Every month from one to the other, both included."""
    for index in range(_index(first), _index(last) + 1):
        year, month = divmod(index - 1, 12)
        yield f"{year:04d}-{month + 1:02d}"


def month_of(day: date) -> str:
    """The month of the day."""
    return f"{day.year:04d}-{day.month:02d}"


def _later(day: date, months: int) -> date:
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    if year > date.max.year:
        return date.max
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _index(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:])
