"""From checked data to issued bytes: fill, render, issue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Final

from service.annexes.catalogue import Annex
from service.annexes.charts import draw_charts
from service.annexes.checks import CheckedData, check_data
from service.annexes.context import template_context
from service.annexes.definition import AnnexDefinition
from service.annexes.findings import Finding
from service.annexes.given import Given, PortfolioKnowledge
from service.annexes.known import known_of
from service.clock import day_of
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
_SEAL: Final = SignaturePlace(
    role="provider",
    bookmark="sign_provider",
    width_mm=80,
    height_mm=22,
    label="Zīmoga vieta: pakalpojuma sniedzējs",
)


@dataclass(frozen=True)
class MadeDocument:
    """A filled document and what was made of it."""

    filled_docx: bytes
    issued: IssuedPdf


def require_good(
    annex: Annex,
    data: Any,
    *,
    on: date,
    settings: Settings,
    draft: bool = False,
    portfolio: PortfolioKnowledge | None = None,
) -> CheckedData:
    """Check the data.

    Raises:
        DataRefused: they are not good.
    """
    checked = check_data(
        annex.definition,
        data,
        on=on,
        defaults=settings.form_defaults,
        draft=draft,
        limits=settings.limits,
        portfolio=portfolio,
    )
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
    portfolio: PortfolioKnowledge | None = None,
) -> MadeDocument:
    """Fill, render and issue.

    Args:
        portfolio: what the archive knows of the document's portfolio, for sums and charts.
        portfolio_number: the number to print; the portfolio's own when absent.

    Raises:
        Refusal, Retry, GiveUp: of the renderer.
    """
    definition = annex.definition
    on = day_of(created_at, settings.service.time_zone)
    given = Given(checked.data, on, settings.limits, portfolio or PortfolioKnowledge())
    template = _compiled(annex.template())
    known = known_of(definition, given)
    charts = draw_charts(template.charts, known, given)
    context = template_context(
        definition,
        given,
        settings=settings,
        known=known,
        charts=charts,
        portfolio_number=portfolio_number,
        draft=draft,
    )
    filled_docx = template.fill(context, {name: chart.png for name, chart in charts.items() if chart})
    rendered_pdf = renderer.render(filled_docx, title=definition.document_title, language=_LANGUAGE)
    metadata = DocumentMetadata(
        definition.document_title, _LANGUAGE, created_at, author=settings.provider.name
    )
    places = () if draft else signature_places(definition, checked.data)
    return MadeDocument(filled_docx, issue_pdf(rendered_pdf, places, metadata))


def signature_places(definition: AnnexDefinition, data: Mapping[str, Any]) -> tuple[SignaturePlace, ...]:
    """Where the document with these data is signed or sealed, by role."""
    if definition.sealed_by:
        return (_SEAL,)
    return tuple(
        SignaturePlace(
            role=signer.role,
            bookmark=f"sign_{signer.role}",
            width_mm=signer.place.width_mm,
            height_mm=signer.place.height_mm,
            label=f"Paraksta vieta: {signer.label.lv}",
        )
        for signer in definition.signers_for(data)
    )


@lru_cache(maxsize=128)
def _compiled(template: bytes) -> CompiledTemplate:
    return load_template(template)
