"""The private folder of one LibreOffice: profile, fonts, the document at hand. In memory where it can be."""

from __future__ import annotations

import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from service.documents.fonts import fontconfig

MEMORY: Final = Path("/dev/shm")  # noqa: S108

_REGISTRY: Final = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
{items}
</oor:items>
"""
_ITEM: Final = (
    '<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
    "<value>{value}</value></prop></item>"
)
PROFILE_SETTINGS: Final = (
    ("Setup/Office", "ooSetupInstCompleted", "true"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Recovery/AutoSave", "Enabled", "false"),
    ("Office.Java/VirtualMachine", "Enable", "false"),
)
"""Nothing is run, nothing is fetched, nothing is kept."""


@dataclass(frozen=True)
class Workplace:
    """Folders and files of one LibreOffice; ``remove`` takes all of it away."""

    folder: Path

    @property
    def profile(self) -> Path:
        return self.folder / "profile"

    @property
    def source(self) -> Path:
        return self.folder / "filled.docx"

    @property
    def target(self) -> Path:
        return self.folder / "rendered.pdf"

    @property
    def environment(self) -> dict[str, str]:
        """All that LibreOffice may know of the machine."""
        return {
            "PATH": os.defpath,
            "HOME": str(self.folder),
            "TMPDIR": str(self.folder),
            "LANG": "C.UTF-8",
            "TZ": "UTC",
            "SAL_USE_VCLPLUGIN": "svp",
            "FONTCONFIG_FILE": str(self.folder / "fonts.conf"),
        }

    def remove(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)


def make_workplace(build: str, fonts: Path) -> Workplace:
    """A fresh folder with a prepared profile.

    Args:
        build: of LibreOffice. A profile that does not name it makes LibreOffice start twice.
        fonts: the folder of the only fonts that it gets to see.
    """
    root = MEMORY if os.access(MEMORY, os.W_OK) else None
    workplace = Workplace(Path(tempfile.mkdtemp(prefix="pielikums-office-", dir=root)))
    user = workplace.profile / "user"
    (user / "extensions").mkdir(parents=True)
    if build:
        (user / "extensions" / "buildid").write_text(build, encoding="utf-8")
    items = (_ITEM.format(path=path, name=name, value=value) for path, name, value in PROFILE_SETTINGS)
    (user / "registrymodifications.xcu").write_text(
        _REGISTRY.format(items="\n".join(items)), encoding="utf-8"
    )
    fonts_conf = fontconfig(fonts, workplace.folder / "font-cache")
    (workplace.folder / "fonts.conf").write_text(fonts_conf, encoding="utf-8")
    return workplace
