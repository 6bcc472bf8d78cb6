"""Charts: the same picture from the same numbers, grey, of a known size, and told in words."""

from __future__ import annotations

import io
from decimal import Decimal

import pytest
from PIL import Image

from service.documents.charts import paired, running
from service.documents.charts.canvas import BLACK, WHITE, Canvas
from service.documents.charts.paired import Pair, paired_chart
from service.documents.charts.running import RunningMonth, running_chart
from service.documents.glyphs import missing_glyphs

PAIRS = [
    Pair(1, "Es jūtos pārliecināts par sevi", 4, 7),
    Pair(2, "Esmu spējīgs pieņemt lēmumus, kas nāk man par labu", 9, 3),
    Pair(3, "Man ir mērķis", 5, 5),
    Pair(4, "Man ir kāds sapnis", None, 8),
]
MONTHS = [
    RunningMonth("2026-12", Decimal("6.5"), Decimal(0), Decimal(84)),
    RunningMonth("2027-01", Decimal("90.25"), Decimal("6.5"), Decimal(84)),
]


def opened(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png))


@pytest.mark.parametrize(
    ("png", "size"),
    [
        (paired_chart(PAIRS).png, (paired.WIDTH_MM, paired.HEIGHT_MM)),
        (running_chart("Stundas", "st.", MONTHS).png, (running.WIDTH_MM, running.HEIGHT_MM)),
    ],
)
def test_a_chart_is_grey_opaque_and_twice_as_fine_as_a_screen(png: bytes, size: tuple[float, float]) -> None:
    picture = opened(png)
    assert picture.mode == "L"
    assert picture.size == tuple(round(side / 25.4 * 192) for side in size)


def test_the_same_numbers_give_the_same_bytes_and_others_do_not() -> None:
    assert paired_chart(PAIRS).png == paired_chart(list(PAIRS)).png
    assert paired_chart(PAIRS).png != paired_chart([*PAIRS[:3], Pair(4, "Man ir kāds sapnis", 1, 8)]).png
    other = [MONTHS[0], RunningMonth("2027-01", Decimal(1), Decimal("6.5"), Decimal(84))]
    assert running_chart("Stundas", "st.", MONTHS).png != running_chart("Stundas", "st.", other).png


def test_the_words_say_every_number_of_the_pairs() -> None:
    assert paired_chart(PAIRS).alt == (
        "Diagramma: pašnovērtējums sākumā un noslēgumā skalā no 1 līdz 10. "
        "1. Es jūtos pārliecināts par sevi – 4 un 7; "
        "2. Esmu spējīgs pieņemt lēmumus, kas nāk man par labu – 9 un 3; "
        "3. Man ir mērķis – 5 un 5; 4. Man ir kāds sapnis – nav atbildes un 8."
    )


def test_the_words_say_every_number_of_the_months() -> None:
    assert running_chart("Kabatas nauda", "EUR", MONTHS).alt == (
        "Diagramma: kabatas nauda pa mēnešiem (EUR). 12.2026. 6,5, kopā 6,5 no 84; "
        "01.2027. 90,25, kopā 96,75 no 84."
    )


@pytest.mark.parametrize(
    ("start", "end", "change"), [(4, 7, "+3"), (9, 3, "–6"), (5, 5, "0"), (None, 5, ""), (5, None, "")]
)
def test_a_change_has_its_sign(start: int | None, end: int | None, change: str) -> None:
    assert Pair(1, "", start, end).change == change
    assert not missing_glyphs(change)


def test_the_two_fills_are_told_apart_without_colour() -> None:
    shades = []
    for answers in ((10, None), (None, 10)):
        picture = opened(paired_chart([Pair(1, "", *answers)]).png)
        with_bars = picture.crop((picture.width * 5 // 8, 150, picture.width * 6 // 8, picture.height))
        shades.append(sum(shade * count for count, shade in with_bars.getcolors(256) or ()))
    hatched, solid = shades
    assert hatched > solid * 1.05


def test_without_anything_to_show_there_are_no_bars() -> None:
    assert running_chart("Stundas", "st.", []).alt == ""
    assert paired_chart([]).png


@pytest.mark.parametrize("text", ["vārds " * 200, "v" * 300])
def test_a_long_statement_stays_in_its_row(text: str) -> None:
    assert paired_chart([Pair(1, text, 1, 2)] * 21).png


def test_an_area_without_extent_is_not_drawn() -> None:
    canvas = Canvas(10, 10)
    canvas.area(1, 5, 1, 5, "hatched")
    canvas.area(1, 5, 5, 4, "solid")
    assert opened(canvas.png()).getcolors() == [(76 * 76, WHITE)]
    canvas.line([(0, 5), (10, 5)], grey=BLACK)
    assert len(opened(canvas.png()).getcolors() or ()) > 1
