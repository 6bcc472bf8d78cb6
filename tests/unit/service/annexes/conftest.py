from __future__ import annotations

from pathlib import Path

import pytest

from service.annexes.catalogue import Catalogue

ANNEXES = Path(__file__).resolve().parents[4] / "templates" / "annex"


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return Catalogue.load(ANNEXES)
