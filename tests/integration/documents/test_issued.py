"""The issued PDF: archival, accessible, the same every time, with its places of signature."""

from __future__ import annotations

import dataclasses
import hashlib
import io
import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from service.documents.issue import issue_pdf
from service.documents.model import IssuedPdf, SignaturePlace
from service.documents.office.pool import OfficePool
from service.documents.pages import page_png
from service.settings import REPOSITORY, Office
from signing.errors import GiveUp
from tests.integration.documents.samples import (
    LANGUAGE,
    METADATA,
    ROLES,
    TITLE,
    fill,
    issue,
    place_of,
    sample_of,
    save,
    with_every_text,
)

pytestmark = pytest.mark.slow

VERAPDF = REPOSITORY / "tests" / "interop" / "run"
POINTS_PER_MM = 72 / 25.4


def test_the_same_data_give_the_same_bytes_and_pixels_from_any_instance(issued: IssuedPdf, code: str) -> None:
    with OfficePool(Office(documents_per_instance=1)) as other:
        again = issue(other, code, sample_of(code))
        once_more = issue(other, code, sample_of(code))
    assert again.content == issued.content == once_more.content
    assert page_png(again.content, 1, 600) == page_png(issued.content, 1, 600)


def test_other_data_give_other_bytes(pool: OfficePool, issued: IssuedPdf, code: str) -> None:
    sample = sample_of(code)
    sample["applicant"]["phone"] += "9"
    assert issue(pool, code, sample).sha256 != issued.sha256


def test_the_digest_is_of_the_bytes(issued: IssuedPdf) -> None:
    assert issued.sha256 == hashlib.sha256(issued.content).hexdigest()


def test_the_pdf_says_what_it_is(issued: IssuedPdf) -> None:
    reader = PdfReader(io.BytesIO(issued.content))
    assert reader.pdf_header == "%PDF-1.7"
    assert reader.root_object["/Lang"] == LANGUAGE
    assert reader.metadata is not None
    assert reader.metadata.title == TITLE
    assert reader.metadata.author == METADATA.author
    assert reader.metadata.creation_date == METADATA.created_at
    assert reader.xmp_metadata is not None
    assert reader.xmp_metadata.dc_title == {"x-default": TITLE}
    assert "/Dests" not in reader.root_object
    assert b"sign5F" not in issued.content


def test_the_field_is_where_the_template_keeps_a_place(issued: IssuedPdf, code: str) -> None:
    (field,) = issued.fields
    reader = PdfReader(io.BytesIO(issued.content))
    (widget,) = (annotation.get_object() for annotation in reader.pages[field.page - 1]["/Annots"])
    left, bottom, right, top = field.rectangle
    assert field.role == widget["/T"] == ROLES[code]
    assert widget["/TU"] == place_of(code).label
    assert "/V" not in widget
    assert [float(number) for number in widget["/Rect"]] == list(field.rectangle)
    assert right - left == pytest.approx(80 * POINTS_PER_MM, abs=0.02)
    assert top - bottom == pytest.approx(22 * POINTS_PER_MM, abs=0.02)


def ink_in(pdf: bytes, page: int, rectangle: tuple[float, float, float, float]) -> int:
    """How many of the grey values within the rectangle there are: one is blank paper."""
    from PIL import Image

    picture = Image.open(io.BytesIO(page_png(pdf, page, 2 * 595))).convert("L")
    left, bottom, right, top = (2 * edge for edge in rectangle)
    part = picture.crop((round(left), round(2 * 842 - top), round(right), round(2 * 842 - bottom)))
    return len(part.getcolors() or ())


def test_the_place_is_blank_and_framed(issued: IssuedPdf) -> None:
    (field,) = issued.fields
    left, bottom, right, top = field.rectangle
    assert ink_in(issued.content, field.page, field.rectangle) == 1
    frame = (left - 8, bottom - 8, right + 8, top + 8)
    assert ink_in(issued.content, field.page, frame) > 1


def test_the_place_moves_with_the_text(pool: OfficePool, issued: IssuedPdf, code: str) -> None:
    longer = issue(pool, code, with_every_text(code, lambda _: "Ļoti garš nosaukums " * 15))
    assert longer.pages > issued.pages
    assert longer.fields[0].page > issued.fields[0].page
    assert ink_in(longer.content, longer.fields[0].page, longer.fields[0].rectangle) == 1


@pytest.mark.parametrize(
    ("change", "code_of"),
    [
        ({"bookmark": "sign_nobody"}, "template.no_signature_place"),
        ({"width_mm": 200}, "template.signature_place_outside"),
        ({"height_mm": 290}, "template.signature_place_outside"),
    ],
)
def test_a_place_that_is_not_there_is_a_fault_of_the_template(
    pool: OfficePool, change: dict[str, Any], code_of: str
) -> None:
    rendered_pdf = pool.render(fill("4.1", sample_of("4.1")), title=TITLE, language=LANGUAGE)
    place: SignaturePlace = dataclasses.replace(place_of("4.1"), **change)
    with pytest.raises(GiveUp) as given_up:
        issue_pdf(rendered_pdf, (place,), METADATA)
    assert given_up.value.code == code_of


def test_poppler_and_qpdf_find_nothing_wrong(issued: IssuedPdf, tmp_path: Path) -> None:
    path = save(issued.content, tmp_path, "issued.pdf")
    assert subprocess.run(["qpdf", "--check", path], capture_output=True, check=False).returncode == 0
    fonts = subprocess.run(["pdffonts", path], capture_output=True, text=True, check=True).stdout
    rows = fonts.splitlines()[2:]
    assert rows
    assert all("NotoSans" in row and "yes yes yes" in row for row in rows)


def test_verapdf_passes_pdf_a_and_pdf_ua(
    pool: OfficePool, issued_samples: dict[str, IssuedPdf], tmp_path: Path
) -> None:
    documents = dict(issued_samples)
    for code in ROLES:
        documents[f"{code}-draft"] = issue(
            pool, code, sample_of(code), draft=True, restricted=True, note=None
        )
        long_texts = with_every_text(code, lambda _: "Ļoti garš “nosaukums” & <vēl> ☒ " * 9)
        documents[f"{code}-long"] = issue(pool, code, long_texts, portfolio_number="17")
    paths = [save(issued.content, tmp_path, f"{name}.pdf") for name, issued in documents.items()]
    judged = subprocess.run([VERAPDF, "verapdf", *paths], capture_output=True, text=True, check=True)
    verdicts = [json.loads(line) for line in judged.stdout.splitlines()]
    assert len(verdicts) == len(documents)
    for verdict in verdicts:
        for flavour in ("2b", "ua1"):
            assert verdict["results"][flavour] == {"compliant": True, "failed_rules": []}, verdict["file"]
