"""The port to whoever holds a signer's key."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from signing.identity import ExpectedSigner
from signing.model import DigestAlgorithm, SigningCertificate


@dataclass(frozen=True)
class Signatory:
    """Who is to sign: a person with a personal code, or an organisation with a registration number."""

    name: str = ""
    """Of an organisation."""
    given_name: str = ""
    surname: str = ""
    personal_code: str | None = None
    registration_number: str | None = None
    country: str = "LV"

    @property
    def expected(self) -> ExpectedSigner:
        """What the signature's certificate must say."""
        return ExpectedSigner(self.personal_code, self.registration_number, self.country)


class SignatureProvider(Protocol):
    """A way to sign that answers at once, without sending the signatory to other pages."""

    @property
    def name(self) -> str:
        """What settings and the command line call it."""
        ...

    def certificate_for(self, signatory: Signatory) -> SigningCertificate:
        """The certificate that ``signatory`` signs with, and its issuers.

        :raises Refusal: the provider has none for this signatory.
        :raises Retry: the provider does not answer.
        """
        ...

    def sign_digest(
        self, certificate: SigningCertificate, digest: bytes, algorithm: DigestAlgorithm
    ) -> bytes:
        """The signature value over ``digest``: PKCS#1 v1.5, or ECDSA in DER or as two numbers.

        :raises Refusal: the certificate is not the provider's, or the signatory declined.
        :raises Retry: the provider does not answer.
        """
        ...
