"""Invented people with personal codes whose check digits are right, of the age that a form wants today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from service.domain.personal_code import check_digit


@dataclass(frozen=True)
class Person:
    """Somebody who does not exist."""

    given_name: str
    surname: str
    personal_code: str


def person(given_name: str, surname: str, *, age: int, serial: int) -> Person:
    """A person who has been ``age`` for about half a year."""
    today = datetime.now(UTC).date()
    born = date(today.year - age, today.month, min(today.day, 28)) - timedelta(days=180)
    century = 1 if born.year < 2000 else 2
    first_ten = f"{born:%d%m%y}{century}{serial:03d}"
    if check_digit(first_ten) == 10:
        return person(given_name, surname, age=age, serial=serial + 1)
    return Person(given_name, surname, f"{first_ten[:6]}-{first_ten[6:]}{check_digit(first_ten)}")
