"""Whether signed bytes may become the document, and what the form expects of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from service.annexes.catalogue import Annex
from service.annexes.definition import value_at
from service.application import Application
from signing.identity import ExpectedSigner
from signing.model import SignatureLevel
from signing.validation.acceptance import Expectation, verify_acceptable


def expected_signer(annex: Annex, data: Mapping[str, Any], role: str) -> ExpectedSigner:
    """The person whom the form names for the role, by personal code.

    Raises:
        KeyError: the annex has no such signer.
    """
    signer = next((signer for signer in annex.definition.signers if signer.role == role), None)
    if signer is None:
        raise KeyError(role)
    person = value_at(data, signer.person) or {}
    return ExpectedSigner(personal_code=person.get("personal_code"))


def expectations_of(
    annex: Annex, data: Mapping[str, Any], *, level: SignatureLevel, roles: tuple[str, ...] | None = None
) -> tuple[Expectation, ...]:
    """What each signature must be: who, and at least which level. All roles of the annex unless named."""
    wanted = roles if roles is not None else tuple(signer.role for signer in annex.definition.signers)
    return tuple(Expectation(role, expected_signer(annex, data, role), level) for role in wanted)


def accept_revision(
    app: Application, revision: bytes, *, issued_pdf: bytes, expectations: tuple[Expectation, ...]
) -> dict[str, Any]:
    """Validate the whole revision and answer its report.

    Raises:
        Refusal: it does not begin with the issued bytes, a signature does not validate as qualified with a
            qualified time stamp, or somebody else signed.
    """
    report = app.signing.validate(revision, moment=app.clock.now(), name="")
    verify_acceptable(revision, report, issued_pdf=issued_pdf, expectations=expectations)
    return report.to_dict()
