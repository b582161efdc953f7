"""Bytes to text: byte order mark, declaration, UTF-8, and a guess as the last resort."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

SNIFFED_BYTES = 200_000
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.\-]{2,40})"""
)
# What the web means by these names (WHATWG Encoding, section 4.2).
_MEANT = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252"}
_MEANT |= {"us-ascii": "cp1252", "ascii": "cp1252", "gb2312": "gb18030"}
_MEANT |= {"iso-8859-9": "cp1254", "shift_jis": "cp932", "ks_c_5601-1987": "cp949"}
# Western letters in other codes are much rarer on pages than they are guessed.
_WESTERN = frozenset(
    {"mac_roman", "mac_iceland", "cp437", "cp850", "cp858", "hp_roman8", "latin_1"}
    | {"iso8859_1", "iso8859_15", "iso8859_14", "cp1140", "cp037", "cp500", "cp865"}
)


@dataclass(frozen=True)
class Decoded:
    """The text, the encoding's name, and whether that name was guessed."""

    text: str
    encoding: str
    is_guessed: bool = False


def decode(data: bytes, declared: str = "") -> Decoded:
    """Decode without ever failing.

    ``declared`` is what the outside said (a header, a format's own prolog). A wrong
    declaration gives way to valid UTF-8, since that never validates by accident.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Decoded(data.decode(encoding, "replace"), _plain_name(encoding))
    if (text := _strictly(data, "utf-8")) is not None:
        return Decoded(text, "utf-8")
    for name in (declared, declared_encoding(data)):
        encoding = _known(name)
        if encoding and (text := _strictly(data, encoding)) is not None:
            return Decoded(text, encoding)
    return _guess(data)


def declared_encoding(data: bytes) -> str:
    """Give the name an XML prolog or a meta element declares, empty without one."""
    found = _DECLARED.search(data[:4096])
    return found[1].decode("ascii") if found else ""


def is_binary(data: bytes) -> bool:
    """Say whether the bytes are no text: control bytes without a UTF-16 or -32 mark."""
    head = data[:8192]
    if any(head.startswith(mark) for mark, _ in _MARKS):
        return False
    controls = sum(byte < 9 or (13 < byte < 32 and byte != 27) for byte in head)
    return b"\0" in head or controls > len(head) / 50


def _guess(data: bytes) -> Decoded:
    """Let the statistics say; Windows-1252, which reads anything, where they cannot."""
    best = from_bytes(data[:SNIFFED_BYTES]).best()
    encoding = _meant(best.encoding) if best else "cp1252"
    text, western = _strictly(data, encoding), _strictly(data, "cp1252")
    if western is not None and (encoding in _WESTERN or western == text):
        encoding, text = "cp1252", western
    if text is None:
        encoding, text = "cp1252", data.decode("cp1252", "replace")
    return Decoded(text, encoding, is_guessed=True)


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _known(name: str) -> str:
    """Give Python's name of an encoding, empty where it knows none or it is no text."""
    try:
        info = codecs.lookup(_meant(name.strip().casefold()))
    except LookupError:
        return ""
    return info.name if info.name not in {"utf-8", "idna", "punycode"} else ""


def _meant(name: str) -> str:
    return _MEANT.get(name.replace("_", "-"), name)


def _plain_name(encoding: str) -> str:
    return encoding.removesuffix("-sig")
