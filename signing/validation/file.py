"""Validating one file from its bytes to its report."""

from __future__ import annotations

from datetime import datetime

from pyhanko.pdf_utils.reader import PdfFileReader

from signing.errors import Failure
from signing.garbled import GARBLED
from signing.material import ValidationMaterial, stored_material
from signing.revocation import RevocationSource
from signing.trust import Notice, Trust
from signing.validation.examination import examine
from signing.validation.fields import BrokenSignature, FoundSignature, find_signatures, hides_signatures
from signing.validation.policy import ValidationPolicy
from signing.validation.reading import DAMAGED, Unreadable, format_of, read_pdf, verify_known_format
from signing.validation.report import FileFormat, FileReport, Verdict
from signing.validation.sentences import HIDDEN, UNSIGNED, message_for, verdict_of


def validate_file(
    data: bytes, *, trust: Trust, moment: datetime, name: str, revocation: RevocationSource | None = None
) -> FileReport:
    """Report what ``data`` is, whatever it may be.

    :param moment: when the signatures are judged; now, as a rule.
    :param name: what the report calls the file.
    :param revocation: whom to ask what the document does not say itself; nothing is fetched if absent.
    """
    try:
        verify_known_format(data)
    except Unreadable as problem:
        return FileReport(name, format_of(data), Verdict.UNREADABLE, problem.reason)
    return validate_pdf(data, trust=trust, moment=moment, name=name, revocation=revocation)


def validate_pdf(
    data: bytes, *, trust: Trust, moment: datetime, name: str, revocation: RevocationSource | None = None
) -> FileReport:
    """Report what ``data``, taken as a PDF, is; parameters as of ``validate_file``."""
    try:
        found, broken, stored = _contents(read_pdf(data))
    except Unreadable as problem:
        return FileReport(name, format_of(data), Verdict.UNREADABLE, problem.reason)
    if not found and not broken:
        hidden = hides_signatures(data, [])
        verdict, message = (Verdict.UNREADABLE, HIDDEN) if hidden else (Verdict.UNSIGNED, UNSIGNED)
        return FileReport(name, FileFormat.PDF, verdict, message)
    signatures = examine(found, broken, data, ValidationPolicy(trust, stored, moment), revocation)
    return FileReport(
        file=name,
        format=FileFormat.PDF,
        verdict=verdict_of(signatures),
        message=message_for(signatures),
        signatures=tuple(signatures),
        warnings=trust.warnings,
    )


def unreadable(name: str, failure: Failure) -> FileReport:
    """The report on a file whose bytes could not even be had."""
    reason = Notice(failure.code, failure.sentence, failure.params)
    return FileReport(name, FileFormat.OTHER, Verdict.UNREADABLE, reason)


def _contents(
    reader: PdfFileReader,
) -> tuple[list[FoundSignature], list[BrokenSignature], ValidationMaterial]:
    try:
        return *find_signatures(reader), stored_material(reader)
    except GARBLED as error:
        raise Unreadable(DAMAGED) from error
