"""A signature in progress outlives the process, and values come back in more than one encoding."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from signing.complete import complete_signature
from signing.development.authority import DevelopmentAuthority
from signing.development.keys import KeyKind
from signing.development.provider import DevelopmentProvider
from signing.model import PreparedSignature, SignatureLevel
from signing.prepare import prepare_signature
from signing.validation import Verdict
from tests.integration.signing.desk import ANNA, Desk, now

IN_ANOTHER_PROCESS = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from signing.complete import complete_signature
from signing.fetching import Fetcher
from signing.model import PreparedSignature
from signing.revocation import RevocationSource
from signing.timestamps import TimestampAuthorities
from signing.trust import trust_from_files

folder, url = Path(sys.argv[1]), sys.argv[2]
now = datetime.now(UTC)
prepared = PreparedSignature.from_json(
    (folder / "state.json").read_text(), (folder / "prepared.pdf").read_bytes()
)
revision = complete_signature(
    prepared,
    (folder / "value.bin").read_bytes(),
    moment=now,
    timestamper=TimestampAuthorities([url]),
    trust=trust_from_files((folder / "trust.pem").read_bytes(), None, moment=now),
    revocation=RevocationSource(Fetcher({"127.0.0.1"})),
)
(folder / "signed.pdf").write_bytes(revision.pdf)
"""


def _prepared(provider: DevelopmentProvider, pdf: bytes) -> PreparedSignature:
    return prepare_signature(
        pdf,
        field_name="child",
        certificate=provider.certificate_for(ANNA),
        level=SignatureLevel.B_LT,
        moment=now(),
    )


def test_another_process_completes_what_this_one_prepared(
    desk: Desk, authority: DevelopmentAuthority, issued_pdf: bytes, tmp_path: Path
) -> None:
    provider = DevelopmentProvider(authority)
    prepared = _prepared(provider, issued_pdf)
    value = provider.sign_digest(prepared.certificate, prepared.digest_to_sign, prepared.digest_algorithm)
    (tmp_path / "state.json").write_text(prepared.to_json())
    (tmp_path / "prepared.pdf").write_bytes(prepared.prepared_pdf)
    (tmp_path / "value.bin").write_bytes(value)
    (tmp_path / "trust.pem").write_bytes(authority.trust_pem())
    subprocess.run(
        [sys.executable, "-c", IN_ANOTHER_PROCESS, tmp_path, authority.timestamp_url], check=True, timeout=120
    )
    assert desk.validate((tmp_path / "signed.pdf").read_bytes()).verdict is Verdict.TOTAL_PASSED


@pytest.mark.parametrize(("key", "length"), [(KeyKind.EC_P256, 32), (KeyKind.EC_P384, 48)])
def test_two_numbers_after_one_another_are_a_value_too(
    desk: Desk, issued_pdf: bytes, key: KeyKind, length: int
) -> None:
    provider, services = DevelopmentProvider(desk.authority, key=key), desk.services
    prepared = _prepared(provider, issued_pdf)
    value = provider.sign_digest(prepared.certificate, prepared.digest_to_sign, prepared.digest_algorithm)
    raw = b"".join(number.to_bytes(length, "big") for number in decode_dss_signature(value))
    revision = complete_signature(
        prepared,
        raw,
        moment=now(),
        timestamper=services.timestamper,
        trust=services.trust,
        revocation=services.revocation,
    )
    assert desk.validate(revision.pdf).verdict is Verdict.TOTAL_PASSED


def test_state_of_another_document_is_not_taken(authority: DevelopmentAuthority, issued_pdf: bytes) -> None:
    prepared = _prepared(DevelopmentProvider(authority), issued_pdf)
    with pytest.raises(ValueError, match="does not belong"):
        PreparedSignature.from_json(prepared.to_json(), prepared.prepared_pdf + b" ")
