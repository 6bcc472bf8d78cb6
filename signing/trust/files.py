"""Trust from files given by hand: certificates, or one trusted list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from asn1crypto import x509
from pyhanko.keys import load_certs_from_pemder_data

from signing.errors import Refusal
from signing.trust.from_lists import listed_certificates, unread_notices
from signing.trust.list_signature import (
    BadListSignature,
    SignedList,
    embedded_signers,
    verify_list_signature,
)
from signing.trust.managers import JointTrustManager, ListTrustManager, certificate_trust_manager
from signing.trust.obtaining import stale_notice
from signing.trust.reading import ListFacts, UnreadableList, list_facts, register_services
from signing.trust.records import ListState, Notice
from signing.trust.registry import ServiceRegistry
from signing.trust.trust import Trust

_TSL_SIGNING: Final = "0.4.0.2231.3.0"


def trust_from_files(
    certificates_pem: bytes | None, trusted_list_xml: bytes | None, *, moment: datetime
) -> Trust:
    """Trust in certificates (PEM or DER) and in one trusted list, judged at ``moment``; one may be absent.

    Certificates make anchors, and say nothing of qualification. If the list's signer is among them, the list
    is known to be its operator's. If not, its signature shows only that nobody changed it since somebody
    signed it, and a warning says so.

    :raises Refusal: nothing is given, or what is given cannot be read or was tampered with.
    """
    certificates = _certificates(certificates_pem) if certificates_pem is not None else []
    anchors = tuple(certificate for certificate in certificates if not _signs_lists(certificate))
    by_hand = certificate_trust_manager(anchors)
    if trusted_list_xml is None:
        if not anchors:
            raise Refusal("trust.nothing_given", "No certificate to trust and no trusted list was given.")
        return Trust(manager=by_hand, registry=None, anchors=anchors)
    registry = ServiceRegistry()
    state, warnings = _read_list(trusted_list_xml, certificates, registry, moment)
    return Trust(
        manager=JointTrustManager([ListTrustManager(registry), by_hand]),
        registry=registry,
        anchors=(*listed_certificates(registry), *anchors),
        lists=(state,),
        warnings=warnings,
    )


def _certificates(certificates_pem: bytes) -> list[x509.Certificate]:
    try:
        certificates = list(load_certs_from_pemder_data(certificates_pem))
        names = [certificate.subject.human_friendly for certificate in certificates]
    except (ValueError, TypeError) as error:
        raise _unreadable_certificates() from error
    if not names:
        raise _unreadable_certificates()
    return certificates


def _read_list(
    list_xml: bytes, certificates: Sequence[x509.Certificate], registry: ServiceRegistry, moment: datetime
) -> tuple[ListState, tuple[Notice, ...]]:
    try:
        signed, is_operators = _signed_list(list_xml, certificates, moment)
        facts = list_facts(signed)
        left_out = register_services(signed, registry)
    except (BadListSignature, UnreadableList) as error:
        raise Refusal(
            "trust.file_not_good",
            "The trusted list is not one, or it was changed after it was signed.",
        ) from error
    state = _state(facts)
    warnings = [] if is_operators else [_unknown_operator()]
    if facts.next_update_at is not None and state.is_stale(moment):
        warnings.append(stale_notice(facts.territory, f"{facts.next_update_at:%Y-%m-%d}"))
    return state, (*warnings, *unread_notices(facts.territory, left_out))


def _signed_list(
    list_xml: bytes, certificates: Sequence[x509.Certificate], moment: datetime
) -> tuple[SignedList, bool]:
    """The list, and whether one of ``certificates`` signed it."""
    try:
        return verify_list_signature(list_xml, certificates, moment), True
    except BadListSignature:
        embedded = embedded_signers(list_xml)
        return verify_list_signature(list_xml, embedded, _within_validity(embedded, moment)), False


def _within_validity(signers: Sequence[x509.Certificate], moment: datetime) -> datetime:
    """A moment at which a list of any age can be looked at for integrity alone."""
    ends: list[datetime] = [signer.not_valid_after for signer in signers]
    return min([moment, *ends])


def _state(facts: ListFacts) -> ListState:
    return ListState(
        territory=facts.territory,
        location="",
        sequence_number=facts.sequence_number,
        issued_at=facts.issued_at,
        next_update_at=facts.next_update_at,
        fetched_at=None,
    )


def _signs_lists(certificate: x509.Certificate) -> bool:
    usages = certificate.extended_key_usage_value
    return usages is not None and _TSL_SIGNING in {usage.dotted for usage in usages}


def _unknown_operator() -> Notice:
    return Notice(
        "trust.operator_unknown",
        "Nothing shows who made the trusted list: its signature proves only that it was not changed. Give "
        "its operator's certificate too if that matters.",
    )


def _unreadable_certificates() -> Refusal:
    return Refusal(
        "trust.certificates_unreadable", "The file of trusted certificates holds none that can be read."
    )
