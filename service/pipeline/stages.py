"""Where a document stands, computed from facts."""

from __future__ import annotations

from enum import StrEnum

from service.db.tables import Document


class Stage(StrEnum):
    """The stages of a document, in order."""

    DRAFT = "draft"
    PREPARING = "preparing"
    TO_SIGN = "to_sign"
    RECEIVED = "received"
    REGISTERED = "registered"
    ARCHIVED = "archived"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


def stage_of(row: Document) -> Stage:
    """The stage that the facts of ``row`` add up to."""
    ladder = (
        (row.withdrawn_at, Stage.WITHDRAWN),
        (row.refused_at, Stage.REFUSED),
        (row.archived_at, Stage.ARCHIVED),
        (row.portfolio_number, Stage.REGISTERED),
        (row.signed_at, Stage.RECEIVED),
        (row.issued_at, Stage.TO_SIGN),
        (row.issue_requested_at, Stage.PREPARING),
    )
    return next((stage for fact, stage in ladder if fact is not None), Stage.DRAFT)
