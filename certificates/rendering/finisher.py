"""Five repairs that make WeasyPrint's PDF/A-3a also a PDF/UA-1 that strict checkers pass, and the drawing.

Works on pydyf's objects just before they are written. Which checker wants what was found by running them:

1. the UA identification must stand inside the one rdf:RDF, with the extension schema that PDF/A-3 asks for;
2. the XMP metadata must not be compressed;
3. glyphs that stand for a part of a letter need a ToUnicode target that is not empty;
4. the name needs its exact text and its language on the structure element, because Devanagari extracts wrongly;
5. a deflated stream must not end in CR or LF.
"""

import zlib
from collections.abc import Callable, Sequence
from typing import Any

from certificates.rendering.errors import WrongFont
from certificates.rendering.fonts import ALLOWED, ALWAYS

_RDF = b'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
_PROPERTY = (
    b'<rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>'
    b"<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>"
    b"<pdfaProperty:description>Part of PDF/UA</pdfaProperty:description></rdf:li>"
)
_SCHEMA = (
    b'<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>'
    b"<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    b"<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
    b"<pdfaSchema:property><rdf:Seq>" + _PROPERTY + b"</rdf:Seq></pdfaSchema:property></rdf:li>"
)
UA_IDENTIFICATION = (
    b'<rdf:Description rdf:about="" ' + _RDF + b' xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">'
    b"<pdfuaid:part>1</pdfuaid:part></rdf:Description>"
    b'<rdf:Description rdf:about="" ' + _RDF + b' xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" '
    b'xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">'
    b"<pdfaExtension:schemas><rdf:Bag>" + _SCHEMA + b"</rdf:Bag></pdfaExtension:schemas></rdf:Description>"
)

Finisher = Callable[[Any, Any], None]


def finisher(names: Sequence[tuple[str, str]], drawing: bytes | None = None) -> Finisher:
    """`names`: (text, language) of the h2 elements in order. `drawing`: operators under everything on page 1.

    The returned function raises WrongFont when a face is embedded that is not ours.
    """

    def finish(_document: Any, pdf: Any) -> None:
        if drawing:
            _draw(pdf, drawing)
        for stream in _streams(pdf):
            _repair(stream)
        _name_headings(pdf, names)
        _refuse_strange_fonts(pdf)

    return finish


def _streams(pdf: Any) -> list[Any]:
    import pydyf

    return [obj for obj in pdf.objects if isinstance(obj, pydyf.Stream)]


def _dictionaries(pdf: Any, key: str, value: str) -> list[Any]:
    return [obj for obj in pdf.objects if isinstance(obj, dict) and obj.get(key) == value]


def _draw(pdf: Any, drawing: bytes) -> None:
    page = _dictionaries(pdf, "Type", "/Page")[0]
    pdf.objects[int(page["Contents"].split()[0])].stream.insert(0, drawing)


def plain(stream: Any) -> bytes:
    """The stream's content as pydyf will write it: parts joined by a line feed, without which ToUnicode maps break."""
    return b"\n".join(part if isinstance(part, bytes) else _text(part) for part in stream.stream)


def _text(part: Any) -> bytes:
    return bytes(part.data) if hasattr(part, "data") else str(part).encode()


def _repair(stream: Any) -> None:
    raw = plain(stream)
    if stream.extra.get("Type") == "/Metadata":
        at = raw.index(b"</rdf:RDF>")
        stream.stream, stream.compress = [raw[:at] + UA_IDENTIFICATION + raw[at:]], False
    elif b"begincmap" in raw and b"<>" in raw:
        stream.stream = [raw.replace(b"<>", b"<200B>")]  # a blank of no width
    steady(stream)


def steady(stream: Any) -> None:
    """The last byte must not run into the end-of-line before `endstream`, or /Length reads as wrong: one blank more in
    the plain text moves it. Only in streams where a blank means nothing: page content, forms, ToUnicode.
    """
    if not stream.compress or "Length1" in stream.extra or "N" in stream.extra or stream.extra.get("Subtype", "/Form") != "/Form":
        return
    while zlib.compress(plain(stream), level=9)[-1:] in (b"\r", b"\n"):
        stream.stream.append(b" ")  # adds 32 to the checksum's last byte, so one is enough but for a wrap-around


def _name_headings(pdf: Any, names: Sequence[tuple[str, str]]) -> None:
    import pydyf

    for heading, (text, language) in zip(_dictionaries(pdf, "S", "/H2"), names, strict=False):
        heading["ActualText"], heading["Lang"] = pydyf.String(text), pydyf.String(language)


def _face(font: Any) -> str:
    base = font["BaseFont"]
    text = base.decode() if isinstance(base, bytes) else str(base)
    return text.strip("/").split("+")[-1].replace("-", "").replace("_", "")


def _refuse_strange_fonts(pdf: Any) -> None:
    faces = {_face(font) for font in _dictionaries(pdf, "Type", "/Font") if "BaseFont" in font}
    strange = [face for face in faces if not face.startswith(ALLOWED)]
    if strange or not any(face.startswith(ALWAYS) for face in faces):
        raise WrongFont(sorted(faces))
