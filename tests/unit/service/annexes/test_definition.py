"""A definition that is not good stops the start, and says what is wrong."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import ValidationError

from service.annexes.catalogue import Catalogue
from service.annexes.references import broken_references
from service.annexes.rules import RULES
from signing.errors import GiveUp
from tests.unit.service.annexes.conftest import ANNEXES
from tests.unit.service.annexes.samples import annex_of

TEXT = {"key": "a", "type": "text"}


@pytest.mark.parametrize(
    "field",
    [
        {"key": "a", "type": "group"},
        {"key": "a", "type": "list"},
        {"key": "a", "type": "choice"},
        {"key": "a", "type": "marks"},
        {"key": "a", "type": "scales"},
        {"key": "a", "type": "answers_yes_no"},
        {"key": "a", "type": "text", "options": ["x"]},
        {"key": "a", "type": "scale", "statements": ["x"]},
        {"key": "a", "type": "text", "item": TEXT},
        {"key": "a", "type": "marks", "options": ["x"], "requires": ["y"]},
        {"key": "a", "type": "choice", "options": ["x"], "item": TEXT},
        {"key": "a", "type": "nothing"},
        {"key": "a", "type": "text", "colour": "red"},
    ],
)
def test_a_field_has_the_parts_of_its_type_and_no_others(field: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        annex_of(field)


def test_an_annex_is_either_signed_or_sealed() -> None:
    with pytest.raises(ValidationError, match="either signing or sealed_by"):
        annex_of(TEXT, signing=[])
    signer = {
        "role": "mentor",
        "label": {"lv": "M", "en": "M"},
        "place": {"width_mm": 80, "height_mm": 20},
    }
    with pytest.raises(ValidationError, match="either signing or sealed_by"):
        annex_of(TEXT, signing=[{"signers": [signer]}], sealed_by="provider")


RULE = {"name": "in_order", "at": "a", "arguments": {"from": "a"}, "source": "paraugs"}


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"rules": [{**RULE, "name": "in_disorder"}]}, "no rule 'in_disorder'"),
        ({"rules": [{**RULE, "at": "b"}]}, "no field at 'b'"),
        ({"rules": [{**RULE, "at": "a.*"}]}, "no field at 'a.*'"),
        ({"rules": [{**RULE, "arguments": {"from": ["a", "b"]}}]}, "no field at 'b'"),
        ({"notices": [{**RULE, "name": "in_order"}]}, "no notice 'in_order'"),
        ({"known": ["everything"]}, "no known 'everything'"),
        ({"known": ["self_assessment"], "subject": "a"}, "no field at 'phase'"),
        ({"subject": "child"}, "no field at 'child'"),
    ],
)
def test_what_a_definition_names_must_be_there(more: dict[str, Any], told: str) -> None:
    assert broken_references(annex_of(TEXT, **more))[0] == told


def test_the_arguments_of_a_rule_are_in_its_own_rows() -> None:
    days = {"key": "days", "type": "list", "item": {"key": "item", "type": "date"}}
    rule = {**RULE, "arguments": {"from": "days.*"}}
    assert broken_references(annex_of(TEXT, days, rules=[rule])) == (
        "rule 'in_order' stands at 'a', not in the rows of 'days.*'",
    )
    assert broken_references(annex_of(TEXT, days, rules=[{**rule, "at": "days.*"}])) == ()


def test_a_signer_and_their_condition_are_found_in_the_data() -> None:
    signer = {
        "role": "child",
        "person": "child",
        "when": {"path": "agrees", "equals": True},
        "label": {"lv": "M", "en": "M"},
        "place": {"width_mm": 80, "height_mm": 20},
    }
    annex = annex_of(TEXT, signing=[{"signers": [signer]}])
    assert broken_references(annex) == ("no field at 'child'", "no field at 'agrees'")


def test_a_condition_names_a_field_beside() -> None:
    field = {**TEXT, "when": {"key": "b", "equals": True}}
    assert broken_references(annex_of(field)) == ("no field 'b' beside 'a'",)


@pytest.mark.parametrize("key", ["form", "known", "chart", "doc"])
def test_a_field_may_not_take_a_name_that_templates_use(key: str) -> None:
    assert broken_references(annex_of({**TEXT, "key": key})) == (f"a field may not be called {key!r}",)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("_shared", "4.1"):
        shutil.copytree(ANNEXES / name, tmp_path / name, ignore=shutil.ignore_patterns("fonts"))
    return tmp_path


def spoil(folder: Path, **change: Any) -> None:
    path = folder / "4.1" / "annex.yaml"
    raw = {**yaml.safe_load(path.read_text(encoding="utf-8")), **change}
    path.write_text(yaml.safe_dump(raw, allow_unicode=True), encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"rules": [{**RULE, "name": "nothing"}]}, "annex.references"),
        ({"colour": "red"}, "annex.definition"),
        ({"fields": [{"use": "nothing"}]}, "annex.definition"),
        ({"sections": []}, "annex.definition"),
    ],
)
def test_a_bad_definition_stops_the_start_and_names_its_file(
    folder: Path, change: dict[str, Any], code: str
) -> None:
    spoil(folder, **change)
    with pytest.raises(GiveUp) as stopped:
        Catalogue.load(folder)
    assert stopped.value.code == code
    assert str(folder / "4.1" / "annex.yaml") in stopped.value.params.values()


def test_a_folder_needs_no_code_to_become_an_annex(folder: Path) -> None:
    spoil(folder, code="5.1/new", slug="new")
    assert list(Catalogue.load(folder)) == ["5.1/new"]


def test_an_annex_is_found_by_its_code_and_by_its_slug(catalogue: Catalogue) -> None:
    assert catalogue.find("4.3.8/mentee") is catalogue.find("evaluation-mentee")


def test_every_rule_has_a_source_and_is_of_use(catalogue: Catalogue) -> None:
    rules = [rule for annex in catalogue.values() for rule in annex.definition.rules]
    notices = [rule for annex in catalogue.values() for rule in annex.definition.notices]
    assert all(rule.source.strip() for rule in (*rules, *notices))
    assert {rule.name for rule in rules} == set(RULES)
