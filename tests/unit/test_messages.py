"""Latvian is complete: every message has a translation with the same places for values."""

from __future__ import annotations

import re
from functools import cache

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from service.i18n import MESSAGES, gettext, in_language
from tests.messages import used_messages

_PLACES = re.compile(r"%\((\w+)\)")


@cache
def _latvian() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for path in (MESSAGES / "lv").glob("*.po"):
        with path.open("rb") as handle:
            catalog: Catalog = read_po(handle, locale="lv", abort_invalid=True)
        for message in catalog:
            if message.id and not message.fuzzy:
                key = message.id if isinstance(message.id, str) else message.id[0]
                found[key] = (message.string,) if isinstance(message.string, str) else tuple(message.string)
    return found


def test_every_message_has_latvian() -> None:
    missing = []
    for place, message in used_messages():
        key = message if isinstance(message, str) else message[0]
        if not all(_latvian().get(key, ("",))):
            missing.append(f"{place}: {key}")
    assert not missing, "\n".join(missing)


def test_latvian_keeps_the_places_for_values() -> None:
    wrong = [
        key
        for key, translations in _latvian().items()
        for translation in translations
        if set(_PLACES.findall(translation)) - set(_PLACES.findall(key))
    ]
    assert not wrong


def test_latvian_is_spoken_unless_english_is_asked_for() -> None:
    assert gettext("Fill this in.") == "Aizpildiet šo lauku."
    with in_language("en"):
        assert gettext("Fill this in.") == "Fill this in."
