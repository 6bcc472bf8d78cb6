"""What the writer is told before issue and what refuses nothing, by the name that ``annex.yaml`` calls it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from service.annexes.definition import AnnexDefinition, Rule
from service.annexes.faults import Fault, Unfit
from service.annexes.findings import Finding
from service.annexes.given import Given
from service.annexes.months import last_day_of_term
from service.annexes.naming import as_findings
from service.annexes.paths import list_of
from service.annexes.reports import money_left, other_reports
from service.annexes.rules.ages import ADULT, day_of_age
from service.annexes.sums import total
from service.documents.filters import money, number
from service.domain.personal_code import parse_personal_code

Tell = Callable[[Rule, Given], Iterator[Fault]]

_NEAR: Final = Decimal("0.1")
"""Part of the limit of which no more is left."""


def adult_within_term(rule: Rule, given: Given) -> Iterator[Fault]:
    """Whose personal code is at ``at`` turns 18 within the term of the agreement.

    Source: annex rules, 4.3.2 (4.3.3 becomes necessary from the birthday). Arguments ``from`` and ``to``: the
    first and the last day; where no last day is agreed, that of the longest term counts.
    """
    start = given.value(rule.path("from"))
    for at, code in given.places(rule.at):
        born = parse_personal_code(code).birth_date or given.portfolio.child_birth_date
        if born is None or start is None:
            continue
        longest = last_day_of_term(date.fromisoformat(start), given.limits.months_per_term)
        last = given.value(rule.path("to")) or longest.isoformat()
        birthday = day_of_age(born, ADULT).isoformat()
        if start <= birthday <= last:
            unfit = Unfit(
                "age.adult_within_term",
                "Turns 18 on %(birthday)s, within the term: from then on an agreement with the recipient "
                "(4.3.3) is needed.",
                birthday=birthday,
            )
            yield Fault(at, unfit)


def hours_nearing_limit(rule: Rule, given: Given) -> Iterator[Fault]:
    """Few hours of the term are left after this report.

    Source: annex rules, 4.3.6 (running past a yearly limit is shown before it happens). ``at``: the hours.
    Arguments ``month`` and ``mentor``: which and whose report this is.
    """
    others = other_reports(given.value(rule.path("month")), given.value(rule.path("mentor")), given)
    entries = dict(given.places(rule.at))
    limit = given.limits.hours_per_term
    left = limit - total(report.hours for report in others) - total(entries.values())
    if entries and 0 <= left <= limit * _NEAR:
        unfit = Unfit(
            "hours.nearing_limit",
            "After this report %(left)s of the %(limit)s hours of the term are left.",
            left=number(left),
            limit=number(limit),
        )
        yield Fault(list_of(next(iter(entries))), unfit)


def money_nearing_limit(rule: Rule, given: Given) -> Iterator[Fault]:
    """Little pocket money is left after this report.

    Source: annex rules, 4.3.6 (running past a yearly limit is shown before it happens). ``at``: the amounts.
    Arguments ``month`` and ``mentor``: which and whose report this is.
    """
    month = given.value(rule.path("month"))
    others = other_reports(month, given.value(rule.path("mentor")), given)
    receipts = dict(given.places(rule.at))
    left = money_left(month, others, given) - total(receipts.values())
    if receipts and 0 <= left <= given.limits.pocket_money_per_month * _NEAR:
        unfit = Unfit(
            "money.nearing_limit", "After this report %(left)s of pocket money are left.", left=money(left)
        )
        yield Fault(list_of(next(iter(receipts))), unfit)


NOTICES: Final[Mapping[str, Tell]] = {
    tell.__name__: tell for tell in (adult_within_term, hours_nearing_limit, money_nearing_limit)
}


def notices_of(annex: AnnexDefinition, given: Given) -> tuple[Finding, ...]:
    """What the writer should know before issue, in the order of the form."""
    return as_findings(annex, (fault for rule in annex.notices for fault in NOTICES[rule.name](rule, given)))
