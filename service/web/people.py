"""Whom a document names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from service.annexes.catalogue import Annex
from service.annexes.definition import Signer, value_at


def applicant_name(annex: Annex, data: Mapping[str, Any]) -> str:
    """The name of the first signer, as it was typed."""
    signers = annex.definition.signers
    return name_at(data, signers[0].person) if signers else ""


def subject_name(annex: Annex, data: Mapping[str, Any]) -> str:
    """The name of the person whom the document is about."""
    return name_at(data, annex.definition.subject)


def name_at(data: Mapping[str, Any], path: str) -> str:
    """Given name and surname of the person at ``path``; empty where there is none."""
    person = value_at(data, path)
    if not isinstance(person, dict):
        return ""
    return f"{person.get('given_name') or ''} {person.get('surname') or ''}".strip()


def signer_of(annex: Annex, role: str) -> Signer | None:
    """Who signs the annex in the role."""
    return next((signer for signer in annex.definition.signers if signer.role == role), None)
