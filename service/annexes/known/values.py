"""What a computed value is: for the template, and for the page that shows it to the writer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from service.annexes.findings import Param


@dataclass(frozen=True)
class Told:
    """One thing that nobody typed, as the writer is shown it before issue.

    ``label`` and ``origin`` (where it came from) are English message ids, ``origin`` with ``params`` in it.
    """

    label: str
    value: str
    """As on paper: decimal comma, euro."""
    origin: str
    params: Mapping[str, Param] = field(default_factory=dict)


@dataclass(frozen=True)
class Computed:
    """What the service knows under one name."""

    values: Mapping[str, Any]
    """For the template; what is not known is None."""
    told: tuple[Told, ...] = ()
