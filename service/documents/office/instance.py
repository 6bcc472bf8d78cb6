"""One warm LibreOffice: a bridge process, the LibreOffice that it started, and the folder of both."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, Final, cast

from service.documents.office.installation import Installation
from service.documents.office.workplace import make_workplace
from signing.errors import GiveUp, Refusal

BRIDGE: Final = Path(__file__).with_name("bridge.py")
START_SECONDS: Final = 60.0
ALIVE_SECONDS: Final = 10.0
"""An idle LibreOffice that does not take a document within this is taken for dead."""
LEAVE_SECONDS: Final = 2.0
CHUNK: Final = 65536


class InstanceGone(Exception):
    """The LibreOffice died or did not wake up; the document was not to blame as far as anybody knows."""


class InstanceHung(Exception):
    """LibreOffice took the document and did not finish in time."""


class OfficeInstance:
    """Started on construction; for one caller at a time, but ``stop`` may come from anywhere.

    Raises:
        GiveUp: LibreOffice does not start.
    """

    def __init__(self, installation: Installation, fonts: Path) -> None:
        self.served = 0
        self._workplace = make_workplace(installation.build, fonts)
        self._unread = b""
        self._sockets: list[Path] = []
        # Its own session, so that one signal reaches the bridge, LibreOffice and whatever that starts.
        self._process = subprocess.Popen(
            [installation.python, BRIDGE, installation.soffice, self._workplace.profile],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=self._workplace.environment,
            cwd=self._workplace.folder,
            start_new_session=True,
            bufsize=0,
        )
        self._requests = cast("IO[bytes]", self._process.stdin)
        self._answers = cast("IO[bytes]", self._process.stdout)
        try:
            self._sockets = [Path(name) for name in self._expect("ready", START_SECONDS)["sockets"]]
        except (InstanceGone, InstanceHung) as error:
            self.stop()
            raise GiveUp(
                "office.does_not_start",
                "LibreOffice does not start: %(reason)s. See pielikums doctor.",
                reason=str(error),
            ) from error
        except BaseException:
            self.stop()
            raise

    def convert(self, filled_docx: bytes, *, title: str, language: str, seconds: float) -> bytes:
        """The PDF of one document.

        Raises:
            Refusal: LibreOffice cannot read it.
            InstanceGone, InstanceHung: this instance is of no more use; stop it.
        """
        workplace = self._workplace
        request = {
            "source": str(workplace.source),
            "target": str(workplace.target),
            "title": title,
            "language": language,
        }
        try:
            workplace.source.write_bytes(filled_docx)
            self._say(request)
            self._wake()
            self._expect("done", seconds)
            self.served += 1
            return workplace.target.read_bytes()
        except FileNotFoundError as error:
            raise InstanceGone("its folder is gone") from error
        finally:
            workplace.source.unlink(missing_ok=True)
            workplace.target.unlink(missing_ok=True)

    def stop(self) -> None:
        """End the bridge and LibreOffice, however they are, and remove their folder."""
        with suppress(BrokenPipeError):
            self._requests.close()
        try:
            self._process.wait(LEAVE_SECONDS)
        except subprocess.TimeoutExpired:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
        self._answers.close()
        for leftover in self._sockets:
            leftover.unlink(missing_ok=True)
        self._workplace.remove()

    def _wake(self) -> None:
        try:
            self._expect("working", ALIVE_SECONDS)
        except InstanceHung as error:
            raise InstanceGone("it does not answer") from error

    def _say(self, request: dict[str, str]) -> None:
        try:
            self._requests.write(json.dumps(request).encode() + b"\n")
        except (BrokenPipeError, ValueError) as error:
            raise InstanceGone("it has ended") from error

    def _expect(self, state: str, seconds: float) -> dict[str, Any]:
        answer: dict[str, Any] = json.loads(self._read_line(time.monotonic() + seconds))
        if answer["state"] == "refused":
            raise Refusal(
                "office.cannot_read",
                "LibreOffice cannot read the document; check its template. %(reason)s",
                reason=answer["reason"],
            )
        if answer["state"] != state:
            raise InstanceGone(answer.get("reason", answer["state"]))
        return answer

    def _read_line(self, deadline: float) -> bytes:
        while b"\n" not in self._unread:
            left = deadline - time.monotonic()
            try:
                ready, _, _ = select.select([self._answers], [], [], max(left, 0))
                chunk = os.read(self._answers.fileno(), CHUNK) if ready else None
            except ValueError as error:  # stopped meanwhile, from another thread
                raise InstanceGone("it was stopped") from error
            if chunk is None:
                raise InstanceHung(f"no answer within {deadline - time.monotonic() - left:.0f} s")
            if not chunk:
                raise InstanceGone("it has ended")
            self._unread += chunk
        line, _, self._unread = self._unread.partition(b"\n")
        return line
