"""Dotted text is read beside the data: a key may hold dots itself."""

from __future__ import annotations

from typing import Any

import pytest

from service.annexes.given import Given
from service.annexes.paths import dotted, list_of, row_number, value_at
from tests.unit.service.annexes.samples import DAY

DATA = {
    "answers": {"2.1": "a", "2.1.a": 7, "2": {"1": "b"}},
    "entries": [{"hours": "1", "parts": [{"n": 1}, {"n": 2}]}, {"hours": None, "parts": [{"n": 3}]}],
    "month": "2026-12",
}


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("month", "2026-12"),
        ("answers.2.1", "a"),
        ("answers.2.1.a", 7),
        ("answers.2", {"1": "b"}),
        ("answers.2.1.b", None),
        ("month.x", None),
        ("nothing", None),
        ("", None),
    ],
)
def test_the_longest_key_that_fits_is_meant(path: str, value: Any) -> None:
    assert value_at(DATA, path) == value


@pytest.mark.parametrize("data", [None, [], "text", 7])
def test_nothing_stands_in_what_is_no_object(data: Any) -> None:
    assert value_at(data, "child.surname") is None


def test_a_star_stands_for_every_row_and_what_is_missing_is_passed_over() -> None:
    given = Given(DATA, DAY)
    assert list(given.places("entries.*.hours")) == [(("entries", 0, "hours"), "1")]
    assert [value for _, value in given.places("entries.*.parts.*.n")] == [1, 2, 3]
    assert list(given.places("answers.2.1.a")) == [(("answers", "2.1.a"), 7)]
    assert list(given.places("month.*.x")) == list(given.places("nothing")) == []


def test_a_star_stands_for_the_row_of_the_value_beside() -> None:
    given = Given(DATA, DAY)
    beside = ("entries", 0, "parts", 1, "n")
    assert given.value("entries.*.hours", beside) == "1"
    assert given.value("entries.*.parts.*.n", beside) == 2
    assert given.value("month", beside) == "2026-12"
    assert given.value("entries.*.hours.x", beside) is None


def test_paths_are_joined_for_people_alone() -> None:
    path = ("entries", 3, "parts", 0, "n")
    assert dotted(path) == "entries.3.parts.0.n"
    assert list_of(path) == ("entries",)
    assert row_number(path) == 0
