"""What a template gets of the data: every field there, and rows to loop over where a form has a table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from service.annexes.fields import Field, FieldType
from service.annexes.known.values import Computed

_LISTS = (FieldType.LIST, FieldType.MARKS, FieldType.SCALES, FieldType.ANSWERS_YES_NO)


def with_blanks(group: Field, data: Mapping[str, Any] | None) -> dict[str, Any]:
    """The data with every field there: an absent one prints as the form's own empty line."""
    values = data or {}
    return {field.key: _blank(field, values.get(field.key)) for field in group.fields}


def _blank(field: Field, value: Any) -> Any:
    if field.type is FieldType.GROUP:
        return with_blanks(field, value)
    if field.type is FieldType.LIST:
        return [_blank(field.row, item) for item in value or ()]
    if field.type in _LISTS:
        return value or []
    return "" if value is None else value


def form_rows(group: Field, data: Mapping[str, Any] | None, known: Mapping[str, Computed]) -> dict[str, Any]:
    """The options and statements of the form with what was answered, by key, nested as the data are."""
    values = data or {}
    rows = {field.key: _rows(field, values.get(field.key), known) for field in group.fields}
    return {key: row for key, row in rows.items() if row is not None}


def _rows(field: Field, value: Any, known: Mapping[str, Computed]) -> Any:
    if field.type is FieldType.GROUP:
        return form_rows(field, value, known)
    if field.type is FieldType.LIST and field.row.fields:
        return [form_rows(field.row, item, known) for item in value or ()]
    if field.options:
        return _option_rows(field, value)
    if field.statements:
        return _statement_rows(field, value, known)
    return None


def _option_rows(field: Field, value: Any) -> list[dict[str, Any]]:
    chosen = value if isinstance(value, list) else [value]
    return [
        {
            "value": option.value,
            "label": option.label.lv,
            "sources": option.sources.lv if option.sources else "",
            "marked": option.value in chosen,
        }
        for option in field.options
    ]


def _statement_rows(field: Field, value: Any, known: Mapping[str, Computed]) -> list[dict[str, Any]]:
    answers = [*(value or ()), *[None] * len(field.statements)]
    rows = [
        {"number": index + 1, "statement": statement.lv, "answer": answers[index]}
        for index, statement in enumerate(field.statements)
    ]
    if field.type is FieldType.SCALES and "self_assessment" in known:
        columns = known["self_assessment"].values["rows"]
        return [
            {**row, "start": column["start"], "end": column["end"]}
            for row, column in zip(rows, columns, strict=False)
        ]
    return rows
