"""What templates may do to values: ``{{ value | filter }}``.

Values come as the JSON of the annex has them (annex rules, conventions) or already as Python's own types.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

MONTHS_LOCATIVE: Final = (
    "janvārī",
    "februārī",
    "martā",
    "aprīlī",
    "maijā",
    "jūnijā",
    "jūlijā",
    "augustā",
    "septembrī",
    "oktobrī",
    "novembrī",
    "decembrī",
)
CENT: Final = Decimal("0.01")
NARROW_GROUP: Final = 4
"""Numbers of more digits than this before the comma are grouped in threes."""


def mark(chosen: object) -> str:
    """☒ when chosen, ☐ when not."""
    return "☒" if chosen else "☐"


def short_date(day: date | str) -> str:
    """As in tables: ``22.11.2026.``"""
    return _day(day).strftime("%d.%m.%Y.")


def long_date(day: date | str) -> str:
    """As in running text: ``2026. gada 22. novembrī``."""
    day = _day(day)
    return f"{day.year}. gada {day.day}. {MONTHS_LOCATIVE[day.month - 1]}"


def money(amount: Decimal | str) -> str:
    """Euro with two decimals: ``12,50 EUR``."""
    return number(Decimal(amount).quantize(CENT, ROUND_HALF_UP)) + "\N{NO-BREAK SPACE}EUR"


def number(value: Decimal | int | str) -> str:
    """With a decimal comma, as many decimals as given, and no-break spaces between thousands."""
    digits, _, decimals = format(Decimal(value), "f").partition(".")
    if len(digits.lstrip("-")) > NARROW_GROUP:
        digits = format(int(digits), ",").replace(",", "\N{NO-BREAK SPACE}")
    return f"{digits},{decimals}" if decimals else digits


def paragraphs(text: str | None) -> list[str]:
    """The lines of a text that are not blank, for ``{%p for line in text | paragraphs %}``."""
    return [line for line in (text or "").splitlines() if line.strip()]


def _day(day: date | str) -> date:
    return date.fromisoformat(day) if isinstance(day, str) else day


FILTERS: Final[Mapping[str, Callable[..., Any]]] = {
    "mark": mark,
    "date": short_date,
    "long_date": long_date,
    "money": money,
    "number": number,
    "paragraphs": paragraphs,
}
