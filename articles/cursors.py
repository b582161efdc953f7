"""Where in a list sorted by time and id a page starts, as opaque text."""

from __future__ import annotations

import base64
import binascii
import math
import struct
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TypeVar
from uuid import UUID

from articles.errors import BadParameter

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_SIZE = 1 + 8 + 16
_RANKED_SIZE = _SIZE + 8 + 8
_RANKED = 2  # the first byte of a cursor by rank, and one more backwards

_Any = TypeVar("_Any", "Cursor", "RankCursor")


@dataclass(frozen=True)
class Cursor:
    """A place between two stories: after (or, backwards, before) the one it names."""

    at: datetime
    id: UUID
    is_backwards: bool = False

    def encode(self) -> str:
        """Give URL-safe text; `decode` takes it back exactly."""
        return _text_of(bytes([self.is_backwards]) + _time(self.at) + self.id.bytes)

    @classmethod
    def decode(cls, text: str) -> Cursor:
        """Take back what `encode` gave; anything else is a BadParameter."""
        data = _bytes_of(text)
        if len(data) != _SIZE or data[0] > 1:
            raise _bad_cursor()
        cursor = cls(_moment(data[1:9]), UUID(bytes=data[9:]), bool(data[0]))
        return _checked(cursor, text)


@dataclass(frozen=True)
class RankCursor:
    """A place in a list by rank: how well its story matches, and which that is.

    `top` is when the newest story of the first page was published: what comes later is
    not ranked among these, so that no page repeats what another has shown.
    """

    top: datetime
    rank: float
    at: datetime
    id: UUID
    is_backwards: bool = False

    def encode(self) -> str:
        """Give URL-safe text; `decode` takes it back exactly."""
        numbers = _time(self.top) + struct.pack(">d", self.rank) + _time(self.at)
        return _text_of(bytes([_RANKED + self.is_backwards]) + numbers + self.id.bytes)

    @staticmethod
    def is_meant(text: str) -> bool:
        """Say whether this is as long as a cursor by rank."""
        return len(text) > 2 * _SIZE

    @classmethod
    def decode(cls, text: str) -> RankCursor:
        """Take back what `encode` gave; anything else is a BadParameter."""
        data = _bytes_of(text)
        if len(data) != _RANKED_SIZE or data[0] not in {_RANKED, _RANKED + 1}:
            raise _bad_cursor()
        (rank,) = struct.unpack(">d", data[9:17])
        if not math.isfinite(rank):
            raise _bad_cursor()
        top, at = _moment(data[1:9]), _moment(data[17:25])
        cursor = cls(top, rank, at, UUID(bytes=data[25:]), data[0] > _RANKED)
        return _checked(cursor, text)


def _time(moment: datetime) -> bytes:
    return ((moment - _EPOCH) // _MICROSECOND).to_bytes(8, "big", signed=True)


def _moment(data: bytes) -> datetime:
    try:
        return _EPOCH + int.from_bytes(data, "big", signed=True) * _MICROSECOND
    except OverflowError as error:
        raise _bad_cursor() from error


def _text_of(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _checked(cursor: _Any, text: str) -> _Any:
    if cursor.encode() != text:
        raise _bad_cursor()
    return cursor


def _bytes_of(text: str) -> bytes:
    if len(text) > 2 * _RANKED_SIZE or not text.isascii():
        raise _bad_cursor()
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), b"-_", validate=True)
    except binascii.Error as error:
        raise _bad_cursor() from error


def _bad_cursor() -> BadParameter:
    return BadParameter.of("cursor", "Take the address of the next page as it came.")
