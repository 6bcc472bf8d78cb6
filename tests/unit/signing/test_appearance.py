"""What stands in the place of a signature."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, append_signature_field
from pypdf import PdfReader, PdfWriter

from signing.appearance import DEVELOPMENT_MARK, Appearance, date_in_riga, draw
from signing.errors import GiveUp
from signing.model import SignatureLevel
from tests.unit.signing.certificates import ANNA, certificate

FONT = Path(__file__).resolve().parents[3] / "templates/annex/_shared/fonts/NotoSans-Regular.ttf"
LATVIAN = "AĀBCČDEĒFGĢHIĪJKĶLĻMNŅOPRSŠTUŪVZŽ aābcčdeēfgģhiījkķlļmnņoprsštuūvzž"
DAY = date(2026, 11, 23)


def _drawn(lines: list[str], box: tuple[int, int, int, int] = (50, 50, 277, 112)) -> str:
    blank = PdfWriter()
    blank.add_blank_page(595, 842)
    source = io.BytesIO()
    blank.write(source)
    writer = IncrementalPdfFileWriter(source)
    append_signature_field(writer, SigFieldSpec("child", box=box))
    draw(writer, writer.root["/AcroForm"]["/Fields"][0].get_object(), lines, FONT)
    output = io.BytesIO()
    writer.write(output)
    page = PdfReader(output).pages[0]
    picture = page["/Annots"][0].get_object()["/AP"]["/N"].get_object()
    assert "/Group" not in picture
    fonts = picture["/Resources"]["/Font"].values()
    assert all("/FontFile2" in font["/DescendantFonts"][0]["/FontDescriptor"] for font in fonts)
    mapped = b"".join(font["/ToUnicode"].get_data() for font in fonts)
    return mapped.decode("ascii").lower()


def test_every_letter_of_latvian_is_drawn_and_can_be_copied() -> None:
    mapped = _drawn([LATVIAN])
    assert all(f"{ord(letter):04x}" in mapped for letter in LATVIAN if letter != " ")


def test_a_letter_that_the_font_lacks_is_an_error_not_a_box() -> None:
    with pytest.raises(GiveUp) as refused:
        _drawn(["Анна 漢字"])
    assert refused.value.code == "signature.font_lacks_letters"
    assert "漢" in refused.value.params["letters"]  # type: ignore[operator]


def test_the_longest_names_still_fit() -> None:
    assert _drawn(["Ņ" * 300, "Parakstīts elektroniski 23.11.2026."])


def test_a_place_too_small_for_text_is_told() -> None:
    with pytest.raises(GiveUp) as refused:
        _drawn([LATVIAN], box=(50, 50, 60, 53))
    assert refused.value.code == "signature.place_too_small"


def test_it_says_who_signed_when_and_by_whose_certificate() -> None:
    lines = Appearance(FONT, show_personal_code=True).lines(certificate(ANNA), SignatureLevel.B_T, DAY)
    assert lines == [
        "ANNA PARAUDZIŅA",
        "Personas kods: 010180-15097",
        "Parakstīts elektroniski ar laika zīmogu 23.11.2026.",
        "Sertifikātu izdeva: LV eID ICA 2021",
    ]


def test_the_personal_code_shows_only_where_asked_and_a_time_stamp_only_where_there_is_one() -> None:
    lines = Appearance(FONT).lines(certificate(ANNA), SignatureLevel.B_B, DAY)
    assert not any("15097" in line for line in lines)
    assert "Parakstīts elektroniski 23.11.2026." in lines


def test_development_always_says_so() -> None:
    made_up = certificate(ANNA, issuer="DEVELOPMENT LV eID ICA")
    assert DEVELOPMENT_MARK in Appearance(FONT).lines(made_up, SignatureLevel.B_T, DAY)


def test_a_seal_is_called_one() -> None:
    subject = {NameOID.COMMON_NAME: "Paraugs", NameOID.ORGANIZATION_IDENTIFIER: "NTRLV-40008000000"}
    lines = Appearance(FONT).lines(certificate(subject), SignatureLevel.B_T, DAY)
    assert "Reģistrācijas numurs: 40008000000" in lines
    assert lines[2].startswith("Apzīmogots")


def test_names_are_text_whatever_is_in_them() -> None:
    odd = {**ANNA, NameOID.COMMON_NAME: "ANNA\n%(x)s {{ 7*7 }} \u202eA\u0304"}
    name = Appearance(FONT).lines(certificate(odd), SignatureLevel.B_T, DAY)[0]
    assert name == "ANNA %(x)s {{ 7*7 }} Ā"


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 11, 23, 21, 59, tzinfo=UTC), date(2026, 11, 23)),
        (datetime(2026, 11, 23, 22, 0, tzinfo=UTC), date(2026, 11, 24)),
        (datetime(2026, 7, 1, 21, 0, tzinfo=UTC), date(2026, 7, 2)),
    ],
)
def test_the_day_is_that_of_riga(moment: datetime, day: date) -> None:
    assert date_in_riga(moment) == day
