"""What stands on the pages besides the form itself."""

from __future__ import annotations

import io
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader

from service.documents.model import IssuedPdf
from service.documents.office.pool import OfficePool
from service.documents.pages import page_count, page_png
from service.settings import Settings
from signing.errors import Refusal
from tests.integration.documents.samples import TITLE, issue, sample_of, squeezed, text_of

pytestmark = pytest.mark.slow

NOTE = Settings().signing.note


def pages_of(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]


def test_every_page_carries_code_title_number_and_note(issued: IssuedPdf, code: str) -> None:
    pages = pages_of(issued.content)
    assert len(pages) == issued.pages == 2
    for number, page in enumerate(pages, start=1):
        assert f"{code}. pielikums" in page
        assert TITLE in page
        assert f"{number} no {len(pages)}" in page
        assert NOTE in page
        assert "MELNRAKSTS" not in page
        assert "Portfolio" not in page
        assert "IEROBEŽOTAS" not in page


def test_every_page_of_a_draft_says_so_and_claims_no_signature(pool: OfficePool, code: str) -> None:
    draft = issue(pool, code, sample_of(code), draft=True, note=None)
    for page in pages_of(draft.content):
        assert "MELNRAKSTS" in page
        assert "elektronisko parakstu" not in page
    assert not draft.fields


def test_marks_and_numbers_stand_on_every_page_once_there_are_any(pool: OfficePool, code: str) -> None:
    marked = issue(pool, code, sample_of(code), restricted=True, portfolio_number="17")
    for page in pages_of(marked.content):
        assert "IEROBEŽOTAS PIEEJAMĪBAS INFORMĀCIJA" in page
        assert "Portfolio Nr. 17" in page


def lines_without_marks(pdf: bytes) -> list[list[str]]:
    marks = ("MELNRAKSTS", "pielikums", "IEROBEŽOTAS", "Portfolio", " no 2")
    return [
        [line for line in page.splitlines() if not any(mark in line for mark in marks)]
        for page in pages_of(pdf)
    ]


def test_a_draft_has_the_same_lines_on_the_same_pages(pool: OfficePool, issued: IssuedPdf, code: str) -> None:
    draft = issue(pool, code, sample_of(code), draft=True, restricted=True, portfolio_number="17")
    assert lines_without_marks(draft.content) == lines_without_marks(issued.content)


@pytest.mark.parametrize(("consent", "box"), [(True, "☒"), (False, "☐")])
def test_boxes_show_what_was_answered(pool: OfficePool, consent: bool, box: str) -> None:
    sample = sample_of("4.1")
    sample["consents"] = dict.fromkeys(sample["consents"], consent)
    text = squeezed(text_of(issue(pool, "4.1", sample).content))
    for wording in ("piekrītatsociālā", "bērnsirinformēts", "piekrītatiesniegumā", "piekrītat,kaSociālā"):
        assert box + wording in text


@pytest.mark.parametrize("receives", [True, False])
def test_the_other_mentor_is_named_only_where_there_is_one(pool: OfficePool, receives: bool) -> None:
    sample = sample_of("4.1")
    named: dict[str, Any] = {"provider_name": "SIA “Cits”", "mentor_name": "Zaiga Ozola"}
    sample["other_mentor"] = {"receives": receives, **(named if receives else {})}
    text = squeezed(text_of(issue(pool, "4.1", sample).content))
    no, yes = ("☐", "☒") if receives else ("☒", "☐")
    assert no + "Apliecinu,kabērnsnesaņem" in text
    assert yes + "Apliecinu,kabērnssaņem" in text
    assert ("ZaigaOzola" in text) is receives


def test_the_capacity_is_underlined(pool: OfficePool) -> None:
    pictures = set()
    for capacity in ("legal_representative", "authorised_person"):
        sample = {**sample_of("4.1"), "applicant_capacity": capacity}
        issued_pdf = issue(pool, "4.1", sample)
        assert "bērna likumiskais pārstāvis vai tā pilnvarotā persona" in text_of(issued_pdf.content)
        pictures.add(page_png(issued_pdf.content, 1, 1200))
    assert len(pictures) == 2


def test_pages_can_be_looked_at(issued: IssuedPdf) -> None:
    assert page_count(issued.content) == 2
    picture = Image.open(io.BytesIO(page_png(issued.content, 2, 827)))
    assert picture.width == 827
    assert picture.height in range(1168, 1172)
    assert picture.convert("L").getextrema()[0] < 80


@pytest.mark.parametrize(
    ("page", "width", "code_of"),
    [
        (0, 100, "page.no_such_page"),
        (3, 100, "page.no_such_page"),
        (1, 0, "page.width"),
        (1, 4001, "page.width"),
    ],
)
def test_pictures_have_limits(
    issued_samples: dict[str, IssuedPdf], page: int, width: int, code_of: str
) -> None:
    with pytest.raises(Refusal) as refused:
        page_png(issued_samples["4.1"].content, page, width)
    assert refused.value.code == code_of


def test_what_is_no_pdf_has_no_pages() -> None:
    with pytest.raises(Refusal) as refused:
        page_count(b"PK\x03\x04")
    assert refused.value.code == "page.not_pdf"
