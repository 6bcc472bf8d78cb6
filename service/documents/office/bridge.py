"""One LibreOffice and the pipe to it, run by a Python that has ``uno`` (not the service's own).

    python bridge.py SOFFICE PROFILE_DIR

Requests come on standard input and answers go to standard output, one JSON object a line::

    -> {"source": "/…/in.docx", "target": "/…/out.pdf", "title": "…", "language": "lv"}
    <- {"state": "ready", "sockets": ["…"]}   once, when LibreOffice answers; files that it leaves when killed
    <- {"state": "working"}                   LibreOffice is alive and takes the document
    <- {"state": "done"}
    <- {"state": "refused", "reason": "…"}    LibreOffice cannot read the document
    <- {"state": "failed", "reason": "…"}     LibreOffice broke; nothing more will come

When standard input ends, whoever asked is gone: LibreOffice and the work folder go too.
"""

from __future__ import annotations

import ctypes
import json
import os
import queue
import shutil
import signal
import subprocess
import sys
import threading
import time
import uuid
from pathlib import Path
from typing import Any

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.io import IOException
from com.sun.star.lang import DisposedException, IllegalArgumentException, Locale

RESTART_WANTED = 81
"""LibreOffice's exit status when it has prepared a new profile and wants to be started again."""
PR_SET_PDEATHSIG = 1
POLL_SECONDS = 0.02
NAMED_SOCKET_COLUMNS = 8
"""Of a row in /proc/net/unix; a socket without a name has seven."""

EXPORT = {
    "SelectPdfVersion": 2,  # PDF/A-2b
    "PDFUACompliance": True,
    "UseTaggedPDF": True,
    "ExportBookmarks": False,
    "ExportBookmarksToPDFDestination": True,
    "ExportFormFields": False,
    "DisplayPDFDocumentTitle": True,
    "UseLosslessCompression": True,
    "ReduceImageResolution": False,
    "IsAddStream": False,
    "IsSkipEmptyPages": False,
}


def properties(values: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(PropertyValue(name, 0, value, 0) for name, value in values.items())


def die_with_parent() -> None:
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def answer(state: str, **more: object) -> None:
    print(json.dumps({"state": state, **more}), flush=True)  # noqa: T201


class Office:
    """One running LibreOffice."""

    def __init__(self, soffice: str, profile_dir: str) -> None:
        self.pipe = "pielikums" + uuid.uuid4().hex[:12]
        self.command = [
            soffice,
            "--headless",
            "--norestore",
            "--nologo",
            "--nodefault",
            "--nolockcheck",
            "--nofirststartwizard",
            "-env:UserInstallation=" + uno.systemPathToFileUrl(profile_dir),
            f"--accept=pipe,name={self.pipe};urp;",
        ]
        self.sockets: list[Path] = []
        self.process = self._start()

    def _start(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            self.command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            preexec_fn=die_with_parent if sys.platform == "linux" else None,  # noqa: PLW1509 - no other thread runs yet
        )

    def connect(self) -> Any:
        """The desktop of the running LibreOffice; waits until it answers or has ended."""
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        url = f"uno:pipe,name={self.pipe};urp;StarOffice.ComponentContext"
        restarted = False
        while True:
            try:
                context = resolver.resolve(url)
                return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
            except NoConnectException:
                time.sleep(POLL_SECONDS)
            status = self.process.poll()
            if status == RESTART_WANTED and not restarted:
                restarted = True
                self.process = self._start()
            elif status is not None:
                answer("failed", reason=f"LibreOffice ended with status {status}")
                raise SystemExit(1)


def sockets_of(pid: int) -> list[Path]:
    """The named sockets of a process: LibreOffice leaves them lying in /tmp when it is killed."""
    if sys.platform != "linux":
        return []
    links = (str(entry.readlink()) for entry in Path(f"/proc/{pid}/fd").iterdir())
    inodes = {link[len("socket:[") : -1] for link in links if link.startswith("socket:[")}
    rows = [line.split() for line in Path("/proc/net/unix").read_text(encoding="utf-8").splitlines()]
    return [Path(row[-1]) for row in rows if len(row) == NAMED_SOCKET_COLUMNS and row[6] in inodes]


def load(desktop: Any, source: str) -> Any:
    """The opened document; nothing in it is run or fetched.

    Raises:
        IllegalArgumentException, IOException: LibreOffice cannot read it.
        DisposedException: LibreOffice is gone.
    """
    loading = {
        "Hidden": True,
        "FilterName": "MS Word 2007 XML",
        "UpdateDocMode": 0,  # com.sun.star.document.UpdateDocMode.NO_UPDATE
        "MacroExecutionMode": 0,  # com.sun.star.document.MacroExecMode.NEVER_EXECUTE
    }
    opened = desktop.loadComponentFromURL(uno.systemPathToFileUrl(source), "_blank", 0, properties(loading))
    if opened is None:
        raise IllegalArgumentException("the document cannot be opened", None, 0)
    return opened


def export(opened: Any, request: dict[str, str]) -> None:
    """Write the PDF.

    Raises:
        IOException: it cannot be written.
        DisposedException: LibreOffice is gone.
    """
    opened.DocumentProperties.Title = request["title"]
    opened.CharLocale = Locale(*request["language"].partition("-")[::2], "")
    options = uno.Any("[]com.sun.star.beans.PropertyValue", properties(EXPORT))
    saving = {"FilterName": "writer_pdf_Export", "FilterData": options}
    opened.storeToURL(uno.systemPathToFileUrl(request["target"]), properties(saving))
    opened.close(True)  # noqa: FBT003 - UNO takes no names


def serve(desktop: Any, requests: queue.SimpleQueue[str]) -> None:
    """Answer requests until LibreOffice is of no more use."""
    try:
        while True:
            request = json.loads(requests.get())
            desktop.getName()
            answer("working")
            try:
                opened = load(desktop, request["source"])
            except (IllegalArgumentException, IOException) as error:
                answer("refused", reason=str(error.Message))
            else:
                export(opened, request)
                answer("done")
    except (DisposedException, IOException) as error:
        answer("failed", reason=str(error.Message))


def read_requests(requests: queue.SimpleQueue[str], office: Office, work_dir: Path) -> None:
    for line in sys.stdin:
        requests.put(line)
    leave(office, work_dir)


def leave(office: Office, work_dir: Path) -> None:
    """Take LibreOffice and all its traces away, and this process last."""
    office.process.kill()
    office.process.wait()
    for socket in office.sockets:
        socket.unlink(missing_ok=True)
    shutil.rmtree(work_dir, ignore_errors=True)
    os.killpg(os.getpid(), signal.SIGKILL)


def main(soffice: str, profile_dir: str) -> None:
    office = Office(soffice, profile_dir)
    requests: queue.SimpleQueue[str] = queue.SimpleQueue()
    work_dir = Path(profile_dir).parent
    threading.Thread(target=read_requests, args=(requests, office, work_dir), daemon=True).start()
    desktop = office.connect()
    office.sockets = sockets_of(office.process.pid)
    answer("ready", sockets=[str(socket) for socket in office.sockets])
    serve(desktop, requests)
    leave(office, work_dir)


if __name__ == "__main__":
    main(*sys.argv[1:])
