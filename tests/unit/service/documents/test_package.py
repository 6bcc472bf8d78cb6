"""Only plain, whole DOCX files are taken."""

from __future__ import annotations

import io
import zipfile

import pytest

from service.documents import package
from service.documents.package import MAIN_PART, read_package, verify_docx
from signing.errors import Refusal
from tests.unit.service.documents.docx_files import docx_of, with_part

RELATIONSHIPS = "word/_rels/document.xml.rels"
EXTERNAL = (
    b'<Relationship Id="rId99" Target="%s" TargetMode="External"'
    b' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s"/></Relationships>'
)


def linking(kind: bytes, target: bytes) -> bytes:
    added = EXTERNAL % (target, kind)
    return with_part(docx_of("a"), RELATIONSHIPS, lambda old: old.replace(b"</Relationships>", added))


def test_a_good_docx_is_read_whole() -> None:
    docx = docx_of("sveiki")
    verify_docx(docx)
    assert b"sveiki" in read_package(docx)[MAIN_PART]


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04", b"%PDF-1.7", docx_of("a")[:2000], docx_of("a")[:-30]]
)
def test_what_is_no_docx_is_refused(content: bytes) -> None:
    with pytest.raises(Refusal) as refused:
        read_package(content)
    assert refused.value.code == "docx.not_docx"


@pytest.mark.parametrize("content", [b"", b"<w:document", b"<a/>", docx_of("a")[:50]])
def test_a_broken_main_part_is_refused(content: bytes) -> None:
    with pytest.raises(Refusal, match="not a DOCX"):
        verify_docx(with_part(docx_of("a"), MAIN_PART, lambda _: content))


def test_a_zip_without_a_text_document_is_refused() -> None:
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("xl/workbook.xml", "<a/>")
    with pytest.raises(Refusal, match="not a DOCX"):
        read_package(other.getvalue())


def test_macros_are_refused() -> None:
    with pytest.raises(Refusal) as refused:
        read_package(with_part(docx_of("a"), "word/vbaProject.bin", lambda _: b"x"))
    assert refused.value.code == "docx.macros"


@pytest.mark.parametrize(
    ("kind", "target"),
    [(b"image", b"http://198.51.100.1/a.png"), (b"attachedTemplate", b"file:///etc/passwd")],
)
def test_what_would_be_fetched_when_opened_is_refused(kind: bytes, target: bytes) -> None:
    with pytest.raises(Refusal) as refused:
        read_package(linking(kind, target))
    assert refused.value.code == "docx.external_link"


def test_a_hyperlink_is_no_danger() -> None:
    assert read_package(linking(b"hyperlink", b"https://www.dvi.gov.lv/"))


@pytest.mark.parametrize(
    ("limit", "most"), [("MAX_BYTES", 100), ("MAX_UNPACKED_BYTES", 1000), ("MAX_PARTS", 3)]
)
def test_sizes_have_limits(monkeypatch: pytest.MonkeyPatch, limit: str, most: int) -> None:
    monkeypatch.setattr(package, limit, most)
    with pytest.raises(Refusal) as refused:
        read_package(docx_of("a"))
    assert refused.value.code == "docx.too_large"
