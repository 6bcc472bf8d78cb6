"""Everything that the tags of a template may name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from service.annexes.definition import AnnexDefinition
from service.annexes.given import Given
from service.annexes.known.values import Computed
from service.annexes.printing import form_rows, with_blanks
from service.documents.charts.model import Chart
from service.settings import Settings

OWN_NAMES: Final = ("form", "known", "chart", "doc")
"""Beside the data's own keys, which must not be these."""


def template_context(
    annex: AnnexDefinition,
    given: Given,
    *,
    settings: Settings,
    known: Mapping[str, Computed],
    charts: Mapping[str, Chart | None],
    portfolio_number: str | None,
    draft: bool,
) -> dict[str, Any]:
    """The values for the tags of the annex's template."""
    data = with_blanks(annex.root, given.data)
    own_provider = data.get("provider")
    return {
        **data,
        "form": form_rows(annex.root, given.data, known),
        "known": {name: computed.values for name, computed in known.items()},
        "chart": {name: {"alt": chart.alt if chart else ""} for name, chart in charts.items()},
        # An agreement names the provider as a party: what it says wins over the settings.
        "provider": {**settings.provider.model_dump(), **(own_provider or {})},
        "doc": {
            "code": annex.code,
            "title": annex.document_title,
            "portfolio_number": portfolio_number or given.portfolio.portfolio_number,
            "draft": draft,
            "note": settings.signing.note if annex.signing and not draft else None,
            "restricted": annex.restricted,
        },
    }
