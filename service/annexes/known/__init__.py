"""What the service knows and nobody types, by the name that ``annex.yaml`` calls it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from service.annexes.definition import AnnexDefinition
from service.annexes.given import Given
from service.annexes.known.assessment import self_assessment
from service.annexes.known.closure import closure_totals
from service.annexes.known.monthly import monthly_totals
from service.annexes.known.values import Computed
from service.annexes.reports import AMOUNTS, HOURS

Compute = Callable[[AnnexDefinition, Given], Computed]

KNOWN: Final[Mapping[str, Compute]] = {
    compute.__name__: compute for compute in (closure_totals, monthly_totals, self_assessment)
}
NEEDED: Final[Mapping[str, tuple[str, ...]]] = {
    "monthly_totals": (HOURS, AMOUNTS, "entries.*.kind", "month", "mentor.personal_code"),
    "self_assessment": ("phase", "answers"),
}
"""Fields that an annex must have to know it."""


def known_of(annex: AnnexDefinition, given: Given) -> dict[str, Computed]:
    """Everything that the annex asks to know, by name."""
    return {name: KNOWN[name](annex, given) for name in annex.known}
