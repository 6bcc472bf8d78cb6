"""What every signature provider keeps to, whoever holds the keys."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import pytest

from signing.development.authority import DevelopmentAuthority
from signing.development.keys import KeyKind
from signing.development.provider import DevelopmentProvider
from signing.development.serving import served_authority
from signing.eligibility import verify_may_sign
from signing.errors import Refusal
from signing.identity import identity_of
from signing.model import SigningCertificate
from signing.provider import Signatory, SignatureProvider
from signing.values import digest_algorithm_for, verify_signature_value
from tests.integration.signing.desk import ANNA, BERTA, PROVIDER, now


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DevelopmentAuthority]:
    with served_authority(tmp_path_factory.mktemp("authority") / "pki") as served:
        yield served.authority


@pytest.fixture(params=list(KeyKind))
def provider(request: pytest.FixtureRequest, authority: DevelopmentAuthority) -> SignatureProvider:
    return DevelopmentProvider(authority, key=request.param)


@pytest.mark.parametrize("signatory", [ANNA, BERTA, PROVIDER])
def test_its_certificate_names_the_signatory_and_may_sign(
    provider: SignatureProvider, signatory: Signatory
) -> None:
    certificate = provider.certificate_for(signatory)
    assert signatory.expected.is_named_by(identity_of(certificate.x509))
    verify_may_sign(certificate.x509, moment=now(), expected=signatory.expected)


def test_the_same_signatory_has_the_same_certificate(provider: SignatureProvider) -> None:
    assert provider.certificate_for(ANNA) == provider.certificate_for(ANNA)


def test_its_chain_leads_from_the_issuer_upwards(provider: SignatureProvider) -> None:
    certificate = provider.certificate_for(ANNA)
    subject = certificate.x509
    for issuer in certificate.issuers:
        assert subject.issuer == issuer.subject
        subject = issuer


@pytest.mark.parametrize("signatory", [ANNA, PROVIDER])
def test_it_signs_digests_with_the_key_of_the_certificate(
    provider: SignatureProvider, signatory: Signatory
) -> None:
    certificate = provider.certificate_for(signatory)
    algorithm = digest_algorithm_for(certificate.x509)
    digest = hashlib.new(algorithm, b"what is signed").digest()
    value = provider.sign_digest(certificate, digest, algorithm)
    verify_signature_value(value, certificate, digest, algorithm)
    with pytest.raises(Refusal):
        verify_signature_value(value, certificate, digest[::-1], algorithm)


def test_it_refuses_certificates_that_are_not_its_own(provider: SignatureProvider) -> None:
    own = provider.certificate_for(ANNA)
    with pytest.raises(Refusal):
        provider.sign_digest(SigningCertificate(own.chain[0]), bytes(32), "sha256")


def test_it_refuses_a_signatory_whom_it_cannot_certify(provider: SignatureProvider) -> None:
    with pytest.raises(Refusal):
        provider.certificate_for(Signatory(given_name="Anna", surname="Paraudziņa"))


def test_it_has_a_name(provider: SignatureProvider) -> None:
    assert provider.name
