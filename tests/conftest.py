"""What needs real counterparts is slow: LibreOffice, TSA and OCSP over HTTP, a browser, Java, processes."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

TESTS: Final = Path(__file__).parent
SLOW: Final = tuple(
    TESTS / folder
    for folder in (
        "integration",
        "interop",
        "e2e",
        "wording",
        # Each worker founds a certification authority with RSA-4096 keys and serves it.
        "unit/signing/development",
        "unit/signing/trust",
        "contracts/test_signature_provider.py",
    )
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark by folder, so that nobody forgets it."""
    for item in items:
        if any(item.path.is_relative_to(place) for place in SLOW):
            item.add_marker(pytest.mark.slow)
