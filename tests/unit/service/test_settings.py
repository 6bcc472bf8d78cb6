"""Settings: unknown or missing keys stop the start with their names."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from service.settings import load_settings
from signing.errors import GiveUp


def refused(environment: dict[str, str], file: Path | None = None) -> str:
    with pytest.raises(GiveUp) as failure:
        load_settings(file, environment)
    return str(failure.value)


@pytest.mark.parametrize(
    ("variable", "named"),
    [
        ("PIELIKUMS_WEB__PROT", "web.prot"),
        ("PIELIKUMS_WBE__PORT", "wbe"),
        ("PIELIKUMS_PORT", "port"),
        ("PIELIKUMS_WEB__PORT", "web.port"),
        ("PIELIKUMS_WEB", "web"),
    ],
)
def test_an_unknown_or_unfit_key_of_the_environment_is_named(variable: str, named: str) -> None:
    assert named in refused({variable: "http"})


def test_an_unknown_key_of_the_file_is_named(tmp_path: Path) -> None:
    file = tmp_path / "pielikums.toml"
    file.write_text("[web]\nprot = 1\n", encoding="utf-8")
    assert "web.prot" in refused({}, file)


def test_a_file_that_is_missing_or_no_toml_is_named(tmp_path: Path) -> None:
    assert "missing.toml" in refused({"PIELIKUMS_CONFIG": str(tmp_path / "missing.toml")})
    file = tmp_path / "bad.toml"
    file.write_text("[web\n", encoding="utf-8")
    assert "bad.toml" in refused({}, file)


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    file = tmp_path / "pielikums.toml"
    file.write_text("[web]\nport = 1\nhost = '0.0.0.0'\n", encoding="utf-8")
    settings = load_settings(file, {"PIELIKUMS_WEB__PORT": "2"})
    assert (settings.web.port, settings.web.host) == (2, "0.0.0.0")  # noqa: S104


def test_lists_in_the_environment_are_separated_by_commas() -> None:
    settings = load_settings(None, {"PIELIKUMS_SIGNING__TIMESTAMP_URLS": "http://a, http://b"})
    assert settings.signing.timestamp_urls == ("http://a", "http://b")


def test_settings_cannot_be_changed() -> None:
    settings = load_settings(None, {})
    with pytest.raises(ValidationError):
        settings.web.port = 1  # type: ignore[misc]


def test_production_names_every_real_part_that_is_missing() -> None:
    said = refused({"PIELIKUMS_SERVICE__PRODUCTION": "true"})
    for key in (
        "database.url",
        "signing.timestamp_urls",
        "trust.list_of_lists_url",
        "signing.provider",
        "provider",
    ):
        assert key in said
