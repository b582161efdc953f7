"""Where in a list sorted by time and id a page starts, as opaque text."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from articles.errors import BadParameter

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_SIZE = 1 + 8 + 16


@dataclass(frozen=True)
class Cursor:
    """A place between two stories: after (or, backwards, before) the one it names."""

    at: datetime
    id: UUID
    is_backwards: bool = False

    def encode(self) -> str:
        """Give URL-safe text; `decode` takes it back exactly."""
        microseconds = (self.at - _EPOCH) // _MICROSECOND
        data = (
            bytes([self.is_backwards])
            + microseconds.to_bytes(8, "big", signed=True)
            + self.id.bytes
        )
        return base64.urlsafe_b64encode(data).rstrip(b"=").decode()

    @classmethod
    def decode(cls, text: str) -> Cursor:
        """Take back what `encode` gave; anything else is a BadParameter."""
        data = _bytes_of(text)
        if len(data) != _SIZE or data[0] > 1:
            raise _bad_cursor()
        try:
            at = _EPOCH + int.from_bytes(data[1:9], "big", signed=True) * _MICROSECOND
        except OverflowError as error:
            raise _bad_cursor() from error
        cursor = cls(at, UUID(bytes=data[9:]), bool(data[0]))
        if cursor.encode() != text:
            raise _bad_cursor()
        return cursor


def _bytes_of(text: str) -> bytes:
    if len(text) > 2 * _SIZE or not text.isascii():
        raise _bad_cursor()
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), b"-_", validate=True)
    except binascii.Error as error:
        raise _bad_cursor() from error


def _bad_cursor() -> BadParameter:
    return BadParameter.of("cursor", "Take the address of the next page as it came.")
