"""IPTC IIM: the datasets in a Photoshop resource block, as bytes and as text."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator, Mapping

IIM_RESOURCE, _DIGEST_RESOURCE = 0x0404, 0x0425
ESCAPE_UTF8 = b"\x1b%G"
_ALSO_UTF8 = (ESCAPE_UTF8, b"\x1b%/G", b"\x1b%/H", b"\x1b%/I")  # ISO 2022's levels
_CHARACTER_SET = (1, 90)
_APPLICATION_RECORD = 2
# What is no text: the version, pictures inside, and what programs keep for themselves.
_BINARY = frozenset({0, 125, *range(200, 256)})

_SIGNATURES = frozenset({b"8BIM", b"PHUT", b"DCSR", b"AgHg", b"MeSa"})

Datasets = dict[tuple[int, int], list[bytes]]


def read_datasets(block: bytes) -> Datasets:
    """Split a block into its datasets (IIM 4.2, 1.5 and 1.6).

    A block that breaks off gives what was whole before the break.
    """
    found: Datasets = {}
    place = 0
    while place + 5 <= len(block) and block[place] == 0x1C:
        record, dataset = block[place + 1], block[place + 2]
        size = int.from_bytes(block[place + 3 : place + 5], "big")
        place += 5
        if size & 0x8000:
            digits = size & 0x7FFF
            size = int.from_bytes(block[place : place + digits], "big")
            place += digits
        if place + size > len(block):
            break
        found.setdefault((record, dataset), []).append(block[place : place + size])
        place += size
    return found


def read_resources(block: bytes) -> dict[int, bytes]:
    """Give Photoshop's image resources by their id; of several the first with data."""
    found: dict[int, bytes] = {}
    for code, _, data in _resources(block):
        found[code] = found.get(code) or data
    return found


def replace_resource(block: bytes, datasets: bytes) -> bytes:
    """Give Photoshop's resources with other IIM datasets; all others as they stand.

    The digest over the former datasets goes: it would call ours stale.
    """
    replaced = (IIM_RESOURCE, _DIGEST_RESOURCE)
    kept = (whole for code, whole, _ in _resources(block) if code not in replaced)
    return b"".join((*kept, _resource(datasets)))


def _resources(block: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Split resources: "8BIM", id, padded name, size, padded data.

    Gives the id, the whole and the data of each. Other programs' resources stand
    between them under signatures of their own.
    """
    place = 0
    while block[place : place + 4] in _SIGNATURES and place + 12 <= len(block):
        code = int.from_bytes(block[place + 4 : place + 6], "big")
        named = place + 6 + _even(1 + block[place + 6])
        size = int.from_bytes(block[named : named + 4], "big")
        start, end = named + 4, named + 4 + _even(size)
        yield code, block[place:end], block[start : start + size]
        place = end


def replace_datasets(
    block: bytes, values: Mapping[int, list[tuple[int, str]]]
) -> bytes:
    """Give datasets with other texts in record 2, all of it as UTF-8.

    `values` has, by dataset, byte limits and texts; none takes the dataset away.
    """
    datasets = read_datasets(block)
    encoding = encoding_of(datasets)
    kept: list[tuple[int, int, bytes]] = []
    for (record, number), raw in datasets.items():
        if (record, number) == _CHARACTER_SET or (record == 2 and number in values):
            continue
        is_text = record == _APPLICATION_RECORD and number not in _BINARY
        kept += [
            (record, number, decode(one, encoding).encode() if is_text else one)
            for one in raw
        ]
    kept.append((*_CHARACTER_SET, ESCAPE_UTF8))
    if (_APPLICATION_RECORD, 0) not in datasets:
        kept.append((_APPLICATION_RECORD, 0, b"\x00\x04"))
    for number, texts in values.items():
        kept += [(2, number, _limited(text, limit)) for limit, text in texts]
    ordered = sorted(kept, key=lambda one: one[:2])
    return b"".join(_dataset(*one) for one in ordered if len(one[2]) < 0x8000)


def encoding_of(datasets: Datasets) -> str:
    """Give the encoding of the texts: as declared in 1:90, else as it looks."""
    if any(one.startswith(_ALSO_UTF8) for one in datasets.get(_CHARACTER_SET, [])):
        return "utf-8"
    texts = [
        value
        for (record, number), values in datasets.items()
        if record == _APPLICATION_RECORD and number not in _BINARY
        for value in values
    ]
    return "utf-8" if all(_looks_like_utf8(text) for text in texts) else "cp1252"


def decode(value: bytes, encoding: str) -> str:
    """Decode one text; a last character cut by the byte limit is left out."""
    if encoding == "utf-8" and (text := _utf8(value)) is not None:
        return text
    return "".join(
        character if character != "\ufffd" else chr(byte)
        for byte in value
        for character in bytes([byte]).decode("cp1252", "replace")
    )


def build_block(values: Iterable[tuple[int, int, str]]) -> bytes:
    """Build the datasets of record 2 from (dataset, byte limit, text), as UTF-8.

    A limit of 0 is none. Datasets stand in ascending order (IIM 4.2, 1.5).
    """
    parts = [_dataset(1, 90, ESCAPE_UTF8), _dataset(2, 0, b"\x00\x04")]
    for dataset, limit, text in sorted(values, key=lambda value: value[0]):
        parts.append(_dataset(_APPLICATION_RECORD, dataset, _limited(text, limit)))
    return b"".join(parts)


def build_segment(block: bytes) -> bytes:
    """Wrap a block as JPEG's APP13 segment."""
    payload = b"Photoshop 3.0\x00" + _resource(block)
    return b"\xff\xed" + (len(payload) + 2).to_bytes(2, "big") + payload


def _resource(block: bytes) -> bytes:
    head = b"8BIM" + IIM_RESOURCE.to_bytes(2, "big") + b"\x00\x00"
    padding = b"\x00" * (len(block) % 2)
    return head + len(block).to_bytes(4, "big") + block + padding


def _limited(text: str, limit: int) -> bytes:
    """Give the bytes of a text, cut between characters; a limit of 0 is none."""
    data = text.encode()
    if not limit or len(data) <= limit:
        return data
    return data[:limit].decode("utf-8", "ignore").encode()


def _dataset(record: int, dataset: int, data: bytes) -> bytes:
    return bytes([0x1C, record, dataset]) + len(data).to_bytes(2, "big") + data


def _looks_like_utf8(value: bytes) -> bool:
    """Say whether undeclared bytes are UTF-8: a last "é" of Latin looks cut, too."""
    text = _utf8(value)
    return text is not None and (not text.isascii() or value.isascii())


def _utf8(value: bytes) -> str | None:
    try:
        return codecs.getincrementaldecoder("utf-8")().decode(value)
    except UnicodeDecodeError:
        return None


def _even(size: int) -> int:
    return size + size % 2
