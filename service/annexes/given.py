"""What rules, notices and computed values are given to look at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from service.annexes.paths import EVERY_ROW, Path, longest_start, value_of
from service.settings import Limits


@dataclass(frozen=True)
class ReportedMonth:
    """What one mentor reported for one month (4.3.6)."""

    month: str
    """``YYYY-MM``."""
    mentor: str
    """The mentor's personal code, digits only."""
    hours: Decimal
    money: Decimal
    """In euro."""


@dataclass(frozen=True)
class PortfolioKnowledge:
    """What the archive knows of the portfolio that a document belongs to; empty where there is none."""

    portfolio_number: str | None = None
    reports: tuple[ReportedMonth, ...] = ()
    self_assessment_start: tuple[int, ...] | None = None
    self_assessment_end: tuple[int, ...] | None = None
    agreement_start: date | None = None
    agreement_end: date | None = None
    child_birth_date: date | None = None


@dataclass(frozen=True)
class Given:
    """Data that passed the checks of single fields, and what they are judged by.

    What is missing or malformed is None in ``data``: it has been reported already.
    """

    data: Any
    on: date
    """The day of issue; ages are counted on it."""
    limits: Limits = field(default_factory=Limits)
    portfolio: PortfolioKnowledge = field(default_factory=PortfolioKnowledge)

    def places(self, pattern: str) -> Iterator[tuple[Path, Any]]:
        """Path and value of everything that ``pattern`` (``entries.*.hours``) means and that is there."""
        for path in _matching(self.data, pattern):
            value = value_of(self.data, path)
            if value is not None:
                yield path, value

    def value(self, pattern: str, beside: Path = ()) -> Any:
        """The value at ``pattern``, whose ``*`` are the rows of ``beside``; None when there is none."""
        rows = iter([step for step in beside if isinstance(step, int)])
        node, rest = self.data, pattern
        while rest:
            key, rest = _first_step(node, rest)
            node = value_of(node, (next(rows),) if key == EVERY_ROW else (key,))
        return node


def _matching(data: Any, pattern: str) -> Iterator[Path]:
    if not pattern:
        yield ()
        return
    key, rest = _first_step(data, pattern)
    if key != EVERY_ROW:
        steps: tuple[str | int, ...] = (key,)
    else:
        steps = tuple(range(len(data))) if isinstance(data, list) else ()
    for step in steps:
        for tail in _matching(value_of(data, (step,)), rest):
            yield (step, *tail)


def _first_step(data: Any, pattern: str) -> tuple[str, str]:
    """The first step of the pattern, which may be a key with dots, and the rest."""
    key = longest_start(data, pattern) if isinstance(data, dict) else None
    key = key or pattern.partition(".")[0]
    return key, pattern[len(key) + 1 :]
