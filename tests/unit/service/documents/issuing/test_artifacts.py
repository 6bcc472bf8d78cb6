"""Lines outside the structure become decoration; nothing else is touched."""

from __future__ import annotations

import pytest

from service.documents.issuing.artifacts import mark_paths

LINE = b"q 0.5 w 10 20 m 30 20 l S Q"


def test_a_stray_line_is_marked() -> None:
    assert mark_paths(LINE) == b"q 0.5 w /Artifact BMC\n10 20 m 30 20 l S\nEMC\n Q"


def test_a_stray_rectangle_is_marked() -> None:
    assert mark_paths(b"1 0 0 rg 0 0 5 5 re f*") == b"1 0 0 rg /Artifact BMC\n0 0 5 5 re f*\nEMC\n"


def test_several_lines_are_marked_one_by_one() -> None:
    assert mark_paths(LINE + b"\n" + LINE).count(b"/Artifact BMC") == 2


@pytest.mark.parametrize(
    "content",
    [
        b"/P <</MCID 0>> BDC " + LINE + b" EMC",
        b"/Artifact BMC " + LINE + b" EMC",
        b"/Span BMC /P <</MCID 1>> BDC EMC " + LINE + b" EMC",
        b"q 0 0 5 5 re W* n Q",
        b"BT /F1 9 Tf (10 20 m 30 20 l S) Tj ET",
        b"BT <31302032> Tj ET",
        b"BI /W 1 /H 1 ID \x00 EI " + LINE,
        b"",
    ],
)
def test_structure_clips_and_text_stay_as_they_are(content: bytes) -> None:
    assert mark_paths(content) == content


def test_a_line_after_tagged_content_is_marked() -> None:
    tagged = b"/P <</MCID 0>> BDC BT (a\\) EMC) Tj ET EMC "
    assert mark_paths(tagged + LINE).startswith(tagged)
    assert mark_paths(tagged + LINE).count(b"/Artifact BMC") == 1
