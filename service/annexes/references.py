"""What a definition names must be there: fields by their paths, rules, notices and computed values."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from service.annexes.context import OWN_NAMES
from service.annexes.definition import AnnexDefinition, Rule
from service.annexes.fields import Field
from service.annexes.known import KNOWN, NEEDED
from service.annexes.notices import NOTICES
from service.annexes.paths import EVERY_ROW
from service.annexes.rules import RULES


def broken_references(annex: AnnexDefinition) -> tuple[str, ...]:
    """Everything that the definition names and that is not there, in words for its author."""
    return (
        *_unknown("rule", (rule.name for rule in annex.rules), RULES),
        *_unknown("notice", (rule.name for rule in annex.notices), NOTICES),
        *_unknown("known", annex.known, KNOWN),
        *(f"no field at {path!r}" for path in _paths(annex) if path and not _is_there(annex, path)),
        *(broken for rule in (*annex.rules, *annex.notices) for broken in _other_rows(rule)),
        *_broken_conditions(annex.root),
        *(f"a field may not be called {field.key!r}" for field in annex.fields if field.key in OWN_NAMES),
    )


def _unknown(what: str, names: Collection[str] | Iterator[str], known: Collection[str]) -> Iterator[str]:
    return (f"no {what} {name!r}" for name in names if name not in known)


def _paths(annex: AnnexDefinition) -> Iterator[str]:
    yield annex.subject
    for rule in (*annex.rules, *annex.notices):
        yield from _paths_of(rule)
    for name in annex.known:
        yield from NEEDED.get(name, ())
    for signer in annex.signers:
        yield signer.person
        if signer.when:
            yield signer.when.path


def _paths_of(rule: Rule) -> Iterator[str]:
    yield rule.at
    for name in rule.arguments:
        yield from rule.paths(name)


def _other_rows(rule: Rule) -> Iterator[str]:
    """Paths of arguments that lead into rows in which the rule's own place is not."""
    for name in rule.arguments:
        for path in rule.paths(name):
            rows = path[: path.rfind(EVERY_ROW) + 1]
            if not rule.at.startswith(rows):
                yield f"rule {rule.name!r} stands at {rule.at!r}, not in the rows of {path!r}"


def _is_there(annex: AnnexDefinition, path: str) -> bool:
    try:
        annex.field_at(path)
    except KeyError:
        return False
    return True


def _broken_conditions(group: Field) -> Iterator[str]:
    keys = {field.key for field in group.fields}
    for field in group.fields:
        if field.when and field.when.key not in keys:
            yield f"no field {field.when.key!r} beside {field.key!r}"
        yield from _broken_conditions(field.item or field)
