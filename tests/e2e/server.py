"""``pielikums serve`` in a process of its own, with its own data and free ports."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import Queue

from tests.ports import free_port

_READY = re.compile(r"http://\S+")
_START_SECONDS = 120
_ENDED = ""
PROGRAM = (sys.executable, "-c", "from service.cli import main; main()")


@dataclass(frozen=True)
class RunningService:
    """A service that answers at ``address``; ``environment`` runs other commands on the same data."""

    address: str
    environment: dict[str, str]

    def log(self) -> str:
        """What the service has logged so far."""
        return _log_file(self.environment["PIELIKUMS_SERVICE__DATA_DIR"]).read_text(encoding="utf-8")

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run ``pielikums`` with these arguments on the same data."""
        return subprocess.run(
            [*PROGRAM, *arguments],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )


@contextmanager
def running_service(data_dir: Path) -> Iterator[RunningService]:
    """Start the service, wait until it listens, stop it with the block."""
    environment = {
        **{key: value for key, value in os.environ.items() if not key.startswith("PIELIKUMS_")},
        "PIELIKUMS_SERVICE__DATA_DIR": str(data_dir),
        "PIELIKUMS_DEVELOPMENT__AUTHORITY_PORT": str(free_port()),
    }
    process = subprocess.Popen(
        [*PROGRAM, "serve", "--port", "0"],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    log: Queue[str] = Queue()
    reader = threading.Thread(target=_read, args=(process, log, _log_file(data_dir)), daemon=True)
    reader.start()
    try:
        yield RunningService(_address(log), environment)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=60)
        reader.join(timeout=10)
        assert process.stderr is not None
        process.stderr.close()


def _log_file(data_dir: Path | str) -> Path:
    return Path(data_dir) / "service.log"


def _read(process: subprocess.Popen[str], log: Queue[str], path: Path) -> None:
    assert process.stderr is not None
    with path.open("w", buffering=1, encoding="utf-8") as kept:
        for line in process.stderr:
            kept.write(line)
            log.put(line)
    log.put(_ENDED)


def _address(log: Queue[str]) -> str:
    said: list[str] = []
    while not said or said[-1] != _ENDED:
        said.append(log.get(timeout=_START_SECONDS))
        found = _READY.search(said[-1])
        if found:
            return found[0]
    raise RuntimeError("".join(said))
