"""Finding LibreOffice and a Python that can talk to it."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from service.settings import Office
from signing.errors import GiveUp

SYSTEM_PYTHON: Final = Path("/usr/bin/python3")
HOW_TO_INSTALL: Final = "apt-get install libreoffice-writer-nogui python3-uno"
PROBE_SECONDS: Final = 20


@dataclass(frozen=True)
class Installation:
    """The programs of one LibreOffice."""

    soffice: Path
    python: Path
    """Has LibreOffice's ``uno`` module."""
    build: str
    """As LibreOffice writes it into its profiles; empty when it does not say."""


def find_installation(settings: Office) -> Installation:
    """Find LibreOffice as set, or where it usually is.

    Raises:
        GiveUp: ``office.missing``, with what to install.
    """
    command = shutil.which(settings.soffice)
    if command is None:
        raise _missing(f"{settings.soffice} (LibreOffice Writer)")
    program_dir = Path(command).resolve().parent
    python = next(filter(_has_uno, _pythons(settings.python, program_dir)), None)
    if python is None:
        raise _missing(f"{settings.python or 'python3'} (uno)")
    return Installation(_program(Path(command), program_dir), python, _build(program_dir))


def _program(command: Path, program_dir: Path) -> Path:
    # The binary itself where there is one: the start script and its splash would be processes in between.
    binary = program_dir / "soffice.bin"
    return binary if binary.exists() else command


def _pythons(configured: str | None, program_dir: Path) -> Iterator[Path]:
    if configured is not None:
        found = shutil.which(configured)
        if found:
            yield Path(found)
        return
    yield from filter(Path.exists, (SYSTEM_PYTHON, program_dir / "python"))


def _has_uno(python: Path) -> bool:
    try:
        probe = subprocess.run(
            [python, "-c", "import uno"], check=False, capture_output=True, timeout=PROBE_SECONDS, env={}
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return probe.returncode == 0


def _build(program_dir: Path) -> str:
    try:
        lines = (program_dir / "versionrc").read_text(encoding="utf-8").splitlines()
    except OSError:
        return ""
    return next((line.partition("=")[2] for line in lines if line.startswith("buildid=")), "")


def _missing(what: str) -> GiveUp:
    return GiveUp(
        "office.missing",
        "%(what)s is missing, which turns documents into PDF. Install it: %(how)s",
        what=what,
        how=HOW_TO_INSTALL,
    )
