"""The main job's results before independent judges: EU DSS, veraPDF, poppler; and one byte changed."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from service.annexes.catalogue import Catalogue
from tests.interop.judge import Judge
from tests.ports import free_port

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = Path(sys.executable).with_name("pielikums")
CATALOGUE = Catalogue.load(ROOT / "templates" / "annex")
APPLICANT = CATALOGUE["4.1"].sample()["applicant"]


def pielikums(folder: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "PIELIKUMS_SERVICE__DATA_DIR": str(folder / "unused"),
        "PIELIKUMS_DEVELOPMENT__AUTHORITY_PORT": str(free_port()),
    }
    return subprocess.run(
        [PROGRAM, *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
        cwd=folder,
    )


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that ``pielikums demo`` fills: what ``make show`` shows."""
    folder = tmp_path_factory.mktemp("demo")
    done = pielikums(folder, "demo", "--dir", folder / "show")
    assert done.returncode == 0, done.stderr
    return folder / "show"


@pytest.fixture(scope="module")
def judge() -> Iterator[Judge]:
    with Judge() as judge:
        yield judge


def verify(shown: Path, file: Path) -> tuple[int, dict[str, Any]]:
    trust = ["--trust", shown / "trust.pem", "--trusted-list", shown / "trusted-list.xml"]
    done = pielikums(shown, "verify", "--json", *trust, file)
    (report,) = json.loads(done.stdout)
    assert "Traceback" not in done.stderr
    return done.returncode, report


def test_the_issued_pdf_is_pdf_a_2b_and_pdf_ua_1(judge: Judge, shown: Path) -> None:
    assert judge.verapdf(shown / "application-issued.pdf", "2b", "ua1") == {"2b": [], "ua1": []}


@pytest.mark.parametrize("draft", [False, True])
@pytest.mark.parametrize("code", ["4.1", "4.2"])
def test_every_rendered_sample_is_pdf_a_2b_and_pdf_ua_1(
    judge: Judge, tmp_path: Path, code: str, *, draft: bool
) -> None:
    sample = ROOT / "templates" / "annex" / code / "sample.json"
    made = tmp_path / "made.pdf"
    done = pielikums(tmp_path, "render", code, sample, "-o", made, *(["--draft"] if draft else []))
    assert done.returncode == 0, done.stderr
    assert judge.verapdf(made, "2b", "ua1") == {"2b": [], "ua1": []}


@pytest.mark.parametrize("code", list(CATALOGUE))
def test_the_sample_of_every_annex_is_pdf_a_2b_and_pdf_ua_1(judge: Judge, shown: Path, code: str) -> None:
    made = shown / f"annex-{code.replace('/', '-')}.pdf"
    assert judge.verapdf(made, "2b", "ua1") == {"2b": [], "ua1": []}


def test_the_signed_pdf_is_still_pdf_a_2b_and_pdf_ua_1(judge: Judge, shown: Path) -> None:
    assert judge.verapdf(shown / "application-signed.pdf", "2b", "ua1") == {"2b": [], "ua1": []}


def test_the_signed_pdf_begins_with_the_issued_bytes(shown: Path) -> None:
    signed = (shown / "application-signed.pdf").read_bytes()
    assert signed.startswith((shown / "application-issued.pdf").read_bytes())


def test_eu_dss_calls_the_signed_pdf_pades_baseline_lta_and_passed(judge: Judge, shown: Path) -> None:
    verdict = judge.dss(shown / "application-signed.pdf", trust=str(shown / "trust.pem"))
    (signature,) = verdict["signatures"]
    assert (signature["indication"], signature["format"]) == ("TOTAL_PASSED", "PAdES-BASELINE-LTA")
    assert [stamp["indication"] for stamp in signature["timestamps"]] == ["PASSED", "PASSED"]


def test_eu_dss_calls_it_qualified_by_the_trusted_list(judge: Judge, shown: Path) -> None:
    verdict = judge.dss(shown / "application-signed.pdf", trusted_list=str(shown / "trusted-list.xml"))
    (signature,) = verdict["signatures"]
    assert (signature["indication"], signature["qualification"]) == ("TOTAL_PASSED", "QESig")
    assert [stamp["qualification"] for stamp in signature["timestamps"]] == ["QTSA", "QTSA"]


def test_pdfsig_calls_the_signature_valid(shown: Path) -> None:
    done = subprocess.run(
        ["pdfsig", shown / "application-signed.pdf"], capture_output=True, text=True, check=False
    )
    assert "Signature is Valid." in done.stdout


def test_verify_with_the_published_trust_passes_and_names_the_right_person(shown: Path) -> None:
    status, report = verify(shown, shown / "application-signed.pdf")
    signature = report["signatures"][0]
    assert (status, report["verdict"]) == (0, "TOTAL-PASSED")
    assert (signature["qualified"], signature["level"]) == ("QESig", "B-LTA")
    assert signature["signer"]["personal_code"] == APPLICANT["personal_code"]
    assert signature["timestamp_qualified"] is True


@pytest.mark.parametrize("part", range(8))
def test_one_byte_changed_anywhere_is_never_passed(shown: Path, tmp_path: Path, part: int) -> None:
    signed = bytearray((shown / "application-signed.pdf").read_bytes())
    dice = random.Random(part)
    offset = dice.randrange(part * len(signed) // 8, (part + 1) * len(signed) // 8)
    signed[offset] ^= dice.randrange(1, 256)
    forged = tmp_path / "forged.pdf"
    forged.write_bytes(signed)
    status, report = verify(shown, forged)
    assert status == 1
    assert report["verdict"] in {"TOTAL-FAILED", "UNREADABLE"}, offset
