"""The definition of an annex: the records that ``annex.yaml`` is read into.

See ``docs/annex-format.md`` for the same in words. A key that is not known here is an error.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import Field as Setting
from pydantic import model_validator

from service.annexes.fields import Field, FieldType, Option, Record, Sources, When, Words, field_at
from service.annexes.paths import same, value_at

__all__ = [
    "AnnexDefinition",
    "Correction",
    "Field",
    "FieldType",
    "Option",
    "Place",
    "Retention",
    "Rule",
    "Section",
    "Signer",
    "SigningStep",
    "Sources",
    "When",
    "Words",
    "value_at",
]


class Rule(Record):
    """A check that needs more than one field: a named function of ``rules`` with its arguments.

    A notice is written alike; it refuses nothing and is a function of ``notices``.
    """

    name: str
    at: str
    """Path of the field beside which the finding stands; ``*`` in it stands for every row."""
    arguments: Mapping[str, str | tuple[str, ...]] = Setting(default_factory=dict)
    """Paths of further fields."""
    source: str
    """Where the rule comes from."""

    def path(self, name: str) -> str:
        """The path that the argument ``name`` is."""
        value = self.arguments[name]
        if not isinstance(value, str):
            raise TypeError(name)
        return value

    def paths(self, name: str) -> tuple[str, ...]:
        """The paths that the argument ``name`` lists."""
        value = self.arguments[name]
        return (value,) if isinstance(value, str) else value


class Place(Record):
    """The place of a visible signature: a Word bookmark ``sign_<role>`` and the room kept free there."""

    width_mm: Annotated[float, Setting(gt=20, le=180)]
    height_mm: Annotated[float, Setting(gt=8, le=80)]
    shows_personal_code: bool = False


class Condition(Record):
    """Holds while the field at ``path`` holds ``equals``."""

    path: str
    equals: bool | int | str

    def holds(self, data: Any) -> bool:
        """Whether it holds for the data."""
        return same(value_at(data, self.path), self.equals)


class Signer(Record):
    """One who signs: a role, and where in the data the person is named."""

    role: str
    person: str = ""
    """Path of the person in the data; empty where the form does not name who signs."""
    label: Words
    place: Place
    optional: bool = False
    """Asked only when ``when`` holds or, without it, when the route is started with this signer."""
    when: Condition | None = None
    acknowledges: bool = False
    """Signs that they have read the document, not as a party to it."""
    kinds: tuple[Literal["person", "seal"], ...] = ("person",)
    """Whose certificate counts: a natural person's signature, an organisation's seal."""


class SigningStep(Record):
    """Signers of one step sign in parallel; steps follow each other."""

    signers: tuple[Signer, ...]


class Retention(Record):
    """How long the document is kept, after what, and on what ground."""

    trigger: Literal["agreement_end", "registered"]
    years: int
    basis: str


class Section(Record):
    """A part of the form that is shown under one heading."""

    title: Words
    intro: Words | None = None
    keys: tuple[str, ...]


class Correction(Record):
    """A typing error of the source, as it stands there and as the document prints it."""

    source: str
    printed: str


class AnnexDefinition(Record):
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
    notices: tuple[Rule, ...] = ()
    """What the writer is told before issue, and what refuses nothing."""
    known: tuple[str, ...] = ()
    """What the service knows and nobody types: names of functions in ``known``."""
    signing: tuple[SigningStep, ...] = ()
    sealed_by: Literal["provider"] | None = None
    """Nobody signs it: the provider's seal at the place ``sign_provider`` closes it."""
    opens_portfolio: bool = False
    """Registering it gives a portfolio number (applications)."""
    tells_guardian: bool = False
    """Receiving it creates the task to tell the parents, guardian or custodian (annex rules, 4.2)."""
    subject: str = ""
    """Path of the person whom the portfolio is about; empty where the form does not name them."""
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

    @model_validator(mode="after")
    def _is_signed_or_sealed(self) -> AnnexDefinition:
        if bool(self.signing) == bool(self.sealed_by):
            msg = f"annex {self.code}: it has either signing or sealed_by"
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

    @cached_property
    def root(self) -> Field:
        """The whole form as one group, its fields in the order of its sections."""
        ordered = tuple(self.field(key) for section in self.sections for key in section.keys)
        return Field(key="root", type=FieldType.GROUP, label=self.title, fields=ordered)

    def field_at(self, path: str) -> Field:
        """The field at ``path`` (``entries.*.kind``).

        Raises:
            KeyError: there is none.
        """
        return field_at(self.root, path)

    @property
    def signers(self) -> tuple[Signer, ...]:
        return tuple(signer for step in self.signing for signer in step.signers)

    def signers_for(self, data: Any) -> tuple[Signer, ...]:
        """The signers that a document with these data may have, in order."""
        return tuple(signer for signer in self.signers if signer.when is None or signer.when.holds(data))
