"""Every message of the code, as gettext tools see it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from babel.messages.extract import extract_from_dir

ROOT: Final = Path(__file__).resolve().parent.parent
_FAILURES: Final = ("Failure", "Refusal", "Retry", "GiveUp", "NotThere", "Unfit", "Notice")
KEYWORDS: Final[dict[str, Any]] = {
    "gettext": None,
    "_": None,
    "msgid": None,
    "ngettext": (1, 2),
    "Finding": (3,),
    **dict.fromkeys(_FAILURES, (2,)),
}
_METHODS: Final = [
    ("**.py", "python"),
    ("**.html", "jinja2.ext:babel_extract"),
    ("**.jinja", "jinja2.ext:babel_extract"),
]


def used_messages() -> Iterator[tuple[str, str | tuple[str, ...]]]:
    """(place, message id or singular and plural) of every message in the code."""
    for folder in ("service", "signing", "tasks"):
        found = extract_from_dir(str(ROOT / folder), _METHODS, keywords=KEYWORDS)
        for path, line, message, *_ in found:
            yield f"{folder}/{path}:{line}", message
