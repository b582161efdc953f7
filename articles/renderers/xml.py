"""What the XML formats share: elements by short names, and text XML can hold."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from lxml import etree

# Whatever is no character of XML 1.0 (section 2.2), and the C1 controls.
_ILLEGAL = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)


def xml_text(text: str) -> str:
    """Drop what XML cannot hold; feed readers refuse a whole feed for one of them."""
    return _ILLEGAL.sub("", text)


class Writer:
    """Adds elements named ``prefix:name`` below one another; none where empty."""

    def __init__(self, root: str, namespaces: Mapping[str | None, str]) -> None:
        """Begin a document whose root declares all `namespaces`."""
        self.namespaces = namespaces
        declared: Any = dict(namespaces)
        self.root = etree.Element(self._name(root), nsmap=declared)

    def add(
        self, parent: etree._Element, name: str, text: str = "", **attributes: str
    ) -> etree._Element:
        """Add an element; attributes that say nothing are left out."""
        found = etree.SubElement(parent, self._name(name))
        found.text = xml_text(text) or None
        for key, value in attributes.items():
            if value:
                found.set(key, xml_text(value))
        return found

    def add_if(
        self, parent: etree._Element, name: str, text: str, **attributes: str
    ) -> None:
        """Add an element where there is a text for it."""
        if xml_text(text).strip():
            self.add(parent, name, text, **attributes)

    def to_bytes(self) -> bytes:
        """Give the document in UTF-8."""
        return etree.tostring(self.root, xml_declaration=True, encoding="UTF-8")

    def _name(self, name: str) -> str:
        prefix, _, local = name.rpartition(":")
        space = self.namespaces.get(prefix or None)
        return f"{{{space}}}{local}" if space else local
