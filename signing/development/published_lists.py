"""The signed lists on disk: made when first asked for, and again when their services or their time change."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from signing.development.addresses import Issuer
from signing.development.certificates import KeyHolder
from signing.development.estate import Estate, authority_unit
from signing.development.files import locked, write_whole
from signing.development.founding import LIST_OF_LISTS_OPERATOR, LIST_OPERATOR
from signing.development.list_signing import sign_list
from signing.development.timestamping_units import unit_names
from signing.development.trusted_list import (
    Edition,
    ListedService,
    Operators,
    list_of_lists,
    trusted_list,
)

_LIFETIME: Final = timedelta(days=180)
_LEAD: Final = timedelta(days=30)
"""Lists are issued again this long before their next update is due."""
_TRUSTED_LIST: Final = "lv.xml"
_LIST_OF_LISTS: Final = "lotl.xml"
_EDITION: Final = "edition.json"


@dataclass(frozen=True)
class _Imprint:
    """Which edition lies on disk, and what it lists."""

    sequence_number: int
    next_update_at: datetime
    units: list[str]

    def to_json(self) -> str:
        return json.dumps([self.sequence_number, self.next_update_at.isoformat(), self.units])

    @classmethod
    def from_json(cls, text: str) -> _Imprint:
        sequence_number, next_update_at, units = json.loads(text)
        return cls(sequence_number, datetime.fromisoformat(next_update_at), units)


class PublishedLists:
    """The lists of one authority."""

    def __init__(self, estate: Estate) -> None:
        self._estate = estate

    def trusted_list(self, moment: datetime) -> bytes:
        """The signed trusted list in force at ``moment``."""
        return self._current(moment, _TRUSTED_LIST)

    def list_of_lists(self, moment: datetime) -> bytes:
        """The signed list of lists in force at ``moment``."""
        return self._current(moment, _LIST_OF_LISTS)

    def _current(self, moment: datetime, name: str) -> bytes:
        with locked(self._estate.lists / "lock"):
            imprint = self._imprint()
            if imprint is None or self._is_outdated(imprint, moment):
                self._issue(moment, imprint.sequence_number + 1 if imprint else 1)
            return (self._estate.lists / name).read_bytes()

    def _imprint(self) -> _Imprint | None:
        path = self._path(_EDITION)
        return _Imprint.from_json(path.read_text()) if path.exists() else None

    def _is_outdated(self, imprint: _Imprint, moment: datetime) -> bool:
        return moment > imprint.next_update_at - _LEAD or imprint.units != unit_names(self._estate)

    def _issue(self, moment: datetime, sequence_number: int) -> None:
        edition = Edition(sequence_number, moment, moment + _LIFETIME)
        units = unit_names(self._estate)
        at = self._estate.charter.addresses
        list_operator, lists_operator = self._operator(LIST_OPERATOR), self._operator(LIST_OF_LISTS_OPERATOR)
        operators = Operators(list_operator.certificate, lists_operator.certificate)
        national = trusted_list(self._services(units), edition, operators, at)
        write_whole(self._path(_TRUSTED_LIST), sign_list(national, list_operator))
        write_whole(
            self._path(_LIST_OF_LISTS), sign_list(list_of_lists(edition, operators, at), lists_operator)
        )
        imprint = _Imprint(sequence_number, edition.next_update_at, units)
        write_whole(self._path(_EDITION), imprint.to_json().encode())

    def _services(self, units: list[str]) -> tuple[ListedService, ...]:
        certificate = self._estate.units.certificate
        return (
            ListedService(certificate(authority_unit(Issuer.EID)), ("ForeSignatures",)),
            ListedService(certificate(authority_unit(Issuer.EPARAKSTS)), ("ForeSignatures", "ForeSeals")),
            *(ListedService(certificate(name)) for name in units),
        )

    def _operator(self, name: str) -> KeyHolder:
        return self._estate.units.holder(name)

    def _path(self, name: str) -> Path:
        return self._estate.lists / name
