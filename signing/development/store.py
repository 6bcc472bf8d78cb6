"""The key store on disk: holders of keys, each a folder with a key and a certificate."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Final
from uuid import uuid4

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from signing.development.certificates import KeyHolder
from signing.development.keys import read_key, write_key
from signing.errors import GiveUp

_KEY: Final = "key.pem"
_CERTIFICATE: Final = "certificate.der"


class KeyStore:
    """Key holders by name; a key is read once per process, because reading checks it and is slow."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._read: dict[str, KeyHolder] = {}
        self._lock = threading.Lock()

    def names(self) -> list[str]:
        """Names of all holders, in order."""
        return sorted(path.name for path in self._directory.iterdir() if not path.name.startswith("."))

    def put(self, name: str, holder: KeyHolder) -> None:
        """Store ``holder`` in one step, in place of whoever had the name."""
        place = self._directory / name
        making = self._directory / f".{name}.{uuid4().hex}"
        making.mkdir(mode=0o700)
        write_key(holder.key, making / _KEY)
        (making / _CERTIFICATE).write_bytes(holder.certificate.public_bytes(Encoding.DER))
        if place.exists():
            place.rename(self._directory / f".{name}.replaced.{uuid4().hex}")
        making.rename(place)
        with self._lock:
            self._read[name] = holder

    def certificate(self, name: str) -> x509.Certificate:
        """The holder's certificate, without reading the key.

        :raises GiveUp: there is none, or it cannot be read.
        """
        path = self._directory / name / _CERTIFICATE
        try:
            return x509.load_der_x509_certificate(path.read_bytes())
        except (OSError, ValueError) as error:
            raise GiveUp(
                "development.key_unreadable",
                "The development key store is damaged: cannot read %(path)s.",
                path=str(path),
            ) from error

    def holder(self, name: str) -> KeyHolder:
        """Key and certificate.

        :raises GiveUp: they are not there or cannot be read.
        """
        certificate = self.certificate(name)
        with self._lock:
            held = self._read.get(name)
            if held is None or held.certificate != certificate:
                held = KeyHolder(read_key(self._directory / name / _KEY), certificate)
                self._read[name] = held
            return held

    def has(self, name: str) -> bool:
        """Whether somebody holds a key under this name."""
        return (self._directory / name).is_dir()
