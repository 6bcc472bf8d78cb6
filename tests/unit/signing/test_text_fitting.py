"""Text always fits its box whole: it is shrunk, then wrapped, never cut."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from signing.text_fitting import LINE_HEIGHT, fit


def _measure(text: str) -> float:
    return 0.5 * len(text)


def test_short_lines_are_large_and_whole() -> None:
    fitted = fit(["ANNA", "23.11.2026."], _measure, 200, 60)
    assert fitted is not None
    assert (fitted.size, fitted.lines) == (10.0, ("ANNA", "23.11.2026."))


def test_lines_are_shrunk_before_they_are_wrapped() -> None:
    fitted = fit(["x" * 50], _measure, 200, 60)
    assert fitted is not None
    assert fitted.lines == ("x" * 50,)
    assert fitted.size == 8.0


def test_lines_that_would_become_too_small_are_wrapped_at_blanks() -> None:
    fitted = fit(["vārds " * 20], _measure, 200, 60)
    assert fitted is not None
    assert len(fitted.lines) > 1
    assert all("vārds" in line for line in fitted.lines if line)


def test_what_fits_nowhere_is_told() -> None:
    assert fit(["x" * 10_000], _measure, 20, 5) is None


@given(
    st.lists(
        st.text(st.characters(categories=["L", "N"]) | st.just(" "), max_size=300), min_size=1, max_size=6
    )
)
def test_no_letter_is_lost_and_nothing_is_outside(lines: list[str]) -> None:
    fitted = fit(lines, _measure, 220, 62)
    if fitted is None:
        return
    kept = "".join(fitted.lines).replace(" ", "")
    assert kept == "".join(lines).replace(" ", "")
    assert len(fitted.lines) * fitted.size * LINE_HEIGHT <= 62
    assert all(_measure(line) * fitted.size <= 220 or len(line) == 1 for line in fitted.lines)
