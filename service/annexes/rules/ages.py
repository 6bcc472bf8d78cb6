"""Rules about how old somebody is, as far as a personal code or a birth date says it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from service.annexes.definition import Rule
from service.annexes.faults import Fault, Unfit
from service.annexes.given import Given
from service.annexes.paths import Path
from service.domain.personal_code import parse_personal_code

ADULT: Final = 18


def age_agrees_with_personal_code(rule: Rule, given: Given) -> Iterator[Fault]:
    """The stated age is the one that the personal code gives on the day of issue, where it gives one.

    Source: annex rules, conventions, ``personal_code``. Argument ``code``: the personal code.
    """
    for at, stated in given.places(rule.at):
        actual = _age(given, rule.path("code"), at)
        if actual is not None and actual != stated:
            unfit = Unfit(
                "age.disagrees",
                "The age does not agree with the birth date in the personal code. "
                "Correct the age or the personal code.",
            )
            yield Fault(at, unfit)


def adult_on(rule: Rule, given: Given) -> Iterator[Fault]:
    """Whose personal code is at ``at`` is 18 or more on the day of issue, where the code tells.

    Source: annex rules, 4.3.3 (a recipient of 18 or more).
    """
    for at, _code in given.places(rule.at):
        age = _age(given, rule.at, at)
        if age is not None and age < ADULT:
            unfit = Unfit(
                "age.not_adult",
                "Is under 18 by this personal code. Until then the agreement is made with the legal "
                "representative (4.3.2).",
            )
            yield Fault(at, unfit)


def minor_on(rule: Rule, given: Given) -> Iterator[Fault]:
    """Whose personal code is at ``at`` is under 18 on the day of issue, where the code tells.

    Source: annex rules, 4.3.2 and 4.3.3; the agreement of 4.3.2 itself ends at 18 (its clause 7).
    """
    for at, _code in given.places(rule.at):
        age = _age(given, rule.at, at)
        if age is not None and age >= ADULT:
            unfit = Unfit(
                "age.not_minor",
                "Is 18 or older by this personal code. The agreement is made with the recipient (4.3.3).",
            )
            yield Fault(at, unfit)


def born_by_issue(rule: Rule, given: Given) -> Iterator[Fault]:
    """The birth date at ``at`` is not after the day of issue.

    Source: annex rules, conventions: ages are counted on the day of issue.
    """
    for at, born in given.places(rule.at):
        if date.fromisoformat(born) > given.on:
            yield Fault(at, Unfit("birth_date.future", "This birth date is in the future. Check the year."))


def day_of_age(born: date, years: int) -> date:
    """The day on which somebody is so many years old; 1 March for those born on 29 February."""
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return date(born.year + years, 3, 1)


def _age(given: Given, code_path: str, beside: Path) -> int | None:
    code = given.value(code_path, beside)
    return parse_personal_code(code).age_on(given.on) if code else None
