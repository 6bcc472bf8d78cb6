"""The registry may be shared: asking it changes nothing."""

from __future__ import annotations

from pyhanko_certvalidator.authority import AuthorityWithCert

from signing.development.addresses import Issuer
from signing.development.authority import DevelopmentAuthority

from .conftest import MOMENT, Lists


def test_asking_does_not_make_the_registry_grow(lists: Lists, authority: DevelopmentAuthority) -> None:
    registry = lists.trust().registry
    assert registry is not None
    stranger = AuthorityWithCert(authority.certificate_of(Issuer.UNLISTED))
    before = set(registry.known_certificate_authorities), set(registry.known_timestamp_authorities)
    assert list(registry.applicable_service_definitions(stranger, MOMENT)) == []
    after = set(registry.known_certificate_authorities), set(registry.known_timestamp_authorities)
    assert before == after
    assert stranger not in after[0] | after[1]


def test_issuing_and_stamping_services_are_kept_apart(lists: Lists, authority: DevelopmentAuthority) -> None:
    registry = lists.trust().registry
    assert registry is not None
    issuing = AuthorityWithCert(authority.certificate_of(Issuer.EID))
    assert issuing in registry.known_certificate_authorities
    assert issuing not in registry.known_timestamp_authorities
    assert len(list(registry.timestamping_services(MOMENT))) == 1
