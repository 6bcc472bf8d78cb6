"""Signing on the pages: safe against double clicks and the back button, plain about what is going on."""

from __future__ import annotations

import pytest

from service.accounts import Role
from service.db.tables import Document, Job
from service.pipeline.signing import AttemptState
from tests.unit.service.web.conftest import House, Visitor

_JSON = {"Accept": "application/json"}


@pytest.fixture
def parent(house: House) -> Visitor:
    return house.visitor(Role.LEGAL_REPRESENTATIVE)


@pytest.fixture
def row(house: House) -> Document:
    return house.issued()


def _begin(parent: Visitor, row: Document) -> str:
    location = parent.post(f"/documents/{row.id}/sign", role="legal_representative").location or ""
    return location.rpartition("/")[2]


def test_preview_shows_the_very_pages_and_the_text(parent: Visitor, row: Document) -> None:
    page = parent.get(f"/documents/{row.id}/preview").text
    assert 'alt="Lappuse 1 no 2"' in page
    assert 'alt="Lappuse 2 no 2"' in page
    assert row.data["child"]["surname"] in page
    picture = parent.get(f"/documents/{row.id}/pages/2.png?width=800")
    assert (picture.mimetype, picture.data[:4]) == ("image/png", b"\x89PNG")
    assert parent.get(f"/documents/{row.id}/document.pdf").data.startswith(b"%PDF")


@pytest.mark.parametrize("address", ["3.png?width=800", "0.png?width=800", "1.png?width=99999", "1.png"])
def test_pages_and_widths_that_are_not_offered_are_not_there(
    parent: Visitor, row: Document, address: str
) -> None:
    assert parent.get(f"/documents/{row.id}/pages/{address}").status_code == 404


def test_a_second_click_leads_to_the_same_signature(parent: Visitor, row: Document) -> None:
    attempt = _begin(parent, row)
    assert _begin(parent, row) == attempt
    assert parent.get(f"/signing/{attempt}").location == f"/development/provider/{attempt}"


def test_providers_page_names_document_and_person(parent: Visitor, row: Document) -> None:
    page = parent.get(f"/development/provider/{_begin(parent, row)}").text
    assert "DEVELOPMENT" in page
    assert row.data["applicant"]["personal_code"] in page
    assert (row.revision_sha256 or "x") in page


def test_confirming_twice_signs_once_as_the_named_person(
    house: House, parent: Visitor, row: Document
) -> None:
    attempt = _begin(parent, row)
    for who in ("named", "other"):
        answer = parent.post(
            f"/development/provider/{attempt}/confirm",
            who=who,
            given_name="Cits",
            surname="Cits",
            personal_code="010190-10001",
        )
        assert answer.location == f"/signing/{attempt}"
    kept = house.attempt(attempt)
    assert kept.state == AttemptState.CHOSEN
    applicant = row.data["applicant"]
    assert kept.choice == {name: applicant[name] for name in ("given_name", "surname", "personal_code")}
    assert parent.get(f"/development/provider/{attempt}").location == f"/signing/{attempt}"


def test_somebody_else_must_be_named_in_full(house: House, parent: Visitor, row: Document) -> None:
    attempt = _begin(parent, row)
    answer = parent.post(
        f"/development/provider/{attempt}/confirm",
        who="other",
        given_name="Pēteris",
        surname="",
        personal_code="12",
    )
    assert answer.status_code == 422
    assert 'value="Pēteris"' in answer.text
    assert 'id="personal_code-error"' in answer.text
    assert house.attempt(attempt).state == AttemptState.REQUESTED


def test_cancelling_is_no_disaster(house: House, parent: Visitor, row: Document) -> None:
    attempt = _begin(parent, row)
    parent.post(f"/development/provider/{attempt}/cancel")
    page = parent.get(f"/signing/{attempt}").text
    assert "Nav parakstīts" in page
    assert "Mēģināt vēlreiz" in page
    assert _begin(parent, row) != attempt


def test_steps_are_told_in_words(house: House, parent: Visitor, row: Document) -> None:
    attempt = _begin(parent, row)
    house.change(house.attempt(attempt), state=AttemptState.VALUED, choice={})
    page = parent.get(f"/signing/{attempt}").text
    assert page.count('class="done"') == 2
    assert page.count('class="current"') == 1
    status = parent.get(f"/signing/{attempt}.json", headers=_JSON).json or {}
    assert [step["state"] for step in status["steps"]] == ["done", "done", "current", "todo"]
    assert status["location"] is None


def test_a_missing_time_stamp_is_told_as_what_it_is(house: House, parent: Visitor, row: Document) -> None:
    attempt = _begin(parent, row)
    problem = {"sentence": "x", "params": {}}
    house.change(
        house.attempt(attempt), state=AttemptState.VALUED, problem_code="timestamp.down", problem=problem
    )
    assert "Parakstīts, gaida laika zīmogu" in parent.get(f"/signing/{attempt}").text
    assert "Parakstīts, gaida laika zīmogu" in parent.get("/documents").text
    assert "jau tiek parakstīts" in parent.get(f"/documents/{row.id}/preview").text


def test_a_missing_part_is_told_as_a_delay(house: House, parent: Visitor, row: Document) -> None:
    attempt = _begin(parent, row)
    parent.post(f"/development/provider/{attempt}/confirm", who="named")
    assert "ilgāk nekā parasti" not in parent.get(f"/signing/{attempt}").text
    with house.app.database.writing() as session:
        session.query(Job).update({"problem_code": "sign.provider"})
    assert "ilgāk nekā parasti" in parent.get(f"/signing/{attempt}").text


def test_a_refusal_says_why_and_what_to_do(house: House, parent: Visitor, row: Document) -> None:
    attempt = _begin(parent, row)
    problem = {"sentence": "Nobody signs this document in that role.", "params": {}}
    house.change(
        house.attempt(attempt), state=AttemptState.REFUSED, problem_code="sign.role", problem=problem
    )
    page = parent.get(f"/signing/{attempt}").text
    assert "Paraksts netika pieņemts" in page
    assert "Mēģināt vēlreiz" in page
    status = parent.get(f"/signing/{attempt}.json", headers=_JSON).json or {}
    assert status["location"] == f"/signing/{attempt}"


def test_receipt_says_who_signed_and_when(house: House, parent: Visitor) -> None:
    row = house.received()
    page = parent.get(f"/documents/{row.id}/receipt").text
    assert "LĪGA PARAUGA, 150385-10009" in page
    assert "20.11.2026. 10:15" in page
    download = parent.get(f"/documents/{row.id}/signed.pdf")
    assert download.headers["Content-Disposition"] == "attachment; filename=pielikums-4.1.pdf"


def test_signing_again_what_is_signed_is_refused(house: House, parent: Visitor) -> None:
    row = house.received()
    assert parent.post(f"/documents/{row.id}/sign", role="legal_representative").status_code == 409
    assert parent.get(f"/documents/{row.id}/preview").location == f"/documents/{row.id}/receipt"


def test_nobody_sees_anothers_signature(house: House, parent: Visitor, row: Document) -> None:
    attempt = _begin(parent, row)
    child = house.visitor(Role.CHILD)
    assert child.get(f"/signing/{attempt}").status_code == 404
    assert child.get(f"/development/provider/{attempt}").status_code == 404
    assert child.post(f"/development/provider/{attempt}/cancel").status_code == 404
    assert house.attempt(attempt).state == AttemptState.REQUESTED
