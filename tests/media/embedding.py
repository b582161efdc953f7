"""Metadata put into pictures by hand, as other software writes it."""

from __future__ import annotations

from media.metadata import (
    Embedded,
    iim,
    read_metadata,
    xmp,
)
from media.metadata.fields import NAMESPACES
from tests.media.pictures import draw, encode, opened


def read(data: bytes) -> Embedded:
    return read_metadata(opened(data))


def packet(body: str, attributes: str = "") -> bytes:
    names = " ".join(f'xmlns:{key}="{url}"' for key, url in NAMESPACES.items())
    return (
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="{xmp.RDF}">'
        f'<rdf:Description rdf:about="" {names} {attributes}>{body}'
        "</rdf:Description></rdf:RDF></x:xmpmeta>"
    ).encode()


def with_packet(data: bytes, file_format: str = "JPEG") -> bytes:
    return encode(draw(), file_format, xmp=data)


def with_iim(*datasets: bytes) -> bytes:
    return encode(draw(), extra=iim.build_segment(b"".join(datasets)))


def dataset(number: int, data: bytes, record: int = 2) -> bytes:
    return bytes([0x1C, record, number]) + len(data).to_bytes(2, "big") + data


UTF8 = dataset(90, b"\x1b%G", 1)
