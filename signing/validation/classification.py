"""What a signature is: its kind, its baseline level, and what it is in law."""

from __future__ import annotations

from datetime import datetime

from signing.identity import SignerIdentity
from signing.material import ValidationMaterial
from signing.model import SignatureLevel
from signing.trust import QualifiedPurpose, Trust
from signing.validation.fields import PADES, FoundSignature
from signing.validation.procedure import Judgement
from signing.validation.report import QualifiedStatus, SignatureKind


def kind_of(found: FoundSignature, signer: SignerIdentity) -> SignatureKind:
    """Whose signature it is by its certificate."""
    if found.is_document_timestamp:
        return SignatureKind.DOCUMENT_TIMESTAMP
    if signer.registration_number is not None and signer.surname is None:
        return SignatureKind.SEAL
    return SignatureKind.SIGNATURE


def level_of(found: FoundSignature, stored: ValidationMaterial, *, archived: bool) -> SignatureLevel | None:
    """The PAdES baseline level (EN 319 142-1 section 6), or none of them.

    :param stored: what the document's own security store holds.
    :param archived: whether an intact document time stamp follows the signature.
    """
    if found.sub_filter != PADES:
        return None
    if not found.timestamp_tokens and not archived:
        return SignatureLevel.B_B
    if not stored.speaks_of(found.embedded.signer_cert):
        return SignatureLevel.B_T
    return SignatureLevel.B_LTA if archived else SignatureLevel.B_LT


def has_qualified_timestamp(found: FoundSignature, trust: Trust) -> bool:
    """Whether one of its time stamps, or itself if it is one, is of a unit that was qualified then."""
    stamped_at = found.stamped_at
    if stamped_at is None:
        return False
    units = found.timestamping_certificates
    return any(trust.is_qualified_timestamping_unit(unit, stamped_at) for unit in units)


def qualified_status(
    judgement: Judgement, kind: SignatureKind, trust: Trust, moment: datetime, *, stamped: bool
) -> QualifiedStatus | None:
    """What a signature that passed is in law; none if there is no trusted list to say.

    :param moment: the proven time of the signature.
    :param stamped: whether it has a qualified time stamp.
    """
    if not judgement.passed or judgement.path is None or kind is SignatureKind.DOCUMENT_TIMESTAMP:
        return None
    found = trust.qualification_of(judgement.path, moment)
    if found is None:
        return None
    is_seal = kind is SignatureKind.SEAL
    purpose = QualifiedPurpose.ESEAL if is_seal else QualifiedPurpose.ESIGN
    if found.is_qualified and found.on_qscd and found.purpose is purpose and stamped:
        return QualifiedStatus.QESEAL if is_seal else QualifiedStatus.QESIG
    return QualifiedStatus.ADESEAL if is_seal else QualifiedStatus.ADESIG
