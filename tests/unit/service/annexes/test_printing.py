"""What a template gets: every field there, and rows to loop over."""

from __future__ import annotations

from typing import Any

from service.annexes.context import template_context
from service.annexes.definition import AnnexDefinition
from service.annexes.given import Given, PortfolioKnowledge
from service.documents.charts.model import Chart
from service.settings import Settings
from tests.unit.service.annexes.samples import DAY, annex_of

SETTINGS = Settings()
ANNEX = annex_of(
    {"key": "signs", "type": "marks", "options": [1, 2]},
    {"key": "kind", "type": "choice", "options": ["a", "b"]},
    {"key": "results", "type": "answers_yes_no", "statements": ["Viens", "Divi"]},
    {
        "key": "rows",
        "type": "list",
        "item": {
            "key": "row",
            "type": "group",
            "fields": [
                {"key": "what", "type": "text"},
                {"key": "kind", "type": "choice", "options": ["a", "b"]},
            ],
        },
    },
    {"key": "group", "type": "group", "fields": [{"key": "1.1", "type": "scale"}]},
)
SIGNER = {
    "role": "mentor",
    "label": {"lv": "M", "en": "M"},
    "place": {"width_mm": 80, "height_mm": 20},
}


def context(data: Any, annex: AnnexDefinition = ANNEX, **more: Any) -> dict[str, Any]:
    given = Given(data, DAY, portfolio=more.pop("portfolio", PortfolioKnowledge()))
    whole = {"known": {}, "charts": {}, "portfolio_number": None, "draft": False, **more}
    return template_context(annex, given, settings=SETTINGS, **whole)


def test_what_was_left_out_is_there_and_empty() -> None:
    values = context({})
    assert values["signs"] == values["results"] == values["rows"] == []
    assert values["kind"] == values["group"]["1.1"] == ""


def test_rows_have_every_field_too() -> None:
    assert context({"rows": [{"kind": "a"}, None]})["rows"] == [
        {"what": "", "kind": "a"},
        {"what": "", "kind": ""},
    ]


def test_false_and_zero_are_values() -> None:
    annex = annex_of({"key": "yes", "type": "boolean"}, {"key": "count", "type": "integer"})
    values = context({"yes": False, "count": 0}, annex)
    assert (values["yes"], values["count"]) == (False, 0)


def test_options_come_with_their_marks_in_the_order_of_the_form() -> None:
    form = context({"signs": [2], "kind": "a"})["form"]
    assert [(row["value"], row["marked"]) for row in form["signs"]] == [(1, False), (2, True)]
    assert [(row["label"], row["marked"]) for row in form["kind"]] == [("a", True), ("b", False)]


def test_statements_come_with_their_answers_or_none() -> None:
    assert context({"results": [False]})["form"]["results"] == [
        {"number": 1, "statement": "Viens", "answer": False},
        {"number": 2, "statement": "Divi", "answer": None},
    ]


def test_the_form_follows_the_rows_of_the_data() -> None:
    rows = context({"rows": [{"kind": "b"}, {}]})["form"]["rows"]
    assert [[option["marked"] for option in row["kind"]] for row in rows] == [[False, True], [False, False]]


def test_a_provider_of_the_data_wins_over_the_settings_and_the_rest_of_them_stays() -> None:
    annex = annex_of({"key": "provider", "type": "group", "fields": [{"key": "name", "type": "text"}]})
    provider = context({"provider": {"name": "Cits sniedzējs"}}, annex)["provider"]
    assert provider["name"] == "Cits sniedzējs"
    assert provider["data_controller"] == SETTINGS.provider.data_controller
    assert context({})["provider"] == SETTINGS.provider.model_dump()


def test_the_note_of_signatures_stands_only_where_people_will_sign() -> None:
    signed = annex_of({"key": "a", "type": "text"}, signing=[{"signers": [SIGNER]}])
    assert context({}, signed)["doc"]["note"] == SETTINGS.signing.note
    assert context({}, signed, draft=True)["doc"]["note"] is None
    assert context({})["doc"]["note"] is None


def test_the_portfolio_number_is_that_of_the_portfolio_unless_given() -> None:
    known = PortfolioKnowledge(portfolio_number="17")
    assert context({})["doc"]["portfolio_number"] is None
    assert context({}, portfolio=known)["doc"]["portfolio_number"] == "17"
    assert context({}, portfolio=known, portfolio_number="18")["doc"]["portfolio_number"] == "18"


def test_a_chart_has_its_words_or_none() -> None:
    charts = {"drawn": Chart(b"", "Skaitļi"), "nothing": None}
    assert context({}, charts=charts)["chart"] == {"drawn": {"alt": "Skaitļi"}, "nothing": {"alt": ""}}
