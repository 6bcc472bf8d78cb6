"""Whatever is typed is drawn as typed: every letter, every length, everything that looks like a tag."""

from __future__ import annotations

import re
import subprocess
from typing import Any

import pytest

from service.documents.office.pool import OfficePool
from tests.integration.documents.samples import (
    PRINTED,
    issue,
    sample_of,
    squeezed,
    text_of,
    texts_of,
    with_every_text,
)

pytestmark = pytest.mark.slow

UPPER = "AĀBCČDEĒFGĢHIĪJKĶLĻMNŅOPRSŠTUŪVZŽ"
HOSTILE = [
    "{{ 7*7 }}",
    "{% raw %}",
    "{# nekas #}",
    "{_{ a }_}",
    "<w:t>&amp; & < > \"'",
    "</w:t></w:r>",
    "“A” „B“ ‘C’ – — …",
    "fi fl ffi ffl",
    "Łódź Ёжиков Straße €",
]
POINTS_PER_MM = 72 / 25.4
RIGHT_EDGE = (210 - 20) * POINTS_PER_MM


def drawn(pool: OfficePool, code: str, data: dict[str, Any]) -> bytes:
    return issue(pool, code, data).content


@pytest.mark.parametrize("alphabet", [UPPER, UPPER.lower()], ids=["upper", "lower"])
def test_every_latvian_letter_is_drawn_in_every_field(pool: OfficePool, code: str, alphabet: str) -> None:
    numbers = {path: str(number) for number, path in enumerate(PRINTED[code], start=10)}
    pdf = drawn(pool, code, with_every_text(code, lambda path: f"{numbers[path]} {alphabet}"))
    for text in texts_of(pdf):
        for number in numbers.values():
            assert number + alphabet in squeezed(text)


@pytest.mark.parametrize("value", HOSTILE)
def test_what_looks_like_a_tag_is_text(pool: OfficePool, value: str) -> None:
    pdf = drawn(pool, "4.1", with_every_text("4.1", lambda _: value))
    for text in texts_of(pdf):
        assert squeezed(text).count(squeezed(value)) >= len(PRINTED["4.1"]) - text.count("mentor")
    assert squeezed(text_of(pdf)).count(squeezed(value)) >= len(PRINTED["4.1"])


@pytest.mark.parametrize("value", ["Ģ" * 300, ("Ķēniņš Āķis " * 25).strip()], ids=["one word", "words"])
def test_long_texts_stay_on_the_page_whole(pool: OfficePool, code: str, value: str) -> None:
    pdf = drawn(pool, code, with_every_text(code, lambda _: value))
    text = squeezed(text_of(pdf))
    letters = set(squeezed(value))
    assert sum(text.count(letter) for letter in letters) >= len(squeezed(value)) * len(PRINTED[code])
    boxes = subprocess.run(
        ["pdftotext", "-bbox", "-", "-"], input=pdf, capture_output=True, check=True
    ).stdout
    assert max(float(edge) for edge in re.findall(rb'xMax="([0-9.]+)"', boxes)) <= RIGHT_EDGE + 1


def test_the_applicants_personal_code_is_printed_only_where_the_form_shows_it(pool: OfficePool) -> None:
    sample = sample_of("4.1")
    text = text_of(drawn(pool, "4.1", sample))
    assert sample["applicant"]["personal_code"] not in text
    assert sample["child"]["personal_code"] in text
    sample = sample_of("4.2")
    assert sample["applicant"]["personal_code"] in text_of(drawn(pool, "4.2", sample))
