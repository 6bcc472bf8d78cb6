"""The sums of a monthly report, and what they leave of the hours and the pocket money (4.3.6)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from service.annexes.definition import AnnexDefinition
from service.annexes.given import Given
from service.annexes.known.values import Computed, Told
from service.annexes.reports import AMOUNTS, HOURS, money_left, other_reports
from service.annexes.sums import total
from service.documents.filters import money, number
from service.i18n import msgid

_OF_ENTRIES: Final = msgid("Added up from the entries.")
_OF_REPORTS: Final = msgid("From the archived reports of portfolio %(number)s.")


def monthly_totals(annex: AnnexDefinition, given: Given) -> Computed:
    """Hours by kind of entry and in all, money, what earlier reports hold, and what is left.

    Source: annex rules, 4.3.6 (total hours and money are computed, printed and never typed).
    """
    hours = total(amount for _at, amount in given.places(HOURS))
    spent = total(amount for _at, amount in given.places(AMOUNTS))
    sums = {"hours": hours, "money": spent, **_with_portfolio(given, hours, spent)}
    return Computed({"hours_by_kind": _hours_by_kind(annex, given), **sums}, tuple(_told(sums, given)))


def _hours_by_kind(annex: AnnexDefinition, given: Given) -> dict[str, Decimal]:
    kind = annex.field_at("entries.*.kind")
    sums = {str(option.value): Decimal(0) for option in kind.options}
    for at, amount in given.places(HOURS):
        chosen = given.value("entries.*.kind", at)
        if chosen in sums:
            sums[chosen] += Decimal(amount)
    return sums


def _with_portfolio(given: Given, hours: Decimal, spent: Decimal) -> dict[str, Decimal | None]:
    if given.portfolio.portfolio_number is None:
        return dict.fromkeys(("hours_before", "hours_left", "money_before", "carried_over", "money_left"))
    month = given.value("month")
    others = other_reports(month, given.value("mentor.personal_code"), given)
    before = total(report.hours for report in others)
    available = money_left(month, others, given)
    return {
        "hours_before": before,
        "hours_left": given.limits.hours_per_term - before - hours,
        "money_before": total(report.money for report in others),
        "carried_over": _carried_over(given, available),
        "money_left": available - spent,
    }


def _carried_over(given: Given, available: Decimal) -> Decimal | None:
    """What earlier months of the term left, where the beginning of the term is known."""
    if given.portfolio.agreement_start is None:
        return None
    return max(available - given.limits.pocket_money_per_month, Decimal(0))


def _told(sums: dict[str, Decimal | None], given: Given) -> Iterator[Told]:
    params = {"number": given.portfolio.portfolio_number or ""}
    for name, label, origin in (
        ("hours", msgid("Hours of the month"), _OF_ENTRIES),
        ("money", msgid("Pocket money of the month"), _OF_ENTRIES),
        ("hours_before", msgid("Hours in other months"), _OF_REPORTS),
        ("hours_left", msgid("Hours left of the term"), _OF_REPORTS),
        ("carried_over", msgid("Pocket money carried over"), _OF_REPORTS),
        ("money_left", msgid("Pocket money left"), _OF_REPORTS),
    ):
        value = sums[name]
        if value is not None:
            shown = number(value) if name.startswith("hours") else money(value)
            yield Told(label, shown, origin, params if origin is _OF_REPORTS else {})
