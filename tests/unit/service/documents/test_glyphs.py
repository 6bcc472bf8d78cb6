"""What cannot be drawn is known before a document is made."""

from __future__ import annotations

import unicodedata

import pytest

from service.documents.fonts import FONT_DIR, MARK_FONT, TEXT_FONTS
from service.documents.glyphs import missing_glyphs

LATVIAN = "AĀBCČDEĒFGĢHIĪJKĶLĻMNŅOPRSŠTUŪVZŽaābcčdeēfgģhiījkķlļmnņoprsštuūvzž"


def test_every_latvian_letter_is_drawn() -> None:
    assert missing_glyphs(LATVIAN) == ""


@pytest.mark.parametrize(
    "text", ["Ёжиков Ґалаґан Їжак", "Łódź Straße Ñandú", "12,50 € №5 § – — “…”", "a\u00a0b\tc\nd"]
)
def test_names_of_the_neighbours_and_punctuation_are_drawn(text: str) -> None:
    assert missing_glyphs(text) == ""


@pytest.mark.parametrize("text", ["🙂", "漢字", "مرحبا", "שלום"])
def test_what_the_fonts_lack_is_named(text: str) -> None:
    assert missing_glyphs(f"Anna {text}") == "".join(dict.fromkeys(text))


@pytest.mark.parametrize(
    "character", ["\x00", "\x07", "\x1b", "\x85", "\u200b", "\u202e", "\u2028", "\ufeff", "\ue000"]
)
def test_what_is_not_seen_is_not_drawn(character: str) -> None:
    assert missing_glyphs(f"a{character}b") == character


def test_decomposed_letters_count_as_the_letters_that_they_are() -> None:
    assert missing_glyphs(unicodedata.normalize("NFD", LATVIAN)) == ""


def test_each_missing_character_is_named_once_in_order() -> None:
    assert missing_glyphs("b🙂a🚀🙂") == "🙂🚀"


def test_the_fonts_lie_in_the_repository_with_their_licence() -> None:
    assert "SIL OPEN FONT LICENSE" in (FONT_DIR / "OFL.txt").read_text(encoding="utf-8")
    for name in (*TEXT_FONTS, MARK_FONT):
        assert 0 < (FONT_DIR / name).stat().st_size < 1024 * 1024
