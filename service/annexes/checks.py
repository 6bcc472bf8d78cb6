"""Checks what a person or a program gives for an annex against its definition.

Every fault is found in one pass and reported in the order of the form; nothing is guessed or dropped.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from service.annexes.definition import AnnexDefinition, Field, FieldType, When
from service.annexes.findings import Finding, in_order_of
from service.annexes.rules import RULES
from service.annexes.scalars import Unfit, check_scalar


@dataclass(frozen=True)
class CheckedData:
    """Data and what was found wrong with it; without findings the data may become a document."""

    data: dict[str, Any]
    findings: tuple[Finding, ...]

    @property
    def ok(self) -> bool:
        return not self.findings


def check_data(
    annex: AnnexDefinition, data: Any, *, on: date, defaults: Mapping[str, str], draft: bool = False
) -> CheckedData:
    """Check ``data`` for the annex.

    Args:
        annex: the definition.
        data: the JSON value as read.
        on: the day of issue; ages are counted on it.
        defaults: values of the settings that fields name as their ``default``.
        draft: what is missing, empty or not yet agreed to is no fault; what is there must be right.
    """
    root = _root(annex)
    found: list[Finding] = []
    kept = _Walk(draft, defaults, found).group(root, data, "")
    if isinstance(data, dict) and not draft:
        for rule in annex.rules:
            found.extend(RULES[rule.name](rule, data, on))
    labels = dict(_labels(root, ""))
    named = (_named(finding, labels) for finding in found)
    return CheckedData(kept if isinstance(kept, dict) else {}, in_order_of(annex.paths(), named))


@dataclass(frozen=True)
class _Walk:
    draft: bool
    defaults: Mapping[str, str]
    found: list[Finding]

    def group(self, field: Field, value: Any, path: str) -> Any:
        if not isinstance(value, dict):
            self._report(path, Unfit("type.object", "Must be a group of named values (a JSON object)."))
            return None
        prefix = f"{path}." if path else ""
        for key in value:
            if field.child(key) is None:
                self._report(
                    f"{prefix}{key}", Unfit("key.unknown", "This form has no such field. Remove it.")
                )
        kept = {child.key: self._child(child, value, f"{prefix}{child.key}") for child in field.fields}
        return {key: item for key, item in kept.items() if item is not None}

    def _child(self, field: Field, siblings: Mapping[str, Any], path: str) -> Any:
        belongs = _belongs(field.when, siblings)
        value = siblings.get(field.key)
        if value is None and field.default is not None:
            value = self.defaults.get(field.default)
        if value is None and field.type is FieldType.GROUP and field.required and belongs:
            value = {}
        if _is_empty(value):
            if field.required and belongs and not self.draft:
                self._report(path, Unfit("missing", "Fill this in."))
            return None
        if not belongs and not self.draft:
            self._report(
                path, Unfit("not_expected", "Does not belong here with the answer chosen above. Remove it.")
            )
        return self.value(field, value, path)

    def value(self, field: Field, value: Any, path: str) -> Any:
        if field.type is FieldType.GROUP:
            return self.group(field, value, path)
        if field.type is FieldType.LIST:
            return self._list(field, value, path)
        try:
            kept = check_scalar(field, value)
        except Unfit as unfit:
            self._report(path, unfit, field)
            return None
        if field.type is FieldType.CONSENT and not kept and not self.draft:
            self._report(path, Unfit("consent.missing", "Without this consent it cannot be sent."))
        return kept

    def _list(self, field: Field, value: Any, path: str) -> Any:
        if not isinstance(value, list):
            self._report(path, Unfit("type.list", "Must be a list."))
            return None
        self._count(field, value, path)
        return [self.value(field.row, item, f"{path}.{index}") for index, item in enumerate(value)]

    def _count(self, field: Field, value: list[Any], path: str) -> None:
        low, high = field.min or 0, field.max
        if len(value) < low and not self.draft:
            self._report(path, Unfit("list.too_short", "Needs at least %(low)d rows.", low=low))
        if high is not None and len(value) > high:
            self._report(path, Unfit("list.too_long", "Holds at most %(high)d rows.", high=high))

    def _report(self, path: str, unfit: Unfit, field: Field | None = None) -> None:
        own = field.out_of_range if field and unfit.code == "number.out_of_range" else None
        self.found.append(
            Finding(path, unfit.code, unfit.sentence, unfit.params, own_words=own.model_dump() if own else {})
        )


def _belongs(when: When | None, siblings: Mapping[str, Any]) -> bool:
    return when is None or siblings.get(when.key) == when.equals


def _is_empty(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _root(annex: AnnexDefinition) -> Field:
    return Field(key="root", type=FieldType.GROUP, label=annex.title, fields=annex.fields)


def _labels(field: Field, prefix: str) -> Iterator[tuple[str, Field]]:
    for child in field.fields or (field.item.fields if field.item else ()):
        yield f"{prefix}{child.key}", child
        yield from _labels(child, f"{prefix}{child.key}.")


def _named(finding: Finding, labels: Mapping[str, Field]) -> Finding:
    plain = ".".join(step for step in finding.path.split(".") if not step.isdigit())
    field = labels.get(plain)
    return finding if field is None else replace(finding, label=field.label.model_dump())
