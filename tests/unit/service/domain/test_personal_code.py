"""Personal codes: what is one, what is not, and what it says (annex rules, conventions)."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.personal_code import Fault, NotAPersonalCode, check_digit, parse_personal_code


def code(first_ten: str) -> str:
    return f"{first_ten[:6]}-{first_ten[6:]}{check_digit(first_ten)}"


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.integers(0, 999))
def test_an_old_code_with_a_right_check_digit_is_one_and_carries_its_birth_date(
    born: date, serial: int
) -> None:
    century = "1" if born.year < 2000 else "2"
    text = code(f"{born:%d%m%y}{century}{serial:03d}")
    assert parse_personal_code(text).birth_date == born
    assert str(parse_personal_code(text.replace("-", ""))) == text


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.integers(0, 999), st.integers(1, 9))
def test_an_old_code_with_any_other_check_digit_is_refused(born: date, serial: int, off: int) -> None:
    text = code(f"{born:%d%m%y}{'1' if born.year < 2000 else '2'}{serial:03d}")
    wrong = text[:-1] + str((int(text[-1]) + off) % 10)
    with pytest.raises(NotAPersonalCode) as refused:
        parse_personal_code(wrong)
    assert refused.value.fault is Fault.CHECK_DIGIT


@pytest.mark.parametrize("digits", ["32000000000", "33123456789", "39999999999", "321215-79159"])
def test_a_new_code_needs_no_check_digit_and_carries_no_date(digits: str) -> None:
    assert parse_personal_code(digits).birth_date is None


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", Fault.SHAPE),
        ("0101901234", Fault.SHAPE),
        ("010190-1234a", Fault.SHAPE),
        ("010190–12345", Fault.SHAPE),
        ("٠١٠١٩٠-١٢٣٤٥", Fault.SHAPE),
        ("310290-12345", Fault.DATE),
        ("000090-12345", Fault.DATE),
        ("310000-00000", Fault.DATE),
        ("010190-32345", Fault.CENTURY),
    ],
)
def test_what_is_no_personal_code_is_refused_with_its_reason(text: str, fault: Fault) -> None:
    with pytest.raises(NotAPersonalCode) as refused:
        parse_personal_code(text)
    assert refused.value.fault is fault
    assert text not in str(refused.value) or not text


def test_age_is_counted_in_full_years_on_the_day() -> None:
    born = parse_personal_code(code("2911102345"))
    assert born.age_on(date(2026, 11, 28)) == 15
    assert born.age_on(date(2026, 11, 29)) == 16
