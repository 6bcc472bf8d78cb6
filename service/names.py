"""Names as people search for them: without case and diacritics, so that ``berzins`` finds ``Bērziņš``."""

from __future__ import annotations

import unicodedata


def folded(name: str) -> str:
    """The name in lower case, without marks, with single spaces."""
    letters = (
        letter
        for letter in unicodedata.normalize("NFD", name.casefold())
        if not unicodedata.combining(letter)
    )
    return " ".join("".join(letters).split())
