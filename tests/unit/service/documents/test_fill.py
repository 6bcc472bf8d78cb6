"""Values are data: they come out as typed, whatever they look like."""

from __future__ import annotations

import unicodedata

import pytest

from service.documents.fill import load_template
from service.documents.package import read_package
from signing.errors import GiveUp, Refusal
from tests.unit.service.documents.docx_files import docx_of, part_of, text_of, with_part

NAME = load_template(docx_of("Vārds: {{ name }}.", header="{{ name }}"))


def filled(name: object) -> str:
    return text_of(NAME.fill({"name": name}))


@pytest.mark.parametrize(
    "text",
    [
        "Ģederts Šķēle",
        "{{ 7*7 }}",
        "{% raw %}",
        "{% if %}{# #}",
        "{_{ }_} {_% %_}",
        "<b>&amp; & < > \"'</b>",
        "</w:t></w:r><w:r><w:t>",
        "]]>",
        "  divas  atstarpes  ",
        "“pēdiņas” ’",
        "\\n \\1 %s",
        "a" * 300,
    ],
)
def test_text_comes_out_as_typed(text: str) -> None:
    assert filled(text) == f"Vārds: {text}."


def test_line_breaks_and_tabs_stay_within_the_paragraph() -> None:
    assert filled("viens\ndivi\r\ntrīs\tčetri") == "Vārds: viens\ndivi\ntrīs\tčetri."


def test_letters_are_composed() -> None:
    assert filled(unicodedata.normalize("NFD", "āčēģ")) == "Vārds: āčēģ."


def test_nothing_prints_nothing() -> None:
    assert filled(None) == "Vārds: ."
    assert filled(13) == "Vārds: 13."


@pytest.mark.parametrize("character", ["\x00", "\x08", "\x0b", "\x1f", "\ufffe", "\ud800"])
def test_characters_that_no_document_holds_are_refused(character: str) -> None:
    with pytest.raises(Refusal) as refused:
        filled(f"slepens{character}")
    assert refused.value.code == "document.character_not_allowed"
    assert "slepens" not in str(refused.value)


def test_headers_are_filled_too() -> None:
    docx = NAME.fill({"name": "Anna & Co"})
    headers = [name for name in read_package(docx) if name.startswith("word/header")]
    assert any("Anna &amp; Co" in part_of(docx, name) for name in headers)


def test_the_same_data_give_the_same_bytes() -> None:
    assert NAME.fill({"name": "Anna"}) == NAME.fill({"name": "Anna"})
    assert NAME.fill({"name": "Anna"}) != NAME.fill({"name": "Ansis"})


def test_a_name_that_the_data_lack_is_a_fault_of_the_template() -> None:
    with pytest.raises(GiveUp, match="surname") as given_up:
        load_template(docx_of("{{ surname }}")).fill({"name": "Anna"})
    assert given_up.value.code == "template.does_not_fit"


@pytest.mark.parametrize(
    "tag",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ name.__init__.__globals__ }}",
        "{{ items.append(1) }}",
        "{{ yes }}",
    ],
)
def test_templates_run_in_the_sandbox(tag: str) -> None:
    with pytest.raises(GiveUp):
        load_template(docx_of(tag)).fill({"name": "Anna", "items": [], "yes": True})


@pytest.mark.parametrize("tag", ["{{ name", "{% if name %}", "{{ name | safe }}", "{{ name | nonesuch }}"])
def test_tags_that_cannot_be_read_are_named(tag: str) -> None:
    with pytest.raises(Refusal, match=r"word/document\.xml") as refused:
        load_template(docx_of(tag))
    assert refused.value.code == "template.not_good"


def test_paragraphs_repeat_and_choices_vanish() -> None:
    template = load_template(
        docx_of(
            "{%p for line in text | paragraphs %}",
            "– {{ line }}",
            "{%p endfor %}",
            "{%p if no %}",
            "nekad",
            "{%p endif %}",
        )
    )
    assert text_of(template.fill({"text": "viens\n\n{{ divi }}", "no": False})) == "– viens\n– {{ divi }}"


def test_a_tag_that_word_split_over_runs_still_works() -> None:
    def split(part: bytes) -> bytes:
        return part.replace(b"{{ name }}", b'{{ na</w:t></w:r><w:r><w:t xml:space="preserve">me }}')

    template = load_template(with_part(docx_of("{{ name }}"), "word/document.xml", split))
    assert text_of(template.fill({"name": "Anna"})) == "Anna"


def test_a_template_is_known_by_its_bytes() -> None:
    first, edited = load_template(docx_of("{{ a }}")), load_template(docx_of("{{ a }}!"))
    assert first.sha256 != edited.sha256
    assert text_of(edited.fill({"a": 1})) == "1!"
