"""A child of 15 or more applies on a phone: everything that can go differently on the way."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e import steps
from tests.e2e.conftest import PHONE, OpenPage
from tests.e2e.people import Person, person

pytestmark = pytest.mark.slow

CHILD = person("Ance", "Ozoliņa", age=16, serial=301)
STRANGER = person("Pēteris", "Kalniņš", age=44, serial=401)
NARROWEST = 320


def test_child_cancels_is_refused_as_somebody_else_signs_and_is_refused_the_service(
    open_page: OpenPage, pictures: Path
) -> None:
    page = open_page(PHONE)
    steps.sign_in(page, "Jaunietis Jānis")
    _looks_right(page, pictures, "20-phone-empty")
    _fill(page, CHILD, pictures)
    steps.expect_preview(page)
    _looks_right(page, pictures, "22-phone-preview")
    _cancel(page)
    _sign_as_somebody_else(page, pictures)
    page.get_by_role("button", name="Mēģināt vēlreiz").click()
    steps.confirm(page)
    steps.expect_receipt(page)
    expect(page.get_by_text("paziņo vecākiem, aizbildnim vai aizgādnim")).to_be_visible()
    _looks_right(page, pictures, "25-phone-receipt")
    _provider_refuses(open_page(), pictures)
    page.get_by_role("link", name="Mani dokumenti").click()
    _looks_right(page, pictures, "29-phone-list")
    page.get_by_role("link", name="Atvērt: Iesniegums").first.click()
    expect(page.get_by_text("nav pieejami resursi")).to_be_visible()
    expect(page.get_by_text("Rinda atbrīvosies pavasarī.")).to_be_visible()


def _fill(page: Page, child: Person, pictures: Path) -> None:
    steps.begin_form(page)
    steps.fill_applicant(page, child)
    page.locator("[name='age']").fill("16")
    mentor = page.locator("[name='other_mentor.mentor_name']")
    expect(mentor).to_be_hidden()
    page.get_by_role("radio", name="Jā").check()
    mentor.fill("Inta Paraudziņa")
    page.locator("[name='other_mentor.provider_name']").fill("Biedrība “Tilts”")
    steps.consent(page, "4.2")
    expect(page.locator("[data-saved]")).to_contain_text("Saglabāts")
    _looks_right(page, pictures, "21-phone-form")
    steps.go_on(page)


def _cancel(page: Page) -> None:
    steps.sign(page)
    steps.expect_no_sideways_scrolling(page)
    page.get_by_role("button", name="Atcelt").click()
    expect(page.get_by_role("heading", name="Nav parakstīts")).to_be_visible()
    page.get_by_role("link", name="Atpakaļ pie dokumenta").click()


def _sign_as_somebody_else(page: Page, pictures: Path) -> None:
    steps.sign(page)
    page.get_by_role("radio", name="Cits cilvēks").check()
    page.get_by_label("Vārds", exact=True).fill(STRANGER.given_name)
    page.get_by_label("Uzvārds").fill(STRANGER.surname)
    page.get_by_label("Personas kods").fill(STRANGER.personal_code)
    _looks_right(page, pictures, "23-phone-provider")
    steps.confirm(page)
    expect(page.get_by_role("heading", name="Paraksts netika pieņemts")).to_be_visible()
    _looks_right(page, pictures, "24-phone-refused")


def _provider_refuses(page: Page, pictures: Path) -> None:
    steps.sign_in(page, "Administratīvā vadītāja Vija")
    steps.look(page, pictures / "26-duties.png")
    page.get_by_role("button", name=re.compile(f"Atzīmēt.*{CHILD.given_name}")).click()
    expect(page.get_by_text("Atzīmēts: vecākiem")).to_be_visible()
    page.get_by_role("link", name=f"{CHILD.given_name} {CHILD.surname}").first.click()
    page.get_by_role("link", name="Atteikt pakalpojumu").click()
    page.get_by_role("button", name="Tālāk: apskatīt vēlreiz").click()
    expect(page.get_by_role("alert")).to_be_focused()
    page.get_by_role("radio", name="nav pieejami resursi").check()
    page.get_by_label("Piezīme iesniedzējam").fill("Rinda atbrīvosies pavasarī.")
    steps.look(page, pictures / "27-refuse.png")
    page.get_by_role("button", name="Tālāk: apskatīt vēlreiz").click()
    steps.look(page, pictures / "28-refuse-confirm.png")
    page.get_by_role("button", name="Atteikt pakalpojumu").click()
    expect(page.get_by_text("atteikts", exact=True)).to_be_visible()


def _looks_right(page: Page, pictures: Path, name: str) -> None:
    """Nothing runs over the edge, neither here nor on the narrowest phone."""
    steps.look(page, pictures / f"{name}.png")
    page.set_viewport_size({"width": NARROWEST, "height": 640})
    steps.expect_no_sideways_scrolling(page)
    page.set_viewport_size(PHONE)
    steps.expect_no_sideways_scrolling(page)
