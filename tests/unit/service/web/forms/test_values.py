"""What is typed becomes the JSON of the annex, and is kept where it is wrong."""

from __future__ import annotations

from typing import Any

import pytest

from service.annexes.catalogue import Catalogue
from service.annexes.definition import Field
from service.settings import Settings
from service.web.forms.values import data_from_form, initial_data, typed_text

_LABEL = {"lv": "x", "en": "x"}


def _field(key: str, kind: str, **more: Any) -> Field:
    return Field.model_validate({"key": key, "type": kind, "label": _LABEL, **more})


def _posted(data: Any, prefix: str = "") -> dict[str, str]:
    """What a browser would send for a form that shows ``data``."""
    if isinstance(data, dict):
        nested = (_posted(value, f"{prefix}.{key}" if prefix else key) for key, value in data.items())
        return {name: text for form in nested for name, text in form.items()}
    if isinstance(data, bool):
        return {prefix: "true" if data else "false"}
    return {prefix: str(data)}


@pytest.mark.parametrize("code", ["4.1", "4.2"])
def test_a_filled_form_gives_the_samples_json(code: str) -> None:
    annex = Catalogue.load(Settings().service.annex_dir)[code]
    sample = annex.sample()
    assert data_from_form(annex.definition.fields, _posted(sample)) == sample


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("13", 13),
        (" 13 ", 13),
        ("-1", -1),
        ("trīspadsmit", "trīspadsmit"),
        ("13,5", "13,5"),
        ("1" * 40, "1" * 40),
        ("٣", "٣"),
    ],
)
def test_a_number_that_is_none_stays_the_text_that_was_typed(typed: str, kept: object) -> None:
    assert data_from_form([_field("age", "integer")], {"age": typed}) == {"age": kept}
    assert typed_text(kept) == typed.strip()


def test_what_is_empty_is_left_out_and_an_unticked_consent_is_false() -> None:
    fields = [
        _field("name", "text"),
        _field("age", "integer"),
        _field("receives", "boolean"),
        _field("agreed", "consent"),
        _field("person", "group", fields=[{"key": "name", "type": "text", "label": _LABEL}]),
    ]
    assert data_from_form(fields, {"name": "  ", "person.name": "", "unknown": "x"}) == {"agreed": False}


@pytest.mark.parametrize(("typed", "kept"), [("true", True), ("false", False), ("maybe", "maybe")])
def test_an_answer_is_yes_no_or_whatever_was_sent(typed: str, kept: object) -> None:
    assert data_from_form([_field("receives", "boolean")], {"receives": typed}) == {"receives": kept}


def test_lines_of_a_long_text_are_kept() -> None:
    assert data_from_form([_field("note", "long_text")], {"note": "  one\r\n\r\ntwo\r\n"}) == {
        "note": "  one\n\ntwo"
    }


def test_a_new_form_holds_what_the_settings_say_and_no_consent() -> None:
    annex = Catalogue.load(Settings().service.annex_dir)["4.2"]
    data = initial_data(annex.definition.fields, {"provider.name": "Paraugs", "other": "x"})
    assert data["recipient"] == {"name": "Paraugs"}
    assert set(data["consents"].values()) == {False}
    assert set(data) == {"recipient", "consents"}
