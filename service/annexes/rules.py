"""Rules that need more than one field, by the name that ``annex.yaml`` calls them.

A rule reports only when every value that it compares is there and well-formed: what is missing or malformed
has been reported already.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, Final

from service.annexes.definition import Rule, value_at
from service.annexes.findings import Finding
from service.domain.personal_code import NotAPersonalCode, PersonalCode, parse_personal_code

Check = Callable[[Rule, Any, date], Iterator[Finding]]


def age_agrees_with_personal_code(rule: Rule, data: Any, on: date) -> Iterator[Finding]:
    """The stated age is the one that the personal code gives on the day of issue, where it gives one.

    Source: annexes.md, conventions, ``personal_code``. Argument ``code``: path of the personal code.
    """
    stated = value_at(data, rule.at)
    code = _code_at(data, rule.arguments["code"])
    if code is None or isinstance(stated, bool) or not isinstance(stated, int):
        return
    actual = code.age_on(on)
    if actual is not None and actual != stated:
        yield Finding(
            rule.at,
            "age.disagrees",
            "The age does not agree with the birth date in the personal code. "
            "Correct the age or the personal code.",
        )


def _code_at(data: Any, path: str) -> PersonalCode | None:
    text = value_at(data, path)
    try:
        return parse_personal_code(text) if isinstance(text, str) else None
    except NotAPersonalCode:
        return None


RULES: Final[Mapping[str, Check]] = {rule.__name__: rule for rule in (age_agrees_with_personal_code,)}
