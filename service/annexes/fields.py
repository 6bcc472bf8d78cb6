"""The fields of an annex: what ``annex.yaml`` says of each."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from pydantic import BaseModel, ConfigDict, model_validator

from service.annexes.paths import EVERY_ROW, longest_start


class Record(BaseModel):
    """Part of a definition: frozen, and a key that it does not know is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Words(Record):
    """A text in the languages of the service."""

    lv: str
    en: str

    def in_language(self, code: str) -> str:
        return self.en if code == "en" else self.lv


class FieldType(StrEnum):
    """What a field holds in JSON (annex rules, conventions)."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    PERSONAL_CODE = "personal_code"
    REGISTRATION_NUMBER = "registration_number"
    EMAIL = "email"
    PHONE = "phone"
    INTEGER = "integer"
    BOOLEAN = "boolean"
    CONSENT = "consent"
    CHOICE = "choice"
    DATE = "date"
    MONTH = "month"
    MONEY = "money"
    HOURS = "hours"
    SCALE = "scale"
    """A whole number from 1 to 10."""
    MARKS = "marks"
    """A list of values of the options, each at most once."""
    SCALES = "scales"
    """A list with a number from 1 to 10 for each of the statements."""
    ANSWERS_YES_NO = "answers_yes_no"
    """A list with a boolean for each of the statements."""
    GROUP = "group"
    LIST = "list"


class Sources(Record):
    """Where the information about a sign comes from, as the form prints it."""

    lv: str
    en: str | None = None


class Option(Record):
    """One of the values of a choice or of marks."""

    value: int | str
    label: Words
    sources: Sources | None = None


class When(Record):
    """The field belongs to the form only while its sibling ``key`` holds ``equals``."""

    key: str
    equals: bool | int | str


class Field(Record):
    """One field of a form; a group or list holds further fields."""

    key: str
    type: FieldType
    label: Words
    help: Words | None = None
    required: bool = True
    when: When | None = None
    default: str | None = None
    """Path of a setting whose value stands in the new form, such as ``provider.name``."""
    autocomplete: str | None = None
    """The HTML autofill token (WCAG 1.3.5), where the field is about the person who fills the form."""
    min: int | None = None
    max: int | None = None
    max_length: int = 300
    out_of_range: Words | None = None
    """What to say in place of the general sentence when the number is out of range."""
    options: tuple[Option, ...] = ()
    requires: tuple[int | str, ...] = ()
    """Marks that must be made to issue."""
    statements: tuple[Words, ...] = ()
    fields: tuple[Field, ...] = ()
    item: Field | None = None

    @model_validator(mode="after")
    def _parts_fit_type(self) -> Field:
        for part in ("fields", "options", "statements", "item"):
            if bool(getattr(self, part)) != (self.type in _HOLDERS[part]):
                holders = " or ".join(_HOLDERS[part])
                msg = f"field {self.key}: {part} belong to {holders} and to nothing else"
                raise ValueError(msg)
        return self

    @model_validator(mode="after")
    def _required_marks_are_options(self) -> Field:
        if not set(self.requires) <= {option.value for option in self.options}:
            msg = f"field {self.key}: requires names a value that is no option"
            raise ValueError(msg)
        return self

    @property
    def row(self) -> Field:
        """What each item of this list is."""
        if self.item is None:
            raise TypeError(self.key)
        return self.item

    def child(self, key: str) -> Field | None:
        """The field ``key`` of this group."""
        return next((field for field in self.fields if field.key == key), None)


def field_at(group: Field, path: str) -> Field:
    """The field at ``path`` within the group; ``*`` in it stands for the rows of a list.

    Raises:
        KeyError: there is none.
    """
    field, rest = group, path
    while rest:
        steps = [EVERY_ROW] if field.item else [child.key for child in field.fields]
        step = longest_start(steps, rest)
        if step is None:
            raise KeyError(path)
        field = field.row if field.item else next(child for child in field.fields if child.key == step)
        rest = rest[len(step) + 1 :]
    return field


_HOLDERS: Final = {
    "fields": (FieldType.GROUP,),
    "options": (FieldType.CHOICE, FieldType.MARKS),
    "statements": (FieldType.SCALES, FieldType.ANSWERS_YES_NO),
    "item": (FieldType.LIST,),
}
