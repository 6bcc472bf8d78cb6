"""Rules about what is marked."""

from __future__ import annotations

from collections.abc import Iterator

from service.annexes.definition import Rule
from service.annexes.faults import Fault, Unfit
from service.annexes.given import Given


def at_least_one_of(rule: Rule, given: Given) -> Iterator[Fault]:
    """At least one mark is made in one of the fields.

    Source: annex rules, 4.3.1 (at least one sign). Argument ``fields``: the fields.
    """
    chosen = [given.value(path) for path in rule.paths("fields")]
    if all(marks == [] for marks in chosen):
        for at, _marks in given.places(rule.at):
            yield Fault(at, Unfit("marks.none", "Mark at least one sign, or the service cannot be given."))
