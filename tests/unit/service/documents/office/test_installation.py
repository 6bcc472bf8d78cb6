"""What is not installed is named, with what to install."""

from __future__ import annotations

from pathlib import Path

import pytest

from service.documents.office.installation import HOW_TO_INSTALL, find_installation
from service.documents.office.pool import OfficePool
from service.settings import Office
from signing.errors import GiveUp
from tests.unit.service.documents.docx_files import docx_of


def executable(path: Path, script: str) -> Path:
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


@pytest.fixture
def program_dir(tmp_path: Path) -> Path:
    executable(tmp_path / "soffice", "exit 1")
    executable(tmp_path / "python-with-uno", "exit 0")
    executable(tmp_path / "python-without-uno", "exit 1")
    return tmp_path


def test_without_libreoffice_it_says_what_to_install() -> None:
    with pytest.raises(GiveUp, match=HOW_TO_INSTALL) as given_up:
        find_installation(Office(soffice="no-such-soffice"))
    assert given_up.value.code == "office.missing"
    assert "no-such-soffice" in str(given_up.value)


@pytest.mark.parametrize("python", ["python-without-uno", "no-such-python"])
def test_without_uno_it_says_what_to_install(program_dir: Path, python: str) -> None:
    settings = Office(soffice=str(program_dir / "soffice"), python=str(program_dir / python))
    with pytest.raises(GiveUp, match="uno"):
        find_installation(settings)


def test_the_binary_and_its_build_are_found_beside_the_start_script(program_dir: Path) -> None:
    executable(program_dir / "soffice.bin", "exit 0")
    (program_dir / "versionrc").write_text("[Version]\nbuildid=40(Build:2)\nVendor=x\n", encoding="utf-8")
    python = program_dir / "python-with-uno"
    found = find_installation(Office(soffice=str(program_dir / "soffice"), python=str(python)))
    assert (found.soffice, found.python, found.build) == (program_dir / "soffice.bin", python, "40(Build:2)")


def test_a_start_script_alone_will_do(program_dir: Path) -> None:
    python = str(program_dir / "python-with-uno")
    found = find_installation(Office(soffice=str(program_dir / "soffice"), python=python))
    assert (found.soffice, found.build) == (program_dir / "soffice", "")


def test_a_document_cannot_be_rendered_without_libreoffice() -> None:
    with (
        OfficePool(Office(soffice="no-such-soffice")) as pool,
        pytest.raises(GiveUp, match="no-such-soffice"),
    ):
        pool.render(docx_of("a"), title="a", language="lv-LV")
