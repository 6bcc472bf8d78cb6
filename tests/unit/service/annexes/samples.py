"""The samples with something changed, and what the checks find in them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Final

from service.annexes.definition import AnnexDefinition
from service.annexes.findings import Finding
from service.i18n import LANGUAGES, in_language

DAY: Final = date(2026, 11, 23)
DEFAULTS: Final = {"provider.name": "Nodibinājums “Paraugs”", "provider.email": "info@paraugs.example"}

Found = list[tuple[str, str]]
"""Path and code of each finding."""
Check = Callable[..., Found]


def changed(data: Any, path: tuple[str | int, ...], value: Any) -> None:
    """Put ``value`` at ``path``; ``...`` takes away what is there."""
    *parents, last = path
    for step in parents:
        data = data.setdefault(step, {}) if isinstance(data, dict) else data[step]
    if value is ...:
        del data[last]
    else:
        data[last] = value


def codes(findings: tuple[Finding, ...]) -> Found:
    """Path and code of each finding, each of which can be said in both languages."""
    for finding in findings:
        for language in LANGUAGES:
            with in_language(language):
                assert finding.message
    return [(finding.path, finding.code) for finding in findings]


def annex_of(*fields: dict[str, Any], **more: Any) -> AnnexDefinition:
    """A definition with these fields, which need no labels."""
    whole = [labelled(field) for field in fields]
    words = {"lv": "Paraugs", "en": "Sample"}
    return AnnexDefinition.model_validate(
        {
            "code": "x",
            "slug": "x",
            "title": words,
            "document_title": "Paraugs",
            "intro": words,
            "filled_by": ["mentor"],
            "sections": [{"title": words, "keys": [field["key"] for field in fields]}],
            "fields": whole,
            "sealed_by": None if "signing" in more else "provider",
            "retention": {"trigger": "registered", "years": 1, "basis": "paraugs"},
            **more,
        }
    )


def labelled(field: dict[str, Any]) -> dict[str, Any]:
    """The field with its own key for a label, and so its parts."""
    whole = {"label": {"lv": field["key"], "en": field["key"]}, **field}
    if "fields" in whole:
        whole["fields"] = [labelled(child) for child in whole["fields"]]
    if "item" in whole:
        whole["item"] = labelled(whole["item"])
    if "options" in whole:
        whole["options"] = [
            {"value": value, "label": {"lv": str(value), "en": str(value)}} for value in whole["options"]
        ]
    if "statements" in whole:
        whole["statements"] = [{"lv": text, "en": text} for text in whole["statements"]]
    return whole
