"""The charts of a document, by the name that its template calls them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from decimal import Decimal
from typing import Any, Final

from service.annexes.given import Given, ReportedMonth
from service.annexes.known.values import Computed
from service.annexes.months import month_of, months_between, months_from
from service.annexes.reports import all_reports
from service.annexes.sums import total
from service.documents.charts.model import Chart
from service.documents.charts.paired import Pair, paired_chart
from service.documents.charts.running import RunningMonth, running_chart
from signing.errors import GiveUp

Draw = Callable[[Mapping[str, Computed], Given], Chart | None]


def self_assessment(known: Mapping[str, Computed], _given: Given) -> Chart | None:
    """The statements at start and end (4.3.4); none before the end."""
    computed = known.get("self_assessment")
    if computed is None or computed.values["average_end"] is None:
        return None
    return paired_chart([_pair(row) for row in computed.values["rows"]])


def _pair(row: Mapping[str, Any]) -> Pair:
    return Pair(row["number"], row["statement"], row["start"], row["end"])


def hours_by_month(_known: Mapping[str, Computed], given: Given) -> Chart | None:
    """Hours of each month so far, against the hours of the term (4.3.6)."""
    limit = given.limits.hours_per_term
    months = _running(given, lambda report: report.hours, lambda _count: limit)
    return running_chart("Stundas", "st.", months) if months else None


def money_by_month(_known: Mapping[str, Computed], given: Given) -> Chart | None:
    """Pocket money of each month so far, against what the months so far brought (4.3.6)."""
    monthly, longest = given.limits.pocket_money_per_month, given.limits.months_per_term
    months = _running(given, lambda report: report.money, lambda count: monthly * min(count, longest))
    return running_chart("Kabatas nauda", "EUR", months) if months else None


CHARTS: Final[Mapping[str, Draw]] = {
    draw.__name__: draw for draw in (hours_by_month, money_by_month, self_assessment)
}


def draw_charts(
    names: Collection[str], known: Mapping[str, Computed], given: Given
) -> dict[str, Chart | None]:
    """The named charts; None for one that there is nothing to draw of yet.

    Raises:
        GiveUp: there is no chart of this name.
    """
    unknown = [name for name in names if name not in CHARTS]
    if unknown:
        raise GiveUp(
            "template.no_such_chart",
            "The template has a picture for the chart “%(name)s”, which there is not. Known: %(known)s.",
            name=unknown[0],
            known=", ".join(CHARTS),
        )
    return {name: CHARTS[name](known, given) for name in names}


def _running(
    given: Given, amount_of: Callable[[ReportedMonth], Decimal], limit_of: Callable[[int], Decimal]
) -> list[RunningMonth]:
    return list(_accumulated(all_reports(given), given, amount_of, limit_of))


def _accumulated(
    reports: tuple[ReportedMonth, ...],
    given: Given,
    amount_of: Callable[[ReportedMonth], Decimal],
    limit_of: Callable[[int], Decimal],
) -> Iterator[RunningMonth]:
    if not reports:
        return
    reported = [report.month for report in reports]
    agreed = given.portfolio.agreement_start
    first = min([*reported, month_of(agreed)] if agreed else reported)
    before = Decimal(0)
    for month in months_between(first, max(reported)):
        amount = total(amount_of(report) for report in reports if report.month == month)
        yield RunningMonth(month, amount, before, limit_of(months_from(first, month)))
        before += amount
