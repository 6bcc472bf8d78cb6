"""A chart takes the place of the template's own picture."""

from __future__ import annotations

from service.documents.fill import load_template
from service.documents.package import read_package
from tests.unit.service.documents.docx_files import docx_of, with_part

OTHER = "word/media/image1.png"
CHART = "word/media/chart_hours_by_month.png"


def template() -> bytes:
    return with_part(
        with_part(docx_of("{{ name }}"), CHART, lambda _: b"placeholder"), OTHER, lambda _: b"logo"
    )


def test_a_template_names_its_charts() -> None:
    assert load_template(template()).charts == ("hours_by_month",)
    assert load_template(docx_of("{{ name }}")).charts == ()


def test_the_picture_is_replaced_and_others_are_not() -> None:
    drawn = load_template(template()).fill({"name": "x"}, {"hours_by_month": b"drawn", "image1": b"drawn"})
    parts = read_package(drawn)
    assert (parts[CHART], parts[OTHER]) == (b"drawn", b"logo")


def test_without_a_chart_the_template_s_own_picture_stays() -> None:
    assert read_package(load_template(template()).fill({"name": "x"}))[CHART] == b"placeholder"
