"""What holds for every page: headers, cookies, tokens, roles, errors that say nothing private."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

import service.web
from service.accounts import Role
from service.web.config import session_secret
from signing.errors import GiveUp, Retry
from tests.unit.service.web.conftest import House

_OPEN = {
    "entrance.start",
    "entrance.sign_in",
    "entrance.sign_out",
    "entrance.switch_language",
    "development.sign_in",
    "health.live",
    "health.ready",
    "static",
}


def test_every_page_but_the_entrance_asks_who_comes(house: House) -> None:
    visitor = house.visitor()
    for rule in house.flask.url_map.iter_rules():
        if rule.endpoint in _OPEN:
            continue
        path = rule.rule
        for argument in rule.arguments:
            path = path.replace(f"<int:{argument}>", "1").replace(f"<{argument}>", "x")
        method = "POST" if "POST" in (rule.methods or ()) else "GET"
        answer = visitor.get(path) if method == "GET" else visitor.post(path, annex="4.1", role="child")
        assert answer.status_code == (303 if method == "GET" else 401), rule
        if method == "GET":
            assert (answer.location or "").startswith("/sign-in"), rule


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize(
    ("path", "roles"),
    [
        ("/documents", {Role.LEGAL_REPRESENTATIVE, Role.CHILD}),
        ("/applications", {Role.PROVIDER}),
        ("/applications/decided", {Role.PROVIDER}),
        ("/archive", {Role.ARCHIVIST, Role.PROVIDER}),
    ],
)
def test_pages_are_for_their_roles_only(house: House, role: Role, path: str, roles: set[Role]) -> None:
    assert house.visitor(role).get(path).status_code == (200 if role in roles else 403)


def test_what_is_somebody_elses_is_not_there(house: House) -> None:
    row = house.received()
    for role in (Role.CHILD, Role.LEGAL_REPRESENTATIVE):
        expected = 404 if role is Role.CHILD else 200
        for page in ("receipt", "document.pdf", "signed.pdf", "pages/1.png?width=800"):
            assert house.visitor(role).get(f"/documents/{row.id}/{page}").status_code == expected, page
    draft = house.draft()
    assert house.visitor(Role.PROVIDER).get(f"/applications/{draft.id}").status_code == 404
    assert house.visitor(Role.CHILD).post(f"/documents/{draft.id}/form", action="save").status_code == 404


def test_posts_without_the_pages_token_are_refused(house: House) -> None:
    visitor = house.visitor(Role.LEGAL_REPRESENTATIVE)
    answer = visitor.client.post("/documents", data={"annex": "4.1"})
    assert answer.status_code == 400
    assert "novecojusi" in answer.text


def test_answers_forbid_what_comes_from_elsewhere_and_keeping(house: House) -> None:
    answer = house.visitor(Role.CHILD).get("/documents")
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"


def test_session_cookie_is_out_of_reach_of_scripts_and_other_sites(house: House) -> None:
    cookie = house.visitor().get("/sign-in").headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" not in cookie


def test_templates_hold_no_inline_script_or_style() -> None:
    for template in (Path(service.web.__file__).parent / "templates").glob("*.html"):
        text = template.read_text(encoding="utf-8")
        assert " style=" not in text, template
        assert "<style" not in text, template
        assert " onclick=" not in text, template
        for line in text.splitlines():
            assert "<script" not in line or "src=" in line, template


@pytest.mark.parametrize(("path", "status"), [("/nowhere", 404), ("/development/sign-in", 405)])
def test_errors_are_pages_in_the_readers_language(house: House, path: str, status: int) -> None:
    answer = house.visitor().get(path)
    assert answer.status_code == status
    assert '<html lang="lv">' in answer.text
    if status == 405:
        assert answer.headers["Allow"]


def test_too_much_is_refused(house: House) -> None:
    house.flask.config["MAX_CONTENT_LENGTH"] = 1000
    visitor = house.visitor(Role.CHILD)
    assert visitor.post("/documents", annex="4.2", more="x" * 2000).status_code == 413


def _breaks(flask: Flask, failure: Exception) -> None:
    def break_down() -> str:
        raise failure

    flask.add_url_rule("/break", view_func=break_down)


def test_a_bug_shows_a_reference_and_nothing_private(
    house: House, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    _breaks(house.flask, RuntimeError("Ķirsons typed this"))
    answer = house.visitor().get("/break")
    assert answer.status_code == 500
    assert answer.headers["X-Request-ID"] in answer.text
    assert "RuntimeError" not in answer.text
    logged = caplog.text + "".join(capfd.readouterr())
    assert "Ķirsons" not in answer.text + logged


def test_a_passing_fault_says_so_and_a_missing_part_stays_private(house: House) -> None:
    _breaks(
        house.flask,
        Retry("database.unavailable", "The database does not answer. Nothing was changed; try again."),
    )
    answer = house.visitor().get("/break")
    assert answer.status_code == 503
    assert "Datubāze neatbild" in answer.text
    house.flask.view_functions["break_down"] = _give_up
    answer = house.visitor().get("/break")
    assert answer.status_code == 500
    assert "/secret/place" not in answer.text


def _give_up() -> str:
    raise GiveUp("store.write", "The store cannot be written: %(reason)s.", reason="/secret/place")


def test_secret_is_made_once_for_its_owner_only(house: House) -> None:
    settings = house.app.settings
    first = session_secret(settings)
    assert session_secret(settings) == first
    assert (settings.data_dir / "session-secret").stat().st_mode & 0o077 == 0


def test_a_secret_that_is_none_stops_the_start(house: House, tmp_path: Path) -> None:
    short = tmp_path / "short"
    short.write_text("abc")
    web = house.app.settings.web.model_copy(update={"secret_key_file": short})
    with pytest.raises(GiveUp, match="secret"):
        session_secret(house.app.settings.model_copy(update={"web": web}))


def test_health_tells_live_and_ready(house: House) -> None:
    visitor = house.visitor()
    assert visitor.get("/health/live").text == "ok"
    ready = visitor.get("/health/ready")
    assert (ready.status_code, ready.json) == (200, {"ready": True, "checks": {"database": "ok"}})


def test_not_ready_without_the_database(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone() -> None:
        raise GiveUp("database.unreachable", "The database cannot be reached; check database.url.")

    monkeypatch.setattr(house.app.database, "check", gone)
    ready = house.visitor().get("/health/ready")
    assert (ready.status_code, ready.json) == (
        503,
        {"ready": False, "checks": {"database": "database.unreachable"}},
    )
