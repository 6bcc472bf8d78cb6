"""The main job in a real browser, from the empty form to the verified download."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Page, expect

from tests.e2e import steps
from tests.e2e.conftest import OpenPage
from tests.e2e.people import Person, person
from tests.e2e.server import RunningService

pytestmark = pytest.mark.slow

PARENT = person("Līga", "Bērziņa-Ķēniņa", age=41, serial=101)
CHILD = person("Ģirts Jēkabs", "Žūriņš", age=13, serial=201)


def test_application_is_signed_registered_found_and_verified(
    open_page: OpenPage, service: RunningService, asked_addresses: list[str], pictures: Path, tmp_path: Path
) -> None:
    page = open_page()
    steps.sign_in(page, "Likumiskā pārstāve Anna")
    steps.look(page, pictures / "01-empty-list.png")
    steps.begin_form(page)
    steps.look(page, pictures / "02-form.png")
    _errors_are_shown_and_mended(page, pictures)
    steps.expect_preview(page)
    steps.look(page, pictures / "04-preview.png")
    steps.sign(page)
    steps.look(page, pictures / "05-provider.png")
    steps.confirm(page)
    steps.expect_receipt(page)
    steps.look(page, pictures / "06-receipt.png")
    number = _registered_number(open_page(), pictures)
    archivist = open_page()
    steps.sign_in(archivist, "Arhivāre Ērika")
    for query in (number, "zurins", "GIRTS jekabs", "berzina-kenina", CHILD.personal_code):
        _found(archivist, query, number)
    steps.look(archivist, pictures / "09-archive.png")
    downloaded = _entry_is_valid(archivist, number, pictures, tmp_path)
    _command_line_agrees(service, downloaded, PARENT)
    _nothing_private_is_left_behind(asked_addresses, service.log())


def _errors_are_shown_and_mended(page: Page, pictures: Path) -> None:
    steps.go_on(page)
    summary = page.get_by_role("alert").filter(has_text="Jālabo")
    expect(summary).to_be_focused()
    summary.get_by_role("link", name="Jūsu vārds").click()
    expect(page.locator("[name='applicant.given_name']")).to_be_focused()
    described_by = page.locator("[name='applicant.given_name']").get_attribute("aria-describedby") or ""
    expect(page.locator(f"#{described_by}")).to_contain_text("Aizpildiet")
    steps.fill_applicant(page, PARENT)
    steps.fill_child(page, CHILD, age=12)
    page.get_by_role("radio", name="Nē").check()
    steps.consent(page, "4.1")
    page.locator("[name='consents.data_transfer']").uncheck()
    steps.go_on(page)
    expect(summary.get_by_role("listitem")).to_have_count(2)
    steps.look(page, pictures / "03-errors.png")
    expect(page.locator("[name='applicant.surname']")).to_have_value(PARENT.surname)
    page.locator("[name='child_age']").fill("13")
    page.locator("[name='consents.data_transfer']").check()
    steps.go_on(page)


def _registered_number(page: Page, pictures: Path) -> str:
    steps.sign_in(page, "Administratīvā vadītāja Vija")
    steps.look(page, pictures / "07-received.png")
    page.get_by_role("link", name=f"{CHILD.given_name} {CHILD.surname}").click()
    expect(page.locator(".verdict .headline")).to_have_text("Derīgs")
    steps.look(page, pictures / "08-application.png")
    page.get_by_role("button", name="Reģistrēt").click()
    number = page.locator(".number").inner_text()
    for _ in range(60):
        if page.get_by_text("Arhīvā kopš").count():
            break
        page.wait_for_timeout(500)
        page.reload()
    return number


def _found(page: Page, query: str, number: str) -> None:
    page.get_by_role("link", name="Arhīvs").click()
    page.get_by_role("searchbox").fill(query)
    page.get_by_role("button", name="Meklēt").click()
    expect(page.get_by_role("link", name=f"Nr. {number} ")).to_be_visible()
    assert page.url.endswith("/archive")


def _entry_is_valid(page: Page, number: str, pictures: Path, tmp_path: Path) -> Path:
    page.get_by_role("link", name=f"Nr. {number} ").click()
    expect(page.locator(".verdict .headline")).to_have_text("Derīgs")
    page.get_by_role("button", name="Pārbaudīt tagad").click()
    expect(page.get_by_text("Pārbaudīts tikko")).to_be_visible()
    expect(page.locator(".verdict .headline")).to_have_text("Derīgs")
    steps.look(page, pictures / "10-entry.png")
    return steps.save_download(page, "Lejupielādēt parakstīto PDF", tmp_path / "signed.pdf")


def _command_line_agrees(service: RunningService, signed_pdf: Path, signer: Person) -> None:
    outcome = service.run("verify", "--json", str(signed_pdf))
    assert outcome.returncode == 0, outcome.stderr
    (report,) = json.loads(outcome.stdout)
    assert report["verdict"] == "TOTAL-PASSED"
    first = report["signatures"][0]
    assert (first["qualified"], first["level"]) == ("QESig", "B-LTA")
    assert first["signer"]["personal_code"] == signer.personal_code


def _nothing_private_is_left_behind(addresses: list[str], log: str) -> None:
    """Neither addresses nor the log say who they are about."""
    assert "request" in log
    written = "\n".join([*map(unquote, addresses), log])
    for somebody in (PARENT, CHILD):
        for private in (somebody.personal_code, somebody.personal_code.replace("-", ""), somebody.surname):
            assert private not in written
