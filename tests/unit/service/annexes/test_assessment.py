"""The rules of 4.3.1, each refused with its path."""

from __future__ import annotations

from typing import Any

import pytest

from service.annexes.catalogue import Catalogue
from tests.unit.service.annexes.samples import Check

CODE = "4.3.1"
SIGNS = ("behaviour_signs", "addiction_signs", "risk_signs")


def test_it_has_13_behaviour_signs_5_addiction_signs_14_risk_signs_and_criteria_a_to_c(
    catalogue: Catalogue,
) -> None:
    definition = catalogue[CODE].definition
    values = {key: [option.value for option in definition.field(key).options] for key in SIGNS}
    assert values == {
        "behaviour_signs": list(range(1, 14)),
        "addiction_signs": list(range(1, 6)),
        "risk_signs": list(range(1, 15)),
    }
    assert [option.value for option in definition.field("criteria").options] == ["a", "b", "c"]


def test_every_sign_has_its_sources_but_the_second_which_shares_those_of_the_first(
    catalogue: Catalogue,
) -> None:
    definition = catalogue[CODE].definition
    without = [
        (key, option.value)
        for key in SIGNS
        for option in definition.field(key).options
        if option.sources is None
    ]
    assert without == [("behaviour_signs", 2)]


def test_at_least_one_sign_is_needed_to_issue(found: Check) -> None:
    none = {(key,): [] for key in SIGNS}
    assert found(CODE, none) == [("behaviour_signs", "marks.none")]
    assert found(CODE, none, draft=True) == []


@pytest.mark.parametrize("key", SIGNS)
def test_one_sign_of_any_kind_is_enough(found: Check, key: str) -> None:
    assert found(CODE, {**{(other,): [] for other in SIGNS}, (key,): [1]}) == []


@pytest.mark.parametrize("criteria", [[], ["a"], ["a", "b"]])
def test_criterion_c_is_needed_to_issue_because_the_child_must_agree(
    found: Check, criteria: list[str]
) -> None:
    assert found(CODE, {("criteria",): criteria}) == [("criteria", "marks.required")]
    assert found(CODE, {("criteria",): criteria}, draft=True) == []
    assert found(CODE, {("criteria",): ["c"]}) == []


@pytest.mark.parametrize(
    ("marks", "path", "code"),
    [
        ([0], "behaviour_signs.0", "choice"),
        ([1, 14], "behaviour_signs.1", "choice"),
        ([1, 2, 1], "behaviour_signs.2", "marks.double"),
        (["1"], "behaviour_signs.0", "choice"),
        ([True], "behaviour_signs.0", "choice"),
        ([None], "behaviour_signs.0", "choice"),
        ([[1]], "behaviour_signs.0", "choice"),
        ("1", "behaviour_signs", "type.list"),
        (1, "behaviour_signs", "type.list"),
        (None, "behaviour_signs", "missing"),
    ],
)
def test_a_mark_that_the_form_does_not_have_is_refused(
    found: Check, marks: Any, path: str, code: str
) -> None:
    assert (path, code) in found(CODE, {("behaviour_signs",): marks})


def test_the_child_is_born_by_the_day_of_issue(found: Check) -> None:
    assert found(CODE, {("child", "birth_date"): "2026-11-24"}) == [("child.birth_date", "birth_date.future")]
    assert found(CODE, {("child", "birth_date"): "2026-11-23"}) == []


@pytest.mark.parametrize(
    "path",
    [
        ("child", "phone"),
        ("child", "email"),
        ("school",),
        ("other_contacts",),
        ("signs_comment",),
        ("criteria_comment",),
        ("accompaniment",),
    ],
)
def test_what_is_marked_optional_may_be_left_out(found: Check, path: tuple[str, ...]) -> None:
    assert found(CODE, {path: None}) == []


@pytest.mark.parametrize("key", ["situation", "strengths_and_interests", "goal_and_tasks"])
def test_the_description_of_the_child_is_needed(found: Check, key: str) -> None:
    assert found(CODE, {(key,): " \n "}) == [(key, "missing")]


def test_a_school_is_given_whole_or_not_at_all(found: Check) -> None:
    assert found(CODE, {("school",): {"name": "Paraugu vidusskola"}}) == [
        ("school.class_or_group", "missing"),
        ("school.contact", "missing"),
    ]
