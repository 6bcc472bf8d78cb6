"""The independent judges, kept running for a whole test session: one JVM start."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from types import TracebackType
from typing import Any, Self

RUN = Path(__file__).with_name("run")


class Judge:
    """``tests/interop/run batch`` as a conversation."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [RUN, "batch"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
        )

    def dss(self, file: Path, **options: Any) -> dict[str, Any]:
        """What EU DSS says of ``file``."""
        return self._ask({"tool": "dss", "files": [str(file)], **options})

    def verapdf(self, file: Path, *flavours: str) -> dict[str, list[Any]]:
        """The rules that ``file`` breaks, by flavour."""
        answer = self._ask({"tool": "verapdf", "files": [str(file)], "flavour": list(flavours)})
        return {flavour: result["failed_rules"] for flavour, result in answer["results"].items()}

    def _ask(self, request: dict[str, Any]) -> dict[str, Any]:
        stdin, stdout = self._process.stdin, self._process.stdout
        if stdin is None or stdout is None:
            raise RuntimeError("the judge was started without pipes")
        stdin.write(json.dumps(request) + "\n")
        stdin.flush()
        answer: dict[str, Any] = json.loads(stdout.readline())
        return answer

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.communicate()
