"""Making a whole authority at once: root, issuing CAs, responders, time-stamping unit, scheme operators."""

from __future__ import annotations

import shutil
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final
from uuid import uuid4

from cryptography.hazmat.primitives.asymmetric import ec

from signing.development import profiles
from signing.development.addresses import Addresses, Issuer
from signing.development.certificates import KeyHolder, Period, self_signed
from signing.development.estate import (
    CHARTER,
    Charter,
    Estate,
    authority_unit,
    estate_at,
    responder_unit,
)
from signing.development.files import locked
from signing.development.keys import make_rsa_key
from signing.development.names import authority_name
from signing.development.timestamping_units import add_timestamping_unit

LIST_OPERATOR: Final = "list-operator"
LIST_OF_LISTS_OPERATOR: Final = "list-of-lists-operator"
_NOTICE: Final = """\
DEVELOPMENT KEY STORE

The private keys in this folder belong to a test authority of the program pielikums. They are not encrypted,
and nothing that they sign has any legal force. Never trust these certificates for real documents. Deleting
the folder is harmless: a new authority is made when one is needed, and what the old one signed is then no
longer recognised.
"""
_TITLES: Final = {
    Issuer.ROOT: "eParaksts Root CA",
    Issuer.EID: "LV eID ICA",
    Issuer.EPARAKSTS: "eParaksts ICA",
    Issuer.UNLISTED: "unlisted ICA",
}
_YEAR: Final = timedelta(days=365)


def found_if_missing(directory: Path, addresses: Addresses, moment: datetime) -> None:
    """Make a complete authority in ``directory``, unless one is there; safe for many processes at once."""
    if directory.exists():
        return
    directory.parent.mkdir(parents=True, exist_ok=True)
    with locked(directory.with_name(f".{directory.name}.lock")):
        if not directory.exists():
            _found(directory, addresses, moment)


def _found(directory: Path, addresses: Addresses, moment: datetime) -> None:
    making = directory.with_name(f".{directory.name}.{uuid4().hex}")
    making.mkdir(mode=0o700)
    try:
        _fill(making, Charter(uuid4().hex, addresses, moment))
        making.rename(directory)
    finally:
        shutil.rmtree(making, ignore_errors=True)


def _fill(directory: Path, charter: Charter) -> None:
    estate = estate_at(directory, charter)
    for name in ("units", "credentials", "lists"):
        (directory / name).mkdir(mode=0o700)
    estate.register.open_books()
    (directory / "README.txt").write_text(_NOTICE)
    _make_root(estate)
    for issuer in (Issuer.EID, Issuer.EPARAKSTS, Issuer.UNLISTED):
        _make_issuing_authority(estate, issuer)
    for issuer in Issuer:
        _make_responder(estate, issuer)
    add_timestamping_unit(estate, charter.founded_at)
    _make_list_operator(estate, LIST_OPERATOR, "trusted list scheme operator")
    _make_list_operator(estate, LIST_OF_LISTS_OPERATOR, "list of lists operator")
    (directory / CHARTER).write_text(charter.to_json())


def _make_root(estate: Estate) -> None:
    key = make_rsa_key(4096)
    certificate = self_signed(
        authority_name(_TITLES[Issuer.ROOT]),
        key,
        _period(estate, years_before=3, years_after=15),
        profiles.certification_authority(path_length=1),
    )
    estate.units.put(authority_unit(Issuer.ROOT), KeyHolder(key, certificate))


def _make_issuing_authority(estate: Estate, issuer: Issuer) -> None:
    key = make_rsa_key(4096)
    certificate = estate.certify(
        Issuer.ROOT,
        authority_name(_TITLES[issuer]),
        key.public_key(),
        _period(estate, years_before=2, years_after=12),
        profiles.certification_authority(path_length=0),
    )
    estate.units.put(authority_unit(issuer), KeyHolder(key, certificate))


def _make_responder(estate: Estate, issuer: Issuer) -> None:
    key = make_rsa_key(2048)
    certificate = estate.certify(
        issuer,
        authority_name(f"OCSP responder of {_TITLES[issuer]}"),
        key.public_key(),
        _period(estate, years_before=2, years_after=12),
        profiles.ocsp_responder(),
    )
    estate.units.put(responder_unit(issuer), KeyHolder(key, certificate))


def _make_list_operator(estate: Estate, name: str, title: str) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = self_signed(
        authority_name(title), key, _period(estate, years_before=1, years_after=15), profiles.list_signer()
    )
    estate.units.put(name, KeyHolder(key, certificate))


def _period(estate: Estate, *, years_before: int, years_after: int) -> Period:
    founded_at = estate.charter.founded_at.replace(microsecond=0)
    return Period(founded_at - years_before * _YEAR, founded_at + years_after * _YEAR)
