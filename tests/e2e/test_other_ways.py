"""The same pages by keyboard alone, without scripts, from two windows, and in English."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e import steps
from tests.e2e.conftest import PHONE, OpenPage
from tests.e2e.people import person

pytestmark = pytest.mark.slow

CHILD = person("Elīna", "Šķēle", age=15, serial=501)
TABS = 60


def test_application_is_signed_by_keyboard_alone(open_page: OpenPage) -> None:
    page = open_page()
    page.goto("/sign-in")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Uz saturu")).to_be_focused()
    page.keyboard.press("Enter")
    _press(page, "Jaunietis Jānis")
    _press(page, "Sākt aizpildīt")
    _type(page, "Tavs vārds", CHILD.given_name)
    _type(page, "Tavs uzvārds", CHILD.surname)
    _type(page, "Tavs personas kods", CHILD.personal_code)
    _type(page, "Adrese, kur Tu dzīvo", "Ķekavas iela 3, Bauska")
    _type(page, "Tavs tālruņa numurs", "20000003")
    _type(page, "Tava e-pasta adrese", "elina@paraugs.example")
    _type(page, "Cik Tev ir pilnu gadu", "15")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="Nē")).to_be_checked()
    for _ in steps.CONSENTS["4.2"]:
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
    _press(page, "Tālāk: apskatīt dokumentu")
    steps.expect_preview(page)
    _press(page, "Parakstīt")
    _press(page, "Apstiprināt un parakstīt")
    steps.expect_receipt(page)


def test_everything_works_without_scripts(open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page(PHONE, scripts=False)
    page.goto("/sign-in")
    page.get_by_role("button", name="Jaunietis Jānis").click()
    page.get_by_role("button", name="Sākt aizpildīt").click()
    steps.go_on(page)
    expect(page.get_by_role("alert").filter(has_text="Jālabo")).to_be_focused()
    steps.fill_applicant(page, CHILD)
    page.locator("[name='age']").fill("15")
    page.get_by_role("radio", name="Nē").check()
    steps.consent(page, "4.2")
    page.get_by_role("button", name="Saglabāt melnrakstu").click()
    expect(page.get_by_text(re.compile(r"Saglabāts \d\d:\d\d"))).to_be_visible()
    steps.go_on(page)
    expect(page.get_by_role("heading", name="Šis ir dokuments, kas tiks parakstīts")).to_be_visible()
    page.get_by_text("Lasīt aizpildīto kā tekstu").click()
    expect(page.get_by_text("Šķēle")).to_be_visible()
    page.get_by_role("button", name="Parakstīt", exact=True).click()
    page.get_by_role("button", name="Apstiprināt un parakstīt").click()
    steps.expect_receipt(page)
    signed = steps.save_download(page, "Lejupielādēt parakstīto PDF", tmp_path / "signed.pdf")
    assert signed.read_bytes().startswith(b"%PDF")


def test_a_change_in_another_window_is_told_and_what_was_typed_stays(open_page: OpenPage) -> None:
    page = open_page()
    steps.sign_in(page, "Likumiskā pārstāve Anna")
    steps.begin_form(page)
    other = page.context.new_page()
    other.goto(page.url)
    other.locator("[name='child.surname']").fill("Pirmais")
    expect(other.locator("[data-saved]")).to_contain_text("Saglabāts")
    page.locator("[name='child.surname']").fill("Otrais")
    expect(page.get_by_role("link", name="Ielādēt jaunāko versiju")).to_be_visible()
    expect(page.locator("[name='child.surname']")).to_have_value("Otrais")
    page.get_by_role("link", name="Ielādēt jaunāko versiju").click()
    expect(page.locator("[name='child.surname']")).to_have_value("Pirmais")


def test_back_button_after_correcting_leads_to_the_newest_draft(open_page: OpenPage) -> None:
    page = open_page()
    steps.sign_in(page, "Jaunietis Jānis")
    steps.begin_form(page)
    steps.fill_applicant(page, CHILD)
    page.locator("[name='age']").fill("15")
    page.get_by_role("radio", name="Nē").check()
    steps.consent(page, "4.2")
    steps.go_on(page)
    steps.expect_preview(page)
    page.get_by_role("button", name="Labot").click()
    address = page.locator("[name='applicant.address']")
    address.fill("Cita iela 1, Rīga")
    expect(page.locator("[data-saved]")).to_contain_text("Saglabāts")
    page.go_back()
    expect(page.locator("[name='applicant.address']")).to_have_value("Cita iela 1, Rīga")


def test_english_by_a_switch(open_page: OpenPage) -> None:
    page = open_page()
    steps.sign_in(page, "Likumiskā pārstāve Anna")
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", name="My documents")).to_be_visible()
    assert page.evaluate("document.documentElement.lang") == "en"
    page.get_by_role("button", name="Latviski").click()
    expect(page.get_by_role("heading", name="Mani dokumenti")).to_be_visible()


def _press(page: Page, name: str) -> None:
    """Tab to the button of this name and press it."""
    _tab_to(page, page.get_by_role("button", name=re.compile(f"^{name}")))
    page.keyboard.press("Enter")


def _type(page: Page, label: str, text: str) -> None:
    _tab_to(page, page.get_by_label(label, exact=True))
    page.keyboard.type(text)


def _tab_to(page: Page, wanted: Locator) -> None:
    expect(wanted).to_be_visible()
    for _ in range(TABS):
        if wanted.evaluate("element => element === document.activeElement"):
            break
        page.keyboard.press("Tab")
    expect(wanted).to_be_focused()
