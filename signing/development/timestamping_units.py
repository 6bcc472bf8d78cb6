"""The units of the time-stamp authority: a new key every three years, as in Latvia."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from signing.development import profiles
from signing.development.addresses import Issuer
from signing.development.certificates import KeyHolder, Period
from signing.development.estate import Estate
from signing.development.files import locked
from signing.development.keys import make_rsa_key
from signing.development.names import authority_name

_PREFIX: Final = "tsa-"
_LIFETIME: Final = timedelta(days=3 * 365)
_LEAD: Final = timedelta(days=180)
"""A unit is replaced this long before its certificate ends."""
_HEAD_START: Final = timedelta(days=1)


def add_timestamping_unit(estate: Estate, moment: datetime) -> KeyHolder:
    """A new unit, its certificate issued by the root and good for three years from ``moment``."""
    starts_at = moment.replace(microsecond=0) - _HEAD_START
    key = make_rsa_key(2048)
    certificate = estate.certify(
        Issuer.ROOT,
        authority_name(f"eParaksts TSA {moment:%Y-%m}"),
        key.public_key(),
        Period(starts_at, starts_at + _LIFETIME),
        profiles.timestamping_unit(),
    )
    holder = KeyHolder(key, certificate)
    estate.units.put(f"{_PREFIX}{moment:%Y%m%d%H%M%S}", holder)
    return holder


def unit_names(estate: Estate) -> list[str]:
    """All units that ever were, oldest first."""
    return [name for name in estate.units.names() if name.startswith(_PREFIX)]


def current_unit(estate: Estate, moment: datetime) -> KeyHolder:
    """The unit that stamps at ``moment``: the newest, or a new one when that has little time left."""
    newest = _newest(estate)
    if _has_time_left(newest, moment):
        return newest
    with locked(estate.lock):
        newest = _newest(estate)
        return newest if _has_time_left(newest, moment) else add_timestamping_unit(estate, moment)


def _newest(estate: Estate) -> KeyHolder:
    return estate.units.holder(unit_names(estate)[-1])


def _has_time_left(unit: KeyHolder, moment: datetime) -> bool:
    return moment < unit.certificate.not_valid_after_utc - _LEAD
