"""The organisation's seal, its CMS built by endesive."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from signing.model import SignatureLevel
from signing.validation import QualifiedStatus, SignatureKind, Verdict
from tests.integration.signing.desk import PROVIDER, Desk


@pytest.mark.parametrize("level", [SignatureLevel.B_LT, SignatureLevel.B_LTA])
def test_a_seal_is_a_qualified_one_of_the_organisation(
    desk: Desk, issued_pdf: bytes, level: SignatureLevel
) -> None:
    revision = desk.seal(issued_pdf, level=level).pdf
    report = desk.validate(revision)
    seal = report.signatures[0]
    assert revision.startswith(issued_pdf)
    assert report.verdict is Verdict.TOTAL_PASSED
    assert (seal.kind, seal.qualified, seal.level) == (SignatureKind.SEAL, QualifiedStatus.QESEAL, level)
    assert seal.signer is not None
    assert seal.signer.registration_number == PROVIDER.registration_number
    assert seal.signer.personal_code is None


async def _status(revision: bytes, desk: Desk) -> tuple[bool, bool, bool]:
    (seal,) = PdfFileReader(io.BytesIO(revision)).embedded_signatures
    context = ValidationContext(
        trust_manager=desk.services.trust.manager, time_tolerance=timedelta(minutes=5)
    )
    status = await async_validate_pdf_signature(seal, context)
    return status.intact, status.valid, status.bottom_line


def test_pyhanko_finds_the_seal_of_endesive_intact_and_pades(desk: Desk, issued_pdf: bytes) -> None:
    import asyncio

    revision = desk.seal(issued_pdf, level=SignatureLevel.B_T).pdf
    (seal,) = PdfFileReader(io.BytesIO(revision)).embedded_signatures
    attributes = {attribute["type"].native for attribute in seal.signer_info["signed_attrs"]}
    assert seal.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"
    assert attributes == {"content_type", "message_digest", "signing_certificate_v2"}
    assert asyncio.run(_status(revision, desk)) == (True, True, True)
