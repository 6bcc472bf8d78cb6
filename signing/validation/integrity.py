"""What cryptography and structure alone say of a signature: true whatever is trusted."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from asn1crypto import cms, x509
from pyhanko.sign.ades.report import AdESFailure
from pyhanko.sign.diff_analysis import DEFAULT_DIFF_POLICY, DiffResult, ModificationLevel
from pyhanko.sign.validation.generic_cms import validate_sig_integrity
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel

from signing.garbled import GARBLED
from signing.validation.container import is_token_accounted_for, is_well_formed
from signing.validation.fields import FoundSignature
from signing.validation.reading import ends_cleanly
from signing.validation.report import ChangedAfter


@dataclass(frozen=True)
class Integrity:
    """Facts about one signature."""

    failure: AdESFailure | None
    """Why it is not intact; none if it is."""
    changed_after: ChangedAfter

    @property
    def intact(self) -> bool:
        """The signed bytes and the signature value match."""
        return self.failure is None


BROKEN = Integrity(AdESFailure.FORMAT_FAILURE, ChangedAfter.FORBIDDEN)
"""A field that cannot even be read as a signature."""


def integrity_of(found: FoundSignature, data: bytes, known: Sequence[x509.Certificate]) -> Integrity:
    """The facts about ``found`` in the file ``data``.

    :param known: certificates that the file's security store or the trust list holds.
    """
    try:
        failure = _failure(found, data, known)
    except GARBLED:
        return BROKEN
    try:
        return Integrity(failure, _changed_after(found.embedded, data))
    except GARBLED:
        return Integrity(failure, ChangedAfter.FORBIDDEN)


def _failure(found: FoundSignature, data: bytes, known: Sequence[x509.Certificate]) -> AdESFailure | None:
    signature = found.embedded
    # 1. The container is written as it must be, with nothing beside it.
    if not is_well_formed(signature, data):
        return AdESFailure.FORMAT_FAILURE
    if found.is_document_timestamp and not is_token_accounted_for(signature.signed_data, known):
        return AdESFailure.FORMAT_FAILURE
    # 2. The signed bytes are those that were signed.
    digest = signature.compute_digest()
    if found.is_document_timestamp:
        if _imprint(signature.signed_data) != digest:
            return AdESFailure.HASH_FAILURE
        digest = _content_digest(signature)
    # 3. The key of the named certificate made the value.
    content_type = signature.signed_data["encap_content_info"]["content_type"].native
    intact, valid = validate_sig_integrity(signature.signer_info, signature.signer_cert, content_type, digest)
    if not intact:
        return AdESFailure.HASH_FAILURE
    return None if valid else AdESFailure.SIG_CRYPTO_FAILURE


def _imprint(token: cms.SignedData) -> bytes:
    imprint: bytes = token["encap_content_info"]["content"].parsed["message_imprint"]["hashed_message"].native
    return imprint


def _content_digest(signature: EmbeddedPdfSignature) -> bytes:
    content = bytes(signature.signed_data["encap_content_info"]["content"])
    return hashlib.new(signature.md_algorithm, content).digest()


def _changed_after(signature: EmbeddedPdfSignature, data: bytes) -> ChangedAfter:
    signature.compute_integrity_info(DEFAULT_DIFF_POLICY)  # type: ignore[no-untyped-call]
    facts = signature.summarise_integrity_info()
    if facts["coverage"] is SignatureCoverageLevel.ENTIRE_FILE:
        return ChangedAfter.NONE
    is_newest = signature.signed_revision == signature.reader.xrefs.total_revisions - 1
    difference = facts["diff_result"]
    if is_newest or not ends_cleanly(data) or not isinstance(difference, DiffResult):
        return ChangedAfter.FORBIDDEN
    allowed = difference.modification_level <= ModificationLevel.FORM_FILLING
    # what an earlier signature of the document's author allowed (ISO 32000-2 section 12.8.2.2)
    by_author = facts["docmdp_ok"] is not False
    return ChangedAfter.PERMITTED if allowed and by_author else ChangedAfter.FORBIDDEN
