"""Reads the JSON that somebody hands in."""

from __future__ import annotations

import json
from typing import Any, Final

from signing.errors import Refusal

MAX_BYTES: Final = 4 * 1024 * 1024
_MOST_DIGITS: Final = 100
"""No number of a form is longer; Python refuses to read those of thousands of digits."""


def read_json(content: bytes, name: str) -> Any:
    """The JSON value in ``content``.

    Args:
        content: UTF-8 text, at most ``MAX_BYTES``.
        name: what to call it in an error, such as the file's name.

    Raises:
        Refusal: too large, not UTF-8, not JSON (line and column are named), or a key that stands twice.
    """
    if len(content) > MAX_BYTES:
        raise Refusal("json.too_large", "%(name)s is larger than %(limit)d MiB.", name=name, limit=4)
    try:
        text = content.decode("utf-8-sig")
        return json.loads(
            text, object_pairs_hook=_without_doubles, parse_constant=_refuse, parse_int=_whole_number
        )
    except UnicodeDecodeError:
        raise Refusal("json.not_utf8", "%(name)s is not UTF-8 text.", name=name) from None
    except json.JSONDecodeError as error:
        raise Refusal(
            "json.not_json",
            "%(name)s is not JSON: line %(line)d, column %(column)d is not as it should be.",
            name=name,
            line=error.lineno,
            column=error.colno,
        ) from None
    except RecursionError:
        raise Refusal("json.too_deep", "%(name)s is nested too deeply.", name=name) from None
    except _NotPlain as error:
        raise Refusal(
            "json.not_plain",
            "%(name)s is not plain JSON: %(what)s stands where it must not.",
            name=name,
            what=str(error),
        ) from None


class _NotPlain(ValueError):
    pass


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for key, value in pairs:
        if key in result:
            raise _NotPlain(f"the key “{key}” a second time")
        result[key] = value
    return result


def _whole_number(digits: str) -> int:
    if len(digits) > _MOST_DIGITS:
        raise _NotPlain(f"{digits[:6]}…")
    return int(digits)


def _refuse(constant: str) -> Any:
    raise _NotPlain(constant)
