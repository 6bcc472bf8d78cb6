"""What people do on the pages, in their own words."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from playwright.sync_api import Page, expect

from tests.e2e.people import Person

ACCESSIBILITY = Path(__file__).with_name("accessibility.js").read_text(encoding="utf-8")
_SCHEMES: tuple[Literal["dark", "light"], ...] = ("dark", "light")
CONSENTS = {
    "4.1": ("service", "child_informed_and_agrees", "data_processing", "data_transfer"),
    "4.2": ("service", "data_processing", "data_transfer", "guardian_notice"),
}


def sign_in(page: Page, name: str) -> None:
    page.goto("/sign-in")
    page.get_by_role("button", name=name).click()
    expect(page.get_by_role("button", name="Iziet")).to_be_visible()


def begin_form(page: Page) -> None:
    page.get_by_role("button", name="Sākt aizpildīt").click()
    expect(page.get_by_role("button", name="Tālāk: apskatīt dokumentu")).to_be_visible()


def fill_applicant(page: Page, applicant: Person) -> None:
    page.locator("[name='applicant.given_name']").fill(applicant.given_name)
    page.locator("[name='applicant.surname']").fill(applicant.surname)
    page.locator("[name='applicant.personal_code']").fill(applicant.personal_code)
    page.locator("[name='applicant.address']").fill("Ābeļu iela 7–12, Rīga, LV-1050")
    page.locator("[name='applicant.phone']").fill("+371 20000001")
    page.locator("[name='applicant.email']").fill("liga@paraugs.example")


def fill_child(page: Page, child: Person, age: int) -> None:
    page.get_by_role("radio", name="Bērna likumiskais pārstāvis").check()
    page.locator("[name='child.given_name']").fill(child.given_name)
    page.locator("[name='child.surname']").fill(child.surname)
    page.locator("[name='child.personal_code']").fill(child.personal_code)
    page.locator("[name='child_age']").fill(str(age))


def consent(page: Page, annex: str) -> None:
    for key in CONSENTS[annex]:
        page.locator(f"[name='consents.{key}']").check()


def go_on(page: Page) -> None:
    page.get_by_role("button", name="Tālāk: apskatīt dokumentu").click()


def expect_preview(page: Page) -> None:
    expect(page.get_by_role("heading", name="Šis ir dokuments, kas tiks parakstīts")).to_be_visible()
    for picture in page.locator("img.page").all():
        picture.scroll_into_view_if_needed()
        expect(picture).to_have_js_property("complete", value=True)
        assert picture.evaluate("image => image.naturalWidth") > 0
    page.evaluate("window.scrollTo(0, 0)")


def sign(page: Page) -> None:
    page.get_by_role("button", name="Parakstīt", exact=True).click()
    expect(page.get_by_role("heading", name="Apstipriniet parakstu")).to_be_visible()


def confirm(page: Page) -> None:
    page.get_by_role("button", name="Apstiprināt un parakstīt").click()


def expect_receipt(page: Page) -> None:
    expect(page.get_by_role("heading", name="Parakstīts un saņemts")).to_be_visible()


def expect_no_sideways_scrolling(page: Page) -> None:
    widths = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert widths[0] <= widths[1], widths


def save_download(page: Page, link: str, target: Path) -> Path:
    with page.expect_download() as download:
        page.get_by_role("link", name=link).click()
    download.value.save_as(target)
    return target


def look(page: Page, picture: Path) -> None:
    """Keep the page for people to look at, and look at what a machine can tell."""
    page.screenshot(path=picture, full_page=True)
    expect_accessible(page)


def expect_accessible(page: Page) -> None:
    """No complaint about structure, names, targets or contrast, in daylight and in the dark."""
    for scheme in _SCHEMES:
        page.emulate_media(color_scheme=scheme)
        assert page.evaluate(ACCESSIBILITY) == []
