"""However LibreOffice fails, its instance ends, nothing of it stays, and the caller knows what to do."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from service.documents.fonts import FONT_DIR
from service.documents.office import instance as instance_module
from service.documents.office.installation import Installation
from service.documents.office.instance import InstanceGone, InstanceHung, OfficeInstance
from service.documents.office.pool import OfficePool
from service.settings import Office
from signing.errors import GiveUp, Refusal, Retry
from tests.unit.service.documents.docx_files import docx_of

Bridged = Callable[[str], OfficeInstance]

READY = "say('ready', sockets=[])\n"
TAKES = "request = json.loads(input()); say('working')\n"
HANGS = "import time; time.sleep(600)\n"
PRELUDE = (
    "import json, os, sys\ndef say(state, **more): print(json.dumps({'state': state, **more}), flush=True)\n"
)
WRITES = "open(request['target'], 'wb').write(open(request['source'], 'rb').read()[::-1])\n"


@pytest.fixture
def bridge_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Installation]:
    """Puts a script in the place of the bridge."""

    def put(script: str) -> Installation:
        bridge = tmp_path / "bridge.py"
        bridge.write_text(PRELUDE + script, encoding="utf-8")
        monkeypatch.setattr(instance_module, "BRIDGE", bridge)
        monkeypatch.setattr(instance_module, "LEAVE_SECONDS", 0.2)
        return Installation(soffice=Path("soffice"), python=Path(sys.executable), build="")

    return put


def convert(instance: OfficeInstance, *, seconds: float = 60) -> bytes:
    return instance.convert(b"abc", title="a", language="lv-LV", seconds=seconds)


def gone(instance: OfficeInstance) -> bool:
    return not psutil.pid_exists(instance._process.pid) and not instance._workplace.folder.exists()


def test_a_document_is_converted_and_its_files_are_removed(bridge_of: Callable[[str], Installation]) -> None:
    instance = OfficeInstance(bridge_of(READY + TAKES + WRITES + "say('done')\n" + "input()"), FONT_DIR)
    assert convert(instance) == b"cba"
    assert not instance._workplace.source.exists()
    assert not instance._workplace.target.exists()
    instance.stop()
    assert gone(instance)


def test_a_hang_ends_at_the_time_limit(bridge_of: Callable[[str], Installation]) -> None:
    instance = OfficeInstance(bridge_of(READY + TAKES + HANGS), FONT_DIR)
    with pytest.raises(InstanceHung):
        convert(instance, seconds=0.05)
    instance.stop()
    assert gone(instance)


def test_an_instance_that_does_not_wake_is_given_up(
    bridge_of: Callable[[str], Installation], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(instance_module, "ALIVE_SECONDS", 0.05)
    instance = OfficeInstance(bridge_of(READY + HANGS), FONT_DIR)
    with pytest.raises(InstanceGone):
        convert(instance)
    instance.stop()
    assert gone(instance)


@pytest.mark.parametrize("end", [TAKES, "say('failed', reason='disposed')", ""])
def test_an_instance_that_ends_is_noticed(bridge_of: Callable[[str], Installation], end: str) -> None:
    instance = OfficeInstance(bridge_of(READY + end), FONT_DIR)
    with pytest.raises(InstanceGone):
        convert(instance)
    instance.stop()
    assert gone(instance)


def test_what_libreoffice_refuses_is_refused(bridge_of: Callable[[str], Installation]) -> None:
    script = READY + TAKES + "say('refused', reason='no such filter')\ninput()"
    instance = OfficeInstance(bridge_of(script), FONT_DIR)
    with pytest.raises(Refusal, match="no such filter"):
        convert(instance)
    instance.stop()


@pytest.mark.parametrize("script", ["say('failed', reason='status 77')", "sys.exit(1)"])
def test_what_does_not_start_is_given_up(bridge_of: Callable[[str], Installation], script: str) -> None:
    with pytest.raises(GiveUp) as given_up:
        OfficeInstance(bridge_of(script), FONT_DIR)
    assert given_up.value.code == "office.does_not_start"


@pytest.fixture
def pool_of(
    bridge_of: Callable[[str], Installation], monkeypatch: pytest.MonkeyPatch
) -> Callable[[str, Office], OfficePool]:
    def make(script: str, settings: Office) -> OfficePool:
        pool = OfficePool(settings)
        monkeypatch.setattr(pool, "_installation", bridge_of(script))
        return pool

    return make


def test_a_hung_document_may_be_tried_again(pool_of: Callable[[str, Office], OfficePool]) -> None:
    with pool_of(READY + TAKES + HANGS, Office(seconds_per_document=0.05)) as pool:
        with pytest.raises(Retry) as retried:
            pool.render(docx_of("a"), title="a", language="lv-LV")
        assert retried.value.code == "office.hung"


def test_a_document_that_breaks_two_instances_may_be_tried_again(
    pool_of: Callable[[str, Office], OfficePool],
) -> None:
    with pool_of(READY + TAKES, Office()) as pool, pytest.raises(Retry) as retried:
        pool.render(docx_of("a"), title="a", language="lv-LV")
    assert retried.value.code == "office.broke"


def test_a_closed_pool_renders_nothing(pool_of: Callable[[str, Office], OfficePool]) -> None:
    pool = pool_of(READY + HANGS, Office())
    pool.close()
    with pytest.raises(Retry) as retried:
        pool.render(docx_of("a"), title="a", language="lv-LV")
    assert retried.value.code == "office.closed"
