from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest

from service.annexes.catalogue import Catalogue
from service.annexes.checks import check_data
from service.annexes.given import PortfolioKnowledge
from service.settings import Limits
from tests.unit.service.annexes.samples import DAY, DEFAULTS, Check, Found, changed, codes

ANNEXES = Path(__file__).resolve().parents[4] / "templates" / "annex"


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return Catalogue.load(ANNEXES)


@pytest.fixture
def found(catalogue: Catalogue) -> Check:
    """Path and code of what is wrong with an annex's sample once it is changed at some paths."""

    def check(
        code: str,
        change: dict[tuple[str | int, ...], Any],
        *,
        draft: bool = False,
        limits: Limits | None = None,
        portfolio: PortfolioKnowledge | None = None,
    ) -> Found:
        data = copy.deepcopy(catalogue[code].sample())
        for path, value in change.items():
            changed(data, path, value)
        checked = check_data(
            catalogue[code].definition,
            data,
            on=DAY,
            defaults=DEFAULTS,
            draft=draft,
            limits=limits,
            portfolio=portfolio,
        )
        return codes(checked.findings)

    return check
