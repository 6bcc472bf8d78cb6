"""The catalogue: every annex folder, read and checked once.

A provider adds an annex by adding a folder with ``annex.yaml``, ``template.docx`` and ``sample.json``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from service.annexes.definition import AnnexDefinition
from service.annexes.references import broken_references
from signing.errors import GiveUp, Refusal

SHARED = "_shared"


@dataclass(frozen=True)
class Annex:
    """One annex folder."""

    definition: AnnexDefinition
    folder: Path

    @property
    def code(self) -> str:
        return self.definition.code

    def template(self) -> bytes:
        """The DOCX that people edit in Word."""
        return (self.folder / "template.docx").read_bytes()

    def sample(self) -> dict[str, Any]:
        """Valid data of invented people."""
        sample: dict[str, Any] = json.loads((self.folder / "sample.json").read_text(encoding="utf-8"))
        return sample

    def version(self) -> str:
        """SHA-256 over definition and template: what a document was made with."""
        digest = hashlib.sha256((self.folder / "annex.yaml").read_bytes())
        digest.update(self.template())
        return digest.hexdigest()


class Catalogue(Mapping[str, Annex]):
    """Annexes by code (``4.1``), in the order of their codes."""

    def __init__(self, annexes: Mapping[str, Annex]) -> None:
        self._annexes = dict(annexes)

    @classmethod
    def load(cls, folder: Path) -> Catalogue:
        """Read every annex under ``folder``.

        Raises:
            GiveUp: the folder is missing, or a definition is not good (file and key are named).
        """
        if not folder.is_dir():
            raise GiveUp(
                "annexes.no_folder",
                "There is no annex folder at %(folder)s; set service.annex_dir.",
                folder=str(folder),
            )
        shared = _read_yaml(folder / SHARED / "fields.yaml")
        found = [
            _load(path.parent, shared)
            for path in folder.rglob("annex.yaml")
            if SHARED not in path.relative_to(folder).parts
        ]
        return cls({annex.code: annex for annex in sorted(found, key=lambda annex: annex.code)})

    def __getitem__(self, code: str) -> Annex:
        return self._annexes[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._annexes)

    def __len__(self) -> int:
        return len(self._annexes)

    def find(self, code: str) -> Annex:
        """The annex with this code or slug.

        Raises:
            Refusal: there is none.
        """
        for annex in self.values():
            if code in (annex.code, annex.definition.slug):
                return annex
        raise Refusal(
            "annex.unknown",
            "There is no annex “%(code)s”. Known: %(known)s.",
            code=code,
            known=", ".join(self),
        )


def _load(folder: Path, shared: Mapping[str, Any]) -> Annex:
    raw = _read_yaml(folder / "annex.yaml")
    try:
        definition = AnnexDefinition.model_validate(_with_shared(raw, shared))
    except (ValidationError, KeyError) as error:
        raise GiveUp(
            "annex.definition",
            "The definition %(file)s is not good: %(reason)s",
            file=str(folder / "annex.yaml"),
            reason=str(error),
        ) from error
    broken = broken_references(definition)
    if broken:
        raise GiveUp(
            "annex.references",
            "The definition %(file)s names what is not there: %(names)s",
            file=str(folder / "annex.yaml"),
            names="; ".join(broken),
        )
    return Annex(definition, folder)


def _with_shared(node: Any, shared: Mapping[str, Any]) -> Any:
    """Put the shared field that ``use: NAME`` names in its place; keys beside ``use`` win."""
    if isinstance(node, list):
        return [_with_shared(item, shared) for item in node]
    if not isinstance(node, dict):
        return node
    if "use" in node:
        node = {**shared[node["use"]], **{key: value for key, value in node.items() if key != "use"}}
    return {key: _with_shared(value, shared) for key, value in node.items()}


def _read_yaml(path: Path) -> Any:
    try:
        # libyaml: the same safe loader, ten times as fast.
        return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise GiveUp(
            "annex.unreadable",
            "%(file)s cannot be read: %(reason)s",
            file=str(path),
            reason=str(error),
        ) from error
