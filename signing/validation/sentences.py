"""One plain sentence for a file: what it comes to, and for whom that is a reason to act."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from signing.trust import Notice
from signing.validation.report import (
    ChangedAfter,
    Indication,
    QualifiedStatus,
    SignatureKind,
    SignatureReport,
    Verdict,
)

UNSIGNED: Final = Notice("file.unsigned", "The document has no signature.")
HIDDEN: Final = Notice(
    "file.hidden_signatures",
    "The file holds a signature that the document does not list: it was tampered with.",
)
_NOT_INTACT: Final = Notice(
    "file.not_intact", "The signature of “%(signer)s” does not match the document: one of them was changed."
)
_CHANGED: Final = Notice(
    "file.changed",
    "The document was changed after “%(signer)s” signed it; the signature does not hold for what it shows.",
)
_BY_REASON: Final = {
    "NO_CERTIFICATE_CHAIN_FOUND": Notice(
        "file.not_trusted", "The certificate of “%(signer)s” was issued by nobody who is trusted here."
    ),
    "REVOKED": Notice(
        "file.revoked", "The certificate of “%(signer)s” was revoked before the signature was made."
    ),
    "REVOKED_NO_POE": Notice(
        "file.revoked_no_proof",
        "The certificate of “%(signer)s” is revoked, and nothing proves that the signature is older.",
    ),
    "OUT_OF_BOUNDS_NO_POE": Notice(
        "file.out_of_bounds",
        "A certificate behind the signature of “%(signer)s” is out of its period of validity, and nothing "
        "proves that the signature was made within it.",
    ),
    "EXPIRED": Notice(
        "file.expired", "The certificate of “%(signer)s” had expired when the signature was made."
    ),
    "NOT_YET_VALID": Notice(
        "file.not_yet_valid", "The certificate of “%(signer)s” was not valid yet when the signature was made."
    ),
    "CHAIN_CONSTRAINTS_FAILURE": Notice(
        "file.not_for_documents", "The certificate of “%(signer)s” is not one for signing documents."
    ),
    "TRY_LATER": Notice(
        "file.revocation_unknown",
        "Whether the certificate of “%(signer)s” was revoked is not known here: the document does not say, "
        "and its issuer was not asked.",
    ),
    "NO_POE": Notice(
        "file.no_proof",
        "Nothing proves that the signature of “%(signer)s” existed at the moment of judgement.",
    ),
}
_UNDECIDED: Final = Notice(
    "file.undecided", "Whether the signature of “%(signer)s” is valid cannot be decided (%(reason)s)."
)


def verdict_of(signatures: Sequence[SignatureReport]) -> Verdict:
    """The worst of the signatures decides."""
    indications = {signature.indication for signature in signatures}
    if Indication.TOTAL_FAILED in indications:
        return Verdict.TOTAL_FAILED
    if Indication.INDETERMINATE in indications:
        return Verdict.INDETERMINATE
    return Verdict.TOTAL_PASSED


def message_for(signatures: Sequence[SignatureReport]) -> Notice:
    """The sentence for a signed file: about the worst signature, or about all if all passed."""
    for wanted in (Indication.TOTAL_FAILED, Indication.INDETERMINATE):
        for signature in signatures:
            if signature.indication is wanted:
                return _problem(signature)
    return _all_passed(signatures)


def _problem(signature: SignatureReport) -> Notice:
    name = signature.signer.name if signature.signer else signature.field
    reason = signature.sub_indication or "GENERIC"
    if not signature.intact:
        kind = _NOT_INTACT
    elif signature.changed_after is ChangedAfter.FORBIDDEN:
        kind = _CHANGED
    else:
        kind = _BY_REASON.get(reason, _UNDECIDED)
    return replace(kind, params={"signer": name, "reason": reason})


def _all_passed(signatures: Sequence[SignatureReport]) -> Notice:
    people = [signature for signature in signatures if signature.kind is not SignatureKind.DOCUMENT_TIMESTAMP]
    names = ", ".join(signature.signer.name for signature in people if signature.signer)
    if not people:
        return Notice(
            "file.only_timestamps", "The document is time-stamped and unchanged, but nobody signed it."
        )
    qualified = {QualifiedStatus.QESIG, QualifiedStatus.QESEAL}
    if all(signature.qualified in qualified for signature in people):
        return Notice(
            "file.qualified",
            "The document is unchanged; all signatures are valid and qualified, with qualified time stamps. "
            "Signed by: %(signers)s.",
            {"signers": names},
        )
    return Notice(
        "file.valid",
        "The document is unchanged and all signatures are valid, but not all are shown to be qualified with "
        "qualified time stamps. Signed by: %(signers)s.",
        {"signers": names},
    )
