"""Whom to trust, and for what: trusted lists (ETSI TS 119 612) and certificates given by hand."""

from signing.trust.files import trust_from_files
from signing.trust.from_lists import trust_from_list_of_lists
from signing.trust.records import ListState, Notice, Qualification, QualifiedPurpose
from signing.trust.trust import Trust

__all__ = [
    "ListState",
    "Notice",
    "Qualification",
    "QualifiedPurpose",
    "Trust",
    "trust_from_files",
    "trust_from_list_of_lists",
]
