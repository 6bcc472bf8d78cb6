"""The two self-assessments of a portfolio side by side (4.3.4), also for the closure report (4.3.7)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from service.annexes.definition import AnnexDefinition
from service.annexes.given import Given
from service.annexes.known.values import Computed, Told
from service.documents.filters import number
from service.i18n import msgid

_TENTH: Final = Decimal("0.1")

Answers = Sequence[int | None] | None


def self_assessment(annex: AnnexDefinition, given: Given) -> Computed:
    """The start answers beside the end answers, with the change.

    Source: annex rules, 4.3.4 (the end document repeats the start answers).
    """
    phase, answers = given.value("phase"), given.value("answers")
    start = given.portfolio.self_assessment_start if phase == "end" else answers
    end = answers if phase == "end" else None
    statements = tuple(statement.lv for statement in annex.field("answers").statements)
    values = {"phase": phase, **side_by_side(start, end, statements)}
    return Computed(values, told_change(values) if phase == "end" else ())


def side_by_side(start: Answers, end: Answers, statements: tuple[str, ...]) -> dict[str, Any]:
    """Rows of both columns, and the averages with one decimal; None where there is no answer."""
    count = max(len(statements), len(start or ()), len(end or ()))
    rows = [
        _row(index, _at(statements, index) or "", _at(start, index), _at(end, index))
        for index in range(count)
    ]
    first, last = _average(start), _average(end)
    change = last - first if first is not None and last is not None else None
    return {"rows": rows, "average_start": first, "average_end": last, "average_change": change}


def told_change(values: dict[str, Any]) -> tuple[Told, ...]:
    """What the writer is shown of it."""
    origin = msgid("From the self-assessments of the portfolio.")
    labels = {
        "average_start": msgid("Self-assessment at the start, on average"),
        "average_end": msgid("Self-assessment at the end, on average"),
        "average_change": msgid("Change of the self-assessment"),
    }
    return tuple(
        Told(label, number(values[name]), origin)
        for name, label in labels.items()
        if values[name] is not None
    )


def _row(index: int, statement: str, start: int | None, end: int | None) -> dict[str, Any]:
    change = end - start if start is not None and end is not None else None
    return {"number": index + 1, "statement": statement, "start": start, "end": end, "change": change}


def _at(values: Sequence[Any] | None, index: int) -> Any:
    return values[index] if values is not None and index < len(values) else None


def _average(answers: Answers) -> Decimal | None:
    given = [answer for answer in answers or () if answer is not None]
    if not given:
        return None
    return (Decimal(sum(given)) / len(given)).quantize(_TENTH, ROUND_HALF_UP)
