"""What the portfolio adds up to at its end (4.3.7)."""

from __future__ import annotations

from service.annexes.definition import AnnexDefinition
from service.annexes.given import Given
from service.annexes.known.assessment import side_by_side, told_change
from service.annexes.known.values import Computed, Told
from service.annexes.sums import total
from service.documents.filters import money, number
from service.i18n import msgid


def closure_totals(_annex: AnnexDefinition, given: Given) -> Computed:
    """Hours and money of the archived monthly reports, and the change in self-assessment.

    Source: annex rules, 4.3.7.
    """
    portfolio = given.portfolio
    assessed = side_by_side(portfolio.self_assessment_start, portfolio.self_assessment_end, ())
    if portfolio.portfolio_number is None:
        return Computed({"hours": None, "money": None, "months": None, "self_assessment": assessed})
    hours = total(report.hours for report in portfolio.reports)
    spent = total(report.money for report in portfolio.reports)
    months = len({report.month for report in portfolio.reports})
    origin = msgid("From the archived reports of portfolio %(number)s.")
    params = {"number": portfolio.portfolio_number}
    told = (
        Told(msgid("Total hours"), number(hours), origin, params),
        Told(msgid("Total pocket money"), money(spent), origin, params),
        Told(msgid("Months with a report"), str(months), origin, params),
        *told_change(assessed),
    )
    values = {"hours": hours, "money": spent, "months": months, "self_assessment": assessed}
    return Computed(values, told)
