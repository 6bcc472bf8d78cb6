"""The types of fields, each with what it holds and what it refuses, by themselves and in rows."""

from __future__ import annotations

from typing import Any

import pytest

from service.annexes.checks import CheckedData, check_data
from service.annexes.definition import AnnexDefinition
from tests.unit.service.annexes.samples import DAY, Found, annex_of, codes


def checked(annex: AnnexDefinition, data: Any, *, draft: bool = False) -> CheckedData:
    return check_data(annex, data, on=DAY, defaults={}, draft=draft)


def faults(annex: AnnexDefinition, data: Any, *, draft: bool = False) -> Found:
    return codes(checked(annex, data, draft=draft).findings)


SIGNS = annex_of({"key": "signs", "type": "marks", "options": [1, "a"], "requires": ["a"]})
TAGS = annex_of({"key": "tags", "type": "list", "min": 1, "max": 2, "item": {"key": "item", "type": "text"}})
ROWS = annex_of(
    {
        "key": "rows",
        "type": "list",
        "item": {
            "key": "row",
            "type": "group",
            "fields": [
                {"key": "kind", "type": "choice", "options": ["a", "b"]},
                {"key": "why", "type": "text", "when": {"key": "kind", "equals": "b"}},
                {"key": "parts", "type": "list", "required": False, "item": {"key": "item", "type": "scale"}},
            ],
        },
    }
)


def test_marks_are_kept_as_they_were_made() -> None:
    assert checked(SIGNS, {"signs": ["a", 1]}).data == {"signs": ["a", 1]}


def test_a_list_of_plain_values_has_its_rows_counted_and_each_checked() -> None:
    assert faults(TAGS, {"tags": ["a", "b"]}) == []
    assert faults(TAGS, {"tags": []}) == [("tags", "list.too_short")]
    assert faults(TAGS, {"tags": ["a", "b", "c"]}) == [("tags", "list.too_long")]
    assert faults(TAGS, {"tags": ["a", 7]}) == [("tags.1", "type.text")]
    assert faults(TAGS, {"tags": [None, ""]}) == [("tags.0", "missing"), ("tags.1", "missing")]
    assert faults(TAGS, {}) == [("tags", "missing")]


def test_a_draft_may_have_empty_and_missing_rows_but_no_wrong_ones() -> None:
    assert faults(TAGS, {"tags": [None, ""]}, draft=True) == faults(TAGS, {}, draft=True) == []
    assert faults(TAGS, {"tags": [7]}, draft=True) == [("tags.0", "type.text")]
    assert faults(ROWS, {"rows": [None, {}]}, draft=True) == []


def test_a_condition_holds_within_its_own_row() -> None:
    good = [{"kind": "a"}, {"kind": "b", "why": "x"}]
    assert faults(ROWS, {"rows": good}) == []
    assert faults(ROWS, {"rows": [{"kind": "a", "why": "x"}, {"kind": "b"}]}) == [
        ("rows.0.why", "not_expected"),
        ("rows.1.why", "missing"),
    ]


def test_rows_keep_their_numbers_when_one_is_malformed() -> None:
    result = checked(ROWS, {"rows": ["x", {"kind": "a"}]})
    assert result.data == {"rows": [None, {"kind": "a"}]}
    assert codes(result.findings) == [("rows.0", "type.object")]


def test_lists_may_stand_in_lists() -> None:
    bad = {"rows": [{"kind": "a", "parts": [1, 11]}]}
    assert faults(ROWS, bad) == [("rows.0.parts.1", "scale")]


def test_true_is_not_1_to_a_condition() -> None:
    annex = annex_of(
        {"key": "count", "type": "integer"},
        {"key": "more", "type": "text", "when": {"key": "count", "equals": 1}},
    )
    assert faults(annex, {"count": True}) == [("count", "type.integer")]
    assert faults(annex, {"count": 1}) == [("more", "missing")]


def test_findings_name_the_row_and_speak_of_the_field_as_the_form_does() -> None:
    annex = annex_of(
        {"key": "answers", "type": "scales", "statements": ["Man ir mērķis", "Man ir sapnis"]},
        {"key": "2.1", "type": "group", "fields": [{"key": "a.b", "type": "scale"}]},
    )
    findings = checked(annex, {"answers": [1, 0], "2.1": {"a.b": 0}}).findings
    assert [(finding.path, finding.label["lv"]) for finding in findings] == [
        ("answers.1", "Man ir sapnis"),
        ("2.1.a.b", "a.b"),
    ]


@pytest.mark.parametrize(
    ("value", "good"),
    [
        ("40008000009", True),
        ("90000000000", False),
        ("4000800000", False),
        ("²0008000009", False),
        ("LV40008000009", False),
        ("4000 8000 009", False),
    ],
)
def test_a_registration_number_is_eleven_digits_with_a_check_digit(value: str, *, good: bool) -> None:
    annex = annex_of({"key": "number", "type": "registration_number"})
    assert faults(annex, {"number": value}) == ([] if good else [("number", "registration_number")])


@pytest.mark.parametrize("value", ["ā" * 5001, "a\x00b", "a\u2028b"])
def test_a_long_text_has_its_limit_and_no_control_characters(value: str) -> None:
    annex = annex_of({"key": "text", "type": "long_text"})
    assert [path for path, _ in faults(annex, {"text": value})] == ["text"]
    assert faults(annex, {"text": "ā" * 5000}) == faults(annex, {"text": "a\n\tb\r\nc"}) == []
