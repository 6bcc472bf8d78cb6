"""The development provider: signs at once with keys of the development authority, for anybody."""

from __future__ import annotations

import threading

from signing.development.authority import DevelopmentAuthority
from signing.development.credentials import SigningCredential, Variant
from signing.development.keys import KeyKind
from signing.errors import Refusal
from signing.model import DigestAlgorithm, SigningCertificate
from signing.provider import Signatory, SignatureProvider


class DevelopmentProvider(SignatureProvider):
    """Signs without asking anybody; whatever it signs says DEVELOPMENT.

    May be shared by threads. ``key`` and ``variant`` choose what kind of credential everybody has.
    """

    def __init__(
        self,
        authority: DevelopmentAuthority,
        *,
        key: KeyKind = KeyKind.EC_P384,
        variant: Variant = Variant.QUALIFIED,
    ) -> None:
        self._authority = authority
        self._key = key
        self._variant = variant
        self._issued: dict[bytes, SigningCredential] = {}
        self._lock = threading.Lock()

    @property
    def name(self) -> str:
        """See the port."""
        return "development"

    def certificate_for(self, signatory: Signatory) -> SigningCertificate:
        """See the port; made on first use."""
        credential = self._credential_of(signatory)
        with self._lock:
            self._issued[credential.certificate.dump()] = credential
        return SigningCertificate.of(credential.certificate, credential.chain)

    def sign_digest(
        self, certificate: SigningCertificate, digest: bytes, algorithm: DigestAlgorithm
    ) -> bytes:
        """See the port."""
        with self._lock:
            credential = self._issued.get(certificate.der)
        if credential is None:
            raise Refusal(
                "provider.unknown_certificate",
                "This provider does not hold the key of the certificate to sign with.",
            )
        return credential.sign_digest(digest, algorithm)

    def _credential_of(self, signatory: Signatory) -> SigningCredential:
        if signatory.personal_code is not None and signatory.country == "LV":
            return self._authority.credential_for_person(
                signatory.given_name,
                signatory.surname,
                signatory.personal_code,
                key=self._key,
                variant=self._variant,
            )
        if signatory.registration_number is not None:
            # an organisation's seal has an RSA key, as Latvia's do
            return self._authority.credential_for_seal(
                signatory.name, signatory.registration_number, variant=self._variant
            )
        raise Refusal(
            "provider.unknown_signatory",
            "This provider has no certificate for a signatory without a Latvian personal code.",
        )
