"""What the PDF says about itself: title, language, one date, and the standards that it keeps to.

Everything that the renderer stamped with the hour of the day is replaced, so that the same document made
twice gives the same bytes.
"""

from __future__ import annotations

import hashlib
import re
from datetime import UTC
from typing import Final
from xml.sax.saxutils import escape

from pypdf import PdfWriter
from pypdf.generic import NameObject, TextStringObject

from service.documents.model import DocumentMetadata
from service.documents.pdf_objects import array_at, as_dictionary, as_stream

CREATOR: Final = "Pielikums"
ICC_DATE: Final = slice(24, 36)
"""Date and time of creation in the header of a colour profile (ISO 15076-1, 7.2.8)."""
FIXED_ICC_DATE: Final = bytes.fromhex("07D0 0001 0001 0000 0000 0000")
"""2000-01-01 00:00:00."""
WRITTEN_IDENTIFIER: Final = re.compile(rb"/ID \[[^\]]*\]")

# pdfuaid is not among the schemas that PDF/A knows, so it brings its description (ISO 19005-2, 6.6.2.3).
_XMP: Final = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>B</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
{author}<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<dc:format>application/pdf</dc:format>
<pdf:Producer>{producer}</pdf:Producer>
<xmp:CreatorTool>{creator}</xmp:CreatorTool>
<xmp:CreateDate>{date}</xmp:CreateDate>
<xmp:ModifyDate>{date}</xmp:ModifyDate>
<xmp:MetadataDate>{date}</xmp:MetadataDate>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the document conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""
_AUTHOR: Final = "<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>\n"


def write_metadata(writer: PdfWriter, metadata: DocumentMetadata) -> None:
    """Set the language, the information dictionary and the XMP packet, each saying the same."""
    producer = (writer.metadata.producer if writer.metadata else None) or ""
    created_at = metadata.created_at.astimezone(UTC).replace(microsecond=0)
    author = {"/Author": metadata.author} if metadata.author else {}
    date = created_at.strftime("D:%Y%m%d%H%M%SZ")
    writer.metadata = {
        "/Title": metadata.title,
        **author,
        "/Creator": CREATOR,
        "/Producer": producer,
        "/CreationDate": date,
        "/ModDate": date,
    }
    packet = as_stream(writer.root_object["/Metadata"])
    packet.set_data(_xmp(metadata, producer, created_at.strftime("%Y-%m-%dT%H:%M:%SZ")).encode())
    writer.root_object[NameObject("/Lang")] = TextStringObject(metadata.language)


def _xmp(metadata: DocumentMetadata, producer: str, date: str) -> str:
    return _XMP.format(
        title=escape(metadata.title),
        author=_AUTHOR.format(author=escape(metadata.author)) if metadata.author else "",
        language=escape(metadata.language),
        producer=escape(producer),
        creator=CREATOR,
        date=date,
    )


def fix_profile_date(writer: PdfWriter) -> None:
    """Take the hour of rendering out of the colour profile of the output intent."""
    for intent in array_at(writer.root_object, "/OutputIntents"):
        profile = as_stream(as_dictionary(intent)["/DestOutputProfile"])
        content = bytearray(profile.get_data())
        content[ICC_DATE] = FIXED_ICC_DATE
        profile.set_data(bytes(content))


def with_identifier(written_pdf: bytes) -> bytes:
    """The PDF with an identifier (ISO 32000-1, 14.4) made from its content alone."""
    body, keyword, trailer = written_pdf.rpartition(b"\ntrailer")
    identifier = hashlib.sha256(body).hexdigest()[:32].encode()
    entry = b"/ID [ <" + identifier + b"> <" + identifier + b"> ]"
    return body + keyword + WRITTEN_IDENTIFIER.sub(entry, trailer)
