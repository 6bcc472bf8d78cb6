"""The monthly report at hand beside the others of its portfolio (4.3.6)."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from service.annexes.given import Given, ReportedMonth
from service.annexes.months import month_of, months_from
from service.annexes.sums import total

HOURS: Final = "entries.*.hours"
AMOUNTS: Final = "entries.*.expenses.*.amount"


def other_reports(month: str | None, mentor: str | None, given: Given) -> tuple[ReportedMonth, ...]:
    """The portfolio's reports except an earlier version of this one: one report a month and mentor.

    ``mentor`` is the mentor's personal code.
    """
    this = (month, (mentor or "").replace("-", ""))
    return tuple(report for report in given.portfolio.reports if (report.month, report.mentor) != this)


def report_at_hand(given: Given) -> ReportedMonth | None:
    """What the data, if they are those of a monthly report with its month, report."""
    month = given.value("month")
    if month is None:
        return None
    mentor = (given.value("mentor.personal_code") or "").replace("-", "")
    return ReportedMonth(month, mentor, total(_amounts(given, HOURS)), total(_amounts(given, AMOUNTS)))


def all_reports(given: Given) -> tuple[ReportedMonth, ...]:
    """The portfolio's reports together with the one at hand."""
    this = report_at_hand(given)
    if this is None:
        return given.portfolio.reports
    return (*other_reports(this.month, this.mentor, given), this)


def _amounts(given: Given, pattern: str) -> list[str]:
    return [amount for _at, amount in given.places(pattern)]


def money_left(month: str | None, others: tuple[ReportedMonth, ...], given: Given) -> Decimal:
    """Pocket money in euro that a report for ``month`` may spend.

    Each month of the term brings its amount, and what is not spent stays for later months (service
    description, 2.5); so a report may not take what later ones have spent already. Where the beginning of
    the term is not known, the amount of the whole term stands in.
    """
    start = given.portfolio.agreement_start
    if start is None or month is None:
        return given.limits.pocket_money_per_term - total(report.money for report in others)
    later = {report.month for report in others if report.month > month}
    return min(_saved_by(end, month_of(start), others, given) for end in {month, *later})


def _saved_by(end: str, start: str, others: tuple[ReportedMonth, ...], given: Given) -> Decimal:
    months = min(max(months_from(start, end), 0), given.limits.months_per_term)
    spent = total(report.money for report in others if report.month <= end)
    return given.limits.pocket_money_per_month * months - spent
