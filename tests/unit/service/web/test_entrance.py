"""Signing in and out, sessions, and the choice of language."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from service.accounts import Role
from service.clock import FixedClock
from tests.unit.service.web.conftest import House, make_house


@pytest.mark.parametrize(
    ("role", "home"),
    [
        (Role.LEGAL_REPRESENTATIVE, "/documents"),
        (Role.CHILD, "/documents"),
        (Role.PROVIDER, "/applications"),
        (Role.ARCHIVIST, "/archive"),
    ],
)
def test_each_role_begins_at_its_own_work(house: House, role: Role, home: str) -> None:
    visitor = house.visitor(role)
    assert visitor.get("/").location == home
    assert visitor.get(home).status_code == 200


def test_who_is_not_signed_in_is_asked_to_and_led_back(house: House) -> None:
    visitor = house.visitor()
    asked = visitor.get("/documents")
    assert (asked.status_code, asked.location) == (303, "/sign-in?next=/documents")
    account = house.account(Role.CHILD).id
    led = visitor.post("/development/sign-in", account=account, next="/documents/abc")
    assert led.location == "/documents/abc"


@pytest.mark.parametrize(
    "elsewhere", ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere", "x"]
)
def test_nobody_is_led_to_another_site(house: House, elsewhere: str) -> None:
    visitor = house.visitor()
    account = house.account(Role.CHILD).id
    assert visitor.post("/development/sign-in", account=account, next=elsewhere).location == "/documents"
    assert visitor.post("/language", language="en", next=elsewhere).location == "/"


def test_session_ends_after_its_hours(house: House) -> None:
    visitor = house.visitor(Role.CHILD)
    clock = house.app.clock
    assert isinstance(clock, FixedClock)
    clock.moment += timedelta(hours=7, minutes=59)
    assert visitor.get("/documents").status_code == 200
    clock.moment += timedelta(minutes=1)
    assert visitor.get("/documents").location == "/sign-in?next=/documents"
    assert visitor.get("/documents/x/making.json", headers={"Accept": "application/json"}).status_code == 401


def test_signing_out_ends_the_session_and_keeps_the_language(house: House) -> None:
    visitor = house.visitor(Role.PROVIDER)
    visitor.post("/language", language="en", next="/applications")
    visitor.post("/sign-out")
    assert visitor.get("/applications").location == "/sign-in?next=/applications"
    assert '<html lang="en">' in visitor.get("/sign-in").text


def test_pages_speak_latvian_until_english_is_chosen(house: House) -> None:
    visitor = house.visitor(Role.LEGAL_REPRESENTATIVE)
    assert "Mani dokumenti" in visitor.get("/documents").text
    assert visitor.post("/language", language="en", next="/documents").location == "/documents"
    assert "My documents" in visitor.get("/documents").text
    visitor.post("/language", language="xx", next="/documents")
    assert "My documents" in visitor.get("/documents").text


def test_development_pages_are_not_there_in_production(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("0123456789abcdef" * 4)
    house = make_house(
        tmp_path,
        service={"production": True},
        database={"url": f"sqlite:///{tmp_path}/production.db"},
        signing={"provider": "eparaksts", "timestamp_urls": ["https://tsa.example"]},
        trust={"list_of_lists_url": "https://lists.example"},
        web={"public_url": "https://pielikums.example", "secret_key_file": str(secret)},
        provider={},
    )
    account = house.account(Role.ARCHIVIST).id
    visitor = house.visitor()
    assert visitor.post("/development/sign-in", account=account).status_code == 404
    assert visitor.get("/development/provider/x").status_code == 404
    page = house.visitor().get("/sign-in")
    assert "Arhivāre" not in page.text
    assert "DEVELOPMENT" not in page.text
    assert "; Secure" in page.headers["Set-Cookie"]
    house.app.database.close()
