"""LibreOffice is a guest that may hang or die: the next document is unaffected, and nothing of it stays."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from pypdf import PdfReader

from service.documents.office import instance as instance_module
from service.documents.office.pool import OfficePool
from service.settings import Office
from signing.errors import Refusal, Retry
from tests.integration.documents.samples import LANGUAGE, TITLE, fill, sample_of
from tests.unit.service.documents.docx_files import docx_of, with_part

pytestmark = pytest.mark.slow

PATIENCE = 30
"""Seconds within which a killed process is surely gone."""


@pytest.fixture
def own_pool() -> Iterator[OfficePool]:
    """A pool that a test may break."""
    with OfficePool(Office(instances=1)) as pool:
        pool.warm()
        yield pool


def offices(parent: int | None = None) -> dict[int, psutil.Process]:
    """The LibreOffice processes below a process, by id."""
    below = psutil.Process(parent).children(recursive=True)
    return {process.pid: process for process in below if process.name() == "soffice.bin"}


def only_new(before: dict[int, psutil.Process]) -> psutil.Process:
    (new,) = (process for pid, process in offices().items() if pid not in before)
    return new


def render(pool: OfficePool) -> str:
    rendered_pdf = pool.render(fill("4.1", sample_of("4.1")), title=TITLE, language=LANGUAGE)
    return PdfReader(io.BytesIO(rendered_pdf)).pages[0].extract_text()


def folder_of(office: psutil.Process) -> Path:
    profile = next(word for word in office.cmdline() if word.startswith("-env:UserInstallation="))
    return Path(profile.partition("file://")[2]).parent


@pytest.mark.parametrize("blow", [signal.SIGKILL, signal.SIGSEGV])
def test_after_libreoffice_died_the_next_document_is_unaffected(blow: int) -> None:
    before = offices()
    with OfficePool(Office()) as pool:
        assert "iesniegums." in render(pool)
        killed = only_new(before)
        killed.send_signal(blow)
        assert "iesniegums." in render(pool)
        assert only_new(before).pid != killed.pid


def test_a_stopped_libreoffice_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    before = offices()
    monkeypatch.setattr(instance_module, "ALIVE_SECONDS", 3.0)
    with OfficePool(Office()) as pool:
        pool.warm()
        stopped = only_new(before)
        stopped.suspend()
        assert "iesniegums." in render(pool)
        assert not stopped.is_running()


def test_a_stopped_bridge_is_replaced_with_all_that_it_started(monkeypatch: pytest.MonkeyPatch) -> None:
    before = offices()
    monkeypatch.setattr(instance_module, "ALIVE_SECONDS", 3.0)
    with OfficePool(Office()) as pool:
        pool.warm()
        office = only_new(before)
        os.killpg(office.parent().pid, signal.SIGSTOP)
        assert "iesniegums." in render(pool)
        psutil.wait_procs([office], PATIENCE)
        assert not office.is_running()


def test_a_document_that_takes_too_long_is_stopped_and_may_be_tried_again() -> None:
    before = offices()
    with OfficePool(Office(seconds_per_document=0.001)) as pool:
        pool.warm()
        slow = only_new(before)
        with pytest.raises(Retry) as retried:
            render(pool)
        assert retried.value.code == "office.hung"
        psutil.wait_procs([slow], PATIENCE)
        assert not slow.is_running()


def test_a_document_that_libreoffice_cannot_read_is_refused_and_the_instance_lives_on(
    own_pool: OfficePool,
) -> None:
    before = set(offices())
    unreadable = with_part(docx_of("a"), "_rels/.rels", lambda _: b"<Relationships/>")
    for broken in (unreadable, b"", b"plain text", docx_of("a")[:3000]):
        with pytest.raises(Refusal):
            own_pool.render(broken, title=TITLE, language=LANGUAGE)
    assert "iesniegums." in render(own_pool)
    assert set(offices()) == before


def test_an_instance_is_replaced_after_its_share_of_documents() -> None:
    before = offices()
    seen = []
    with OfficePool(Office(documents_per_instance=2)) as pool:
        for _ in range(4):
            render(pool)
            seen.append(only_new(before).pid)
    assert seen[0] == seen[1] != seen[2] == seen[3]


def test_instances_have_their_own_profiles_and_serve_many_threads() -> None:
    before = offices()
    texts = []
    with OfficePool(Office(instances=2)) as pool:
        pool.warm()
        folders = {folder_of(office) for pid, office in offices().items() if pid not in before}
        threads = [threading.Thread(target=lambda: texts.append(render(pool))) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(folders) == 2
    assert len(texts) == 6
    assert all("iesniegums." in text for text in texts)


def test_nothing_stays_after_closing() -> None:
    before = offices()
    with OfficePool(Office()) as pool:
        render(pool)
        office = only_new(before)
        folder = folder_of(office)
        own_sockets = {Path(s.laddr) for s in office.net_connections("unix") if s.laddr}
        assert folder.exists()
    assert not office.is_running()
    assert not folder.exists()
    assert own_sockets
    assert not any(socket.exists() for socket in own_sockets)


ORPHAN = """
import time
from service.documents.office.pool import OfficePool
from service.settings import Office
OfficePool(Office()).warm()
print("warm", flush=True)
time.sleep(600)
"""


def test_no_libreoffice_outlives_a_killed_service() -> None:
    with subprocess.Popen([sys.executable, "-c", ORPHAN], stdout=subprocess.PIPE, text=True) as service:
        assert service.stdout is not None
        assert service.stdout.readline() == "warm\n"
        (office,) = offices(service.pid).values()
        folder = folder_of(office)
        bridge = office.parent()
        assert bridge is not None
        service.kill()
    gone, alive = psutil.wait_procs([office, bridge], PATIENCE)
    assert not alive
    assert len(gone) == 2
    assert not folder.exists()


def test_libreoffice_sees_only_the_bundled_fonts(own_pool: OfficePool) -> None:
    styles = b'w:ascii="DejaVu Serif" w:hAnsi="DejaVu Serif"'
    filled_docx = with_part(
        fill("4.1", sample_of("4.1")),
        "word/styles.xml",
        lambda old: old.replace(b'w:ascii="Noto Sans" w:eastAsia="Noto Sans" w:hAnsi="Noto Sans"', styles),
    )
    assert filled_docx != fill("4.1", sample_of("4.1"))
    rendered_pdf = own_pool.render(filled_docx, title=TITLE, language=LANGUAGE)
    fonts = subprocess.run(["pdffonts", "-"], input=rendered_pdf, capture_output=True, check=True).stdout
    assert b"NotoSans" in fonts
    assert b"DejaVu" not in fonts
