"""The walk through data beside the fields of a form: every fault of a single field, and what is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from service.annexes.faults import Fault, Unfit
from service.annexes.fields import Field, FieldType, When
from service.annexes.paths import Path, same
from service.annexes.scalars import check_scalar


@dataclass(frozen=True)
class Walk:
    """One walk; faults are added to ``found`` as they are met.

    What is malformed is kept as None, so that rows keep their numbers.
    """

    draft: bool
    defaults: Mapping[str, str]
    found: list[Fault]

    def value(self, field: Field, value: Any, at: Path) -> Any:
        """What is kept of a value that is there."""
        several = self._several().get(field.type)
        if several is not None:
            return several(field, value, at)
        try:
            kept = check_scalar(field, value)
        except Unfit as unfit:
            self._report(at, unfit)
            return None
        if field.type is FieldType.CONSENT and not kept and not self.draft:
            self._report(at, Unfit("consent.missing", "Without this consent it cannot be sent."))
        return kept

    def _several(self) -> Mapping[FieldType, Callable[[Field, Any, Path], Any]]:
        return {
            FieldType.GROUP: self._group,
            FieldType.LIST: self._list,
            FieldType.MARKS: self._marks,
            FieldType.SCALES: self._answers,
            FieldType.ANSWERS_YES_NO: self._answers,
        }

    def _group(self, field: Field, value: Any, at: Path) -> Any:
        if not isinstance(value, dict):
            self._report(at, Unfit("type.object", "Must be a group of named values (a JSON object)."))
            return None
        for key in value:
            if field.child(key) is None:
                self._report((*at, key), Unfit("key.unknown", "This form has no such field. Remove it."))
        kept = {child.key: self._child(child, value, (*at, child.key)) for child in field.fields}
        return {key: item for key, item in kept.items() if item is not None}

    def _child(self, field: Field, siblings: Mapping[str, Any], at: Path) -> Any:
        belongs = _belongs(field.when, siblings)
        value = siblings.get(field.key)
        if value is None and field.default is not None:
            value = self.defaults.get(field.default)
        if value is None and field.type is FieldType.GROUP and field.required and belongs:
            value = {}
        if _is_empty(value):
            if field.required and belongs:
                self._missing(at)
            return None
        if not belongs and not self.draft:
            self._report(
                at, Unfit("not_expected", "Does not belong here with the answer chosen above. Remove it.")
            )
        return self.value(field, value, at)

    def _list(self, field: Field, value: Any, at: Path) -> Any:
        if not self._is_list(value, at):
            return None
        low, high = field.min or 0, field.max
        if len(value) < low and not self.draft:
            self._report(at, Unfit("list.too_short", "Needs at least %(low)d rows.", low=low))
        if high is not None and len(value) > high:
            self._report(at, Unfit("list.too_long", "Holds at most %(high)d rows.", high=high))
        return [self._row(field.row, item, (*at, index)) for index, item in enumerate(value)]

    def _row(self, field: Field, value: Any, at: Path) -> Any:
        if value is None and field.type is FieldType.GROUP:
            value = {}
        if _is_empty(value):
            self._missing(at)
            return None
        return self.value(field, value, at)

    def _marks(self, field: Field, value: Any, at: Path) -> Any:
        if not self._is_list(value, at):
            return None
        kept: list[int | str] = []
        for index, item in enumerate(value):
            unfit = _unfit_mark(field, item, kept)
            if unfit:
                self._report((*at, index), unfit)
            else:
                kept.append(item)
        for wanted in field.requires:
            if wanted not in kept and not self.draft:
                unfit = Unfit(
                    "marks.required", "“%(value)s” must be marked, or it cannot be issued.", value=wanted
                )
                self._report(at, unfit)
        return kept

    def _answers(self, field: Field, value: Any, at: Path) -> Any:
        """One answer to each statement."""
        if not self._is_list(value, at):
            return None
        count = len(field.statements)
        if len(value) > count or (len(value) < count and not self.draft):
            self._report(
                at, Unfit("answers.count", "Needs %(count)d answers, one to each statement.", count=count)
            )
        single = _SINGLE[field.type]
        answer = Field(key=field.key, type=single, label=field.label)
        return [self._row(answer, item, (*at, index)) for index, item in enumerate(value)]

    def _is_list(self, value: Any, at: Path) -> bool:
        if isinstance(value, list):
            return True
        self._report(at, Unfit("type.list", "Must be a list."))
        return False

    def _missing(self, at: Path) -> None:
        if not self.draft:
            self._report(at, Unfit("missing", "Fill this in."))

    def _report(self, at: Path, unfit: Unfit) -> None:
        self.found.append(Fault(at, unfit))


_SINGLE: Mapping[FieldType, FieldType] = {
    FieldType.SCALES: FieldType.SCALE,
    FieldType.ANSWERS_YES_NO: FieldType.BOOLEAN,
}


def _unfit_mark(field: Field, value: Any, kept: list[int | str]) -> Unfit | None:
    if not any(same(value, option.value) for option in field.options):
        values = ", ".join(str(option.value) for option in field.options)
        return Unfit("choice", "Must be one of: %(values)s.", values=values)
    if value in kept:
        return Unfit("marks.double", "Is marked already. Remove it.")
    return None


def _belongs(when: When | None, siblings: Mapping[str, Any]) -> bool:
    return when is None or same(siblings.get(when.key), when.equals)


def _is_empty(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())
