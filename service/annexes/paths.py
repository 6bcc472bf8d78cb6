"""Paths into the data of an annex: tuples of keys and row numbers inside, dotted text outside.

A key may hold dots itself (``2.1.a`` of the evaluations), so dotted text is never split at its dots: it is
read beside the data or the definition that it points into.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import takewhile
from typing import Any, Final

Path = tuple[str | int, ...]
"""Keys of groups and numbers of rows, counted from 0."""

EVERY_ROW: Final = "*"
"""Stands in a rule's path for the number of each row (``entries.*.hours``)."""


def dotted(path: Path) -> str:
    """The path as people and programs read it: ``entries.3.hours``."""
    return ".".join(map(str, path))


def value_at(data: Any, path: str) -> Any:
    """What stands at ``path`` (``child.personal_code``) in ``data``; None when nothing does."""
    rest = path
    while rest:
        if not isinstance(data, dict):
            return None
        key = longest_start(data, rest)
        if key is None:
            return None
        data, rest = data[key], rest[len(key) + 1 :]
    return data if path else None


def value_of(data: Any, path: Path) -> Any:
    """What stands at ``path``; None when nothing does."""
    for step in path:
        if isinstance(step, str) and isinstance(data, dict):
            data = data.get(step)
        elif isinstance(step, int) and isinstance(data, list) and step < len(data):
            data = data[step]
        else:
            return None
    return data


def list_of(row_part: Path) -> Path:
    """The path of the outermost list that the path leads through."""
    return tuple(takewhile(lambda step: isinstance(step, str), row_part))


def row_number(path: Path) -> int:
    """The number of the innermost row that the path leads into.

    Raises:
        IndexError: it leads into none.
    """
    return [step for step in path if isinstance(step, int)][-1]


def longest_start(keys: Iterable[str], text: str) -> str | None:
    """The longest of ``keys`` that the dotted ``text`` begins with."""
    fitting = [key for key in keys if isinstance(key, str) and f"{text}.".startswith(f"{key}.")]
    return max(fitting, key=len, default=None)


def same(value: Any, wanted: bool | int | str) -> bool:
    """Equal, and of the same JSON type: true is not 1."""
    return type(value) is type(wanted) and bool(value == wanted)
