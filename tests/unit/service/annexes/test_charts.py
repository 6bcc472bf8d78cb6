"""Which numbers a chart shows."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from service.annexes.catalogue import Catalogue
from service.annexes.charts import CHARTS, draw_charts
from service.annexes.given import Given, PortfolioKnowledge, ReportedMonth
from service.annexes.known import known_of
from service.documents.charts.model import Chart
from service.documents.fill import load_template
from signing.errors import GiveUp
from tests.unit.service.annexes.samples import DAY

REPORT = {
    "mentor": {"personal_code": "220391-12147"},
    "month": "2027-01",
    "entries": [
        {"hours": "2", "expenses": [{"amount": "30.00"}]},
        {"hours": "0.5", "expenses": [{"amount": "1.00"}, {"amount": "2.50"}]},
    ],
}
REPORTS = (
    ReportedMonth("2026-11", "22039112147", Decimal("6.5"), Decimal("20.10")),
    ReportedMonth("2027-01", "22039112147", Decimal(99), Decimal(99)),
)


def drawn(catalogue: Catalogue, name: str, code: str, data: Any, **portfolio: Any) -> Chart | None:
    given = Given(data, DAY, portfolio=PortfolioKnowledge(portfolio_number="17", **portfolio))
    return draw_charts([name], known_of(catalogue[code].definition, given), given)[name]


def test_hours_are_those_of_every_month_so_far_with_the_report_at_hand(catalogue: Catalogue) -> None:
    chart = drawn(catalogue, "hours_by_month", "4.3.6", REPORT, reports=REPORTS)
    assert chart
    assert chart.alt.endswith(
        "11.2026. 6,5, kopā 6,5 no 84; 12.2026. 0, kopā 6,5 no 84; 01.2027. 2,5, kopā 9,0 no 84."
    )


def test_money_is_beside_what_the_months_so_far_brought(catalogue: Catalogue) -> None:
    chart = drawn(
        catalogue, "money_by_month", "4.3.6", REPORT, reports=REPORTS, agreement_start=date(2026, 11, 20)
    )
    assert chart
    assert "11.2026. 20,10, kopā 20,10 no 50,00;" in chart.alt
    assert "01.2027. 33,50, kopā 53,60 no 150,00." in chart.alt


def test_the_months_begin_with_the_agreement(catalogue: Catalogue) -> None:
    chart = drawn(catalogue, "hours_by_month", "4.3.6", REPORT, agreement_start=date(2026, 12, 31))
    assert chart
    assert "12.2026. 0, kopā 0 no 84; 01.2027. 2,5" in chart.alt


@pytest.mark.parametrize("name", ["hours_by_month", "money_by_month"])
def test_without_a_month_there_is_nothing_to_draw(catalogue: Catalogue, name: str) -> None:
    assert drawn(catalogue, name, "4.3.6", {}) is None


def test_the_self_assessment_is_drawn_at_the_end_alone(catalogue: Catalogue) -> None:
    answers = {"phase": "end", "answers": [7] * 21}
    chart = drawn(catalogue, "self_assessment", "4.3.4", answers, self_assessment_start=tuple([5] * 21))
    assert chart
    assert "16. Es varu saplānot savu nedēļu – 5 un 7;" in chart.alt
    assert drawn(catalogue, "self_assessment", "4.3.4", {**answers, "phase": "start"}) is None


def test_every_chart_of_a_template_can_be_drawn_and_every_chart_is_of_use(catalogue: Catalogue) -> None:
    wanted = {name for annex in catalogue.values() for name in load_template(annex.template()).charts}
    assert wanted == set(CHARTS)


def test_a_picture_for_a_chart_that_there_is_not_is_named() -> None:
    with pytest.raises(GiveUp) as given_up:
        draw_charts(["weather"], {}, Given({}, DAY))
    assert given_up.value.params["name"] == "weather"


def test_an_annex_that_knows_no_self_assessment_has_no_chart_of_it() -> None:
    assert draw_charts(["self_assessment"], {}, Given({}, DAY)) == {"self_assessment": None}
