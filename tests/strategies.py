"""Data made from a definition: valid data of any annex, and data made invalid at a known path.

Single fields are made by their types; what rules ask of several fields together is then mended, rule by rule.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from hypothesis import strategies as st

from service.annexes.definition import AnnexDefinition, Rule
from service.annexes.fields import Field, FieldType
from service.annexes.given import Given
from service.annexes.months import last_day_of_term
from service.annexes.paths import Path, dotted
from service.annexes.rules import RULES
from service.domain.personal_code import check_digit

LETTERS: Final = (
    "abcčdeēfgģhiījkķlļmnņoprsštuūvzž ABCČDEĒFGĢHIĪJKĶLĻMNŅOPRSŠTUŪVZŽ0123456789.,:;-–“”(){}<>&%'\"!?"
)
OPTIONAL_ROWS: Final = 3
NEW_KIND: Final = "32123456789"
_FIRST: Final = date(2026, 1, 1)
_LAST: Final = date(2028, 12, 31)


def valid_data(annex: AnnexDefinition, on: date) -> st.SearchStrategy[dict[str, Any]]:
    """Data that may be issued on the day."""
    return _group(annex.root).map(lambda data: mended(annex, data, on))


def mended(annex: AnnexDefinition, data: dict[str, Any], on: date) -> dict[str, Any]:
    """The data with what the rules ask of several fields put right."""
    for rule in annex.rules:
        MENDERS[rule.name](rule, data, on)
    return data


def _group(field: Field) -> st.SearchStrategy[dict[str, Any]]:
    return st.tuples(*(_child(child) for child in field.fields)).map(
        lambda values: _belonging(
            field, {child.key: value for child, value in zip(field.fields, values, strict=True)}
        )
    )


def _child(field: Field) -> st.SearchStrategy[Any]:
    made = values_of(field)
    return made if field.required else st.one_of(st.none(), made)


def _belonging(group: Field, values: dict[str, Any]) -> dict[str, Any]:
    """Without what does not belong with the answers that were made, and without what is absent."""
    kept = {}
    for child in group.fields:
        belongs = child.when is None or values[child.when.key] == child.when.equals
        if belongs and values[child.key] is not None:
            kept[child.key] = values[child.key]
    return kept


def values_of(field: Field) -> st.SearchStrategy[Any]:
    """Values that the field holds."""
    if field.type is FieldType.GROUP:
        return _group(field)
    if field.type is FieldType.LIST:
        low = field.min or 0
        most = max(low, min(field.max or low + OPTIONAL_ROWS, low + OPTIONAL_ROWS))
        return st.lists(values_of(field.row), min_size=low, max_size=most)
    if field.type in (FieldType.SCALES, FieldType.ANSWERS_YES_NO):
        single = st.integers(1, 10) if field.type is FieldType.SCALES else st.booleans()
        return st.lists(single, min_size=len(field.statements), max_size=len(field.statements))
    if field.type is FieldType.MARKS:
        return _marks(field)
    return _SCALARS[field.type](field)


def _marks(field: Field) -> st.SearchStrategy[list[int | str]]:
    values = [option.value for option in field.options]
    chosen = st.lists(st.sampled_from(values), unique=True)
    return chosen.map(lambda marks: [value for value in values if value in (*marks, *field.requires)])


def _texts(length: int, letters: str = LETTERS) -> st.SearchStrategy[str]:
    return st.text(letters, min_size=1, max_size=length).filter(str.strip)


def _old_code(born: date, serial: int) -> str:
    century = {18: 0, 19: 1, 20: 2}[born.year // 100]
    first = f"{born:%d%m%y}{century}{serial:03d}"
    return f"{first[:6]}-{first[6:]}{check_digit(first)}"


def _personal_codes(_field: Field) -> st.SearchStrategy[str]:
    old = st.builds(_old_code, st.dates(date(1940, 1, 1), date(2026, 1, 1)), st.integers(0, 999))
    new = st.integers(32_000_000_000, 39_999_999_999).map(str)
    return st.one_of(old, new)


def _registration_numbers(_field: Field) -> st.SearchStrategy[str]:
    return st.integers(4_000_000_000, 9_999_999_999).map(_registered).filter(lambda number: len(number) == 11)


def _registered(first_ten: int) -> str:
    weights = (9, 1, 4, 8, 3, 10, 2, 5, 7, 6)
    digits = str(first_ten)
    return digits + str((3 - sum(w * int(d) for w, d in zip(weights, digits, strict=True))) % 11)


def _integers(field: Field) -> st.SearchStrategy[int]:
    low = 0 if field.min is None else field.min
    return st.integers(low, low + 100 if field.max is None else field.max)


def _days(_field: Field) -> st.SearchStrategy[str]:
    return st.dates(_FIRST, _LAST).map(date.isoformat)


_SCALARS: Final[Mapping[FieldType, Callable[[Field], st.SearchStrategy[Any]]]] = {
    FieldType.TEXT: lambda field: _texts(min(field.max_length, 40)),
    FieldType.LONG_TEXT: lambda _: _texts(80, LETTERS + "\n"),
    FieldType.PERSONAL_CODE: _personal_codes,
    FieldType.REGISTRATION_NUMBER: _registration_numbers,
    FieldType.EMAIL: lambda _: _texts(12, "abcdefg12").map(lambda name: f"{name}@epasts.example"),
    FieldType.PHONE: lambda _: st.integers(20_000_000, 29_999_999).map(lambda number: f"+371 {number}"),
    FieldType.INTEGER: _integers,
    FieldType.BOOLEAN: lambda _: st.booleans(),
    FieldType.CONSENT: lambda _: st.just(value=True),
    FieldType.CHOICE: lambda field: st.sampled_from([option.value for option in field.options]),
    FieldType.DATE: _days,
    FieldType.MONTH: lambda field: _days(field).map(lambda day: day[:7]),
    FieldType.MONEY: lambda _: st.integers(0, 20_000).map(lambda cents: f"{cents // 100}.{cents % 100:02d}"),
    FieldType.HOURS: lambda _: st.integers(0, 1200).map(lambda parts: str(Decimal(parts) / 100)),
    FieldType.SCALE: lambda _: st.integers(1, 10),
}


def put(data: Any, path: Path, value: Any) -> None:
    """Put ``value`` at ``path``."""
    for step in path[:-1]:
        data = data[step]
    data[path[-1]] = value


Mender = Callable[[Rule, Any, date], None]


def _replacing(value: Any) -> Mender:
    """Puts the value wherever the rule finds fault."""

    def mend(rule: Rule, data: Any, on: date) -> None:
        while faults := list(RULES[rule.name](rule, Given(data, on))):
            for fault in faults:
                put(data, fault.at, value)

    return mend


def _from_argument(name: str, change: Callable[[str], str]) -> Mender:
    """Puts what follows from the argument wherever the rule finds fault."""

    def mend(rule: Rule, data: Any, on: date) -> None:
        given = Given(data, on)
        for fault in list(RULES[rule.name](rule, given)):
            put(data, fault.at, change(given.value(rule.path(name), fault.at)))

    return mend


def _mend_age(rule: Rule, data: Any, on: date) -> None:
    for _fault in list(RULES[rule.name](rule, Given(data, on))):
        for at, _code in Given(data, on).places(rule.path("code")):
            put(data, at, NEW_KIND)


def _mend_birth_date(rule: Rule, data: Any, on: date) -> None:
    for at, born in Given(data, on).places(rule.at):
        put(data, at, min(born, on.isoformat()))


def _mend_marks(rule: Rule, data: Any, on: date) -> None:
    for fault in list(RULES[rule.name](rule, Given(data, on))):
        put(data, fault.at, [1])


def _mend_months(rule: Rule, data: Any, on: date) -> None:
    """Months of 28 days, one after the other."""
    given = Given(data, on)
    places = list(given.places(rule.at))
    first = date.fromisoformat(places[0][1]) if places else on
    for (at, _), (last_at, _) in zip(places, given.places(rule.path("to")), strict=True):
        put(data, at, first.isoformat())
        put(data, last_at, (first + timedelta(days=27)).isoformat())
        first += timedelta(days=28)


MENDERS: Final[Mapping[str, Mender]] = {
    "adult_on": _replacing(NEW_KIND),
    "age_agrees_with_personal_code": _mend_age,
    "at_least_one_of": _mend_marks,
    "born_by_issue": _mend_birth_date,
    "consecutive_months": _mend_months,
    "date_in_month": _from_argument("month", lambda month: f"{month}-15"),
    "hours_at_most": _replacing("0"),
    "hours_of_agreement_at_most": _replacing("84"),
    "hours_of_day_at_most_24": _replacing("0"),
    "in_order": _from_argument("from", lambda first: first),
    "minor_on": _replacing(NEW_KIND),
    "money_at_most": _replacing("0.00"),
    "month_at_most_long": _from_argument("from", lambda first: first),
    "months_at_most": _replacing(12),
    "reporting_hours_at_most": _replacing("0"),
    "term_at_most_months": _from_argument(
        "from", lambda first: last_day_of_term(date.fromisoformat(first), 12).isoformat()
    ),
}


@dataclass(frozen=True)
class Spoiled:
    """Data with one thing wrong, and where that must be reported."""

    data: Any
    path: str


def invalid_data(annex: AnnexDefinition, on: date) -> st.SearchStrategy[Spoiled]:
    """Valid data, made invalid in one place."""
    return valid_data(annex, on).flatmap(
        lambda data: st.sampled_from(list(_ways(annex.root, data, ()))).map(lambda way: _spoil(data, *way))
    )


_GONE: Final = object()
_UNKNOWN_KEY: Final = "nav tādas"


def _spoil(data: Any, path: Path, value: Any) -> Spoiled:
    spoiled = copy.deepcopy(data)
    if value is _GONE:
        parent = spoiled
        for step in path[:-1]:
            parent = parent[step]
        del parent[path[-1]]
    else:
        put(spoiled, path, value)
    return Spoiled(spoiled, dotted(path))


def _ways(field: Field, value: Any, at: Path) -> Iterator[tuple[Path, Any]]:
    """Every (path, value) that spoils the data in this field or below it; no value takes it away."""
    if at:
        yield from ((at, wrong) for wrong in _wrong_values(field))
    if field.type is FieldType.GROUP:
        yield (*at, _UNKNOWN_KEY), 1
        for child in field.fields:
            if child.key in value:
                yield from _ways(child, value[child.key], (*at, child.key))
                if child.required and child.default is None and child.type is not FieldType.GROUP:
                    yield (*at, child.key), _GONE
    if field.type is FieldType.LIST:
        for index, item in enumerate(value):
            yield from _ways(field.row, item, (*at, index))
    if field.type is FieldType.MARKS and value:
        yield (*at, 0), "nav tādas"
        yield (*at, 0), None
    if field.statements:
        wrong = 11 if field.type is FieldType.SCALES else "jā"
        yield from (((*at, index), wrong) for index in range(len(value)))


def _wrong_values(field: Field) -> tuple[Any, ...]:
    if field.type is FieldType.INTEGER:
        bounds = (field.min, field.max)
        beyond = tuple(bound + step for bound, step in zip(bounds, (-1, 1), strict=True) if bound is not None)
        return ("7", 7.0, True, *beyond)
    return _WRONG[field.type]


_NOT_A_TEXT: Final = (7, True, ["x"], {"x": 1})
_WRONG: Final[Mapping[FieldType, tuple[Any, ...]]] = {
    FieldType.TEXT: (*_NOT_A_TEXT, "x" * 301, "a\x00b", "a\nb", "中"),
    FieldType.LONG_TEXT: (*_NOT_A_TEXT, "x" * 5001, "a\x1bb", "a\u202eb"),
    FieldType.PERSONAL_CODE: (*_NOT_A_TEXT, "310290-11111", "x", "010190-12345x"),
    FieldType.REGISTRATION_NUMBER: (*_NOT_A_TEXT, "12345678901", "40008000008"),
    FieldType.EMAIL: (*_NOT_A_TEXT, "x@", "x"),
    FieldType.PHONE: (*_NOT_A_TEXT, "x", "12"),
    FieldType.BOOLEAN: ("true", 1, 0, []),
    FieldType.CONSENT: ("true", 1, False),
    FieldType.CHOICE: ("nav tādas", 1, True),
    FieldType.DATE: (20261203, "2026-02-30", "03.12.2026"),
    FieldType.MONTH: (12, "2026-13", "2026-12-01"),
    FieldType.MONEY: (7.2, "7,20", "7.2", "-7.20"),
    FieldType.HOURS: (1.5, "1,5", "1.555", "-1"),
    FieldType.SCALE: (0, 11, "5", 5.0, True),
    FieldType.MARKS: ("x", 1, {"x": 1}),
    FieldType.SCALES: ("x", [5], [5] * 50),
    FieldType.ANSWERS_YES_NO: ("x", [True], [True] * 50),
    FieldType.GROUP: ("x", 7, []),
    FieldType.LIST: ("x", 7, {}),
}
