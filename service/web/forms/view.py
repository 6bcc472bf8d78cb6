"""What the page of a form shows: each field with what was typed and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from textwrap import shorten
from typing import Any, Final

from service.annexes.definition import AnnexDefinition, Field, FieldType, Section, When
from service.annexes.findings import Finding
from service.i18n import gettext, language
from service.web.forms.values import typed_text

_LABEL_LENGTH: Final = 70
"""Characters of a label in the error summary: a consent's label is a paragraph."""
_FIELDSETS: Final = (FieldType.BOOLEAN, FieldType.CHOICE)
_PICKABLE: Final = {
    FieldType.DATE: re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"),
    FieldType.MONTH: re.compile(r"[0-9]{4}-[0-9]{2}"),
}


@dataclass(frozen=True)
class FieldView:
    """One field of the page."""

    path: str
    field: Field
    value: Any
    errors: tuple[str, ...]
    children: tuple[FieldView, ...]
    reveals: Any = None
    """The answer with which further fields of the same group belong to the form."""
    condition: str | None = None
    """The answer, in words, with which this field belongs to the form."""

    @property
    def id(self) -> str:
        return self.path.replace(".", "-")

    @property
    def text(self) -> str:
        return typed_text(self.value)

    @property
    def leads_in(self) -> bool:
        """Whether the group's label begins the sentences that its consents end."""
        return all(child.field.type is FieldType.CONSENT for child in self.children)

    @property
    def described_by(self) -> str:
        """Ids of the help and error texts."""
        help_id = [f"{self.id}-help"] if self.field.help or self.condition else []
        error_id = [f"{self.id}-error"] if self.errors else []
        return " ".join(help_id + error_id)

    @property
    def input_type(self) -> str:
        """A day that was not typed as one is shown as the text that it is: a picker would drop it."""
        return self.field.type if not self.text or _PICKABLE[self.field.type].fullmatch(self.text) else "text"

    @property
    def focus_id(self) -> str:
        """Where a link from the error summary leads: the input itself, or the first answer."""
        return f"{self.id}-0" if self.field.type in _FIELDSETS else self.id


@dataclass(frozen=True)
class SectionView:
    """One part of the form under its heading."""

    section: Section
    fields: tuple[FieldView, ...]


@dataclass(frozen=True)
class ErrorLink:
    """A line of the error summary."""

    target: str
    label: str
    message: str


@dataclass(frozen=True)
class FormView:
    """The whole form."""

    sections: tuple[SectionView, ...]
    errors: tuple[ErrorLink, ...]


def form_view(
    definition: AnnexDefinition, data: Mapping[str, Any], findings: Iterable[Finding] = ()
) -> FormView:
    """The form with ``data`` in it and ``findings`` beside their fields."""
    found = tuple(findings)
    messages: dict[str, tuple[str, ...]] = {}
    for finding in found:
        messages[finding.path] = (*messages.get(finding.path, ()), finding.message)
    sections = tuple(
        SectionView(section, _views([definition.field(key) for key in section.keys], data, messages, ""))
        for section in definition.sections
    )
    targets = {view.path: view.focus_id for section in sections for view in _all(section.fields)}
    return FormView(sections, tuple(_link(finding, targets) for finding in found))


def _views(
    fields: Iterable[Field], data: Any, messages: Mapping[str, tuple[str, ...]], prefix: str
) -> tuple[FieldView, ...]:
    siblings = tuple(fields)
    values = data if isinstance(data, dict) else {}
    answers = {field.when.key: field.when.equals for field in siblings if field.when}
    return tuple(
        FieldView(
            path=f"{prefix}{field.key}",
            field=field,
            value=values.get(field.key),
            errors=messages.get(f"{prefix}{field.key}", ()),
            children=_views(field.fields, values.get(field.key), messages, f"{prefix}{field.key}."),
            reveals=answers.get(field.key),
            condition=_condition(field.when, siblings) if field.when else None,
        )
        for field in siblings
    )


def _condition(when: When, siblings: Iterable[Field]) -> str:
    if isinstance(when.equals, bool):
        return gettext("Yes") if when.equals else gettext("No")
    options = (option for field in siblings if field.key == when.key for option in field.options)
    labels = (option.label.in_language(language()) for option in options if option.value == when.equals)
    return next(labels, str(when.equals))


def _all(views: Iterable[FieldView]) -> Iterator[FieldView]:
    for view in views:
        yield view
        yield from _all(view.children)


def _link(finding: Finding, targets: Mapping[str, str]) -> ErrorLink:
    path = finding.path
    while path and path not in targets:
        path = path.rpartition(".")[0]
    label = shorten(finding.label.get(language(), ""), _LABEL_LENGTH, placeholder=" …")
    return ErrorLink(targets.get(path, "form"), label, finding.message)
