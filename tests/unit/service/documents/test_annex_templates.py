"""The templates in the repository are made to be edited in Word: named styles, whole tags, nothing spare."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from service.documents.fill import CHART_PART
from service.documents.package import read_package, verify_docx
from service.settings import REPOSITORY

ANNEXES = REPOSITORY / "templates" / "annex"
TEMPLATES = sorted(ANNEXES.glob("**/*.docx"))
FOLDERS = sorted(path.parent for path in ANNEXES.glob("*/template.docx"))
TAG_PIECE = re.compile(r"{{|}}|{%|%}")
STYLED = (qn("w:pStyle"), qn("w:rStyle"))


def name_of(path: Path) -> str:
    return str(path.relative_to(ANNEXES))


def parts_of(path: Path) -> dict[str, Any]:
    parts = read_package(path.read_bytes())
    return {
        name: parse_xml(content)
        for name, content in parts.items()
        if name.startswith("word/") and name.endswith((".xml", ".rels"))
    }


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_word_can_open_it_and_it_has_a_title(path: Path) -> None:
    verify_docx(path.read_bytes())
    assert Document(io.BytesIO(path.read_bytes())).core_properties.title


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_no_tag_is_broken_over_runs(path: Path) -> None:
    for root in parts_of(path).values():
        for text in root.iter(qn("w:t")):
            pieces = TAG_PIECE.findall(text.text or "")
            assert pieces.count("{{") == pieces.count("}}"), text.text
            assert pieces.count("{%") == pieces.count("%}"), text.text


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_every_paragraph_has_a_style_that_is_there(path: Path) -> None:
    parts = parts_of(path)
    known = {style.get(qn("w:styleId")) for style in parts["word/styles.xml"].iter(qn("w:style"))}
    for name in ("word/document.xml", "word/header1.xml", "word/footer1.xml"):
        for paragraph in parts[name].iter(qn("w:p")):
            assert paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}") is not None
        used = {element.get(qn("w:val")) for tag in STYLED for element in parts[name].iter(tag)}
        assert used <= known


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_it_is_slim(path: Path) -> None:
    parts = read_package(path.read_bytes())
    assert sum(map(len, parts.values())) < 60_000
    spare = {name for name in parts if "theme" in name or "webSettings" in name or "media" in name}
    assert not {name for name in spare if not CHART_PART.fullmatch(name)}


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_it_is_latvian_and_asks_for_the_bundled_fonts_alone(path: Path) -> None:
    for root in parts_of(path).values():
        for fonts in root.iter(qn("w:rFonts")):
            assert set(fonts.attrib.values()) <= {"Noto Sans", "Noto Sans Symbols2"}
        for language in root.iter(qn("w:lang")):
            assert language.get(qn("w:val")) == "lv-LV"
    styles = parts_of(path)["word/styles.xml"]
    assert any(True for _ in styles.iter(qn("w:lang")))


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_it_has_a_place_to_sign(path: Path) -> None:
    body = parts_of(path)["word/document.xml"]
    names = [bookmark.get(qn("w:name")) for bookmark in body.iter(qn("w:bookmarkStart"))]
    assert [name for name in names if name.startswith("sign_")]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_the_sample_is_there_and_its_people_are_invented(folder: Path) -> None:
    sample = json.loads((folder / "sample.json").read_text(encoding="utf-8"))
    addresses = re.findall(r'"email": "[^"@]+@([^"]+)"', json.dumps(sample))
    assert all(address.endswith(".example") for address in addresses)
