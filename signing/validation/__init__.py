"""Validation of signed files: reports, never verdicts by halves (EN 319 102-1).

``validate_pdf`` reports what a file is; ``acceptance`` decides whether it may become the document.
"""

from signing.validation.file import unreadable, validate_file, validate_pdf
from signing.validation.report import (
    ChangedAfter,
    FileFormat,
    FileReport,
    Indication,
    QualifiedStatus,
    SignatureKind,
    SignatureReport,
    Verdict,
)

__all__ = [
    "ChangedAfter",
    "FileFormat",
    "FileReport",
    "Indication",
    "QualifiedStatus",
    "SignatureKind",
    "SignatureReport",
    "Verdict",
    "unreadable",
    "validate_file",
    "validate_pdf",
]
