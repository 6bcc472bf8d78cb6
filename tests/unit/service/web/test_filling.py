"""What is typed is never lost, and nothing happens twice."""

from __future__ import annotations

from typing import Any

import pytest

from service.accounts import Role
from service.db.tables import Document, Job
from service.web import queries
from tests.unit.service.web.conftest import House, Visitor
from tests.unit.service.web.forms.test_values import _posted


@pytest.fixture
def parent(house: House) -> Visitor:
    return house.visitor(Role.LEGAL_REPRESENTATIVE)


def _form(row: Document, **changes: str) -> dict[str, Any]:
    return {"version": str(row.data_version), **_posted(row.data), **changes}


def test_beginning_twice_makes_one_draft(house: House, parent: Visitor) -> None:
    first = parent.post("/documents", annex="4.1")
    assert first.status_code == 303
    assert parent.post("/documents", annex="4.1").location == first.location
    page = parent.get(first.location or "")
    assert house.app.settings.provider.email in page.text
    with house.app.database.reading() as session:
        assert len(queries.own_documents(session, house.account(Role.LEGAL_REPRESENTATIVE))) == 1


def test_a_form_of_another_role_cannot_be_begun(parent: Visitor) -> None:
    assert parent.post("/documents", annex="4.2").status_code == 403
    assert parent.post("/documents", annex="9.9").status_code == 404


def test_saving_keeps_right_and_wrong(house: House, parent: Visitor) -> None:
    row = house.draft()
    typed = _form(row, action="save") | {"child_age": "trīspadsmit", "applicant.personal_code": "12"}
    assert parent.post(f"/documents/{row.id}/form", **typed).location == f"/documents/{row.id}/form"
    page = parent.get(f"/documents/{row.id}/form").text
    assert 'value="trīspadsmit"' in page
    assert "Saglabāts 14:00" in page
    assert house.document(row.id).data["applicant"]["personal_code"] == "12"
    assert not house.wakes


def test_what_is_typed_is_text_and_not_markup(house: House, parent: Visitor) -> None:
    row = house.draft()
    typed = _form(row, action="save") | {"child.surname": '"><script>alert(1)</script>{{ 7*7 }}'}
    parent.post(f"/documents/{row.id}/form", **typed)
    page = parent.get(f"/documents/{row.id}/form").text
    assert "<script>alert" not in page
    assert "{{ 7*7 }}" in page


def test_every_error_is_shown_at_once_and_what_was_typed_stays(house: House, parent: Visitor) -> None:
    row = house.draft()
    typed = _form(row, action="next") | {"applicant.personal_code": "150385-10000", "child_age": "3"}
    del typed["consents.service"]
    answer = parent.post(f"/documents/{row.id}/form", **typed)
    assert answer.status_code == 422
    assert "<title>Kļūda: " in answer.text
    assert "Jālabo 3 vietas" in answer.text
    assert 'href="#applicant-personal_code"' in answer.text
    assert 'aria-describedby="applicant-personal_code-help applicant-personal_code-error"' in answer.text
    assert "150385-10000" in answer.text
    assert house.document(row.id).issue_requested_at is None
    assert house.document(row.id).data["child_age"] == 3


def test_a_good_form_asks_for_its_document_once(house: House, parent: Visitor) -> None:
    row = house.draft()
    for _ in range(2):
        answer = parent.post(f"/documents/{row.id}/form", **_form(row, action="next"))
        assert answer.location == f"/documents/{row.id}/making"
    assert house.wakes == ["woken"]
    with house.app.database.reading() as session:
        assert session.query(Job).count() == 1
    assert "Dokuments tiek sagatavots" in parent.get(f"/documents/{row.id}/making").text
    assert parent.get(f"/documents/{row.id}/form").location == f"/documents/{row.id}/making"


def test_other_text_after_the_document_was_asked_for_is_not_dropped_silently(
    house: House, parent: Visitor
) -> None:
    row = house.draft()
    parent.post(f"/documents/{row.id}/form", **_form(row, action="next"))
    late = parent.post(f"/documents/{row.id}/form", **(_form(row, action="save") | {"child.surname": "Cits"}))
    assert late.status_code == 409


def test_a_change_on_another_device_is_told_and_not_overwritten(house: House, parent: Visitor) -> None:
    row = house.draft()
    path = f"/documents/{row.id}/form"
    parent.post(path, **(_form(row, action="save") | {"child.surname": "Pirmais"}))
    answer = parent.post(path, **(_form(row, action="save") | {"child.surname": "Otrais"}))
    assert answer.status_code == 409
    assert 'value="Otrais"' in answer.text
    assert "citā ierīcē" in answer.text
    assert house.document(row.id).data["child"]["surname"] == "Pirmais"


def test_autosave_answers_with_the_new_version(house: House, parent: Visitor) -> None:
    row = house.draft()
    path, typed = f"/documents/{row.id}/draft.json", _form(row) | {"child.surname": "Pirmais"}
    saved = parent.post(path, headers={"Accept": "application/json"}, **typed)
    assert saved.json == {"version": 2, "message": "Saglabāts 14:00"}
    again = parent.post(path, headers={"Accept": "application/json"}, **(typed | {"child.surname": "Otrais"}))
    assert again.status_code == 409
    assert "citā ierīcē" in (again.json or {})["message"]


def test_why_a_document_could_not_be_made_is_told_on_the_form(house: House, parent: Visitor) -> None:
    row = house.draft()
    problem = {
        "code": "data.x",
        "sentence": "Must be from %(low)s to %(high)s.",
        "params": {"low": 1, "high": 2},
    }
    house.change(row, problem=problem)
    page = parent.get(f"/documents/{row.id}/form").text
    assert "Dokumentu neizdevās sagatavot" in page
    assert "no 1 līdz 2" in page
    house.change(row, problem={"code": "store.write", "sentence": "/secret/place", "params": {}})
    page = parent.get(f"/documents/{row.id}/form").text
    assert "Mūsu pusē radās kļūda" in page
    assert "/secret/place" not in page


def test_waiting_page_leads_on_when_the_document_is_there(house: House, parent: Visitor) -> None:
    row = house.draft()
    house.change(row, issue_requested_at=row.created_at)
    json = {"Accept": "application/json"}
    waiting = parent.get(f"/documents/{row.id}/making.json", headers=json).json or {}
    assert waiting["location"] is None
    assert 'http-equiv="refresh"' in parent.get(f"/documents/{row.id}/making").text
    issued = house.issued()
    ready = parent.get(f"/documents/{issued.id}/making.json", headers=json).json or {}
    assert ready["location"] == f"/documents/{issued.id}/preview"
    assert parent.get(f"/documents/{issued.id}/making").location == f"/documents/{issued.id}/preview"


def test_waiting_page_says_when_it_takes_longer(house: House, parent: Visitor) -> None:
    row = house.draft()
    parent.post(f"/documents/{row.id}/form", **_form(row, action="next"))
    with house.app.database.writing() as session:
        session.query(Job).update({"problem_code": "office.hung"})
    assert "ilgāk nekā parasti" in parent.get(f"/documents/{row.id}/making").text


def test_correcting_twice_leads_to_the_same_draft(house: House, parent: Visitor) -> None:
    row = house.issued()
    first = parent.post(f"/documents/{row.id}/correct").location
    assert parent.post(f"/documents/{row.id}/correct").location == first
    assert first is not None
    assert parent.get(f"/documents/{row.id}").location == first
    assert parent.get(f"/documents/{row.id}/preview").location == first
    assert parent.get(first).location == f"{first}/form"


def test_list_says_where_each_document_stands(house: House, parent: Visitor) -> None:
    assert "Šeit vēl nekā nav" in parent.get("/documents").text
    house.draft()
    house.issued()
    refused = house.received()
    house.change(
        refused, refused_at=refused.signed_at, refusal_ground="no_resources", refusal_note="Piezīme."
    )
    registered = house.received()
    house.change(registered, withdrawn_at=registered.signed_at)
    page = parent.get("/documents").text
    for words in ("Melnraksts", "Jāparaksta", "Pakalpojums ir atteikts"):
        assert words in page
    assert page.count('class="badge') == 3
    receipt = parent.get(f"/documents/{refused.id}/receipt").text
    assert "nav pieejami resursi" in receipt
    assert "Piezīme." in receipt
