"""Where the development authority is found: the addresses that its certificates carry."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from ipaddress import ip_address
from urllib.parse import urlsplit

from signing.errors import GiveUp


class Issuer(StrEnum):
    """The certification authorities; the value is their place in addresses and in the store."""

    ROOT = "root"
    EID = "eid"
    EPARAKSTS = "eparaksts"
    UNLISTED = "unlisted"
    """A CA under the same root that no trusted list names."""


@dataclass(frozen=True)
class Addresses:
    """All addresses under one base, such as ``http://127.0.0.1:8571``."""

    base_url: str

    @property
    def host(self) -> str:
        return urlsplit(self.base_url).hostname or ""

    @property
    def port(self) -> int:
        return urlsplit(self.base_url).port or 80

    @property
    def timestamps(self) -> str:
        return f"{self.base_url}/tsa"

    @property
    def list_of_lists(self) -> str:
        return f"{self.base_url}/tl/lotl.xml"

    @property
    def trusted_list(self) -> str:
        return f"{self.base_url}/tl/lv.xml"

    def ocsp(self, issuer: Issuer) -> str:
        return f"{self.base_url}/ocsp/{issuer}"

    def revocation_list(self, issuer: Issuer) -> str:
        return f"{self.base_url}/crl/{issuer}.crl"

    def certificate(self, issuer: Issuer) -> str:
        return f"{self.base_url}/cert/{issuer}.cer"


def check_base_url(base_url: str) -> Addresses:
    """The addresses under ``base_url``, which must be plain HTTP on loopback.

    :raises GiveUp: it is not.
    """
    try:
        addresses = Addresses(base_url.rstrip("/"))
        parts = urlsplit(addresses.base_url)
        local = addresses.host == "localhost" or ip_address(addresses.host).is_loopback
        usable = local and parts.scheme == "http" and not parts.path and addresses.port > 0
    except ValueError:
        usable = False
    if not usable:
        raise GiveUp(
            "development.not_loopback",
            "The development authority is served on this machine only; %(url)s is not an address such as "
            "http://127.0.0.1:8571.",
            url=base_url,
        )
    return addresses
