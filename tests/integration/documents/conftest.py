"""One warm LibreOffice for all tests of a worker, and the samples that it rendered."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from service.documents.model import IssuedPdf
from service.documents.office.pool import OfficePool
from service.settings import Office
from tests.integration.documents.samples import ROLES, issue, sample_of


@pytest.fixture(scope="session")
def pool() -> Iterator[OfficePool]:
    with OfficePool(Office()) as warm:
        yield warm


@pytest.fixture(scope="session")
def issued_samples(pool: OfficePool) -> dict[str, IssuedPdf]:
    return {code: issue(pool, code, sample_of(code)) for code in ROLES}


@pytest.fixture(params=sorted(ROLES))
def code(request: pytest.FixtureRequest) -> str:
    value = request.param
    assert isinstance(value, str)
    return value


@pytest.fixture
def issued(issued_samples: dict[str, IssuedPdf], code: str) -> IssuedPdf:
    return issued_samples[code]
