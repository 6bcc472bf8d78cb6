"""The reading view: what was filled in, as plain text under the form's own headings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from service.annexes.definition import AnnexDefinition, Field, FieldType
from service.i18n import gettext, language
from service.web.forms.values import typed_text


@dataclass(frozen=True)
class Passage:
    """One heading and its pairs of label and value."""

    title: str
    lines: tuple[tuple[str, str], ...]


def reading_view(definition: AnnexDefinition, data: Mapping[str, Any]) -> tuple[Passage, ...]:
    """Every field that holds something, in the order of the form."""
    return tuple(
        Passage(
            section.title.in_language(language()),
            tuple(line for key in section.keys for line in _lines(definition.field(key), data.get(key))),
        )
        for section in definition.sections
    )


def _lines(field: Field, value: Any) -> Iterator[tuple[str, str]]:
    if value is None:
        return
    if field.type is FieldType.GROUP:
        for child in field.fields:
            yield from _lines(child, value.get(child.key))
    else:
        yield field.label.in_language(language()), _said(field, value)


def _said(field: Field, value: Any) -> str:
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    for option in field.options:
        if option.value == value:
            return option.label.in_language(language())
    return typed_text(value)
