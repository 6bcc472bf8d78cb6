"""The log of events: who did what, when, to which thing. It holds no contents of forms."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy.orm import Session

from service.db.tables import Event


class Action(StrEnum):
    """What can happen."""

    DRAFTED = "document.drafted"
    ISSUED = "document.issued"
    WITHDRAWN = "document.withdrawn"
    SIGNATURE_BEGUN = "signature.begun"
    SIGNATURE_ACCEPTED = "signature.accepted"
    SIGNATURE_REFUSED = "signature.refused"
    SIGNED = "document.signed"
    REGISTERED = "document.registered"
    REFUSED = "document.refused"
    ARCHIVED = "document.archived"
    VIEWED = "document.viewed"
    DOWNLOADED = "document.downloaded"
    VERIFIED = "document.verified"
    DUTY_DONE = "duty.done"


SERVICE = "service"
"""The actor of what the service does by itself."""


def record(session: Session, action: Action, subject: str, actor: str, at: datetime, **detail: Any) -> None:
    """Write the event in the transaction of what it is about."""
    session.add(Event(at=at, actor=actor, action=action, subject=subject, detail=detail))
