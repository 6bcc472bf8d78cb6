"""From checked data to issued bytes: fill, render, issue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Final

from service.annexes.catalogue import Annex
from service.annexes.checks import CheckedData, check_data
from service.annexes.findings import Finding
from service.documents.fill import CompiledTemplate, load_template
from service.documents.issue import issue_pdf
from service.documents.model import DocumentMetadata, IssuedPdf, SignaturePlace
from service.documents.renderer import Renderer
from service.i18n import msgid
from service.settings import Settings
from signing.errors import Refusal


class DataRefused(Refusal):
    """The data are not good; ``findings`` says where and why, in the order of the form."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__(
            "data.not_good",
            msgid("The form is not complete and right yet: %(count)d to mend."),
            count=len(findings),
        )
        self.findings = findings


_LANGUAGE: Final = "lv-LV"


@dataclass(frozen=True)
class MadeDocument:
    """A filled document and what was made of it."""

    filled_docx: bytes
    issued: IssuedPdf


def require_good(
    annex: Annex, data: Any, *, on: date, settings: Settings, draft: bool = False
) -> CheckedData:
    """Check the data.

    Raises:
        DataRefused: they are not good.
    """
    checked = check_data(annex.definition, data, on=on, defaults=settings.form_defaults, draft=draft)
    if not checked.ok:
        raise DataRefused(checked.findings)
    return checked


def make_document(
    annex: Annex,
    checked: CheckedData,
    *,
    settings: Settings,
    renderer: Renderer,
    created_at: datetime,
    draft: bool = False,
    portfolio_number: str | None = None,
) -> MadeDocument:
    """Fill, render and issue.

    Raises:
        Refusal, Retry, GiveUp: of the renderer.
    """
    definition = annex.definition
    places = () if draft else signature_places(annex)
    context = {
        **_blanks(definition.fields, checked.data),
        "provider": settings.provider.model_dump(),
        "doc": {
            "code": definition.code,
            "title": definition.document_title,
            "portfolio_number": portfolio_number,
            "draft": draft,
            "note": settings.signing.note if definition.signers and not draft else None,
            "restricted": definition.restricted,
        },
    }
    filled_docx = _compiled(annex.template()).fill(context)
    rendered_pdf = renderer.render(filled_docx, title=definition.document_title, language=_LANGUAGE)
    metadata = DocumentMetadata(
        definition.document_title, _LANGUAGE, created_at, author=settings.provider.name
    )
    return MadeDocument(filled_docx, issue_pdf(rendered_pdf, places, metadata))


def signature_places(annex: Annex) -> tuple[SignaturePlace, ...]:
    """Where the annex is signed, by role."""
    return tuple(
        SignaturePlace(
            role=signer.role,
            bookmark=f"sign_{signer.role}",
            width_mm=signer.place.width_mm,
            height_mm=signer.place.height_mm,
            label=f"Paraksta vieta: {signer.label.lv}",
        )
        for signer in annex.definition.signers
    )


def _blanks(fields: tuple[Any, ...], data: Mapping[str, Any]) -> dict[str, Any]:
    """The data with every field there: an absent one prints as the form's own empty line."""
    return {
        field.key: _blanks(field.fields, data.get(field.key) or {})
        if field.fields
        else data.get(field.key, "")
        for field in fields
    }


@lru_cache(maxsize=128)
def _compiled(template: bytes) -> CompiledTemplate:
    return load_template(template)
