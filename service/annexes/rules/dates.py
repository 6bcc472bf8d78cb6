"""Rules about days and months."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from service.annexes.definition import Rule
from service.annexes.faults import Fault, Unfit
from service.annexes.given import Given
from service.annexes.months import last_day_of_term
from service.annexes.paths import row_number

_LONGEST_MONTH: Final = timedelta(days=31)


def in_order(rule: Rule, given: Given) -> Iterator[Fault]:
    """The day at ``at`` is not before the one that it is counted from.

    Source: annex rules, 4.3.2, 4.3.5 and 4.3.7 (from and to). Argument ``from``: the earlier day.
    """
    for at, last in given.places(rule.at):
        first = given.value(rule.path("from"), at)
        if first is not None and last < first:
            yield Fault(at, Unfit("date.order", "Must not be before %(first)s.", first=first))


def term_at_most_months(rule: Rule, given: Given) -> Iterator[Fault]:
    """From first to last day it is no longer than the service is given for.

    Source: annex rules, 4.3.2 and 4.3.3 (at most 12 months; ``limits.months_per_term``).
    Argument ``from``: the first day.
    """
    months = given.limits.months_per_term
    for at, end in given.places(rule.at):
        start = given.value(rule.path("from"), at)
        if start is None:
            continue
        latest = last_day_of_term(date.fromisoformat(start), months).isoformat()
        if end > latest:
            unfit = Unfit(
                "term.too_long",
                "The term is at most %(months)d months: the last day is %(latest)s or earlier.",
                months=months,
                latest=latest,
            )
            yield Fault(at, unfit)


def months_at_most(rule: Rule, given: Given) -> Iterator[Fault]:
    """The number of months at ``at`` is no more than the service is given for.

    Source: annex rules, 4.3.3 (at most 12 months; ``limits.months_per_term``).
    """
    for at, months in given.places(rule.at):
        if months > given.limits.months_per_term:
            unfit = Unfit(
                "term.too_many_months", "At most %(limit)d months.", limit=given.limits.months_per_term
            )
            yield Fault(at, unfit)


def consecutive_months(rule: Rule, given: Given) -> Iterator[Fault]:
    """Each row begins on the day after the one before it ends.

    Source: annex rules, 4.3.5 (1 to 12 months, consecutive). ``at`` is the first day of each row.
    Argument ``to``: its last day.
    """
    for (earlier, _first), (at, first) in pairwise(given.places(rule.at)):
        last = given.value(rule.path("to"), earlier)
        if last is None or row_number(at) != row_number(earlier) + 1:
            continue
        wanted = (date.fromisoformat(last) + timedelta(days=1)).isoformat()
        if first != wanted:
            unfit = Unfit(
                "months.gap",
                "The months follow each other without a gap: this one begins on %(wanted)s.",
                wanted=wanted,
            )
            yield Fault(at, unfit)


def month_at_most_long(rule: Rule, given: Given) -> Iterator[Fault]:
    """What is called a month is no longer than one.

    Source: annex rules, 4.3.5 (months from and to). ``at`` is the last day. Argument ``from``: the first.
    """
    for at, last in given.places(rule.at):
        first = given.value(rule.path("from"), at)
        if first and date.fromisoformat(last) - date.fromisoformat(first) >= _LONGEST_MONTH:
            yield Fault(at, Unfit("month.too_long", "This is longer than a month. Check both dates."))


def date_in_month(rule: Rule, given: Given) -> Iterator[Fault]:
    """The day at ``at`` lies in the month.

    Source: annex rules, 4.3.6 (each date lies in the month). Argument ``month``: the month.
    """
    for at, day in given.places(rule.at):
        month = given.value(rule.path("month"), at)
        if month is not None and not day.startswith(f"{month}-"):
            yield Fault(at, Unfit("date.other_month", "Does not lie in the month %(month)s.", month=month))
