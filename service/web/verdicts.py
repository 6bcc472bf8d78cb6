"""The validation report in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from service.i18n import gettext


@dataclass(frozen=True)
class Verdict:
    """What a report comes to. ``tone`` is ``good``, ``bad`` or ``unsure``."""

    tone: str
    headline: str
    sentence: str


@dataclass(frozen=True)
class SignatureWords:
    """One signature: who, and facts as pairs of label and sentence."""

    tone: str
    title: str
    name: str
    identity: str | None
    """Personal code or registration number, where the certificate states one."""
    facts: tuple[tuple[str, str], ...]
    signed_at: str | None


def verdict_of(report: Mapping[str, Any]) -> Verdict:
    """The verdict of a whole file."""
    words = {
        "TOTAL-PASSED": Verdict(
            "good",
            gettext("Valid"),
            gettext("Every signature is valid and the document has not been changed."),
        ),
        "TOTAL-FAILED": Verdict(
            "bad",
            gettext("Not valid"),
            gettext("The document was changed after it was signed, or a signature in it is not valid."),
        ),
        "INDETERMINATE": Verdict(
            "unsure",
            gettext("Cannot be told at present"),
            gettext("What is needed to judge a signature is missing or cannot be reached now."),
        ),
        "UNSIGNED": Verdict("bad", gettext("Not signed"), gettext("There is no signature in this document.")),
    }
    unreadable = Verdict("bad", gettext("Cannot be read"), gettext("This file is damaged or is no PDF."))
    return words.get(report["verdict"], unreadable)


def signature_words(signature: Mapping[str, Any]) -> SignatureWords:
    """One signature, seal or time stamp of a report."""
    tones = {"TOTAL-PASSED": "good", "TOTAL-FAILED": "bad"}
    signer = signature["signer"]
    return SignatureWords(
        tone=tones.get(signature["indication"], "unsure"),
        title=_kind(signature["kind"]),
        name=signer["name"] or gettext("unknown"),
        identity=_identity(signature),
        facts=tuple(_facts(signature)),
        signed_at=signature["signed_at"],
    )


def signatures_of(report: Mapping[str, Any] | None) -> tuple[SignatureWords, ...]:
    """Every signature of a report, in the order in which they were made."""
    return tuple(signature_words(item) for item in (report or {}).get("signatures", ()))


def _identity(signature: Mapping[str, Any]) -> str | None:
    """A time-stamp authority is known by its name; its number would say nothing to people."""
    if signature["kind"] == "document-timestamp":
        return None
    signer = signature["signer"]
    identity: str | None = signer["personal_code"] or signer["registration_number"]
    return identity


def _kind(kind: str) -> str:
    kinds = {"signature": gettext("Signature"), "seal": gettext("Seal of an organisation")}
    return kinds.get(kind, gettext("Archival time stamp"))


def _facts(signature: Mapping[str, Any]) -> list[tuple[str, str]]:
    facts = [(gettext("Verdict"), _indication(signature["indication"]))]
    if signature["kind"] != "document-timestamp":
        facts.append((gettext("Kind"), _qualified(signature["qualified"])))
    facts.append((gettext("Time stamp"), _timestamp(signature)))
    facts.append((gettext("Changed after signing"), _changed(signature["changed_after"])))
    if signature["level"]:
        facts.append((gettext("Level"), f"PAdES {signature['level']}"))
    return facts


def _indication(indication: str) -> str:
    words = {"TOTAL-PASSED": gettext("valid"), "TOTAL-FAILED": gettext("not valid")}
    return words.get(indication, gettext("cannot be told at present"))


def _qualified(qualified: str | None) -> str:
    words = {
        "QESig": gettext("qualified electronic signature"),
        "QESeal": gettext("qualified electronic seal"),
        "AdESig": gettext("advanced electronic signature, not a qualified one"),
        "AdESeal": gettext("advanced electronic seal, not a qualified one"),
    }
    return words.get(qualified or "", gettext("cannot be told"))


def _timestamp(signature: Mapping[str, Any]) -> str:
    if signature["signed_at"] is None:
        return gettext("none")
    return gettext("qualified") if signature["timestamp_qualified"] else gettext("not a qualified one")


def _changed(changed_after: str) -> str:
    words = {
        "none": gettext("no"),
        "permitted": gettext("no; only what is permitted was added, such as time stamps and validation data"),
    }
    return words.get(changed_after, gettext("yes, and in a way that is not permitted"))
