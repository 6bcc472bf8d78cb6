"""Trust from a list of lists and the national lists that it points to."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from asn1crypto import x509
from pyhanko.sign.validation.qualified.eutl_parse import TLReference
from pyhanko_certvalidator.authority import AuthorityWithCert

from signing.errors import GiveUp
from signing.trust.copies import CopyShelf
from signing.trust.managers import ListTrustManager
from signing.trust.obtaining import Circumstances, Fetch, ObtainedList, obtain_list
from signing.trust.reading import UnreadableList, lists_pointed_to, register_services
from signing.trust.records import Notice
from signing.trust.registry import ServiceRegistry
from signing.trust.trust import Trust

LIST_OF_LISTS_TERRITORY: Final = "EU"
STALE_FOR: Final = timedelta(days=14)


def trust_from_list_of_lists(
    url: str,
    *,
    signer_certificates: Sequence[x509.Certificate],
    territories: Collection[str],
    cache_dir: Path,
    fetch: Fetch,
    moment: datetime,
    stale_for: timedelta = STALE_FOR,
) -> Trust:
    """Trust in the qualified services of ``territories`` (ISO 3166-1 alpha-2) by their lists at ``moment``.

    1. The list of lists at ``url`` must be signed by one of ``signer_certificates``.
    2. Each national list must be signed by one whom the list of lists names for it.
    3. No list may be older than the last good copy, which is used when a location gives nothing good.
    4. A list past its next update is used with a warning for ``stale_for``, and not after.
    5. Each list must name at least one service that was ever granted.

    The certificates of the list signers are checked for time only: they are trusted because they are named.

    :raises GiveUp: one of the lists is missing, empty or too old.
    """
    circumstances = Circumstances(fetch, CopyShelf(cache_dir), moment, stale_for)
    list_of_lists = obtain_list(url, LIST_OF_LISTS_TERRITORY, signer_certificates, circumstances)
    references = _references(list_of_lists, territories, url)
    registry = ServiceRegistry()
    obtained = [list_of_lists]
    warnings: list[Notice] = []
    for territory, reference in references.items():
        national = obtain_list(reference.location_uri, territory, reference.tlso_certs, circumstances)
        warnings.extend(_register(national, registry))
        obtained.append(national)
    return Trust(
        manager=ListTrustManager(registry),
        registry=registry,
        anchors=listed_certificates(registry),
        lists=tuple(each.state for each in obtained),
        warnings=(*(warning for each in obtained for warning in each.warnings), *warnings),
    )


def listed_certificates(registry: ServiceRegistry) -> tuple[x509.Certificate, ...]:
    """The certificates of all listed services."""
    authorities = (*registry.known_certificate_authorities, *registry.known_timestamp_authorities)
    return tuple(a.certificate for a in dict.fromkeys(authorities) if isinstance(a, AuthorityWithCert))


def unread_notices(territory: str, left_out: int) -> list[Notice]:
    """Says that some entries of a list could not be read, if any."""
    if not left_out:
        return []
    return [
        Notice(
            "trust.entries_unreadable",
            "Entries of the trusted list of %(territory)s that cannot be read and are left out: %(number)s.",
            {"number": left_out, "territory": territory},
        )
    ]


def _references(
    list_of_lists: ObtainedList, territories: Collection[str], url: str
) -> dict[str, TLReference]:
    try:
        pointers = lists_pointed_to(list_of_lists.signed)
    except UnreadableList as error:
        raise _unreadable(LIST_OF_LISTS_TERRITORY, url) from error
    named = {reference.territory.upper(): reference for reference in pointers}
    wanted = [territory.upper() for territory in territories]
    for territory in wanted:
        if territory not in named:
            raise GiveUp(
                "trust.territory_missing",
                "The list of lists at %(location)s names no trusted list of %(territory)s.",
                location=url,
                territory=territory,
            )
    return {territory: named[territory] for territory in wanted}


def _register(national: ObtainedList, registry: ServiceRegistry) -> list[Notice]:
    territory, location = national.state.territory, national.state.location
    known_before = len(listed_certificates(registry))
    try:
        left_out = register_services(national.signed, registry)
    except UnreadableList as error:
        raise _unreadable(territory, location) from error
    if len(listed_certificates(registry)) == known_before:
        raise GiveUp(
            "trust.list_empty",
            "The trusted list of %(territory)s at %(location)s names no qualified service.",
            territory=territory,
            location=location,
        )
    return unread_notices(territory, left_out)


def _unreadable(territory: str, location: str) -> GiveUp:
    return GiveUp(
        "trust.list_unreadable",
        "The trusted list of %(territory)s at %(location)s is signed but cannot be read.",
        territory=territory,
        location=location,
    )
