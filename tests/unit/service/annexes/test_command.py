"""``pielikums check`` takes every annex by code and by slug."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from service.annexes.catalogue import Catalogue
from service.cli import pielikums
from tests.unit.service.annexes.conftest import ANNEXES

CODES = list(Catalogue.load(ANNEXES))


def run(tmp_path: Path, code: str, data: Any, *options: str) -> Result:
    path = tmp_path / "data.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    return CliRunner().invoke(pielikums, ["check", code, str(path), "--at", "2026-11-23", *options])


@pytest.mark.parametrize("code", CODES)
def test_the_sample_of_every_annex_is_good_by_code_and_by_slug(
    tmp_path: Path, catalogue: Catalogue, code: str
) -> None:
    annex = catalogue[code]
    for name in (code, annex.definition.slug):
        result = run(tmp_path, name, annex.sample(), "--json")
        assert (result.exit_code, json.loads(result.stdout)) == (0, {"ok": True, "errors": []})


@pytest.mark.parametrize("code", CODES)
def test_an_unknown_key_is_refused_in_every_annex(tmp_path: Path, catalogue: Catalogue, code: str) -> None:
    result = run(tmp_path, code, {**catalogue[code].sample(), "nav": 1}, "--json")
    errors = json.loads(result.stdout)["errors"]
    assert result.exit_code == 1
    assert [(error["path"], error["code"]) for error in errors] == [("nav", "key.unknown")]


@pytest.mark.parametrize("code", CODES)
def test_an_empty_draft_is_good_and_an_empty_form_is_not(tmp_path: Path, code: str) -> None:
    assert run(tmp_path, code, {}, "--draft").exit_code == 0
    result = run(tmp_path, code, {}, "--json")
    assert result.exit_code == 1
    assert {error["code"] for error in json.loads(result.stdout)["errors"]} == {"missing"}


def test_a_key_with_dots_is_named_whole(tmp_path: Path, catalogue: Catalogue) -> None:
    data = catalogue["4.3.8/parent"].sample()
    data["answers"]["2.1.a"] = 11
    errors = json.loads(run(tmp_path, "evaluation-parent", data, "--json").stdout)["errors"]
    assert [error["path"] for error in errors] == ["answers.2.1.a"]


def test_the_writer_is_told_of_notices_but_not_in_json(tmp_path: Path, catalogue: Catalogue) -> None:
    data = catalogue["4.3.6"].sample()
    data["entries"] = [
        {**data["entries"][0], "date": f"2026-12-{day:02d}", "hours": "8"} for day in range(1, 11)
    ]
    told = run(tmp_path, "4.3.6", data)
    assert told.exit_code == 0
    assert "entries: " in told.stderr
    assert json.loads(run(tmp_path, "4.3.6", data, "--json").stdout) == {"ok": True, "errors": []}


def test_limits_are_settings_of_the_provider(
    tmp_path: Path, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIELIKUMS_LIMITS__HOURS_PER_TERM", "3")
    result = run(tmp_path, "4.3.6", catalogue["4.3.6"].sample(), "--json")
    assert [error["code"] for error in json.loads(result.stdout)["errors"]] == ["hours.term"]
