"""Empty signature fields at the places that the template's bookmarks show.

A field stands in the structure tree (ISO 14289-1, 7.18.4), has a name for screen readers (7.18.1) and an
empty appearance of its own (ISO 19005-2, 6.3.3), so that the PDF is PDF/A-2b and PDF/UA-1 before anybody
signs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from service.documents.model import PlacedField, Rectangle, SignaturePlace
from service.documents.pdf_objects import array_at, as_dictionary, dictionary_at, reference_to
from signing.errors import GiveUp

POINTS_PER_MM: Final = 72 / 25.4
PRINT_FLAG: Final = 4
PLACE_STYLE: Final = "/Signature place"
"""Paragraph style of the places in the templates; the structure element that a field is put into."""


def add_signature_fields(writer: PdfWriter, places: Sequence[SignaturePlace]) -> tuple[PlacedField, ...]:
    """Add one empty field for each place and take the bookmarks' destinations out.

    Raises:
        GiveUp: the template has no such bookmark, or the place does not fit on its page.
    """
    placed = [(place, _locate(writer, place)) for place in places]
    placed.sort(key=lambda item: (item[1].page, -item[1].rectangle[3], item[1].rectangle[0]))
    writer.root_object.pop("/Dests", None)
    for page in writer.pages:
        # Time stamps add their fields to the first page, whichever it is (ISO 14289-1, 7.18.3).
        page[NameObject("/Tabs")] = NameObject("/S")
    if placed:
        structure = _Structure(writer, len(placed))
        fields = [_add_field(writer, structure, place, field) for place, field in placed]
        writer.root_object[NameObject("/AcroForm")] = writer._add_object(
            DictionaryObject({NameObject("/Fields"): ArrayObject(fields)})
        )
    return tuple(field for _, field in placed)


def _locate(writer: PdfWriter, place: SignaturePlace) -> PlacedField:
    destination = writer.named_destinations.get(_destination_name(place.bookmark))
    page = None if destination is None else writer.get_destination_page_number(destination)
    if destination is None or page is None or destination.left is None or destination.top is None:
        raise GiveUp(
            "template.no_signature_place",
            "The template has no bookmark %(bookmark)s for a signature; add it where the signature goes.",
            bookmark=place.bookmark,
        )
    left, top = float(destination.left), float(destination.top)
    right, bottom = left + place.width_mm * POINTS_PER_MM, top - place.height_mm * POINTS_PER_MM
    if bottom < 0 or right > float(writer.pages[page].mediabox.right):
        raise GiveUp(
            "template.signature_place_outside",
            "The place of signature %(bookmark)s does not fit on its page; move it in the template.",
            bookmark=place.bookmark,
        )
    rectangle = (round(left, 2), round(bottom, 2), round(right, 2), round(top, 2))
    return PlacedField(place.role, page + 1, rectangle)


def _destination_name(bookmark: str) -> str:
    """As LibreOffice writes it: letters, digits and hyphens as they are, the rest as hexadecimal digits."""
    plain = (c if c == "-" or (c.isascii() and c.isalnum()) else f"{ord(c):02X}" for c in bookmark)
    return "/" + "".join(plain)


def _add_field(
    writer: PdfWriter, structure: _Structure, place: SignaturePlace, field: PlacedField
) -> IndirectObject:
    page = writer.pages[field.page - 1]
    appearance = _empty_appearance(writer, field.rectangle)
    widget = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Widget"),
            NameObject("/FT"): NameObject("/Sig"),
            NameObject("/T"): TextStringObject(place.role),
            NameObject("/TU"): TextStringObject(place.label),
            NameObject("/F"): NumberObject(PRINT_FLAG),
            NameObject("/Rect"): _numbers(field.rectangle),
            NameObject("/AP"): DictionaryObject({NameObject("/N"): appearance}),
            NameObject("/P"): reference_to(page),
        }
    )
    reference = writer._add_object(widget)
    page[NameObject("/Annots")] = ArrayObject([*array_at(page, "/Annots"), reference])
    structure.add_form(reference, page, place.label)
    return reference


def _empty_appearance(writer: PdfWriter, rectangle: Rectangle) -> IndirectObject:
    left, bottom, right, top = rectangle
    appearance = DecodedStreamObject()
    appearance.set_data(b"")
    appearance.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/BBox"): _numbers((0, 0, round(right - left, 2), round(top - bottom, 2))),
            NameObject("/Resources"): DictionaryObject(),
        }
    )
    return writer._add_object(appearance)


def _numbers(values: Sequence[float]) -> ArrayObject:
    return ArrayObject(FloatObject(value) for value in values)


class _Structure:
    """The structure tree, and where in it the next field belongs."""

    def __init__(self, writer: PdfWriter, count: int) -> None:
        self._writer = writer
        self._root = dictionary_at(writer.root_object, "/StructTreeRoot")
        whole = as_dictionary(array_at(self._root, "/K")[0])
        marked = [element for element in _descendants(whole) if element.get("/S") == PLACE_STYLE]
        self._homes = iter(marked if len(marked) == count else [whole] * count)

    def add_form(self, widget: IndirectObject, page: DictionaryObject, label: str) -> None:
        """Put a field into the tree: where the template's styles show its place, else at the end."""
        home = next(self._homes)
        object_reference = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/OBJR"),
                NameObject("/Obj"): widget,
                NameObject("/Pg"): reference_to(page),
            }
        )
        form = self._writer._add_object(
            DictionaryObject(
                {
                    NameObject("/Type"): NameObject("/StructElem"),
                    NameObject("/S"): NameObject("/Form"),
                    NameObject("/P"): reference_to(home),
                    NameObject("/Alt"): TextStringObject(label),
                    NameObject("/K"): ArrayObject([object_reference]),
                }
            )
        )
        home[NameObject("/K")] = ArrayObject([*array_at(home, "/K"), form])
        as_dictionary(widget)[NameObject("/StructParent")] = self._register(form)

    def _register(self, element: IndirectObject) -> NumberObject:
        """The key under which the parent tree now holds ``element`` (ISO 32000-1, 14.7.4.4)."""
        numbers = array_at(dictionary_at(self._root, "/ParentTree"), "/Nums")
        key = NumberObject(max((int(number) for number in numbers[::2]), default=-1) + 1)
        numbers.extend([key, element])
        self._root[NameObject("/ParentTreeNextKey")] = NumberObject(key + 1)
        return key


def _descendants(element: DictionaryObject) -> Iterator[DictionaryObject]:
    for kid in array_at(element, "/K"):
        resolved = kid.get_object()
        if isinstance(resolved, DictionaryObject) and "/S" in resolved:
            yield resolved
            yield from _descendants(resolved)
