"""The rules of 4.3.4, each refused with its path, and the start answers beside the end answers."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from service.annexes.catalogue import Catalogue
from service.annexes.given import Given, PortfolioKnowledge
from service.annexes.known import known_of
from tests.unit.service.annexes.samples import DAY, Check

CODE = "4.3.4"
ANSWERS = [7, 6, 8, 5, 4, 3, 9, 10, 1, 2, 7, 6, 8, 5, 4, 3, 9, 10, 1, 2, 7]


def test_it_has_21_statements_with_the_one_that_lost_its_number(catalogue: Catalogue) -> None:
    statements = [statement.lv for statement in catalogue[CODE].definition.field("answers").statements]
    assert len(statements) == 21
    assert statements[15] == "Es varu saplānot savu nedēļu"


@pytest.mark.parametrize("count", [0, 20, 22])
def test_each_of_the_21_statements_has_one_answer(found: Check, count: int) -> None:
    answers = [*ANSWERS, 5][:count]
    assert found(CODE, {("answers",): answers}) == [("answers", "answers.count")]
    assert found(CODE, {("answers",): ANSWERS}) == []


def test_a_draft_may_have_fewer_answers_and_gaps_but_not_more(found: Check) -> None:
    assert found(CODE, {("answers",): [7, None]}, draft=True) == []
    assert found(CODE, {("answers",): [*ANSWERS, 5]}, draft=True) == [("answers", "answers.count")]


@pytest.mark.parametrize("answer", [0, 11, -1, "7", 7.0, True, None, [7]])
def test_an_answer_is_a_whole_number_from_1_to_10(found: Check, answer: Any) -> None:
    code = "missing" if answer is None else "scale"
    assert found(CODE, {("answers", 15): answer}) == [("answers.15", code)]


@pytest.mark.parametrize("phase", ["middle", "", None, 1])
def test_it_is_of_the_start_or_of_the_end(found: Check, phase: Any) -> None:
    assert [path for path, _ in found(CODE, {("phase",): phase})] == ["phase"]
    assert found(CODE, {("phase",): "start"}) == found(CODE, {("phase",): "end"}) == []


@pytest.mark.parametrize(
    "day", ["2026-02-30", "3.12.2026", "2026-12-3", "٢٠٢٦-١٢-٠٣", "0000-01-01", 20261203]
)
def test_the_day_of_the_answers_is_a_day(found: Check, day: Any) -> None:
    assert found(CODE, {("answered_on",): day}) == [("answered_on", "date")]


def known(catalogue: Catalogue, data: dict[str, Any], **portfolio: Any) -> dict[str, Any]:
    given = Given(data, DAY, portfolio=PortfolioKnowledge(portfolio_number="17", **portfolio))
    return dict(known_of(catalogue[CODE].definition, given)["self_assessment"].values)


def test_the_end_document_repeats_the_start_answers_with_the_change(catalogue: Catalogue) -> None:
    start = tuple([5] * 21)
    values = known(catalogue, {"phase": "end", "answers": ANSWERS}, self_assessment_start=start)
    assert values["rows"][0] == {
        "number": 1,
        "statement": "Es jūtos pārliecināts par sevi",
        "start": 5,
        "end": 7,
        "change": 2,
    }
    assert [row["change"] for row in values["rows"]] == [answer - 5 for answer in ANSWERS]
    assert values["average_start"] == Decimal("5.0")
    assert values["average_end"] == Decimal("5.6")
    assert values["average_change"] == Decimal("0.6")


def test_the_start_document_has_no_end_column(catalogue: Catalogue) -> None:
    values = known(catalogue, {"phase": "start", "answers": ANSWERS}, self_assessment_end=tuple(ANSWERS))
    assert [row["start"] for row in values["rows"]] == ANSWERS
    assert {row["end"] for row in values["rows"]} == {None}
    assert values["average_change"] is None


@pytest.mark.parametrize("data", [{}, {"phase": "end"}, {"phase": "end", "answers": [None, 3]}])
def test_what_is_not_known_is_none(catalogue: Catalogue, data: dict[str, Any]) -> None:
    values = known(catalogue, data)
    assert len(values["rows"]) == 21
    assert values["average_start"] is values["average_change"] is None
