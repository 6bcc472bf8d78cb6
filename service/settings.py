"""All settings: one frozen object, read once from the defaults, one TOML file and the environment.

A key is ``section.name`` in the file and ``PIELIKUMS_SECTION__NAME`` in the environment, which wins. A key
that nobody knows, or one that is missing, stops the start and is named.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from signing.errors import GiveUp

ENVIRONMENT_PREFIX = "PIELIKUMS_"
FILE_VARIABLE = "PIELIKUMS_CONFIG"
REPOSITORY = Path(__file__).resolve().parent.parent


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Service(_Section):
    """The installation as a whole."""

    production: bool = False
    """Refuses every development part: keys, TSA, trust list, accounts."""
    data_dir: Path = Path("var")
    """Where the embedded adapters keep everything: database, blobs, archive, development keys, mail."""
    annex_dir: Path = REPOSITORY / "templates" / "annex"
    """The catalogue of annexes: one folder per annex."""
    language: Literal["lv", "en"] = "lv"
    """Language of the command line and of pages for a reader who has chosen none."""
    time_zone: str = "Europe/Riga"


class Provider(_Section):
    """The service provider that runs this installation: printed on the forms."""

    name: str = "Nodibinājums “Paraugs bērniem”"
    form_name: str = "nodibinājums “Sociālā atbalsta un izglītības fonds”"
    """The provider as the forms' data processing notice names it (the source's own wording)."""
    registration_number: str = "40008000009"
    address: str = "Parauga iela 1, Rīga, LV-1001"
    email: str = "info@paraugs.example"
    phone: str = "+371 20000000"
    data_controller: str = (
        "Nodibinājums “Paraugs bērniem”, Parauga iela 1, Rīga, kontaktpersona: Paraugs Paraudziņš"
    )
    """The controller of personal data as the agreements name it (4.3.2, clause 8; 4.3.3, clause 7)."""


class Database(_Section):
    url: str | None = None
    """SQLAlchemy URL; SQLite in the data folder when absent."""


class Office(_Section):
    """LibreOffice, which turns filled documents into PDF."""

    soffice: str = "soffice"
    python: str | None = None
    """A Python that has LibreOffice's ``uno`` module; looked for when absent."""
    instances: Annotated[int, Field(ge=1, le=32)] = 1
    seconds_per_document: Annotated[float, Field(gt=0)] = 60.0
    documents_per_instance: Annotated[int, Field(ge=1)] = 500
    """An instance is replaced after this many, before its memory grows."""


class Web(_Section):
    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535)] = 8570
    public_url: str | None = None
    """The address people use, without a final slash; ``http://host:port`` when absent."""
    secret_key_file: Path | None = None
    """Secret for sessions; in development one is made in the data folder."""
    threads: Annotated[int, Field(ge=1, le=64)] = 8
    max_upload_mebibytes: Annotated[int, Field(ge=1, le=100)] = 25
    session_hours: Annotated[float, Field(gt=0, le=24)] = 8.0


class Signing(_Section):
    provider: str = "development"
    """The way to sign that is used when none is chosen."""
    timestamp_urls: tuple[str, ...] = ()
    """RFC 3161 authorities in order of preference; the development authority when empty."""
    responder_hosts: tuple[str, ...] = ("ocsp.eparaksts.lv", "www.eparaksts.lv")
    """Hosts that certificates may point to for OCSP, revocation lists and issuers; no others are asked."""
    note: str = "Dokuments parakstīts ar drošu elektronisko parakstu un satur laika zīmogu"
    """Printed on documents that people will sign with qualified signatures (annex rules, conventions)."""
    seconds_per_call: Annotated[float, Field(gt=0, le=120)] = 20.0


class Limits(_Section):
    """How much of the service a child may have (service description, 1.2 and 2.5)."""

    hours_per_term: Annotated[Decimal, Field(gt=0)] = Decimal(84)
    months_per_term: Annotated[int, Field(ge=1)] = 12
    pocket_money_per_month: Annotated[Decimal, Field(ge=0, decimal_places=2)] = Decimal("50.00")
    """In euro; what is left of a month carries over within the term."""
    reporting_hours_per_month: Annotated[Decimal, Field(ge=0)] = Decimal(2)
    """For writing reports and the closure report."""

    @property
    def pocket_money_per_term(self) -> Decimal:
        """In euro."""
        return self.pocket_money_per_month * self.months_per_term


class Trust(_Section):
    list_of_lists_url: str | None = None
    """EU list of trusted lists; the development one when absent."""
    territories: tuple[str, ...] = ("LV",)


class Development(_Section):
    """The development authority: test PKI, time stamps, OCSP and trusted lists on loopback."""

    authority_port: Annotated[int, Field(ge=1, le=65535)] = 8571


class Settings(_Section):
    """Everything that an operator can set."""

    service: Service = Service()
    provider: Provider = Provider()
    database: Database = Database()
    office: Office = Office()
    web: Web = Web()
    signing: Signing = Signing()
    limits: Limits = Limits()
    trust: Trust = Trust()
    development: Development = Development()

    @model_validator(mode="after")
    def _production_needs_real_parts(self) -> Settings:
        if not self.service.production:
            return self
        missing = [
            name
            for name, absent in (
                ("database.url", self.database.url is None),
                ("signing.timestamp_urls", not self.signing.timestamp_urls),
                ("trust.list_of_lists_url", self.trust.list_of_lists_url is None),
                ("web.public_url", self.web.public_url is None),
                ("web.secret_key_file", self.web.secret_key_file is None),
            )
            if absent
        ]
        if "provider" not in self.model_fields_set:
            missing.append("provider")
        if self.signing.provider == "development":
            missing.append("signing.provider")
        if missing:
            msg = "service.production needs: " + ", ".join(missing)
            raise ValueError(msg)
        return self

    @property
    def data_dir(self) -> Path:
        return self.service.data_dir.absolute()

    @cached_property
    def database_url(self) -> str:
        return self.database.url or f"sqlite:///{self.data_dir / 'pielikums.db'}"

    @property
    def form_defaults(self) -> dict[str, str]:
        """Values that annex definitions may name as a field's default, by path."""
        return {f"provider.{key}": value for key, value in self.provider.model_dump().items()}

    @property
    def public_url(self) -> str:
        return self.web.public_url or f"http://{self.web.host}:{self.web.port}"


def load_settings(file: Path | None = None, environment: Mapping[str, str] | None = None) -> Settings:
    """Read the settings.

    Args:
        file: the TOML file; ``PIELIKUMS_CONFIG`` of the environment when absent, else none.
        environment: the process environment when absent.

    Raises:
        GiveUp: a key is unknown, missing or out of range (all are named), or the file cannot be read.
    """
    environment = os.environ if environment is None else environment
    if file is None and environment.get(FILE_VARIABLE):
        file = Path(environment[FILE_VARIABLE])
    values = _read_file(file) if file else {}
    for key, text in environment.items():
        if key.startswith(ENVIRONMENT_PREFIX) and key != FILE_VARIABLE:
            section, _, name = key.removeprefix(ENVIRONMENT_PREFIX).lower().partition("__")
            _place(values, section, name, text)
    try:
        return Settings.model_validate(values)
    except ValidationError as error:
        raise GiveUp(
            "settings.not_good",
            "The settings are not good; nothing was started. %(problems)s",
            problems="; ".join(_problem(item["loc"], item["msg"]) for item in error.errors()),
        ) from None


def _read_file(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise GiveUp(
            "settings.no_file",
            "The settings file %(file)s cannot be read: %(reason)s",
            file=str(file),
            reason=error.strerror or type(error).__name__,
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise GiveUp(
            "settings.not_toml",
            "The settings file %(file)s is not TOML: %(reason)s",
            file=str(file),
            reason=str(error),
        ) from error


def _place(values: dict[str, Any], section: str, name: str, text: str) -> None:
    target = values.setdefault(section, {}) if name else values
    if not isinstance(target, dict):
        return
    target[name or section] = _several(text) if (section, name) in _LISTS else text


def _several(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


_LISTS = (("signing", "timestamp_urls"), ("signing", "responder_hosts"), ("trust", "territories"))


def _problem(location: tuple[int | str, ...], reason: str) -> str:
    return f"{'.'.join(map(str, location)) or 'settings'}: {reason}"
