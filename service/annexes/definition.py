"""The definition of an annex: the records that ``annex.yaml`` is read into.

See ``docs/annex-format.md`` for the same in words. A key that is not known here is an error.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, model_validator
from pydantic import Field as Setting


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Words(_Record):
    """A text in the languages of the service."""

    lv: str
    en: str

    def in_language(self, code: str) -> str:
        return self.en if code == "en" else self.lv


class FieldType(StrEnum):
    """What a field holds in JSON (annexes.md, conventions)."""

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
    GROUP = "group"
    LIST = "list"


class Option(_Record):
    """One of the values of a choice."""

    value: str
    label: Words


class When(_Record):
    """The field belongs to the form only while its sibling ``key`` holds ``equals``."""

    key: str
    equals: bool | int | str


class Field(_Record):
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
    fields: tuple[Field, ...] = ()
    item: Field | None = None

    @model_validator(mode="after")
    def _parts_fit_type(self) -> Field:
        for part, holder in (
            (bool(self.fields), FieldType.GROUP),
            (bool(self.options), FieldType.CHOICE),
            (self.item is not None, FieldType.LIST),
        ):
            if part != (self.type is holder):
                msg = f"field {self.key}: a {holder} and only a {holder} has these parts"
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


class Rule(_Record):
    """A check that needs more than one field: a named function of ``rules.py`` with its arguments."""

    name: str
    at: str
    """Path of the field beside which the error stands."""
    arguments: dict[str, str] = {}
    source: str
    """Where the rule comes from."""


class Place(_Record):
    """The place of a visible signature: a Word bookmark ``sign_<role>`` and the room kept free there."""

    width_mm: Annotated[float, Setting(gt=20, le=180)]
    height_mm: Annotated[float, Setting(gt=8, le=80)]
    shows_personal_code: bool = False


class Signer(_Record):
    """One who signs: a role, and where in the data the person is named."""

    role: str
    person: str
    """Path of the person in the data."""
    label: Words
    place: Place


class SigningStep(_Record):
    """Signers of one step sign in parallel; steps follow each other."""

    signers: tuple[Signer, ...]


class Retention(_Record):
    """How long the document is kept, after what, and on what ground."""

    trigger: Literal["agreement_end", "registered"]
    years: int
    basis: str


class Section(_Record):
    """A part of the form that is shown under one heading."""

    title: Words
    intro: Words | None = None
    keys: tuple[str, ...]


class Correction(_Record):
    """A typing error of the source, as it stands there and as the document prints it."""

    source: str
    printed: str


class AnnexDefinition(_Record):
    """One annex: everything about it except its wording and looks, which are in ``template.docx``."""

    code: str
    slug: str
    title: Words
    document_title: str
    """Title of the PDF (metadata), in Latvian."""
    intro: Words
    """What this form is for, in plain words."""
    filled_by: tuple[str, ...]
    restricted: bool = False
    sections: tuple[Section, ...]
    fields: tuple[Field, ...]
    rules: tuple[Rule, ...] = ()
    signing: tuple[SigningStep, ...]
    opens_portfolio: bool = False
    """Registering it gives a portfolio number (applications)."""
    tells_guardian: bool = False
    """Receiving it creates the task to tell the parents, guardian or custodian (annexes.md, 4.2)."""
    subject: str
    """Path of the person whom the portfolio is about."""
    retention: Retention
    notes: tuple[Correction, ...] = ()
    """Typing errors of the source that were put right."""

    @model_validator(mode="after")
    def _sections_hold_every_field_once(self) -> AnnexDefinition:
        listed = [key for section in self.sections for key in section.keys]
        if sorted(listed) != sorted(field.key for field in self.fields):
            msg = f"annex {self.code}: its sections must list each of its fields once"
            raise ValueError(msg)
        return self

    def field(self, key: str) -> Field:
        """The top-level field ``key``.

        Raises:
            KeyError: there is none.
        """
        for field in self.fields:
            if field.key == key:
                return field
        raise KeyError(key)

    @property
    def signers(self) -> tuple[Signer, ...]:
        return tuple(signer for step in self.signing for signer in step.signers)

    def paths(self) -> Iterator[str]:
        """Path of every field, in the order of the form."""
        for section in self.sections:
            for key in section.keys:
                yield from _paths(self.field(key), "")


def _paths(field: Field, prefix: str) -> Iterator[str]:
    path = f"{prefix}{field.key}"
    yield path
    for child in field.fields or (field.item.fields if field.item else ()):
        yield from _paths(child, f"{path}.")


def value_at(data: Any, path: str) -> Any:
    """What stands at ``path`` (``child.personal_code``) in ``data``; None when nothing does."""
    for key in path.split("."):
        if not isinstance(data, dict) or key not in data:
            return None
        data = data[key]
    return data
