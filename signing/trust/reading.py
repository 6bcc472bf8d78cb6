"""Reading verified lists: their own facts, the lists that they point to, the services that they name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from lxml import etree
from pyhanko.sign.validation.qualified.eutl_parse import (
    LOTL_RULE,
    TLReference,
    parse_lotl_unsafe,
    trust_list_to_registry_unsafe,
)
from pyhanko.sign.validation.qualified.tsp import TSPServiceParsingError
from xsdata.exceptions import ParserError

from signing.trust.history import restore_history
from signing.trust.list_signature import TSL, SignedList
from signing.trust.registry import ServiceRegistry

_NAMESPACES: Final = {"t": TSL}


class UnreadableList(Exception):
    """The list is signed, yet not what ETSI TS 119 612 says that a list is."""


@dataclass(frozen=True)
class ListFacts:
    """What a list says of itself (clause 5.3)."""

    territory: str
    sequence_number: int
    issued_at: datetime
    next_update_at: datetime | None


def list_facts(signed_list: SignedList) -> ListFacts:
    """The scheme information that tells one issue of a list from another.

    :raises UnreadableList: some of it is missing.
    """
    content = signed_list.content
    try:
        return ListFacts(
            territory=_text(content, "SchemeTerritory").upper(),
            sequence_number=int(_text(content, "TSLSequenceNumber")),
            issued_at=_moment(_text(content, "ListIssueDateTime")),
            next_update_at=_next_update(content),
        )
    except ValueError as error:
        raise UnreadableList(str(error)) from error


def lists_pointed_to(list_of_lists: SignedList) -> list[TLReference]:
    """The national lists that a list of lists points to, with who signs each.

    :raises UnreadableList: it is not a list of lists.
    """
    try:
        references: Sequence[TLReference] = parse_lotl_unsafe(_xml(list_of_lists.content)).references
    except (TSPServiceParsingError, ParserError, ValueError) as error:
        raise UnreadableList(str(error)) from error
    return [reference for reference in references if LOTL_RULE not in reference.scheme_rules]


def register_services(signed_list: SignedList, registry: ServiceRegistry) -> int:
    """Enter the qualified services of a national list, with their history, into ``registry``.

    :returns: how many entries could not be read and were left out.
    :raises UnreadableList: the list itself cannot be read.
    """
    try:
        restore_history(signed_list.content)
        _, errors = trust_list_to_registry_unsafe(_xml(signed_list.content), registry)
    except (TSPServiceParsingError, ParserError, ValueError, TypeError) as error:
        raise UnreadableList(str(error)) from error
    return len(errors)


def _xml(content: etree._Element) -> str:
    return str(etree.tostring(content, encoding="unicode"))


def _next_update(content: etree._Element) -> datetime | None:
    text = content.findtext("t:SchemeInformation/t:NextUpdate/t:dateTime", None, _NAMESPACES)
    return _moment(text) if text else None


def _text(content: etree._Element, name: str) -> str:
    text = content.findtext(f"t:SchemeInformation/t:{name}", None, _NAMESPACES)
    if not text or not text.strip():
        msg = f"{name} is missing"
        raise ValueError(msg)
    return str(text).strip()


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text.strip())
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
