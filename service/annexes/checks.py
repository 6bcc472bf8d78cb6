"""Checks what a person or a program gives for an annex against its definition.

Every fault is found in one pass and reported in the order of the form; nothing is guessed or dropped.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from service.annexes.definition import AnnexDefinition
from service.annexes.faults import Fault
from service.annexes.findings import Finding
from service.annexes.given import Given, PortfolioKnowledge
from service.annexes.naming import as_findings
from service.annexes.rules import RULES
from service.annexes.walk import Walk
from service.settings import Limits


@dataclass(frozen=True)
class CheckedData:
    """Data and what was found wrong with it; without findings the data may become a document."""

    data: dict[str, Any]
    findings: tuple[Finding, ...]

    @property
    def ok(self) -> bool:
        return not self.findings


def check_data(
    annex: AnnexDefinition,
    data: Any,
    *,
    on: date,
    defaults: Mapping[str, str],
    draft: bool = False,
    limits: Limits | None = None,
    portfolio: PortfolioKnowledge | None = None,
) -> CheckedData:
    """Check ``data`` for the annex.

    Args:
        annex: the definition.
        data: the JSON value as read.
        on: the day of issue; ages are counted on it.
        defaults: values of the settings that fields name as their ``default``.
        draft: what is missing, empty or not yet agreed to is no fault; what is there must be right.
        limits: of hours, months and money; those of the service description when absent.
        portfolio: what the archive knows of the portfolio; nothing when absent.
    """
    found: list[Fault] = []
    kept = Walk(draft, defaults, found).value(annex.root, data, ())
    if isinstance(kept, dict) and not draft:
        given = Given(kept, on, limits or Limits(), portfolio or PortfolioKnowledge())
        for rule in annex.rules:
            found.extend(RULES[rule.name](rule, given))
    return CheckedData(kept if isinstance(kept, dict) else {}, as_findings(annex, found))
