"""What the European Commission's own library says of our signatures."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from signing.development.keys import KeyKind
from signing.model import SignatureLevel
from tests.integration.signing.desk import BERTA, Desk

RUN = Path(__file__).resolve().parents[3] / "tests/interop/run"


def _judge(folder: Path, desk: Desk, *names: str) -> dict[str, dict[str, Any]]:
    trusted_list = folder / "trusted-list.xml"
    trusted_list.write_bytes(desk.authority.trusted_list_xml())
    command = [RUN, "dss", "--trusted-list", trusted_list, *(folder / name for name in names)]
    told = subprocess.run(command, capture_output=True, text=True, check=True, timeout=280).stdout
    return {Path(answer["file"]).name: answer for answer in map(json.loads, told.splitlines())}


@pytest.mark.slow
def test_eu_dss_finds_every_kind_of_signature_at_its_level_and_qualified(
    desk: Desk, issued_pdf: bytes, tmp_path: Path
) -> None:
    expected = {}
    for key in KeyKind:
        for level in (SignatureLevel.B_LT, SignatureLevel.B_LTA):
            name = f"{key}-{level}.pdf"
            (tmp_path / name).write_bytes(desk.sign(issued_pdf, key=key, level=level).pdf)
            expected[name] = [(f"PAdES-BASELINE-{level.removeprefix('B-')}", "QESig")]
    two = desk.sign(desk.sign(issued_pdf).pdf, field="legal_representative", signatory=BERTA).pdf
    (tmp_path / "sealed.pdf").write_bytes(desk.seal(two, level=SignatureLevel.B_LTA).pdf)
    expected["sealed.pdf"] = [("PAdES-BASELINE-LTA", kind) for kind in ("QESig", "QESig", "QESeal")]
    answers = _judge(tmp_path, desk, *expected)
    assert {name: answer["indication"] for name, answer in answers.items()} == dict.fromkeys(
        expected, "TOTAL_PASSED"
    )
    found = {
        name: [(signature["format"], signature["qualification"]) for signature in answer["signatures"]]
        for name, answer in answers.items()
    }
    assert {name: sorted(kinds) for name, kinds in found.items()} == {
        name: sorted(kinds) for name, kinds in expected.items()
    }
