"""XMP: a packet's properties as plain values, and a packet built from values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from lxml import etree

from media.metadata import iim
from media.metadata.fields import (
    FIELDS,
    NAMESPACES,
    UNPRINTABLE,
    Field,
    PhotoMetadata,
    qualified,
)

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
META = "adobe:ns:meta/"
MOST_BYTES = 4_000_000
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_DEFAULT_LANGUAGE = "x-default"
_PACKET_END = '<?xpacket end="r"?>'
_DESCRIPTION, _ITEM = f"{{{RDF}}}Description", f"{{{RDF}}}li"
_RDF_ROOT, _ABOUT = f"{{{RDF}}}RDF", f"{{{RDF}}}about"
_RESOURCE, _VALUE = f"{{{RDF}}}resource", f"{{{RDF}}}value"

_ESCAPED = re.compile("[\udc80-\udcff]+")

Properties = dict[str, list["etree._Element | str"]]


class UnreadablePacket(ValueError):
    """The packet is not XML, too large, or declares a document type."""


def read_properties(packet: bytes) -> Properties:
    """Give each top property's elements, or its text where it is an attribute.

    Raises UnreadablePacket. No document type is read: a packet needs none, and
    entities are how a packet attacks.
    """
    root = _parse(packet)
    found: Properties = {}
    for description in root.iter(_DESCRIPTION):
        parent = description.getparent()
        if parent is not None and parent.tag != _RDF_ROOT:
            continue
        for name, value in description.attrib.items():
            found.setdefault(_known(str(name)), []).append(str(value))
        for child in description.iterchildren("*"):
            found.setdefault(_known(str(child.tag)), []).append(child)
    return found


def _known(name: str) -> str:
    """Give a name the namespace that was meant.

    Some packets forget to declare a prefix, others the end of the address.
    """
    if name.startswith("{"):
        address, _, local = name[1:].partition("}")
        meant = _MEANT.get(_without_version(address), address)
        return f"{{{meant}}}{local}"
    return qualified(name) if name.partition(":")[0] in NAMESPACES else name


def _without_version(address: str) -> str:
    return re.sub(r"/\d+\.\d+$", "", address.rstrip("/"))


_MEANT = {_without_version(address): address for address in NAMESPACES.values()}


def texts_of(properties: Properties, field: Field) -> tuple[str, ...]:
    """Give a field's values, from the first of its names that has any."""
    for name in field.xmp:
        values = tuple(text for text in _texts(properties, name, field.shape) if text)
        if values:
            return values if field.is_list else values[:1]
    return ()


def languages_of(properties: Properties, field: Field) -> dict[str, str]:
    """Give the text of each language of a field."""
    nodes = properties.get(qualified(field.xmp[0]), [])
    return {
        item.get(_LANGUAGE, _DEFAULT_LANGUAGE): _text(item)
        for node in nodes
        if not isinstance(node, str)
        for item in node.iter(_ITEM)
    }


def mentions(properties: Properties, name: str) -> bool:
    """Say whether a property, at whatever depth, has a name with this in it."""
    return any(
        name in top
        or (
            not isinstance(node, str)
            and any(
                name in str(word)
                for element in node.iter("*")
                for word in (element.tag, *element.attrib)
            )
        )
        for top, nodes in properties.items()
        for node in nodes
    )


def build_packet(metadata: PhotoMetadata, fields: Mapping[str, Field]) -> bytes:
    """Build a packet of the named fields that have a value, and nothing else."""
    root = etree.Element(f"{{{META}}}xmpmeta", nsmap={"x": META})
    rdf = etree.SubElement(root, _RDF_ROOT, nsmap={"rdf": RDF})
    _describe(rdf, metadata, fields)
    return _packet(root)


def merge_packet(
    packet: bytes, metadata: PhotoMetadata, fields: Mapping[str, Field]
) -> bytes:
    """Give a packet with these values of the fields; all else in it stays.

    A packet that cannot be read is built anew.
    """
    try:
        root = _parse(packet)
    except UnreadablePacket:
        return build_packet(metadata, fields)
    rdf = next(root.iter(_RDF_ROOT), None)
    if rdf is None:
        return build_packet(metadata, fields)
    names = _top_names(fields.values())
    # What stands in the same structures goes with them, and is written again.
    together = {
        one.name: one
        for one in FIELDS
        if one.name in fields or not names.isdisjoint(_top_names([one]))
    }
    names |= _top_names(together.values())
    if _says_rights(metadata):
        names.add(qualified("xmpRights:Marked"))
    for description in rdf.iterchildren(_DESCRIPTION):
        for name in [name for name in description.attrib if _known(str(name)) in names]:
            del description.attrib[name]
        for child in list(description.iterchildren("*")):
            if _known(str(child.tag)) in names:
                description.remove(child)
    _describe(rdf, metadata, together)
    return _packet(root)


def _top_names(fields: Iterable[Field]) -> set[str]:
    return {qualified(name.partition("/")[0]) for one in fields for name in one.xmp}


def _describe(
    rdf: etree._Element, metadata: PhotoMetadata, fields: Mapping[str, Field]
) -> None:
    # All descriptions of a packet must be of the same thing (XMP part 1, 7.4).
    about = next((one.get(_ABOUT) for one in rdf.iterchildren(_DESCRIPTION)), None)
    description = etree.SubElement(
        rdf, _DESCRIPTION, {_ABOUT: about or ""}, nsmap=NAMESPACES
    )
    for name, field in fields.items():
        if value := getattr(metadata, name):
            _add(description, field, value)
    if _says_rights(metadata):
        marked = etree.SubElement(description, qualified("xmpRights:Marked"))
        marked.text = "True"


def _says_rights(metadata: PhotoMetadata) -> bool:
    return bool(metadata.copyright_notice or metadata.copyright_holder)


def _packet(root: etree._Element) -> bytes:
    etree.cleanup_namespaces(root)
    begin = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
    body = etree.tostring(root, encoding="unicode")
    return f"{begin}{body}{_PACKET_END}".encode()


def _add(parent: etree._Element, field: Field, value: str | tuple[str, ...]) -> None:
    outer, _, inner = field.xmp[0].partition("/")
    if inner:
        parent = _item_of_structure(parent, outer)
        outer = inner
    element = etree.SubElement(parent, qualified(outer))
    if isinstance(value, tuple):
        holder = etree.SubElement(element, f"{{{RDF}}}{_container(field.name)}")
        for text in value:
            etree.SubElement(holder, _ITEM).text = UNPRINTABLE.sub("", text)
    elif field.shape == "alt":
        holder = etree.SubElement(element, f"{{{RDF}}}Alt")
        item = etree.SubElement(holder, _ITEM, {_LANGUAGE: _DEFAULT_LANGUAGE})
        item.text = UNPRINTABLE.sub("", value)
    else:
        element.text = UNPRINTABLE.sub("", value)


def _container(name: str) -> str:
    return "Seq" if name == "creators" else "Bag"


def _item_of_structure(parent: etree._Element, name: str) -> etree._Element:
    """Give the one item of a list of structures; Licensor has several members."""
    tag = qualified(name)
    element = parent.find(tag)
    if element is None:
        holder = etree.SubElement(etree.SubElement(parent, tag), f"{{{RDF}}}Seq")
        return etree.SubElement(holder, _ITEM, {f"{{{RDF}}}parseType": "Resource"})
    return element[0][0]


def _parse(packet: bytes) -> etree._Element:
    if len(packet) > MOST_BYTES:
        raise UnreadablePacket("it is larger than we read")
    text = _decoded(packet)
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise UnreadablePacket("it declares a document type")
    start, end = text.find("<"), text.rfind(">")
    body = re.sub(r"<\?xml\b[^>]*\?>", "", UNPRINTABLE.sub("", text[start : end + 1]))
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True, recover=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(body.encode("utf-8", "ignore"), parser)
    except etree.XMLSyntaxError as error:
        raise UnreadablePacket("it is not XML") from error
    if root is None:
        raise UnreadablePacket("it is not XML")
    return root


def _decoded(packet: bytes) -> str:
    """Decode by how the first "<" is written: XMP is UTF-8, UTF-16 or UTF-32."""
    start = packet.find(b"<")
    before, after = packet[max(start - 3, 0) : start], packet[start + 1 : start + 4]
    if before == b"\x00\x00\x00":
        encoding = "utf-32-be"
    elif after == b"\x00\x00\x00":
        encoding = "utf-32-le"
    elif before.endswith(b"\x00"):
        encoding = "utf-16-be"
    else:
        encoding = "utf-16-le" if after.startswith(b"\x00") else "utf-8"
    first = start - {"utf-32-be": 3, "utf-16-be": 1}.get(encoding, 0)
    if encoding == "utf-8":
        # Bytes that are none are of the encoding most software had before.
        text = packet[max(first, 0) :].decode(encoding, "surrogateescape")
        return _ESCAPED.sub(lambda byte: iim.decode(_byte(byte[0]), "cp1252"), text)
    return packet[max(first, 0) :].decode(encoding, "replace")


def _byte(escaped: str) -> bytes:
    return escaped.encode("utf-8", "surrogateescape")


def _texts(properties: Properties, name: str, shape: str) -> Iterator[str]:
    outer, _, inner = name.partition("/")
    for node in properties.get(qualified(outer), []):
        if isinstance(node, str):
            yield node.strip()
        elif inner:
            yield from _members(node, qualified(inner))
        elif shape != "list":
            yield _default_text(node)
        elif any(True for _ in node.iter(_ITEM)):
            yield from (_text(item) for item in node.iter(_ITEM))
        else:
            yield _text(node)


def _members(node: etree._Element, name: str) -> Iterator[str]:
    for element in node.iter("*"):
        if element.tag == name:
            yield _text(element)
        elif name in element.attrib:
            yield str(element.attrib[name]).strip()


def _default_text(node: etree._Element) -> str:
    items = list(node.iter(_ITEM))
    # The default first; what is left empty says nothing.
    items.sort(key=lambda one: one.get(_LANGUAGE, "").lower() != _DEFAULT_LANGUAGE)
    return next(filter(None, map(_text, items)), "") if items else _text(node)


def _text(element: etree._Element) -> str:
    resource = element.get(_RESOURCE)
    element = next(element.iter(_VALUE), element)  # what is beside it qualifies it
    return (resource or "".join(str(text) for text in element.itertext())).strip()
