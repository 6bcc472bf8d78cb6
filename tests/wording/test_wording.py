"""The documents say what the forms of the service description say, word for word and in their order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from service.annexes.catalogue import Annex, Catalogue
from service.documents.office.pool import OfficePool
from service.pipeline.making import make_document, require_good
from service.settings import REPOSITORY, Settings
from tests.integration.documents.samples import texts_of

SETTINGS = Settings()
CATALOGUE = Catalogue.load(REPOSITORY / "templates" / "annex")
ISSUED_AT = datetime(2026, 12, 31, 10, tzinfo=UTC)
TRANSCRIPTIONS = sorted(Path(__file__).parent.glob("*.txt"))


def annex_of(transcription: Path) -> Annex:
    """The annex whose folder the transcription is called after (``4.3.8-mentee``)."""
    return next(annex for annex in CATALOGUE.values() if annex.folder.name == transcription.stem)


def lines_of(transcription: Path) -> list[str]:
    """The lines of a form as the document prints them: with the annex's corrections, each of which must fit.

    Lines that begin with # are the transcriber's; spaces and line breaks count as one.
    """
    lines = transcription.read_text(encoding="utf-8").splitlines()
    text = "\n".join(line for line in lines if not line.startswith("#"))
    for correction in annex_of(transcription).definition.notes:
        wanted = r"\s+".join(map(re.escape, correction.source.split()))
        text, count = re.subn(wanted, correction.printed, text)
        assert count == 1, f"{correction.source!r} does not stand once in the source"
    return [line for line in text.splitlines() if line.strip()]


def first_not_found(lines: list[str], text: str) -> str | None:
    """The first line that does not follow in the text, where white space and line breaks are all one."""
    flowing = " ".join(text.split())
    position = 0
    for line in lines:
        wanted = " ".join(line.split())
        found = flowing.find(wanted, position)
        if found < 0:
            return line
        position = found + len(wanted)
    return None


@pytest.fixture(scope="module")
def pool() -> Iterator[OfficePool]:
    with OfficePool(SETTINGS.office) as pool:
        yield pool


@pytest.mark.slow
@pytest.mark.parametrize("transcription", TRANSCRIPTIONS, ids=lambda path: path.stem)
def test_every_line_of_the_form_stands_in_the_document_in_order(
    transcription: Path, pool: OfficePool
) -> None:
    annex = annex_of(transcription)
    checked = require_good(annex, annex.sample(), on=ISSUED_AT.date(), settings=SETTINGS)
    made = make_document(annex, checked, settings=SETTINGS, renderer=pool, created_at=ISSUED_AT)
    for text in texts_of(made.issued.content):
        assert first_not_found(lines_of(transcription), text) is None


def test_every_form_of_the_description_is_transcribed() -> None:
    forms = {annex.folder.name for annex in CATALOGUE.values() if annex.code.startswith("4.")}
    assert {path.stem for path in TRANSCRIPTIONS} == forms
    assert all(len(lines_of(path)) > 35 for path in TRANSCRIPTIONS)


@pytest.mark.parametrize("text", ["viens trīs divi", "viens divi", "viens di vi trīs", ""])
def test_a_line_that_is_missing_changed_or_out_of_order_is_noticed(text: str) -> None:
    assert first_not_found(["viens", "divi", "trīs"], text) is not None
    assert first_not_found(["viens", "divi", "trīs"], "viens\ndivi  trīs") is None
