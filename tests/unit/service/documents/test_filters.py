"""Values look on paper as the conventions of the annexes say."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from service.documents.filters import long_date, mark, money, number, paragraphs, short_date


def test_marks_are_boxes_with_and_without_a_cross() -> None:
    assert (mark(chosen=True), mark(chosen=False)) == ("☒", "☐")


@pytest.mark.parametrize("day", ["2026-11-22", date(2026, 11, 22)])
def test_dates_in_tables_and_in_running_text(day: date | str) -> None:
    assert short_date(day) == "22.11.2026."
    assert long_date(day) == "2026. gada 22. novembrī"


@pytest.mark.parametrize(
    ("month", "word"), [(1, "janvārī"), (2, "februārī"), (3, "martā"), (8, "augustā"), (12, "decembrī")]
)
def test_months_stand_in_the_locative(month: int, word: str) -> None:
    assert long_date(date(2026, month, 1)) == f"2026. gada 1. {word}"


@pytest.mark.parametrize(
    ("amount", "text"),
    [("12.50", "12,50\u00a0EUR"), (Decimal("7.2"), "7,20\u00a0EUR"), ("12345.00", "12\u00a0345,00\u00a0EUR")],
)
def test_money_has_a_decimal_comma_and_two_decimals(amount: Decimal | str, text: str) -> None:
    assert money(amount) == text


@pytest.mark.parametrize(
    ("value", "text"), [("1.5", "1,5"), (84, "84"), ("-1234", "-1234"), ("-12345.25", "-12\u00a0345,25")]
)
def test_numbers_have_a_decimal_comma(value: int | str, text: str) -> None:
    assert number(value) == text


def test_paragraphs_are_the_lines_that_are_not_blank() -> None:
    assert paragraphs("viens\n\n  \ndivi") == ["viens", "divi"]
    assert paragraphs(None) == []


@pytest.mark.parametrize("text", ["2026-13-01", "22.11.2026"])
def test_what_is_no_date_is_not_printed_as_one(text: str) -> None:
    with pytest.raises(ValueError, match=r"isoformat|month"):
        short_date(text)
