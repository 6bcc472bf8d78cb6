"""The development authority: one object that opens the PKI and issues from it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from asn1crypto import x509 as asn1_x509
from cryptography.hazmat.primitives.serialization import Encoding

from signing.development.addresses import Addresses, Issuer, check_base_url
from signing.development.certificates import as_asn1
from signing.development.clock import Clock, system_clock
from signing.development.credentials import CredentialRequest, SigningCredential, Variant, credential
from signing.development.estate import Estate, authority_unit, open_estate
from signing.development.founding import LIST_OF_LISTS_OPERATOR, found_if_missing
from signing.development.keys import KeyKind
from signing.development.names import organisation_name, person_name
from signing.development.profiles import Purpose
from signing.development.published_lists import PublishedLists
from signing.development.timestamping_units import unit_names
from signing.errors import GiveUp


class DevelopmentAuthority:
    """A test PKI in a directory, shared by all processes that open it."""

    def __init__(self, estate: Estate, clock: Clock) -> None:
        self.estate = estate
        self.clock = clock
        self._lists = PublishedLists(estate)

    @classmethod
    def open(cls, directory: Path, base_url: str, *, clock: Clock = system_clock) -> DevelopmentAuthority:
        """Open the authority in ``directory``, making it on first use.

        :raises GiveUp: the directory is something else, or was made for another ``base_url``, which its
            certificates carry.
        """
        addresses = check_base_url(base_url)
        found_if_missing(directory, addresses, clock())
        estate = open_estate(directory)
        if estate.charter.addresses != addresses:
            raise GiveUp(
                "development.other_address",
                "The development authority in %(path)s was made for %(made_for)s and cannot serve %(asked)s: "
                "set development.authority_port as it was, or delete the folder to have a new one made.",
                path=str(directory),
                made_for=estate.charter.addresses.base_url,
                asked=addresses.base_url,
            )
        return cls(estate, clock)

    def credential_for_person(
        self,
        given_name: str,
        surname: str,
        personal_code: str,
        *,
        key: KeyKind = KeyKind.EC_P384,
        variant: Variant = Variant.QUALIFIED,
    ) -> SigningCredential:
        """A natural person's signing credential; the same arguments give the same one again."""
        issuer = Issuer.UNLISTED if variant is Variant.UNLISTED_ISSUER else Issuer.EID
        subject = person_name(given_name, surname, personal_code)
        return self._credential(CredentialRequest(subject, Purpose.ESIGN, issuer, key, variant))

    def credential_for_seal(
        self,
        name: str,
        registration_number: str,
        *,
        key: KeyKind = KeyKind.RSA_2048,
        variant: Variant = Variant.QUALIFIED,
    ) -> SigningCredential:
        """An organisation's seal; the same arguments give the same one again."""
        issuer = Issuer.UNLISTED if variant is Variant.UNLISTED_ISSUER else Issuer.EPARAKSTS
        subject = organisation_name(name, registration_number)
        return self._credential(CredentialRequest(subject, Purpose.ESEAL, issuer, key, variant))

    def revoke(self, credential: SigningCredential, *, at: datetime) -> None:
        """Revoke a credential of this authority from ``at`` on; an earlier revocation stands.

        :raises ValueError: another authority issued it.
        """
        serial_number = credential.certificate.serial_number
        for issuer in Issuer:
            if self.estate.register.status(issuer, serial_number).issued:
                self.estate.register.revoke(issuer, serial_number, at)
                return
        msg = "this authority has not issued the credential"
        raise ValueError(msg)

    def certificate_of(self, issuer: Issuer) -> asn1_x509.Certificate:
        """The certificate of one of the authority's CAs."""
        return as_asn1(self.estate.units.certificate(authority_unit(issuer)))

    def trust_pem(self) -> bytes:
        """The anchors that the trusted list names: issuing CAs and time-stamping units, not the root."""
        names = [authority_unit(Issuer.EID), authority_unit(Issuer.EPARAKSTS), *unit_names(self.estate)]
        return b"".join(self.estate.units.certificate(name).public_bytes(Encoding.PEM) for name in names)

    def trusted_list_xml(self) -> bytes:
        """The signed trusted list (TS 119 612) as it stands now."""
        return self._lists.trusted_list(self.clock())

    def list_of_lists_xml(self) -> bytes:
        """The signed list of lists, which points to the trusted list."""
        return self._lists.list_of_lists(self.clock())

    def list_of_lists_signer(self) -> asn1_x509.Certificate:
        """Who signs the list of lists: where trust in the lists begins."""
        return as_asn1(self.estate.units.certificate(LIST_OF_LISTS_OPERATOR))

    @property
    def pki(self) -> str:
        """Tells this PKI from all others."""
        return self.estate.charter.pki

    @property
    def addresses(self) -> Addresses:
        return self.estate.charter.addresses

    @property
    def base_url(self) -> str:
        return self.addresses.base_url

    @property
    def timestamp_url(self) -> str:
        return self.addresses.timestamps

    @property
    def list_of_lists_url(self) -> str:
        return self.addresses.list_of_lists

    def _credential(self, request: CredentialRequest) -> SigningCredential:
        return credential(self.estate, request, self.clock())
