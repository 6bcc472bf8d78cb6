"""The composition root: the one place that names concrete adapters."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from asn1crypto import x509
from pyhanko.sign.validation.qualified.eutl_parse import latest_known_lotl_tlso_certs

from service.accounts import add_development_accounts
from service.annexes.catalogue import SHARED, Catalogue
from service.application import Application
from service.clock import Clock, SystemClock
from service.db import migrate
from service.db.database import Database
from service.documents.office.pool import OfficePool
from service.settings import Settings
from service.signing_desk import Counterparts, SigningDesk
from service.stores.folder import FolderArchiveStore, FolderBlobStore
from signing.development.authority import DevelopmentAuthority
from signing.development.provider import DevelopmentProvider
from signing.development.serving import ensure_serving
from signing.errors import GiveUp
from signing.fetching import Fetcher
from signing.revocation import RevocationSource
from signing.timestamps import TimestampAuthorities
from signing.trust import Trust, trust_from_list_of_lists
from signing.trust.managers import certificate_trust_manager

_TRUST_LIFE: Final = timedelta(hours=1)
"""How long trust in memory serves before the lists are looked at again."""
APPEARANCE_FONT: Final = "NotoSans-Regular.ttf"


@contextmanager
def open_application(settings: Settings, *, clock: Clock | None = None) -> Iterator[Application]:
    """The application with every part that the settings name; closed with the block.

    Raises:
        GiveUp: a part is not there (named, with what to do).
    """
    clock = clock or SystemClock()
    with ExitStack() as stack:
        yield Application(
            settings=settings,
            clock=clock,
            catalogue=Catalogue.load(settings.service.annex_dir),
            database=open_database(settings),
            blobs=FolderBlobStore(settings.data_dir / "blobs"),
            archive=FolderArchiveStore(settings.data_dir / "archive"),
            renderer=stack.enter_context(open_renderer(settings)),
            signing=stack.enter_context(open_signing_desk(settings, clock)),
        )


def open_database(settings: Settings) -> Database:
    """The database at the newest schema, with the development accounts outside production.

    Raises:
        GiveUp: it cannot be reached.
    """
    database = Database(settings.database_url)
    database.check()
    migrate.upgrade(database)
    if not settings.service.production:
        with database.writing() as session:
            add_development_accounts(session)
    return database


@contextmanager
def open_renderer(settings: Settings) -> Iterator[OfficePool]:
    """The pool of LibreOffice processes; they start with the first document."""
    pool = OfficePool(settings.office, fonts=fonts_of(settings))
    try:
        yield pool
    finally:
        pool.close()


@contextmanager
def open_signing_desk(settings: Settings, clock: Clock) -> Iterator[SigningDesk]:
    """The signing desk; the development authority is served within the block once it is needed."""
    with ExitStack() as stack:
        yield SigningDesk(lambda: _counterparts(settings, clock, stack))


def open_development_authority(settings: Settings, clock: Clock, stack: ExitStack) -> DevelopmentAuthority:
    """The development authority, served until ``stack`` closes.

    Raises:
        GiveUp: the service is configured for production, or the port is taken.
    """
    if settings.service.production:
        raise GiveUp(
            "development.in_production",
            "The development authority is refused in production; configure signing, trust and time stamps.",
        )
    base_url = f"http://127.0.0.1:{settings.development.authority_port}"
    authority = DevelopmentAuthority.open(development_dir(settings), base_url, clock=clock.now)
    stack.enter_context(ensure_serving(authority))
    return authority


def development_dir(settings: Settings) -> Path:
    """Where the development authority keeps its keys."""
    return settings.data_dir / "development-authority"


def fonts_of(settings: Settings) -> Path:
    """The folder of the fonts that documents are drawn with."""
    return settings.service.annex_dir / SHARED / "fonts"


def _counterparts(settings: Settings, clock: Clock, stack: ExitStack) -> Counterparts:
    authority = None if settings.service.production else open_development_authority(settings, clock, stack)
    urls = settings.signing.timestamp_urls or ((authority.timestamp_url,) if authority else ())
    return Counterparts(
        providers={"development": DevelopmentProvider(authority)} if authority else {},
        timestamper=TimestampAuthorities(urls, seconds_per_call=settings.signing.seconds_per_call),
        revocation=_revocation_source(settings, authority, stack),
        trust=KeptTrust(settings, clock, authority),
        font=fonts_of(settings) / APPEARANCE_FONT,
    )


def _revocation_source(
    settings: Settings, authority: DevelopmentAuthority | None, stack: ExitStack
) -> RevocationSource:
    own = {urlsplit(authority.base_url).hostname or ""} if authority else set()
    hosts = own | set(settings.signing.responder_hosts)
    fetcher = Fetcher(hosts, seconds_per_call=settings.signing.seconds_per_call)
    stack.callback(fetcher.close)
    return RevocationSource(fetcher)


class KeptTrust:
    """Trust from the lists, looked at anew every hour; the last good lists serve while they hold."""

    def __init__(self, settings: Settings, clock: Clock, authority: DevelopmentAuthority | None) -> None:
        self._settings = settings
        self._clock = clock
        self._authority = authority
        self._kept: tuple[datetime, Trust] | None = None
        self._lock = threading.Lock()

    def __call__(self) -> Trust:
        now = self._clock.now()
        with self._lock:
            if self._kept is None or now - self._kept[0] > _TRUST_LIFE:
                self._kept = (now, self._load(now))
            return self._kept[1]

    def _load(self, now: datetime) -> Trust:
        url, signers = self._source()
        if url is None:
            return Trust(manager=certificate_trust_manager(()), registry=None, anchors=())
        return trust_from_list_of_lists(
            url,
            signer_certificates=signers,
            territories=self._settings.trust.territories,
            cache_dir=self._settings.data_dir / "trust",
            fetch=self._fetch,
            moment=now,
        )

    def _source(self) -> tuple[str | None, Sequence[x509.Certificate]]:
        if self._settings.trust.list_of_lists_url is not None:
            return self._settings.trust.list_of_lists_url, latest_known_lotl_tlso_certs()
        if self._authority is not None:
            return self._authority.list_of_lists_url, (self._authority.list_of_lists_signer(),)
        return None, ()

    def _fetch(self, url: str) -> bytes:
        # The addresses are the operator's own, or come out of a list whose signature was checked.
        fetcher = Fetcher(
            {urlsplit(url).hostname or ""}, seconds_per_call=self._settings.signing.seconds_per_call
        )
        try:
            return fetcher.get(url)
        finally:
            fetcher.close()


def judges_in_force(settings: Settings, clock: Clock, stack: ExitStack) -> tuple[Trust, RevocationSource]:
    """Trust as the settings name it, and whom to ask about revocation.

    An installation that has no development authority yet trusts nobody.

    Raises:
        GiveUp: the configured lists cannot be had and no good copy is kept.
    """
    authority = None
    if not settings.service.production and development_dir(settings).is_dir():
        authority = open_development_authority(settings, clock, stack)
    return KeptTrust(settings, clock, authority)(), _revocation_source(settings, authority, stack)
