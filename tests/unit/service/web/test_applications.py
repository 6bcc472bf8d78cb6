"""The provider's pages: register, refuse, and duties."""

from __future__ import annotations

import pytest

from service.accounts import Role
from service.db.tables import Duty, Job
from service.pipeline.registration import GROUND_WORDING, RefusalGround
from service.pipeline.stages import Stage, stage_of
from tests.unit.service.web.conftest import NOW, House, Visitor


@pytest.fixture
def provider(house: House) -> Visitor:
    return house.visitor(Role.PROVIDER)


def test_received_are_listed_oldest_first_with_their_age(house: House, provider: Visitor) -> None:
    assert "Neviens iesniegums negaida" in provider.get("/applications").text
    newer, older = house.received(days_ago=1), house.received(Role.CHILD, days_ago=11)
    house.draft()
    page = provider.get("/applications").text
    assert page.index(older.id) < page.index(newer.id)
    assert "gaida 11 dienas" in page
    assert "gaida 1 dienu" in page
    assert '<span class="count">2</span>' in page


def test_application_shows_pages_verdict_and_people(house: House, provider: Visitor) -> None:
    row = house.received()
    page = provider.get(f"/applications/{row.id}").text
    assert "Derīgs" in page
    assert "kvalificēts elektroniskais paraksts" in page
    assert 'alt="Lappuse 2 no 2"' in page
    assert provider.get(f"/applications/{row.id}/pages/1.png?width=800").mimetype == "image/png"
    assert provider.get(f"/applications/{row.id}/signed.pdf").data.startswith(b"%PDF")


def test_registering_twice_gives_one_number(house: House, provider: Visitor) -> None:
    row = house.received()
    for _ in range(2):
        answer = provider.post(f"/applications/{row.id}/register")
        assert answer.location == f"/applications/{row.id}"
    assert house.document(row.id).portfolio_number == 1
    assert house.wakes
    with house.app.database.reading() as session:
        assert session.query(Job).count() == 1
    page = provider.get(f"/applications/{row.id}").text
    assert '<p class="number">1</p>' in page
    assert "Reģistrēt</button>" not in page
    assert provider.get(f"/applications/{row.id}/refuse").location == f"/applications/{row.id}"
    assert "Nr. 1" in provider.get("/applications/decided").text


def test_refusing_asks_for_a_ground_then_for_confirmation(house: House, provider: Visitor) -> None:
    row = house.received()
    path = f"/applications/{row.id}/refuse"
    page = provider.get(path).text
    assert all(words in page for words in GROUND_WORDING.values())
    assert provider.post(path, step="look", note="x").status_code == 422
    assert provider.post(path, step="confirm", ground="made_up").status_code == 422
    looked = provider.post(path, step="look", ground="no_signs", note="Piezīme <b>")
    assert "Vai atteikt pakalpojumu?" in looked.text
    assert "Piezīme &lt;b&gt;" in looked.text
    assert stage_of(house.document(row.id)) is Stage.RECEIVED
    back = provider.post(path, step="choose", ground="no_signs", note="Piezīme")
    assert 'value="no_signs" checked' in back.text
    assert (
        provider.post(path, step="confirm", ground="no_signs", note="Piezīme").location
        == f"/applications/{row.id}"
    )
    kept = house.document(row.id)
    assert (kept.refusal_ground, kept.refusal_note) == (RefusalGround.NO_SIGNS, "Piezīme")
    assert provider.post(f"/applications/{row.id}/register").status_code == 409


def test_duty_is_noted_with_its_day(house: House, provider: Visitor) -> None:
    row = house.received(Role.CHILD)
    with house.app.database.writing() as session:
        session.add(Duty(id="duty", document_id=row.id, kind="tell_guardian", created_at=NOW))
    assert "Paziņot vecākiem, aizbildnim vai aizgādnim" in provider.get("/applications").text
    provider.post("/applications/duties/duty", done_on="2026-02-30")
    assert "Diena nav atzīmēta" in provider.get("/applications").text
    assert provider.post("/applications/duties/duty", done_on="2026-11-24").status_code == 400
    assert provider.post("/applications/duties/none", done_on="2026-11-22").status_code == 404
    provider.post("/applications/duties/duty", done_on="2026-11-22")
    assert "Paziņot vecākiem" not in provider.get("/applications").text
    assert "22.11.2026." in provider.get(f"/applications/{row.id}").text
