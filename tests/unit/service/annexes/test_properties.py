"""Of every annex: valid data pass, invalid data are refused with a path, and nothing else comes out."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.annexes.catalogue import Catalogue
from service.annexes.checks import check_data
from service.annexes.context import template_context
from service.annexes.definition import AnnexDefinition
from service.annexes.fields import Field
from service.annexes.given import Given
from service.annexes.known import known_of
from service.annexes.rules import RULES
from service.settings import Settings
from tests.strategies import MENDERS, invalid_data, valid_data
from tests.unit.service.annexes.conftest import ANNEXES
from tests.unit.service.annexes.samples import DAY

DEFINITIONS: Final = {code: annex.definition for code, annex in Catalogue.load(ANNEXES).items()}
EVERY_ANNEX: Final = pytest.mark.parametrize("code", DEFINITIONS)
SOME: Final = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))


def paths_found(annex: AnnexDefinition, data: Any, *, draft: bool = False) -> list[str]:
    found = check_data(annex, data, on=DAY, defaults={}, draft=draft).findings
    return [finding.path for finding in found]


def places_in(value: Any, prefix: str = "") -> Iterator[str]:
    """Path of everything in the data."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in pairs:
        yield f"{prefix}{key}"
        yield from places_in(item, f"{prefix}{key}.")


def fields_in(group: Field, prefix: str = "") -> Iterator[str]:
    """Pattern of the path of every field of the form."""
    for field in group.fields:
        path = prefix + re.escape(field.key)
        yield path
        yield from fields_in(field.item or field, rf"{path}\.\d+\." if field.item else rf"{path}\.")


def is_there(annex: AnnexDefinition, data: Any, path: str) -> bool:
    """Whether the path leads to something in the data or to a field of the form."""
    return path in places_in(data) or any(re.fullmatch(field, path) for field in fields_in(annex.root))


@EVERY_ANNEX
@given(data=st.data())
@SOME
def test_valid_data_pass_as_document_and_as_draft(code: str, data: st.DataObject) -> None:
    annex = DEFINITIONS[code]
    made = data.draw(valid_data(annex, DAY))
    assert paths_found(annex, made) == []
    assert paths_found(annex, made, draft=True) == []


@EVERY_ANNEX
@given(data=st.data())
@SOME
def test_what_is_kept_passes_again_and_stays_the_same(code: str, data: st.DataObject) -> None:
    annex = DEFINITIONS[code]
    made = data.draw(valid_data(annex, DAY))
    untouched = copy.deepcopy(made)
    kept = check_data(annex, made, on=DAY, defaults={}).data
    assert made == untouched
    assert check_data(annex, kept, on=DAY, defaults={}).data == kept


@EVERY_ANNEX
@given(data=st.data())
@SOME
def test_invalid_data_are_refused_at_their_path_and_nowhere_that_does_not_exist(
    code: str, data: st.DataObject
) -> None:
    annex = DEFINITIONS[code]
    spoiled = data.draw(invalid_data(annex, DAY))
    found = paths_found(annex, spoiled.data)
    assert spoiled.path in found
    assert all(is_there(annex, spoiled.data, path) for path in found)


@EVERY_ANNEX
@given(data=st.data())
@SOME
def test_a_template_gets_every_value_of_valid_data(code: str, data: st.DataObject) -> None:
    annex = DEFINITIONS[code]
    made = check_data(annex, data.draw(valid_data(annex, DAY)), on=DAY, defaults={}).data
    facts = Given(made, DAY)
    context = template_context(
        annex,
        facts,
        settings=Settings(),
        known=known_of(annex, facts),
        charts={},
        portfolio_number=None,
        draft=False,
    )
    assert all(holds(context[key], value) for key, value in made.items())


def holds(printed: Any, value: Any) -> bool:
    """Whether what is printed has everything of the value."""
    if isinstance(value, dict):
        return all(holds(printed[key], item) for key, item in value.items())
    if isinstance(value, list):
        return len(printed) == len(value) and all(map(holds, printed, value))
    return bool(printed == value)


JSON: Final = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@EVERY_ANNEX
@given(data=st.data())
@SOME
def test_any_json_is_answered_with_findings(code: str, data: st.DataObject) -> None:
    annex = DEFINITIONS[code]
    keys = st.sampled_from([field.key for field in annex.fields])
    anything = data.draw(JSON | st.dictionaries(keys, JSON, max_size=5))
    assert paths_found(annex, anything)
    for finding in check_data(annex, anything, on=DAY, defaults={}, draft=True).findings:
        assert finding.message


def test_every_rule_is_one_that_valid_data_are_made_for() -> None:
    assert set(MENDERS) == set(RULES)
