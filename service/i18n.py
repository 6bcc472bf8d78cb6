"""Languages: Latvian first, English second. Message ids are the English sentences.

Catalogues lie in ``service/messages/<language>/*.po`` (one file per area) and are read once per process.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import Final

from signing.errors import Failure

LANGUAGES: Final = ("lv", "en")
DEFAULT_LANGUAGE: Final = "lv"
MESSAGES: Final = Path(__file__).parent / "messages"

_language: ContextVar[str] = ContextVar("language", default=DEFAULT_LANGUAGE)


def language() -> str:
    """The language of the reader at hand: one of ``LANGUAGES``."""
    return _language.get()


def set_language(code: str) -> None:
    """Set the reader's language for this thread or request; an unknown one becomes Latvian."""
    _language.set(code if code in LANGUAGES else DEFAULT_LANGUAGE)


@contextmanager
def in_language(code: str) -> Iterator[None]:
    """Speak ``code`` within the block."""
    token = _language.set(code if code in LANGUAGES else DEFAULT_LANGUAGE)
    try:
        yield
    finally:
        _language.reset(token)


def msgid(message: str) -> str:
    """Mark a message that is translated where it is shown."""
    return message


def gettext(message: str) -> str:
    """The message in the reader's language."""
    return _translations(language()).gettext(message)


def ngettext(singular: str, plural: str, number: int) -> str:
    """The message in the reader's language and the plural form that ``number`` takes there."""
    return _translations(language()).ngettext(singular, plural, number)


def sentence_of(failure: Failure) -> str:
    """What is wrong and what to do, in the reader's language."""
    text = gettext(failure.sentence)
    return text % failure.params if failure.params else text


@cache
def _translations(code: str) -> NullTranslations:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    translations: NullTranslations = NullTranslations()
    for path in sorted((MESSAGES / code).glob("*.po")):
        with path.open("rb") as handle:
            catalog = read_po(handle, locale=code, abort_invalid=True)
        compiled = io.BytesIO()
        write_mo(compiled, catalog)
        compiled.seek(0)
        loaded = GNUTranslations(compiled)
        loaded.add_fallback(translations)
        translations = loaded
    return translations
