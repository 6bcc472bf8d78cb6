"""The application's parts, as ports: what use cases work with. ``bootstrap`` puts them together."""

from __future__ import annotations

from dataclasses import dataclass

from service.annexes.catalogue import Catalogue
from service.clock import Clock
from service.db.database import Database
from service.documents.renderer import Renderer
from service.settings import Settings
from service.signing_desk import SigningDesk
from service.stores.ports import ArchiveStore, BlobStore


@dataclass(frozen=True)
class Application:
    """One running service."""

    settings: Settings
    clock: Clock
    catalogue: Catalogue
    database: Database
    blobs: BlobStore
    archive: ArchiveStore
    renderer: Renderer
    signing: SigningDesk
