"""HTTP to trust services: kept connections, named hosts only, bounded answers.

Addresses of responders come out of certificates, which strangers may have made: only hosts that the operator
names are ever spoken to, and redirections are not followed.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter

_LONGEST_ANSWER: Final = 4 * 1024 * 1024
_CHUNK: Final = 65536


class Unreachable(Exception):
    """A service did not answer, or not with what was asked; the text says why, without private data."""


class Fetcher:
    """Speaks HTTP to ``allowed_hosts`` (host names without ports), keeping connections open.

    May be shared by threads.
    """

    def __init__(self, allowed_hosts: Collection[str], *, seconds_per_call: float = 20.0) -> None:
        self._allowed = frozenset(host.lower() for host in allowed_hosts)
        self._seconds = seconds_per_call
        self._session = requests.Session()
        self._session.trust_env = False
        adapter = HTTPAdapter(pool_maxsize=16, pool_block=True)
        self._session.mount("http://", adapter)
        self._session.mount("https://", adapter)

    def allows(self, url: str) -> bool:
        """Whether ``url`` is HTTP or HTTPS on an allowed host."""
        try:
            parts = urlsplit(url)
        except ValueError:
            return False
        return parts.scheme in {"http", "https"} and (parts.hostname or "").lower() in self._allowed

    def get(self, url: str) -> bytes:
        """The body at ``url``.

        :raises Unreachable: no answer in time, not status 200, too long, or a host that is not allowed.
        """
        return self._ask("GET", url, None, {})

    def post(self, url: str, body: bytes, *, content_type: str, accept: str) -> bytes:
        """The answer to ``body``, which must be of the media type ``accept``.

        :raises Unreachable: as ``get``, or an answer of another media type.
        """
        return self._ask("POST", url, body, {"Content-Type": content_type, "Accept": accept})

    def close(self) -> None:
        """Close the kept connections."""
        self._session.close()

    def _ask(self, method: str, url: str, body: bytes | None, headers: dict[str, str]) -> bytes:
        if not self.allows(url):
            raise Unreachable("the host is not among those allowed")
        try:
            with self._session.request(
                method,
                url,
                data=body,
                headers=headers,
                timeout=self._seconds,
                allow_redirects=False,
                stream=True,
            ) as response:
                return _body_of(response, headers.get("Accept"))
        except requests.RequestException as error:
            raise Unreachable(type(error).__name__) from error


def _body_of(response: requests.Response, accept: str | None) -> bytes:
    if response.status_code != requests.codes.ok:
        raise Unreachable(f"HTTP status {response.status_code}")
    media_type = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if accept is not None and media_type != accept:
        raise Unreachable(f"the answer is not {accept}")
    body = bytearray()
    for chunk in response.iter_content(_CHUNK):
        body += chunk
        if len(body) > _LONGEST_ANSWER:
            raise Unreachable("the answer is too long")
    return bytes(body)
