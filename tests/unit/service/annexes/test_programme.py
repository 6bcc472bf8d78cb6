"""The rules of 4.3.5, each refused with its path."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.service.annexes.samples import Check

CODE = "4.3.5"
ROW = {"task": "Uzdevums", "activity": "Aktivitāte"}


def month(first: str, last: str, rows: int = 1) -> dict[str, Any]:
    return {"from": first, "to": last, "goal": "Mērķis", "rows": [dict(ROW)] * rows}


def months_of(count: int) -> list[dict[str, Any]]:
    starts = [f"{2026 + (10 + index) // 12}-{(10 + index) % 12 + 1:02d}-15" for index in range(count + 1)]
    ends = [f"{start[:8]}14" for start in starts[1:]]
    return [month(first, last) for first, last in zip(starts, ends, strict=False)]


DECEMBER = month("2026-12-01", "2026-12-31")


@pytest.mark.parametrize("count", [1, 12])
def test_1_to_12_months_are_good(found: Check, count: int) -> None:
    assert found(CODE, {("months",): months_of(count)}) == []


@pytest.mark.parametrize(("count", "code"), [(0, "list.too_short"), (13, "list.too_long")])
def test_a_programme_has_1_to_12_months(found: Check, count: int, code: str) -> None:
    assert found(CODE, {("months",): months_of(count)}) == [("months", code)]


@pytest.mark.parametrize(("rows", "code"), [(0, "list.too_short"), (21, "list.too_long")])
def test_a_month_has_1_to_20_rows(found: Check, rows: int, code: str) -> None:
    bad = month("2026-12-01", "2026-12-31", rows)
    assert found(CODE, {("months",): [bad]}) == [("months.0.rows", code)]
    assert found(CODE, {("months",): [month("2026-12-01", "2026-12-31", 20)]}) == []


@pytest.mark.parametrize("first", ["2027-01-02", "2026-12-31", "2026-01-01"])
def test_the_months_are_consecutive(found: Check, first: str) -> None:
    last = first[:8] + "31"
    findings = found(CODE, {("months",): [DECEMBER, month(first, last)]})
    assert findings == [("months.1.from", "months.gap")]


def test_months_in_the_wrong_order_are_refused(found: Check) -> None:
    january = month("2027-01-01", "2027-01-31")
    assert found(CODE, {("months",): [DECEMBER, january]}) == []
    assert found(CODE, {("months",): [january, DECEMBER]}) == [("months.1.from", "months.gap")]


def test_a_month_without_its_days_is_no_gap(found: Check) -> None:
    february = month("2027-02-01", "2027-02-28")
    findings = found(CODE, {("months",): [DECEMBER, month("", ""), february]})
    assert findings == [("months.1.from", "missing"), ("months.1.to", "missing")]


def test_a_month_does_not_end_before_it_begins(found: Check) -> None:
    assert found(CODE, {("months",): [month("2026-12-31", "2026-12-30")]}) == [("months.0.to", "date.order")]
    assert found(CODE, {("months",): [month("2026-12-31", "2026-12-31")]}) == []


def test_a_month_is_no_longer_than_a_month(found: Check) -> None:
    assert found(CODE, {("months",): [month("2026-12-05", "2027-01-04")]}) == []
    assert found(CODE, {("months",): [month("2026-12-05", "2027-01-05")]}) == [
        ("months.0.to", "month.too_long")
    ]


@pytest.mark.parametrize("key", ["task", "activity"])
def test_a_row_needs_its_task_and_activity_and_may_lack_notes(found: Check, key: str) -> None:
    bad = {**month("2026-12-01", "2026-12-31"), "rows": [dict(ROW), {**ROW, key: ""}]}
    assert found(CODE, {("months",): [bad]}) == [(f"months.0.rows.1.{key}", "missing")]


def test_an_unknown_key_in_a_row_is_named_with_its_row(found: Check) -> None:
    bad = {**month("2026-12-01", "2026-12-31"), "rows": [{**ROW, "note": "x"}]}
    assert found(CODE, {("months",): [bad]}) == [("months.0.rows.0.note", "key.unknown")]


@pytest.mark.parametrize("months", [{}, "2026-12", 12, [[]], ["x"], [None]])
def test_months_that_are_no_list_of_groups_are_refused(found: Check, months: Any) -> None:
    findings = found(CODE, {("months",): months})
    assert findings
    assert all(path.startswith("months") for path, _ in findings)


def test_errors_come_row_by_row(found: Check) -> None:
    bad = month("2026-12-01", "2026-12-31")
    findings = found(CODE, {("months",): [{**bad, "goal": "", "rows": []}, {**bad, "from": "x"}]})
    assert [path for path, _ in findings] == ["months.0.goal", "months.0.rows", "months.1.from"]
