"""The rules of 4.3.7, each refused with its path, and what comes from the portfolio."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from service.annexes.catalogue import Catalogue
from service.annexes.given import Given, PortfolioKnowledge, ReportedMonth
from service.annexes.known import known_of
from service.annexes.known.values import Computed
from tests.unit.service.annexes.samples import DAY, Check

CODE = "4.3.7"
YES = [True] * 12


@pytest.mark.parametrize("count", [0, 11, 13])
def test_each_of_the_12_statements_is_answered(found: Check, catalogue: Catalogue, count: int) -> None:
    assert len(catalogue[CODE].definition.field("results").statements) == 12
    assert found(CODE, {("results",): [*YES, True][:count]}) == [("results", "answers.count")]
    assert found(CODE, {("results",): YES}) == []


@pytest.mark.parametrize("answer", ["jā", 1, 0, None, "true"])
def test_an_answer_is_yes_or_no(found: Check, answer: Any) -> None:
    code = "missing" if answer is None else "type.boolean"
    assert found(CODE, {("results", 4): answer}) == [("results.4", code)]


def test_the_period_does_not_end_before_it_begins(found: Check) -> None:
    assert found(CODE, {("period",): {"from": "2026-12-01", "to": "2026-11-30"}}) == [
        ("period.to", "date.order")
    ]


@pytest.mark.parametrize("recommendation", ["", "  ", None, 7, ["x"]])
def test_a_recommendation_is_a_text(found: Check, recommendation: Any) -> None:
    code = "type.text" if recommendation in (7, ["x"]) else "missing"
    assert found(CODE, {("recommendations",): ["Turpināt", recommendation]}) == [("recommendations.1", code)]


def test_whether_to_continue_is_answered(found: Check) -> None:
    assert found(CODE, {("continue",): None}) == [("continue", "missing")]
    assert found(CODE, {("continue",): False}) == found(CODE, {("continue",): True}) == []


@pytest.mark.parametrize("key", ["total_hours", "hours"])
def test_total_hours_are_never_typed(found: Check, key: str) -> None:
    assert found(CODE, {(key,): "84"}) == [(key, "key.unknown")]


def computed(catalogue: Catalogue, portfolio: PortfolioKnowledge) -> Computed:
    definition = catalogue[CODE].definition
    return known_of(definition, Given(catalogue[CODE].sample(), DAY, portfolio=portfolio))["closure_totals"]


def test_hours_come_from_the_archived_reports_and_the_change_from_the_two_self_assessments(
    catalogue: Catalogue,
) -> None:
    reports = (
        ReportedMonth("2026-12", "22039112147", Decimal("6.5"), Decimal("20.10")),
        ReportedMonth("2027-01", "22039112147", Decimal("7.25"), Decimal("49.90")),
        ReportedMonth("2027-01", "32123456789", Decimal(1), Decimal(0)),
    )
    portfolio = PortfolioKnowledge("17", reports, tuple([4] * 21), tuple([6] * 21))
    totals = computed(catalogue, portfolio)
    assert totals.values["hours"] == Decimal("14.75")
    assert totals.values["money"] == Decimal("70.00")
    assert totals.values["months"] == 2
    assert totals.values["self_assessment"]["average_change"] == Decimal("2.0")
    assert [(item.label, item.value) for item in totals.told] == [
        ("Total hours", "14,75"),
        ("Total pocket money", "70,00\N{NO-BREAK SPACE}EUR"),
        ("Months with a report", "2"),
        ("Self-assessment at the start, on average", "4,0"),
        ("Self-assessment at the end, on average", "6,0"),
        ("Change of the self-assessment", "2,0"),
    ]


def test_without_a_portfolio_nothing_is_made_up(catalogue: Catalogue) -> None:
    totals = computed(catalogue, PortfolioKnowledge())
    assert totals.values["hours"] is totals.values["money"] is None
    assert totals.told == ()
