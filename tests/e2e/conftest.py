"""A real service in a process of its own, and a real Chromium that looks at it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

from tests.e2e.server import RunningService, running_service

_CHROMIUM = "/usr/bin/chromium"
_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_PATIENCE = 60_000
"""Milliseconds: on a busy machine the first document and the first signature take their time."""
DESKTOP: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 360, "height": 740}

_EXPECTED_STATUS = re.compile("status of (409|422) ")

OpenPage = Callable[..., Page]


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningService]:
    with running_service(tmp_path_factory.mktemp("service")) as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for a module: Playwright's event loop must not outlive it, or others cannot run theirs."""
    expect.set_options(timeout=_PATIENCE)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=_CHROMIUM, args=list(_ARGUMENTS))
        yield chromium
        chromium.close()


@pytest.fixture
def asked_addresses() -> list[str]:
    """Every address that the test's pages asked for."""
    return []


@pytest.fixture
def open_page(browser: Browser, service: RunningService, asked_addresses: list[str]) -> Iterator[OpenPage]:
    """Opens pages in fresh sessions; a complaint on any console fails the test at its end."""
    complaints: list[str] = []
    contexts = []

    def open_one(viewport: ViewportSize = DESKTOP, *, scripts: bool = True) -> Page:
        context = browser.new_context(
            base_url=service.address, viewport=viewport, locale="lv-LV", java_script_enabled=scripts
        )
        context.set_default_timeout(_PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: asked_addresses.append(request.url))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: _note(complaints, message.type, message.text))
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert not complaints


def _note(complaints: list[str], kind: str, text: str) -> None:
    # Chromium reports the status of a form that was refused or overtaken, which is what the test asked for.
    if kind in ("error", "warning") and not _EXPECTED_STATUS.search(text):
        complaints.append(text)


@pytest.fixture(scope="session")
def pictures() -> Path:
    """Where screenshots go for people to look at."""
    folder = Path(__file__).resolve().parents[2] / "build" / "e2e"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
