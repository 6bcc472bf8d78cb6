"""The rules of 4.3.6, each refused with the entry, alone and beside the portfolio's other reports."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from service.annexes.catalogue import Catalogue
from service.annexes.given import Given, PortfolioKnowledge, ReportedMonth
from service.annexes.known import known_of
from service.annexes.notices import notices_of
from service.settings import Limits
from tests.unit.service.annexes.samples import DAY, Check

CODE = "4.3.6"
MENTOR = {"given_name": "Rūta", "surname": "Ozoliņa", "personal_code": "220391-12147"}
DIGITS = "22039112147"


def entry(day: int = 3, hours: str = "1", kind: str = "in_person", **more: Any) -> dict[str, Any]:
    return {"date": f"2026-12-{day:02d}", "kind": kind, "description": "Darbs", "hours": hours, **more}


def spending(*amounts: str, day: int = 3) -> dict[str, Any]:
    receipts = [
        {"what": "Biļete", "amount": amount, "receipt_date": "2026-12-03", "receipt_number": "1"}
        for amount in amounts
    ]
    return entry(day, expenses=receipts)


def report(*entries: dict[str, Any]) -> dict[tuple[str | int, ...], Any]:
    return {("mentor",): MENTOR, ("month",): "2026-12", ("entries",): list(entries)}


def days_of(hours: str, count: int) -> list[dict[str, Any]]:
    return [entry(day + 1, hours) for day in range(count)]


def earlier(month: str, hours: str, money: str = "0.00", mentor: str = DIGITS) -> ReportedMonth:
    return ReportedMonth(month, mentor, Decimal(hours), Decimal(money))


def archived(*reports: ReportedMonth, start: date | None = None) -> PortfolioKnowledge:
    return PortfolioKnowledge(portfolio_number="17", reports=reports, agreement_start=start)


@pytest.mark.parametrize("day", ["2026-11-30", "2027-01-01", "2025-12-03"])
def test_each_date_lies_in_the_month(found: Check, day: str) -> None:
    bad = {**entry(), "date": day}
    assert found(CODE, report(entry(), bad)) == [("entries.1.date", "date.other_month")]
    assert found(CODE, report(entry(1), entry(31))) == []


def test_without_a_month_only_the_month_is_missing(found: Check) -> None:
    assert found(CODE, {**report(entry()), ("month",): None}) == [("month", "missing")]


@pytest.mark.parametrize("month", ["2026-13", "2026-00", "12.2026", "2026-1", "0000-01", 202612])
def test_the_month_is_a_month(found: Check, month: Any) -> None:
    assert ("month", "month") in found(CODE, {**report(entry()), ("month",): month})


def test_remote_needs_a_reason(found: Check) -> None:
    remote = entry(kind="remote")
    assert found(CODE, report(remote)) == [("entries.0.remote_reason", "missing")]
    assert found(CODE, report({**remote, "remote_reason": "Slimība"})) == []


def test_a_reason_for_being_remote_belongs_to_remote_entries_alone(found: Check) -> None:
    assert found(CODE, report(entry(remote_reason="Slimība"))) == [
        ("entries.0.remote_reason", "not_expected")
    ]


def test_the_kinds_are_the_five_of_the_source(catalogue: Catalogue, found: Check) -> None:
    kinds = [option.value for option in catalogue[CODE].definition.field_at("entries.*.kind").options]
    assert kinds == ["in_person", "remote", "service_work", "method_meeting", "reporting"]
    assert found(CODE, report(entry(kind="other"))) == [("entries.0.kind", "choice")]


def test_reporting_takes_at_most_2_hours_a_month_and_the_entry_beyond_is_named(found: Check) -> None:
    reporting = [entry(day, "1", "reporting") for day in (28, 29)]
    beyond = entry(30, "0.25", "reporting")
    assert found(CODE, report(*reporting, entry(30, "8"))) == []
    assert found(CODE, report(*reporting, entry(30, "8"), beyond)) == [("entries.3.hours", "hours.reporting")]
    more = Limits(reporting_hours_per_month=Decimal(3))
    assert found(CODE, report(*reporting, beyond), limits=more) == []


def test_a_day_has_at_most_24_hours(found: Check) -> None:
    assert found(CODE, report(entry(3, "20"), entry(3, "4"))) == []
    assert found(CODE, report(entry(3, "20"), entry(4, "4"), entry(3, "4.01"))) == [
        ("entries.2.hours", "hours.day")
    ]
    assert found(CODE, report(entry(3, "25"))) == [("entries.0.hours", "hours.day")]


def test_84_hours_over_the_term_and_the_entry_beyond_is_named(found: Check) -> None:
    assert found(CODE, report(*days_of("8", 10), entry(20, "4"))) == []
    assert found(CODE, report(*days_of("8", 10), entry(20, "4"), entry(21, "0.01"))) == [
        ("entries.11.hours", "hours.term")
    ]
    more = Limits(hours_per_term=Decimal(90))
    assert found(CODE, report(*days_of("8", 11)), limits=more) == []


def test_hours_of_the_other_reports_count_towards_the_84(found: Check) -> None:
    others = archived(earlier("2026-11", "50"), earlier("2026-12", "30", mentor="32123456789"))
    assert found(CODE, report(entry(3, "4")), portfolio=others) == []
    assert found(CODE, report(entry(3, "4"), entry(4, "0.5")), portfolio=others) == [
        ("entries.1.hours", "hours.term")
    ]


def test_an_earlier_version_of_the_same_report_does_not_count(found: Check) -> None:
    same = archived(earlier("2026-12", "84", "600.00"))
    assert found(CODE, report(spending("50.00")), portfolio=same) == []


def test_alone_a_report_proves_only_that_the_money_of_a_whole_term_is_spent(found: Check) -> None:
    assert found(CODE, report(spending("300.00", "300.00"))) == []
    assert found(CODE, report(spending("300.00", "300.00"), spending("0.01"))) == [
        ("entries.1.expenses.0.amount", "money.term")
    ]


def test_pocket_money_is_50_euro_a_month(found: Check) -> None:
    first = archived(start=date(2026, 12, 1))
    assert found(CODE, report(spending("50.00")), portfolio=first) == []
    assert found(CODE, report(spending("50.00", "0.01")), portfolio=first) == [
        ("entries.0.expenses.1.amount", "money.term")
    ]
    more = Limits(pocket_money_per_month=Decimal("60.00"))
    assert found(CODE, report(spending("60.00")), portfolio=first, limits=more) == []


def test_pocket_money_carries_over_within_the_term(found: Check) -> None:
    second = archived(earlier("2026-11", "5", "20.00"), start=date(2026, 11, 20))
    assert found(CODE, report(spending("80.00")), portfolio=second) == []
    assert found(CODE, report(spending("80.01")), portfolio=second) == [
        ("entries.0.expenses.0.amount", "money.term")
    ]


def test_money_that_a_later_report_has_spent_is_not_there_any_more(found: Check) -> None:
    later = archived(earlier("2027-01", "5", "90.00"), start=date(2026, 12, 1))
    assert found(CODE, report(spending("10.00")), portfolio=later) == []
    assert found(CODE, report(spending("10.01")), portfolio=later) == [
        ("entries.0.expenses.0.amount", "money.term")
    ]


def test_no_money_comes_in_before_or_after_the_term(found: Check) -> None:
    early = archived(start=date(2027, 1, 1))
    assert found(CODE, report(spending("0.01")), portfolio=early) == [
        ("entries.0.expenses.0.amount", "money.term")
    ]
    late = archived(earlier("2026-05", "1", "600.00"), start=date(2025, 6, 1))
    assert found(CODE, report(spending("0.01")), portfolio=late) == [
        ("entries.0.expenses.0.amount", "money.term")
    ]


@pytest.mark.parametrize("amount", ["7,20", "7.2", "7", "-1.00", "1e3", 7.2, "٧.٢٠", "12345678.00", ""])
def test_an_amount_is_euro_with_two_decimals(found: Check, amount: Any) -> None:
    code = "missing" if amount == "" else "money"
    assert found(CODE, report(spending(amount))) == [("entries.0.expenses.0.amount", code)]


@pytest.mark.parametrize("hours", ["1,5", "1.555", "-1", "1h", "", 1.5, 2, "٢", ".5", "1."])
def test_hours_are_a_decimal_text_with_at_most_two_decimals(found: Check, hours: Any) -> None:
    code = "missing" if hours == "" else "hours"
    assert found(CODE, report({**entry(), "hours": hours})) == [("entries.0.hours", code)]


@pytest.mark.parametrize("key", ["total", "total_hours", "money"])
def test_totals_are_never_typed(found: Check, key: str) -> None:
    assert found(CODE, {**report(entry()), (key,): "1"}) == [(key, "key.unknown")]


def test_31_entries_with_5_receipts_each_are_good(found: Check) -> None:
    entries = [spending(*["1.00"] * 5, day=day) for day in range(1, 32)]
    assert found(CODE, report(*entries)) == []


def known(catalogue: Catalogue, *entries: dict[str, Any], portfolio: PortfolioKnowledge) -> dict[str, Any]:
    data = {"mentor": MENTOR, "month": "2026-12", "entries": list(entries)}
    given = Given(data, DAY, portfolio=portfolio)
    return dict(known_of(catalogue[CODE].definition, given)["monthly_totals"].values)


def test_hours_and_money_are_added_up_by_kind_and_in_all(catalogue: Catalogue) -> None:
    values = known(
        catalogue,
        entry(hours="1.5"),
        entry(hours="0.25"),
        entry(hours="2", kind="reporting"),
        spending("7.20", "0.05"),
        portfolio=PortfolioKnowledge(),
    )
    assert values["hours_by_kind"] == {
        "in_person": Decimal("2.75"),
        "remote": 0,
        "service_work": 0,
        "method_meeting": 0,
        "reporting": 2,
    }
    assert (values["hours"], values["money"]) == (Decimal("4.75"), Decimal("7.25"))
    assert values["hours_left"] is values["carried_over"] is values["money_left"] is None


def test_beside_the_other_reports_it_is_known_what_is_left_and_carried_over(catalogue: Catalogue) -> None:
    portfolio = archived(
        earlier("2026-11", "6.5", "20.10"), earlier("2026-12", "99", "99"), start=date(2026, 11, 1)
    )
    values = known(catalogue, spending("38.40"), portfolio=portfolio)
    assert values["hours_before"] == Decimal("6.5")
    assert values["hours_left"] == Decimal("76.5")
    assert values["carried_over"] == Decimal("29.90")
    assert values["money_left"] == Decimal("41.50")


def test_the_writer_is_shown_what_nobody_typed_and_where_it_came_from(catalogue: Catalogue) -> None:
    data = {"mentor": MENTOR, "month": "2026-12", "entries": [spending("38.40")]}
    portfolio = archived(earlier("2026-11", "6.5", "20.10"), start=date(2026, 11, 1))
    computed = known_of(catalogue[CODE].definition, Given(data, DAY, portfolio=portfolio))
    told = {item.label: (item.value, item.params) for item in computed["monthly_totals"].told}
    assert told["Pocket money carried over"] == ("29,90\N{NO-BREAK SPACE}EUR", {"number": "17"})
    assert told["Hours of the month"] == ("1", {})


def notices(catalogue: Catalogue, *entries: dict[str, Any], portfolio: PortfolioKnowledge) -> Any:
    data = {"mentor": MENTOR, "month": "2026-12", "entries": list(entries)}
    given = Given(data, DAY, portfolio=portfolio)
    return [(item.path, item.code) for item in notices_of(catalogue[CODE].definition, given)]


@pytest.mark.parametrize(("hours", "told"), [("68", False), ("70", True), ("78", True), ("79", False)])
def test_nearing_the_hours_of_the_term_is_told_before_they_are_over(
    catalogue: Catalogue, hours: str, *, told: bool
) -> None:
    others = archived(earlier("2026-11", hours))
    expected = [("entries", "hours.nearing_limit")] if told else []
    assert notices(catalogue, entry(hours="6"), portfolio=others) == expected


@pytest.mark.parametrize(("amount", "told"), [("44.99", False), ("45.00", True), ("50.00", True)])
def test_nearing_the_end_of_the_pocket_money_is_told(
    catalogue: Catalogue, amount: str, *, told: bool
) -> None:
    expected = [("entries", "money.nearing_limit")] if told else []
    assert notices(catalogue, spending(amount), portfolio=archived(start=date(2026, 12, 1))) == expected
    assert notices(catalogue, entry(), portfolio=archived(start=date(2027, 12, 1))) == []
