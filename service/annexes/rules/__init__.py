"""Rules that need more than one field, by the name that ``annex.yaml`` calls them.

A rule reports only when every value that it compares is there and well-formed: what is missing or malformed
has been reported already.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from service.annexes.definition import Rule
from service.annexes.faults import Fault
from service.annexes.given import Given
from service.annexes.rules import ages, dates, hours, marks, money

Check = Callable[[Rule, Given], Iterator[Fault]]

RULES: Final[Mapping[str, Check]] = {
    rule.__name__: rule
    for rule in (
        ages.adult_on,
        ages.age_agrees_with_personal_code,
        ages.born_by_issue,
        ages.minor_on,
        dates.consecutive_months,
        dates.date_in_month,
        dates.in_order,
        dates.month_at_most_long,
        dates.months_at_most,
        dates.term_at_most_months,
        hours.hours_at_most,
        hours.hours_of_agreement_at_most,
        hours.hours_of_day_at_most_24,
        hours.reporting_hours_at_most,
        marks.at_least_one_of,
        money.money_at_most,
    )
}
