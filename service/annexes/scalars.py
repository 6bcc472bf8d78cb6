"""Checks of single values: one small function per field type, each returning the value as it is kept.

A function raises ``Unfit`` with a code and a sentence; the caller knows the path. Texts are put into Unicode
NFC; everything else stays as typed, because what was typed is what the document shows.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from email_validator import EmailNotValidError, validate_email
from stdnum.exceptions import ValidationError as NumberError
from stdnum.lv import pvn

from service.annexes.faults import Unfit
from service.annexes.fields import Field, FieldType
from service.documents.glyphs import missing_glyphs
from service.domain.personal_code import Fault, NotAPersonalCode, parse_personal_code
from service.i18n import msgid

_MONEY: Final = re.compile(r"[0-9]{1,7}\.[0-9]{2}")
_HOURS: Final = re.compile(r"[0-9]{1,4}(\.[0-9]{1,2})?")
_PHONE: Final = re.compile(r"\+?[0-9][0-9 ()-]{4,28}[0-9]")
_MONTH: Final = re.compile(r"(?!0000)[0-9]{4}-(0[1-9]|1[0-2])")
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_REGISTRATION_NUMBER: Final = re.compile(r"[4-9][0-9]{10}")
_INVISIBLE: Final = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
_LONG_TEXT_LIMIT: Final = 5000
SCALE_LOW: Final = 1
SCALE_HIGH: Final = 10


def check_scalar(field: Field, value: Any) -> Any:
    """The value as it is kept.

    Raises:
        Unfit: it is not what the field holds.
    """
    return _CHECKS[field.type](field, value)


def _text(field: Field, value: Any, *, several_lines: bool = False) -> str:
    if not isinstance(value, str):
        raise Unfit("type.text", "Must be a text.")
    text = unicodedata.normalize("NFC", value.replace("\r\n", "\n"))
    limit = _LONG_TEXT_LIMIT if several_lines else field.max_length
    if len(text) > limit:
        raise Unfit(
            "text.too_long",
            "Too long: %(length)d characters, at most %(limit)d fit. Shorten it.",
            length=len(text),
            limit=limit,
        )
    allowed = "\n\t" if several_lines else ""
    for index, character in enumerate(text, start=1):
        if unicodedata.category(character) in _INVISIBLE and character not in allowed:
            raise Unfit(
                "text.control_character",
                "Character %(position)d is an invisible control character (%(name)s). Delete it.",
                position=index,
                name=f"U+{ord(character):04X}",
            )
    missing = missing_glyphs(text)
    if missing:
        raise Unfit(
            "text.no_glyph",
            "The document cannot draw these characters: %(characters)s. Leave them out.",
            characters=" ".join(sorted(set(missing))),
        )
    return text


def _long_text(field: Field, value: Any) -> str:
    return _text(field, value, several_lines=True)


def _personal_code(field: Field, value: Any) -> str:
    text = _text(field, value)
    try:
        parse_personal_code(text)
    except NotAPersonalCode as error:
        raise Unfit(f"personal_code.{error.fault}", _PERSONAL_CODE_FAULTS[error.fault]) from None
    return text


_PERSONAL_CODE_FAULTS: Final[Mapping[Fault, str]] = {
    Fault.SHAPE: msgid("A personal code is eleven digits, such as 010190-12345. Check what was typed."),
    Fault.DATE: msgid("This personal code begins with no date that exists. Check its first six digits."),
    Fault.CENTURY: msgid(
        "No personal code is like this: after the hyphen comes 0, 1 or 2. Check the digits."
    ),
    Fault.CHECK_DIGIT: msgid("This personal code is mistyped: its last digit does not fit the others."),
}


def _registration_number(field: Field, value: Any) -> str:
    text = _text(field, value)
    try:
        good = _REGISTRATION_NUMBER.fullmatch(text) is not None and bool(pvn.validate(text))
    except NumberError:
        good = False
    if not good:
        raise Unfit(
            "registration_number",
            "A registration number is eleven digits beginning 4 to 9. Check what was typed.",
        )
    return text


def _email(field: Field, value: Any) -> str:
    text = _text(field, value)
    try:
        validate_email(text, check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        raise Unfit("email", "Must be an e-mail address, such as anna@piemers.lv.") from None
    return text


def _phone(field: Field, value: Any) -> str:
    text = _text(field, value)
    if not _PHONE.fullmatch(text):
        raise Unfit("phone", "Must be a telephone number: digits, spaces and perhaps + at the start.")
    return text


def _integer(field: Field, value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise Unfit("type.integer", "Must be a whole number.")
    low, high = field.min, field.max
    if (low is not None and value < low) or (high is not None and value > high):
        raise Unfit(
            "number.out_of_range",
            "Must be from %(low)s to %(high)s.",
            low="…" if low is None else low,
            high="…" if high is None else high,
        )
    return value


def _scale(_field: Field, value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not SCALE_LOW <= value <= SCALE_HIGH:
        raise Unfit("scale", "Must be a whole number from 1 to 10.")
    return value


def _boolean(_field: Field, value: Any) -> bool:
    if not isinstance(value, bool):
        raise Unfit("type.boolean", "Must be true or false.")
    return value


def _choice(field: Field, value: Any) -> str:
    values = [option.value for option in field.options]
    if not isinstance(value, str) or value not in values:
        raise Unfit("choice", "Must be one of: %(values)s.", values=", ".join(map(str, values)))
    return value


def _date(_field: Field, value: Any) -> str:
    try:
        if isinstance(value, str) and _DATE.fullmatch(value):
            return date.fromisoformat(value).isoformat()
    except ValueError:
        pass
    raise Unfit("date", "Must be a date that exists, written YYYY-MM-DD.")


def _month(_field: Field, value: Any) -> str:
    if not isinstance(value, str) or not _MONTH.fullmatch(value):
        raise Unfit("month", "Must be a month, written YYYY-MM.")
    return value


def _money(_field: Field, value: Any) -> str:
    if not isinstance(value, str) or not _MONEY.fullmatch(value):
        raise Unfit("money", "Must be an amount in euro with two decimals, such as 12.50.")
    return f"{Decimal(value):.2f}"


def _hours(_field: Field, value: Any) -> str:
    if not isinstance(value, str) or not _HOURS.fullmatch(value):
        raise Unfit("hours", "Must be a number of hours with at most two decimals, such as 1.5.")
    return value


_CHECKS: Final[Mapping[FieldType, Callable[[Field, Any], Any]]] = {
    FieldType.TEXT: _text,
    FieldType.LONG_TEXT: _long_text,
    FieldType.PERSONAL_CODE: _personal_code,
    FieldType.REGISTRATION_NUMBER: _registration_number,
    FieldType.EMAIL: _email,
    FieldType.PHONE: _phone,
    FieldType.INTEGER: _integer,
    FieldType.BOOLEAN: _boolean,
    FieldType.CONSENT: _boolean,
    FieldType.CHOICE: _choice,
    FieldType.DATE: _date,
    FieldType.MONTH: _month,
    FieldType.MONEY: _money,
    FieldType.HOURS: _hours,
    FieldType.SCALE: _scale,
}
