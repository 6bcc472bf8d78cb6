"""``docs/annexes.md``: every annex as its definition has it.

``python -m service.annexes.table > docs/annexes.md`` renders the samples as well, to count their pages.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from typing import Final

from service.annexes.catalogue import Catalogue
from service.annexes.definition import AnnexDefinition, Rule, Signer
from service.annexes.fields import Field, FieldType

_INTRODUCTION: Final = """\
# The annexes

Made from the definitions under `templates/annex/` by `python -m service.annexes.table`; do not edit.
Pages are those of the sample. Types, rules and notices are explained in [annex-format.md](annex-format.md).
"""


def table(catalogue: Catalogue, pages: Mapping[str, int]) -> str:
    """The whole page. ``pages`` are the pages of each sample, by code."""
    definitions = [annex.definition for annex in catalogue.values()]
    lines = [_INTRODUCTION, *_rows(_SUMMARY, (_summary(item, pages[item.code]) for item in definitions))]
    for definition in definitions:
        lines += ["", f"## {definition.code} {definition.title.lv}", "", *_described(definition)]
    return "\n".join(lines) + "\n"


_SUMMARY: Final = ("Code", "Slug", "Title", "Filled by", "Signed by", "Restricted", "Pages")


def _summary(annex: AnnexDefinition, pages: int) -> tuple[str, ...]:
    restricted = "yes" if annex.restricted else ""
    filled_by = ", ".join(annex.filled_by)
    return (
        annex.code,
        annex.slug,
        f"{annex.title.lv} ({annex.title.en})",
        filled_by,
        _signed_by(annex),
        restricted,
        str(pages),
    )


def _signed_by(annex: AnnexDefinition) -> str:
    if annex.sealed_by:
        return f"nobody; sealed by {annex.sealed_by}"
    return " → ".join(" ‖ ".join(map(_signer, step.signers)) for step in annex.signing)


def _signer(signer: Signer) -> str:
    return (
        signer.role
        + ("?" if signer.optional else "")
        + (" (acknowledges)" if signer.acknowledges else "")
        + (" (or seal)" if "seal" in signer.kinds else "")
    )


def _described(annex: AnnexDefinition) -> Iterator[str]:
    yield from _rows(("Field", "Type", "Needed", "What it is"), _fields(annex.root, ""))
    for title, rules in (("Rule", annex.rules), ("Notice", annex.notices)):
        if rules:
            yield ""
            yield from _rows((title, "At", "With", "Source"), map(_rule, rules))
    if annex.known:
        yield ""
        yield f"Computed: {', '.join(f'`{name}`' for name in annex.known)}."


def _fields(group: Field, prefix: str) -> Iterator[tuple[str, ...]]:
    for field in group.fields:
        path = f"{prefix}{field.key}"
        yield f"`{path}`", _type(field), _needed(field), field.label.en
        yield from _fields(field.item or field, f"{path}.*." if field.item else f"{path}.")


def _type(field: Field) -> str:
    said = [field.type.value]
    if field.item:
        said.append(f"of {field.item.type.value}")
    if field.type is FieldType.CHOICE:
        said.append(": " + ", ".join(f"`{option.value}`" for option in field.options))
    if field.type is FieldType.MARKS:
        said.append(f"of {len(field.options)}")
    if field.statements:
        said.append(f"for {len(field.statements)} statements")
    if field.min is not None or field.max is not None:
        said.append(f"{_bound(field.min)} to {_bound(field.max)}")
    return " ".join(said).replace(" : ", ": ")


def _bound(value: int | None) -> str:
    return "…" if value is None else str(value)


def _needed(field: Field) -> str:
    if field.when:
        condition = f"when `{field.when.key}` is `{str(field.when.equals).lower()}`"
        return condition if field.required else f"may be, {condition}"
    if field.requires:
        return f"yes, with {', '.join(f'`{value}`' for value in field.requires)}"
    return "yes" if field.required else ""


def _rule(rule: Rule) -> tuple[str, ...]:
    arguments = ", ".join(f"{name}: `{'`, `'.join(rule.paths(name))}`" for name in rule.arguments)
    return f"`{rule.name}`", f"`{rule.at}`", arguments, rule.source


def _rows(titles: tuple[str, ...], rows: Iterator[tuple[str, ...]] | map[tuple[str, ...]]) -> Iterator[str]:
    yield "| " + " | ".join(titles) + " |"
    yield "|" + " --- |" * len(titles)
    for row in rows:
        yield "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ").strip() for cell in row) + " |"


def _main() -> None:
    from service.bootstrap import open_renderer
    from service.clock import SystemClock, day_of
    from service.pipeline.making import make_document, require_good
    from service.settings import load_settings

    settings, now = load_settings(), SystemClock().now()
    catalogue = Catalogue.load(settings.service.annex_dir)
    pages = {}
    with open_renderer(settings) as renderer:
        for code, annex in catalogue.items():
            day = day_of(now, settings.service.time_zone)
            checked = require_good(annex, annex.sample(), on=day, settings=settings)
            made = make_document(annex, checked, settings=settings, renderer=renderer, created_at=now)
            pages[code] = made.issued.pages
    sys.stdout.write(table(catalogue, pages))


if __name__ == "__main__":
    _main()
