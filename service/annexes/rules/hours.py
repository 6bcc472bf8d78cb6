"""Rules about hours: of the document alone or together with what its portfolio holds already."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from service.annexes.definition import Rule
from service.annexes.faults import Fault, Unfit
from service.annexes.given import Given
from service.annexes.paths import Path
from service.annexes.reports import other_reports
from service.annexes.sums import first_beyond, total
from service.documents.filters import number

_DAY: Final = Decimal(24)


def hours_at_most(rule: Rule, given: Given) -> Iterator[Fault]:
    """All hours together, with those of the portfolio's other reports, are within the hours of the term.

    Source: annex rules, 4.3.6 (84 hours over the term; ``limits.hours_per_term``). ``at``: the hours.
    Arguments ``month`` and ``mentor``: whose and which report this is.
    """
    month, mentor = given.value(rule.path("month")), given.value(rule.path("mentor"))
    before = total(report.hours for report in other_reports(month, mentor, given))
    limit = given.limits.hours_per_term
    at = first_beyond(given.places(rule.at), limit - before)
    if at is not None:
        unfit = Unfit(
            "hours.term",
            "With this entry the hours of the term are more than %(limit)s (%(before)s in earlier reports).",
            limit=number(limit),
            before=number(before),
        )
        yield Fault(at, unfit)


def reporting_hours_at_most(rule: Rule, given: Given) -> Iterator[Fault]:
    """Writing reports takes no more hours of the month than are allowed for it.

    Source: annex rules, 4.3.6 (``reporting`` at most 2 hours a month; ``limits.reporting_hours_per_month``).
    ``at``: the hours. Argument ``kind``: what each entry is.
    """
    limit = given.limits.reporting_hours_per_month
    reporting = (
        (at, hours)
        for at, hours in given.places(rule.at)
        if given.value(rule.path("kind"), at) == "reporting"
    )
    at = first_beyond(reporting, limit)
    if at is not None:
        unfit = Unfit(
            "hours.reporting",
            "With this entry more than %(limit)s hours of the month go into writing reports.",
            limit=number(limit),
        )
        yield Fault(at, unfit)


def hours_of_day_at_most_24(rule: Rule, given: Given) -> Iterator[Fault]:
    """The entries of one day have no more hours than the day.

    Source: annex rules, 4.3.6 (hours). ``at``: the hours. Argument ``date``: the day of each entry.
    """
    by_day: dict[str, list[tuple[Path, str]]] = {}
    for at, hours in given.places(rule.at):
        by_day.setdefault(given.value(rule.path("date"), at), []).append((at, hours))
    for places in by_day.values():
        beyond = first_beyond(places, _DAY)
        if beyond is not None:
            yield Fault(beyond, Unfit("hours.day", "With this entry the day has more than 24 hours."))


def hours_of_agreement_at_most(rule: Rule, given: Given) -> Iterator[Fault]:
    """The hours at ``at`` are no more than the service is given for.

    Source: annex rules, 4.3.3 (at most 84 hours; ``limits.hours_per_term``).
    """
    limit = given.limits.hours_per_term
    for at, hours in given.places(rule.at):
        if Decimal(hours) > limit:
            yield Fault(at, Unfit("hours.agreement", "At most %(limit)s hours.", limit=number(limit)))
