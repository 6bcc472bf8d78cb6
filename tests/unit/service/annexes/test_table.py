"""``docs/annexes.md`` is what the definitions say."""

from __future__ import annotations

import re

import pytest

from service.annexes.catalogue import Catalogue
from service.annexes.table import table
from service.settings import REPOSITORY

WRITTEN = REPOSITORY / "docs" / "annexes.md"
SUMMARY = re.compile(r"^\| (?P<code>\S+) \| .* \| (?P<pages>\d+) \|$", re.MULTILINE)


def written_pages() -> dict[str, int]:
    text = WRITTEN.read_text(encoding="utf-8")
    return {match["code"]: int(match["pages"]) for match in SUMMARY.finditer(text)}


def test_the_table_of_annexes_is_not_stale(catalogue: Catalogue) -> None:
    pages = written_pages()
    assert set(pages) == set(catalogue), "make it anew: python -m service.annexes.table > docs/annexes.md"
    assert table(catalogue, pages) == WRITTEN.read_text(encoding="utf-8"), "make it anew"


@pytest.mark.parametrize("code", ["4.3.6", "4.3.8/mentee"])
def test_it_tells_fields_rules_with_sources_and_signers(catalogue: Catalogue, code: str) -> None:
    text = table(catalogue, dict.fromkeys(catalogue, 1))
    definition = catalogue[code].definition
    part = text.partition(f"\n## {code} ")[2].partition("\n## ")[0]
    assert all(rule.source in part and f"`{rule.name}`" in part for rule in definition.rules)
    assert all(f"`{field.key}`" in part for field in definition.fields)
    (summary,) = [line for line in text.splitlines() if line.startswith(f"| {code} |")]
    assert all(signer.role in summary for signer in definition.signers)


def test_a_cell_keeps_its_column(catalogue: Catalogue) -> None:
    for line in table(catalogue, dict.fromkeys(catalogue, 1)).splitlines():
        if line.startswith("| "):
            assert len(re.findall(r"(?<!\\)\|", line)) in (5, 8), line
