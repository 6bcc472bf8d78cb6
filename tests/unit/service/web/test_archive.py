"""The archivist's pages: finding without personal data in addresses, looking with a trace."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest

from service.accounts import Role
from service.db.tables import ArchiveEntry, ArchivePerson, Event, Portfolio
from service.names import folded
from tests.unit.service.web.conftest import NOW, House, StandInDesk, Visitor, report_of, two_pages


@pytest.fixture
def archivist(house: House) -> Visitor:
    return house.visitor(Role.ARCHIVIST)


def _archived(house: House, number: int = 7, report: dict[str, Any] | None = None) -> str:
    row = house.received()
    receipt = house.app.archive.put_once(f"{number:06d}/{row.id}.pdf", two_pages())
    with house.app.database.writing() as session:
        session.add(
            Portfolio(number=number, registered_at=NOW, registered_by=house.account(Role.PROVIDER).id)
        )
        session.flush()
        session.add(
            ArchiveEntry(
                id=f"entry-{number}",
                document_id=row.id,
                portfolio_number=number,
                annex_code="4.1",
                store_key=receipt.key,
                sha256=receipt.sha256,
                size=receipt.size,
                archived_at=NOW,
                report=report or report_of(),
            )
        )
        session.flush()
        session.add(
            ArchivePerson(
                entry_id=f"entry-{number}",
                role="child",
                name="Ģirts Žūriņš",
                folded_name=folded("Ģirts Žūriņš"),
                personal_code_digits="12051320003",
            )
        )
    return f"entry-{number}"


def _actions(house: House) -> list[str]:
    with house.app.database.reading() as session:
        return [event.action for event in session.query(Event).order_by(Event.id)]


@pytest.mark.parametrize(
    "query", ["7", "Nr. 7", "zurins", "ĢIRTS", "girts zurins", "120513-20003", "12051320003"]
)
def test_entry_is_found_by_number_name_or_code(house: House, archivist: Visitor, query: str) -> None:
    _archived(house)
    answer = archivist.post("/archive", query=query)
    assert "/archive/entry-7" in answer.text
    assert "Atrasts 1 dokuments" in answer.text
    assert answer.request.path == "/archive"
    assert not answer.request.query_string


def test_nothing_found_and_an_empty_archive_say_what_to_do(house: House, archivist: Visitor) -> None:
    assert "Arhīvs ir tukšs" in archivist.get("/archive").text
    _archived(house)
    assert "Nekas nav atrasts" in archivist.post("/archive", query="Neviens").text
    assert "/archive/entry-7" in archivist.get("/archive").text


@pytest.mark.parametrize(
    ("verdict", "words"),
    [("TOTAL-PASSED", "Derīgs"), ("TOTAL-FAILED", "Nav derīgs"), ("INDETERMINATE", "Pašlaik nevar noteikt")],
)
def test_validation_is_told_in_plain_words(
    house: House, archivist: Visitor, verdict: str, words: str
) -> None:
    entry = _archived(house, report=report_of(verdict))
    page = archivist.get(f"/archive/{entry}").text
    assert f'<p class="headline">{words}</p>' in page
    assert "LĪGA PARAUGA" in page
    assert "20.11.2026. 10:15" in page


def test_checking_now_validates_the_stored_bytes_anew(
    house: House, archivist: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = _archived(house)
    monkeypatch.setattr(StandInDesk, "verdict", "TOTAL-FAILED")
    page = archivist.post(f"/archive/{entry}/verify").text
    assert '<p class="headline">Nav derīgs</p>' in page
    assert "Pārbaudīts tikko, 23.11.2026. 14:00." in page
    assert '<p class="headline">Derīgs</p>' in archivist.get(f"/archive/{entry}").text


def test_every_look_leaves_a_trace(house: House, archivist: Visitor) -> None:
    entry = _archived(house)
    archivist.get(f"/archive/{entry}")
    archivist.post(f"/archive/{entry}/verify")
    assert archivist.get(f"/archive/{entry}/signed.pdf").data.startswith(b"%PDF")
    report = archivist.get(f"/archive/{entry}/report.json")
    assert (report.json or {})["verdict"] == "TOTAL-PASSED"
    assert "attachment" in report.headers["Content-Disposition"]
    assert _actions(house) == [
        "document.viewed",
        "document.verified",
        "document.downloaded",
        "document.downloaded",
    ]


def test_pages_are_seen_only_by_who_opened_the_entry(house: House, archivist: Visitor) -> None:
    entry = _archived(house)
    picture = f"/archive/{entry}/pages/1.png?width=800"
    assert archivist.get(picture).status_code == 404
    leave = archivist.get(f"/archive/{entry}").text.partition("leave=")[2].partition('"')[0]
    assert archivist.get(f"{picture}&leave={leave}").mimetype == "image/png"
    other = _archived(house, 8)
    assert archivist.get(f"/archive/{other}/pages/1.png?width=800&leave={leave}").status_code == 404
    somebody = house.visitor(Role.PROVIDER)
    assert somebody.get(f"{picture}&leave={leave}").status_code == 404


def test_an_entry_that_is_not_there(house: House, archivist: Visitor) -> None:
    assert archivist.get(f"/archive/{quote('nav šāda')}").status_code == 404
    assert not _actions(house)
