"""The documents say what the forms of the service description say, word for word and in their order."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from service.annexes.catalogue import Catalogue
from service.documents.office.pool import OfficePool
from service.settings import Office
from tests.integration.documents.samples import issue, sample_of, texts_of

CATALOGUE = Catalogue.load(Path(__file__).resolve().parents[2] / "templates" / "annex")
TRANSCRIPTIONS = sorted(Path(__file__).parent.glob("*.txt"))


def lines_of(transcription: Path) -> list[str]:
    """The lines of a form as the document prints them: with the annex's corrections, each of which must fit.

    Lines that begin with # are the transcriber's; spaces and line breaks count as one.
    """
    lines = transcription.read_text(encoding="utf-8").splitlines()
    text = "\n".join(line for line in lines if not line.startswith("#"))
    for correction in CATALOGUE[transcription.stem].definition.notes:
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


@pytest.mark.slow
@pytest.mark.parametrize("transcription", TRANSCRIPTIONS, ids=lambda path: path.stem)
def test_every_line_of_the_form_stands_in_the_document_in_order(transcription: Path) -> None:
    code = transcription.stem
    with OfficePool(Office()) as pool:
        issued = issue(pool, code, sample_of(code))
    for text in texts_of(issued.content):
        assert first_not_found(lines_of(transcription), text) is None


def test_both_forms_are_transcribed() -> None:
    assert [path.stem for path in TRANSCRIPTIONS] == ["4.1", "4.2"]
    assert all(len(lines_of(path)) > 45 for path in TRANSCRIPTIONS)


@pytest.mark.parametrize("text", ["viens trīs divi", "viens divi", "viens di vi trīs", ""])
def test_a_line_that_is_missing_changed_or_out_of_order_is_noticed(text: str) -> None:
    assert first_not_found(["viens", "divi", "trīs"], text) is not None
    assert first_not_found(["viens", "divi", "trīs"], "viens\ndivi  trīs") is None
