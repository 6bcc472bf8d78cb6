"""The rules of 4.3.2 and 4.3.3, each refused with its path."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from service.annexes.catalogue import Catalogue
from service.annexes.given import Given, PortfolioKnowledge
from service.annexes.notices import notices_of
from service.settings import Limits
from tests.unit.service.annexes.samples import DAY, Check

BOTH = ("4.3.2", "4.3.3")
TERM = (("start_date",), ("end_date",))
NEW_KIND = "32123456789"


def with_code(first_six: str, serial: str) -> str:
    from service.domain.personal_code import check_digit

    return f"{first_six}-{serial}{check_digit(first_six + serial)}"


@pytest.mark.parametrize("code", BOTH)
@pytest.mark.parametrize(
    ("first", "last"),
    [("2026-12-01", "2027-11-30"), ("2026-12-15", "2027-12-14"), ("2027-03-01", "2028-02-29")],
)
def test_a_term_of_12_months_is_allowed_and_a_day_more_is_not(
    found: Check, code: str, first: str, last: str
) -> None:
    beyond = date.fromordinal(date.fromisoformat(last).toordinal() + 1).isoformat()
    assert found(code, {TERM[0]: first, TERM[1]: last}) == []
    assert found(code, {TERM[0]: first, TERM[1]: beyond}) == [("end_date", "term.too_long")]


@pytest.mark.parametrize("code", BOTH)
def test_the_longest_term_is_a_setting(found: Check, code: str) -> None:
    change = {TERM[0]: "2026-12-01", TERM[1]: "2027-03-01"}
    assert found(code, change) == []
    short = Limits(months_per_term=3)
    assert ("end_date", "term.too_long") in found(code, change, limits=short)


@pytest.mark.parametrize("code", BOTH)
def test_the_last_day_is_not_before_the_first(found: Check, code: str) -> None:
    assert found(code, {TERM[0]: "2026-12-01", TERM[1]: "2026-11-30"}) == [("end_date", "date.order")]
    assert found(code, {TERM[0]: "2026-12-01", TERM[1]: "2026-12-01"}) == []


def test_4_3_2_may_leave_the_last_day_open_and_4_3_3_may_not(found: Check) -> None:
    assert found("4.3.2", {("end_date",): None}) == []
    assert found("4.3.3", {("end_date",): None}) == [("end_date", "missing")]


def test_4_3_3_continues_for_at_most_12_months(found: Check) -> None:
    assert found("4.3.3", {("continue_months",): 12}) == []
    assert found("4.3.3", {("continue_months",): 13}) == [("continue_months", "term.too_many_months")]
    assert found("4.3.3", {("continue_months",): 6}, limits=Limits(months_per_term=6)) == []


def test_4_3_3_continues_for_at_most_84_hours(found: Check) -> None:
    assert found("4.3.3", {("continue_hours",): "84"}) == []
    assert found("4.3.3", {("continue_hours",): "84.25"}) == [("continue_hours", "hours.agreement")]
    more = Limits(hours_per_term=Decimal(100))
    assert found("4.3.3", {("continue_hours",): "84.25"}, limits=more) == []


@pytest.mark.parametrize(
    ("born", "adult"), [("231108", True), ("241108", False), ("010100", True), ("010115", False)]
)
def test_4_3_2_is_made_for_a_child_and_4_3_3_with_a_recipient_of_18_or_more_on_the_day_of_issue(
    found: Check, born: str, *, adult: bool
) -> None:
    code = with_code(born, "2000")
    child = found("4.3.2", {("child", "personal_code"): code})
    recipient = found("4.3.3", {("recipient", "personal_code"): code})
    assert child == ([("child.personal_code", "age.not_minor")] if adult else [])
    assert recipient == ([] if adult else [("recipient.personal_code", "age.not_adult")])


@pytest.mark.parametrize("role", ["child", "recipient"])
def test_a_code_of_the_new_kind_says_no_age(found: Check, role: str) -> None:
    code = "4.3.2" if role == "child" else "4.3.3"
    assert found(code, {(role, "personal_code"): NEW_KIND}) == []


@pytest.mark.parametrize("code", BOTH)
@pytest.mark.parametrize("party", ["provider", "social_service"])
def test_a_party_has_its_number_address_and_representative(found: Check, code: str, party: str) -> None:
    assert found(code, {(party, "registration_number"): "40008000008"}) == [
        (f"{party}.registration_number", "registration_number")
    ]
    assert found(code, {(party, "representative", "position"): ""}) == [
        (f"{party}.representative.position", "missing")
    ]


def told(catalogue: Catalogue, change: dict[str, Any], **portfolio: Any) -> list[tuple[str, str]]:
    data = {**catalogue["4.3.2"].sample(), "start_date": "2026-12-01", "end_date": "2027-11-30", **change}
    given = Given(data, DAY, portfolio=PortfolioKnowledge(**portfolio))
    return [(item.path, item.code) for item in notices_of(catalogue["4.3.2"].definition, given)]


def child_with(code: str) -> dict[str, Any]:
    return {"child": {"given_name": "Jānis", "surname": "Kalniņš", "personal_code": code}}


NOTICE = [("child.personal_code", "age.adult_within_term")]


@pytest.mark.parametrize(
    ("born", "notice"),
    [("301109", NOTICE), ("011209", []), ("011208", NOTICE), ("301108", []), ("010115", [])],
)
def test_who_prepares_4_3_2_is_told_that_the_child_turns_18_within_the_term(
    catalogue: Catalogue, born: str, notice: list[tuple[str, str]]
) -> None:
    assert told(catalogue, child_with(with_code(born, "2000"))) == notice


def test_without_a_last_day_the_longest_term_counts(catalogue: Catalogue) -> None:
    open_ended = {"end_date": None}
    assert told(catalogue, {**child_with(with_code("301109", "2000")), **open_ended}) == NOTICE
    assert told(catalogue, {**child_with(with_code("011209", "2000")), **open_ended}) == []


def test_where_the_code_says_no_birth_date_the_portfolio_may(catalogue: Catalogue) -> None:
    assert told(catalogue, child_with(NEW_KIND)) == []
    assert told(catalogue, child_with(NEW_KIND), child_birth_date=date(2009, 3, 1)) == NOTICE
