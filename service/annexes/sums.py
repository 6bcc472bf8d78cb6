"""Sums of hours and money that are written as decimal strings."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from itertools import accumulate

from service.annexes.paths import Path


def first_beyond(places: Iterable[tuple[Path, str]], limit: Decimal) -> Path | None:
    """The place whose amount brings the running sum over the limit; None when none does."""
    listed = list(places)
    sums = accumulate(Decimal(amount) for _at, amount in listed)
    return next((at for (at, _amount), total in zip(listed, sums, strict=True) if total > limit), None)


def total(amounts: Iterable[str | Decimal]) -> Decimal:
    """The sum, 0 of none."""
    return sum((Decimal(amount) for amount in amounts), Decimal(0))
