"""Rules about pocket money."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from service.annexes.definition import Rule
from service.annexes.faults import Fault, Unfit
from service.annexes.given import Given
from service.annexes.reports import money_left, other_reports
from service.annexes.sums import first_beyond
from service.documents.filters import money


def money_at_most(rule: Rule, given: Given) -> Iterator[Fault]:
    """What is spent is covered by the pocket money of the months so far.

    Source: annex rules, 4.3.6 (50.00 EUR a month, carried over within the term;
    ``limits.pocket_money_per_month``). ``at``: the amounts. Arguments ``month`` and ``mentor``: which and
    whose report this is.
    """
    month, mentor = given.value(rule.path("month")), given.value(rule.path("mentor"))
    allowed = max(money_left(month, other_reports(month, mentor, given), given), Decimal(0))
    at = first_beyond(given.places(rule.at), allowed)
    if at is not None:
        unfit = Unfit(
            "money.term",
            "With this receipt more pocket money is spent than there is: %(allowed)s.",
            allowed=money(allowed),
        )
        yield Fault(at, unfit)
