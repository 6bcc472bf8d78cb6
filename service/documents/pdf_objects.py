"""Reading pypdf's objects with their references followed and their kinds sure."""

from __future__ import annotations

from pypdf.errors import PdfReadError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, PdfObject, StreamObject


def entry(dictionary: DictionaryObject, key: str) -> PdfObject | None:
    """The value under ``key`` with its reference followed; none where there is none."""
    return dictionary[key].get_object() if key in dictionary else None


def dictionary_at(dictionary: DictionaryObject, key: str) -> DictionaryObject:
    """The dictionary under ``key``; an empty one where there is none.

    Raises:
        PdfReadError: it is something else.
    """
    value = entry(dictionary, key)
    return DictionaryObject() if value is None else as_dictionary(value)


def array_at(dictionary: DictionaryObject, key: str) -> ArrayObject:
    """The array under ``key``: empty where there is none, of one item where a single value stands there."""
    value = entry(dictionary, key)
    if value is None:
        return ArrayObject()
    return value if isinstance(value, ArrayObject) else ArrayObject([dictionary.raw_get(key)])


def as_dictionary(value: PdfObject) -> DictionaryObject:
    """``value``, its reference followed, as the dictionary that it must be.

    Raises:
        PdfReadError: it is something else.
    """
    resolved = value.get_object()
    if not isinstance(resolved, DictionaryObject):
        raise PdfReadError("a dictionary is missing")
    return resolved


def as_stream(value: PdfObject) -> StreamObject:
    """``value``, its reference followed, as the stream that it must be.

    Raises:
        PdfReadError: it is something else.
    """
    resolved = value.get_object()
    if not isinstance(resolved, StreamObject):
        raise PdfReadError("a stream is missing")
    return resolved


def reference_to(value: DictionaryObject) -> IndirectObject:
    """The reference under which ``value`` stands in its file.

    Raises:
        PdfReadError: it has none.
    """
    if value.indirect_reference is None:
        raise PdfReadError("a reference is missing")
    return value.indirect_reference
