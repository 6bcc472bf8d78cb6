"""What trust has to say: notices for people, the state of lists, and qualification of certificates."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from signing.errors import Param


@dataclass(frozen=True)
class Notice:
    """Something that people should know though work goes on.

    ``sentence`` is English, the gettext message id, with ``%(name)s`` places for ``params``.
    """

    code: str
    sentence: str
    params: dict[str, Param] = field(default_factory=dict, hash=False)

    def __str__(self) -> str:
        return self.sentence % self.params if self.params else self.sentence


@dataclass(frozen=True)
class ListState:
    """Which issue of a list is in use, and how good it still is."""

    territory: str
    """ISO 3166-1 alpha-2; ``EU`` for the list of lists."""
    location: str
    sequence_number: int
    issued_at: datetime
    next_update_at: datetime | None
    """``None`` for a list that was closed (clause 5.3.15)."""
    fetched_at: datetime | None
    """When this copy came from its location; ``None`` if it was given as a file."""
    is_last_good_copy: bool = False
    """Its location did not give a good list when last asked."""

    def is_stale(self, moment: datetime) -> bool:
        """Whether a newer issue should have been there by ``moment``."""
        return self.next_update_at is not None and moment > self.next_update_at


class QualifiedPurpose(StrEnum):
    """What a certificate is for (EN 319 412-5, QcType)."""

    ESIGN = "esign"
    ESEAL = "eseal"
    WEB = "web"


@dataclass(frozen=True)
class Qualification:
    """What the trusted list makes of a certificate at a moment."""

    is_qualified: bool
    purpose: QualifiedPurpose
    on_qscd: bool
    """Its key is on a qualified signature creation device."""
    service: str | None = None
    """The listed service that decided; ``None`` if none did."""
