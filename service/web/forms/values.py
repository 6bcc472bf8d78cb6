"""Between what a browser posts and the JSON of an annex.

An input is named by the path of its field (``child.personal_code``). What was typed is kept, right or wrong:
a number that is none stays the text that it is, for the checks to report.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from service.annexes.definition import Field, FieldType

_INTEGER: Final = re.compile(r"-?[0-9]{1,15}")
_ANSWERS: Final = {"true": True, "false": False}


def data_from_form(fields: Iterable[Field], posted: Mapping[str, str]) -> dict[str, Any]:
    """The nested data of a posted form. What was left empty is left out, an unticked consent is false."""
    return _group(fields, posted, "")


def initial_data(fields: Iterable[Field], defaults: Mapping[str, str]) -> dict[str, Any]:
    """The data of a new form: what the settings say beforehand."""
    data: dict[str, Any] = {}
    for field in fields:
        if field.type is FieldType.GROUP:
            inner = initial_data(field.fields, defaults)
            if inner:
                data[field.key] = inner
        elif field.default is not None and field.default in defaults:
            data[field.key] = defaults[field.default]
        elif field.type is FieldType.CONSENT:
            data[field.key] = False
    return data


def typed_text(value: Any) -> str:
    """What an input shows for a kept value."""
    return "" if value is None or isinstance(value, bool) else str(value)


def _group(fields: Iterable[Field], posted: Mapping[str, str], prefix: str) -> dict[str, Any]:
    data = {}
    for field in fields:
        path = f"{prefix}{field.key}"
        if field.type is FieldType.GROUP:
            value: Any = _group(field.fields, posted, f"{path}.") or None
        else:
            value = _scalar(field, posted.get(path, ""))
        if value is not None:
            data[field.key] = value
    return data


def _scalar(field: Field, text: str) -> Any:
    if field.type is FieldType.CONSENT:
        return text == "true"
    if field.type is FieldType.LONG_TEXT:
        return text.replace("\r\n", "\n").rstrip() or None
    text = text.strip()
    if field.type is FieldType.BOOLEAN:
        return _ANSWERS.get(text, text or None)
    if field.type is FieldType.INTEGER and _INTEGER.fullmatch(text):
        return int(text)
    return text or None
