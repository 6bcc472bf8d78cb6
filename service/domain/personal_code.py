"""Latvian personal codes (personas kods): both kinds, what they say and what they do not.

The old kind is ``DDMMYY-CNNNQ``: a birth date, a century digit and a check digit. The new kind, given since
1 July 2017, is eleven digits beginning 32 to 39; it carries no date and promises no check digit (Law on the
Register of Natural Persons). A person's code can change: it identifies a signer and is never a key.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

_SHAPE: Final = re.compile(r"(\d{6})-?(\d{5})")
_NEW_KIND: Final = re.compile(r"3[2-9]\d{9}")
_WEIGHTS: Final = (1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CENTURIES: Final = {"0": 1800, "1": 1900, "2": 2000}


class Fault(StrEnum):
    """Why a text is not a personal code."""

    SHAPE = "shape"
    DATE = "date"
    CENTURY = "century"
    CHECK_DIGIT = "check_digit"


class NotAPersonalCode(ValueError):
    """The text is not a personal code; ``fault`` says why. It does not carry the text."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class PersonalCode:
    """A well-formed personal code: ``digits`` are its eleven digits, without the hyphen."""

    digits: str
    birth_date: date | None
    """From the old kind; None for the new kind, which carries none."""

    def __str__(self) -> str:
        return f"{self.digits[:6]}-{self.digits[6:]}"

    def age_on(self, day: date) -> int | None:
        """Full years on ``day``; None where the code carries no birth date."""
        return None if self.birth_date is None else full_years(self.birth_date, day)


def full_years(birth_date: date, day: date) -> int:
    """Full years between the two; someone born on 29 February comes of age on 1 March."""
    return day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))


def parse_personal_code(text: str) -> PersonalCode:
    """The personal code that ``text`` is, with or without its hyphen.

    Raises:
        NotAPersonalCode: wrong shape, no such date, no such century, or a wrong check digit.
    """
    match = _SHAPE.fullmatch(text)
    if match is None or not text.isascii():
        raise NotAPersonalCode(Fault.SHAPE)
    digits = "".join(match.groups())
    if _NEW_KIND.fullmatch(digits):
        return PersonalCode(digits, None)
    born = _birth_date(digits)
    if check_digit(digits[:10]) != int(digits[10]):
        raise NotAPersonalCode(Fault.CHECK_DIGIT)
    return PersonalCode(digits, born)


def check_digit(first_ten: str) -> int:
    """The eleventh digit of an old code: (1101 - weighted sum) mod 11 mod 10."""
    return (1101 - sum(w * int(d) for w, d in zip(_WEIGHTS, first_ten, strict=True))) % 11 % 10


def _birth_date(digits: str) -> date:
    century = _CENTURIES.get(digits[6])
    if century is None:
        raise NotAPersonalCode(Fault.CENTURY)
    try:
        return date(century + int(digits[4:6]), int(digits[2:4]), int(digits[:2]))
    except ValueError:
        raise NotAPersonalCode(Fault.DATE) from None
