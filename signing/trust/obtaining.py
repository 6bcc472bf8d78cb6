"""Obtaining one list: from its location if that gives a good one, else the last good copy."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from asn1crypto import x509

from signing.errors import GiveUp
from signing.fetching import Unreachable
from signing.trust.copies import CopyShelf, KeptCopy
from signing.trust.list_signature import BadListSignature, SignedList, verify_list_signature
from signing.trust.reading import ListFacts, UnreadableList, list_facts
from signing.trust.records import ListState, Notice

_log = logging.getLogger("pielikums.trust")

Fetch = Callable[[str], bytes]
"""Gives what lies at a location; raises ``Unreachable`` or ``OSError``."""


@dataclass(frozen=True)
class Circumstances:
    """What holds for every list of one run."""

    fetch: Fetch
    shelf: CopyShelf
    moment: datetime
    stale_for: timedelta
    """How long after its next update was due a list may still be used."""


@dataclass(frozen=True, eq=False)
class ObtainedList:
    """A list whose signature holds, and what should be known of it."""

    signed: SignedList
    state: ListState
    warnings: tuple[Notice, ...]


class _NotGood(Exception):
    """The location gave no list that can be used."""


@dataclass(frozen=True, eq=False)
class _Candidate:
    signed: SignedList
    facts: ListFacts
    copy: KeptCopy


def obtain_list(
    location: str, territory: str, signers: Sequence[x509.Certificate], circumstances: Circumstances
) -> ObtainedList:
    """The newest good list that is to be had for ``territory``.

    A list from the location counts if one of ``signers`` signed it and it is not older than the copy kept;
    it then becomes the copy.

    :raises GiveUp: there is neither a good list nor a good copy, or it is older than may be used.
    """
    kept = _kept(location, territory, signers, circumstances)
    warnings: list[Notice] = []
    try:
        current = _fetched(location, territory, signers, circumstances)
        _verify_not_rolled_back(current, kept)
        circumstances.shelf.keep(location, current.copy)
    except _NotGood as error:
        _log.warning("trust.list_not_good", extra={"location": location, "reason": str(error)})
        if kept is None:
            raise _missing(territory, location, error) from error
        current = kept
        warnings.append(_last_good_copy(territory, kept))
    state = _state(location, current, is_last_good_copy=current is kept)
    warnings.extend(_age_warnings(state, circumstances))
    return ObtainedList(current.signed, state, tuple(warnings))


def _fetched(
    location: str, territory: str, signers: Sequence[x509.Certificate], circumstances: Circumstances
) -> _Candidate:
    try:
        list_xml = circumstances.fetch(location)
    except (Unreachable, OSError) as error:
        raise _NotGood(str(error) or type(error).__name__) from error
    return _candidate(KeptCopy(list_xml, circumstances.moment), territory, signers, circumstances.moment)


def _kept(
    location: str, territory: str, signers: Sequence[x509.Certificate], circumstances: Circumstances
) -> _Candidate | None:
    copy = circumstances.shelf.copy_of(location)
    if copy is None:
        return None
    try:
        return _candidate(copy, territory, signers, circumstances.moment)
    except _NotGood:
        return None


def _candidate(
    copy: KeptCopy, territory: str, signers: Sequence[x509.Certificate], moment: datetime
) -> _Candidate:
    try:
        signed = verify_list_signature(copy.list_xml, signers, moment)
        facts = list_facts(signed)
    except (BadListSignature, UnreadableList) as error:
        raise _NotGood(f"{type(error).__name__}: {error}") from error
    if facts.territory != territory:
        raise _NotGood(f"the list is that of {facts.territory}")
    return _Candidate(signed, facts, copy)


def _verify_not_rolled_back(current: _Candidate, kept: _Candidate | None) -> None:
    if kept is not None and current.facts.sequence_number < kept.facts.sequence_number:
        raise _NotGood("an older list was put in place of a newer one")


def _state(location: str, current: _Candidate, *, is_last_good_copy: bool) -> ListState:
    facts = current.facts
    return ListState(
        territory=facts.territory,
        location=location,
        sequence_number=facts.sequence_number,
        issued_at=facts.issued_at,
        next_update_at=facts.next_update_at,
        fetched_at=current.copy.fetched_at,
        is_last_good_copy=is_last_good_copy,
    )


def _age_warnings(state: ListState, circumstances: Circumstances) -> list[Notice]:
    if state.next_update_at is None or not state.is_stale(circumstances.moment):
        return []
    due = f"{state.next_update_at:%Y-%m-%d}"
    if circumstances.moment > state.next_update_at + circumstances.stale_for:
        raise GiveUp(
            "trust.list_too_old",
            "The trusted list of %(territory)s was due to be replaced on %(date)s and is too old to be used: "
            "see that %(location)s can be reached.",
            territory=state.territory,
            date=due,
            location=state.location,
        )
    return [stale_notice(state.territory, due)]


def stale_notice(territory: str, due: str) -> Notice:
    """A list is in use whose next issue was due on ``due``."""
    return Notice(
        "trust.list_stale",
        "The trusted list of %(territory)s was due to be replaced on %(date)s; newer changes are not known.",
        {"territory": territory, "date": due},
    )


def _last_good_copy(territory: str, kept: _Candidate) -> Notice:
    return Notice(
        "trust.last_good_copy",
        "The trusted list of %(territory)s cannot be had at present; the copy of %(date)s is used.",
        {"territory": territory, "date": f"{kept.copy.fetched_at:%Y-%m-%d}"},
    )


def _missing(territory: str, location: str, error: Exception) -> GiveUp:
    return GiveUp(
        "trust.list_missing",
        "The trusted list of %(territory)s cannot be had from %(location)s, and there is no earlier copy: "
        "%(reason)s.",
        territory=territory,
        location=location,
        reason=str(error),
    )
