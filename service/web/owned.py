"""A document of the visitor's own."""

from __future__ import annotations

from typing import Final

from flask import url_for

from service.accounts import Account, Role
from service.db.tables import Document
from service.pipeline.access import own_document
from service.pipeline.stages import Stage, stage_of
from service.web import queries
from service.web.parts import application
from service.web.visitors import signed_in

_APPLICANTS: Final = (Role.LEGAL_REPRESENTATIVE, Role.CHILD)
FINISHED: Final = (Stage.RECEIVED, Stage.REGISTERED, Stage.ARCHIVED, Stage.REFUSED)
"""Stages in which the owner has nothing left to do."""


def applicant() -> Account:
    """Who is signed in, if they are somebody who applies.

    Raises:
        Unauthorized: nobody is signed in.
        Refusal: their role is another.
    """
    return signed_in(*_APPLICANTS)


def owned(document_id: str) -> Document:
    """The visitor's own document.

    Raises:
        NotThere: it is somebody else's, or there is none.
    """
    account = applicant()
    with application().database.reading() as session:
        return own_document(session, account, document_id)


def address_of(row: Document) -> str:
    """The page that fits where the document stands."""
    stage = stage_of(row)
    if stage is Stage.WITHDRAWN:
        return _address_of_successor(row)
    if stage in FINISHED:
        return url_for("issued.receipt", document_id=row.id)
    pages = {
        Stage.DRAFT: "filling.form",
        Stage.PREPARING: "documents.making",
        Stage.TO_SIGN: "issued.preview",
    }
    return url_for(pages[stage], document_id=row.id)


def _address_of_successor(row: Document) -> str:
    with application().database.reading() as session:
        successor = queries.successor_of(session, row.id)
    return url_for("documents.show", document_id=successor.id) if successor else url_for("documents.own")
