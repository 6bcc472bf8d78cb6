"""The applications of the repository, filled with their samples or with something harder to draw."""

from __future__ import annotations

import io
import json
import subprocess
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from pypdf import PdfReader

from service.documents.fill import load_template
from service.documents.issue import issue_pdf
from service.documents.model import DocumentMetadata, IssuedPdf, SignaturePlace
from service.documents.office.pool import OfficePool
from service.settings import REPOSITORY, Settings

ANNEXES: Final = REPOSITORY / "templates" / "annex"
ROLES: Final = {"4.1": "legal_representative", "4.2": "child"}
TITLE: Final = "Iesniegums – Ā, č & <ž>"
LANGUAGE: Final = "lv-LV"
CREATED_AT: Final = datetime(2026, 11, 23, 10, 30, tzinfo=UTC)
METADATA: Final = DocumentMetadata(TITLE, LANGUAGE, CREATED_AT, author="Nodibinājums “Paraugs bērniem”")
PRINTED: Final = {
    "4.1": (
        "recipient.name",
        "recipient.email",
        "applicant.given_name",
        "applicant.surname",
        "applicant.address",
        "applicant.phone",
        "applicant.email",
        "child.given_name",
        "child.surname",
        "child.personal_code",
        "other_mentor.provider_name",
        "other_mentor.mentor_name",
    ),
    "4.2": (
        "recipient.name",
        "recipient.email",
        "applicant.given_name",
        "applicant.surname",
        "applicant.personal_code",
        "applicant.address",
        "applicant.phone",
        "applicant.email",
        "other_mentor.provider_name",
        "other_mentor.mentor_name",
    ),
}
"""Every text field that the form shows, by path."""


def sample_of(code: str) -> dict[str, Any]:
    sample: dict[str, Any] = json.loads((ANNEXES / code / "sample.json").read_text(encoding="utf-8"))
    return sample


def with_every_text(code: str, value_of: Callable[[str], str]) -> dict[str, Any]:
    """The sample with every printed text replaced, and with an other mentor, so that every line is in use."""
    data = sample_of(code)
    data["other_mentor"] = {"receives": True}
    for path in PRINTED[code]:
        group, key = path.split(".")
        data[group][key] = value_of(path)
    return data


def context_of(code: str, data: dict[str, Any], **doc: Any) -> dict[str, Any]:
    settings = Settings()
    page = {"code": code, "title": TITLE, "portfolio_number": None, "draft": False, "restricted": False}
    return {
        **data,
        "provider": settings.provider.model_dump(),
        "doc": {**page, "note": settings.signing.note, **doc},
    }


def fill(code: str, data: dict[str, Any], **doc: Any) -> bytes:
    template = load_template((ANNEXES / code / "template.docx").read_bytes())
    return template.fill(context_of(code, data, **doc))


def place_of(code: str) -> SignaturePlace:
    return SignaturePlace(ROLES[code], f"sign_{ROLES[code]}", 80, 22, "Paraksta vieta: iesniedzējs")


def issue(pool: OfficePool, code: str, data: dict[str, Any], **doc: Any) -> IssuedPdf:
    rendered_pdf = pool.render(fill(code, data, **doc), title=TITLE, language=LANGUAGE)
    return issue_pdf(rendered_pdf, () if doc.get("draft") else (place_of(code),), METADATA)


def text_of(pdf: bytes) -> str:
    """What poppler reads, line by line as it is drawn."""
    read = subprocess.run(["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True)
    return read.stdout.decode()


def texts_of(pdf: bytes) -> Iterator[str]:
    """What two libraries that share no code read."""
    yield text_of(pdf)
    yield "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def squeezed(text: str) -> str:
    """Without any white space: a line may be broken anywhere."""
    return "".join(text.split())


def save(pdf: bytes, folder: Path, name: str) -> Path:
    path = folder / name
    path.write_bytes(pdf)
    return path
