"""Nothing personal in logs."""

from __future__ import annotations

import pytest

from service.logs import mask_personal_codes


@pytest.mark.parametrize("text", ["010185-12345", "01018512345", "for 321215-79159.", "PNOLV:010185-12345"])
def test_what_looks_like_a_personal_code_is_masked(text: str) -> None:
    masked = mask_personal_codes(None, "info", {"event": text})["event"]
    assert "[personal code]" in masked
    assert "12345" not in masked


@pytest.mark.parametrize("text", ["a1b2c3d4-1234-5678-9abc-123456789012", "f" * 64, "0123456789abcdef" * 4])
def test_identifiers_are_not(text: str) -> None:
    assert mask_personal_codes(None, "info", {"event": text})["event"] == text
