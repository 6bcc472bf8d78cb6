"""The folders are the architecture: imports go one way."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_imports_flow_from_tasks_to_service_to_signing() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_service_never_names_a_task_module() -> None:
    offenders = [
        str(path)
        for path in (ROOT / "service").rglob("*.py")
        if "import tasks" in path.read_text(encoding="utf-8")
    ]
    assert not offenders
