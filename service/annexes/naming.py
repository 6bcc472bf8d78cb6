"""Faults as findings: under the names that the form gives its fields, in the order of the form."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from service.annexes.definition import AnnexDefinition
from service.annexes.faults import Fault
from service.annexes.fields import Field, Words
from service.annexes.findings import Finding
from service.annexes.paths import Path, dotted

_NOWHERE: Final = -1
"""Rank of a key that the form does not have: before those that it has."""


def as_findings(annex: AnnexDefinition, faults: Iterable[Fault]) -> tuple[Finding, ...]:
    """The faults in the order of the form; a group's own come before those of its fields."""
    root = annex.root
    ordered = sorted(faults, key=lambda fault: _rank(root, fault.at))
    return tuple(_finding(root, fault) for fault in ordered)


def _rank(root: Field, path: Path) -> tuple[int, ...]:
    ranks: list[int] = []
    field: Field | None = root
    for step in path:
        if isinstance(step, int):
            ranks.append(step)
            field = field.item if field else None
        else:
            keys = [child.key for child in field.fields] if field else []
            ranks.append(keys.index(step) if step in keys else _NOWHERE)
            field = field.child(step) if field else None
    return tuple(ranks)


def _finding(root: Field, fault: Fault) -> Finding:
    field, label = _named(root, fault.at)
    own = field.out_of_range if field and fault.unfit.code == "number.out_of_range" else None
    return Finding(
        dotted(fault.at),
        fault.unfit.code,
        fault.unfit.sentence,
        fault.unfit.params,
        label=label.model_dump() if label else {},
        own_words=own.model_dump() if own else {},
    )


def _named(root: Field, path: Path) -> tuple[Field | None, Words | None]:
    """The field at the path and what the form calls that place; nothing for the form as a whole."""
    field: Field | None = root
    label: Words | None = None
    for step in path:
        if field is None:
            return None, None
        field, label = _stepped(field, step)
    return field, label


def _stepped(field: Field, step: str | int) -> tuple[Field | None, Words | None]:
    if isinstance(step, str):
        child = field.child(step)
        return child, child.label if child else None
    if field.item:
        return field.item, field.item.label
    return None, field.statements[step] if step < len(field.statements) else field.label
