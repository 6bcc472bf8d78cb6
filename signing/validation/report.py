"""What validation reports, and the JSON that programs read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from signing.identity import SignerIdentity
from signing.model import SignatureLevel
from signing.trust import Notice

Translate = Callable[[str], str]
"""Gives the sentence, with its ``%(name)s`` places, in the reader's language."""


class Indication(StrEnum):
    """The outcome for one signature (EN 319 102-1 section 5.1.3)."""

    TOTAL_PASSED = "TOTAL-PASSED"
    INDETERMINATE = "INDETERMINATE"
    TOTAL_FAILED = "TOTAL-FAILED"


class Verdict(StrEnum):
    """The outcome for a file."""

    TOTAL_PASSED = "TOTAL-PASSED"
    INDETERMINATE = "INDETERMINATE"
    TOTAL_FAILED = "TOTAL-FAILED"
    UNSIGNED = "UNSIGNED"
    UNREADABLE = "UNREADABLE"


class FileFormat(StrEnum):
    """What kind of file it is by its own bytes."""

    PDF = "pdf"
    ASICE = "asice"
    OTHER = "other"


class SignatureKind(StrEnum):
    """Who made it: a person, an organisation, or a time-stamp authority over the whole document."""

    SIGNATURE = "signature"
    SEAL = "seal"
    DOCUMENT_TIMESTAMP = "document-timestamp"


class ChangedAfter(StrEnum):
    """What happened to the document after a signature."""

    NONE = "none"
    PERMITTED = "permitted"
    """Later signatures, time stamps, validation data or permitted form filling."""
    FORBIDDEN = "forbidden"


class QualifiedStatus(StrEnum):
    """What a valid signature or seal is in law (Regulation (EU) 910/2014 article 3)."""

    QESIG = "QESig"
    QESEAL = "QESeal"
    ADESIG = "AdESig"
    ADESEAL = "AdESeal"


@dataclass(frozen=True)
class SignatureReport:
    """One signature, seal or document time stamp."""

    field: str
    kind: SignatureKind
    indication: Indication
    sub_indication: str | None
    intact: bool
    """The signed bytes and the signature value match, whatever is trusted."""
    level: SignatureLevel | None
    signer: SignerIdentity | None
    signed_at: datetime | None
    """Time of the time stamp."""
    claimed_at: datetime | None
    """Time that the signer states, which proves nothing."""
    qualified: QualifiedStatus | None
    timestamp_qualified: bool
    changed_after: ChangedAfter

    def to_dict(self) -> dict[str, Any]:
        """The signature as JSON values."""
        signer = self.signer
        return {
            "field": self.field,
            "kind": self.kind.value,
            "indication": self.indication.value,
            "sub_indication": self.sub_indication,
            "intact": self.intact,
            "level": self.level.value if self.level else None,
            "signer": {
                "name": signer.name if signer else None,
                "personal_code": signer.personal_code if signer else None,
                "registration_number": signer.registration_number if signer else None,
            },
            "signed_at": _iso(self.signed_at),
            "claimed_at": _iso(self.claimed_at),
            "qualified": self.qualified.value if self.qualified else None,
            "timestamp_qualified": self.timestamp_qualified,
            "changed_after": self.changed_after.value,
        }


@dataclass(frozen=True)
class FileReport:
    """One file."""

    file: str
    format: FileFormat
    verdict: Verdict
    message: Notice
    signatures: tuple[SignatureReport, ...] = ()
    warnings: tuple[Notice, ...] = ()

    def to_dict(self, translate: Translate = str) -> dict[str, Any]:
        """The report as JSON values; ``translate`` puts sentences into the reader's language."""
        return {
            "file": self.file,
            "format": self.format.value,
            "verdict": self.verdict.value,
            "signatures": [signature.to_dict() for signature in self.signatures],
            "warnings": [sentence(warning, translate) for warning in self.warnings],
            "message": sentence(self.message, translate),
        }


def sentence(notice: Notice, translate: Translate = str) -> str:
    """A notice as people read it."""
    text = translate(notice.sentence)
    return text % notice.params if notice.params else text


def _iso(moment: datetime | None) -> str | None:
    return None if moment is None else moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
