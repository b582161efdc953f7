from __future__ import annotations

import base64
from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.cursors import Cursor
from articles.errors import BadParameter

ID = UUID("01890000-0000-7000-8000-000000000001")
GOOD = Cursor(datetime(2024, 1, 2, 3, 4, 5, 6, tzinfo=UTC), ID)


def text_of(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


@given(st.datetimes(timezones=st.just(UTC)), st.uuids(), st.booleans())
def test_cursor__comes_back_as_it_was(at, key, back):
    cursor = Cursor(at, key, back)
    assert Cursor.decode(cursor.encode()) == cursor


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "é",
        "a" * 1000,
        "!" * 34,
        GOOD.encode()[:-1],
        GOOD.encode() + "=",
        GOOD.encode() + "AA",
        text_of(b"\x02" + bytes(24)),
        text_of(b"\x00" + (2**63 - 1).to_bytes(8, "big") + ID.bytes),
        text_of(b"\x00" + (2**63).to_bytes(8, "big") + ID.bytes),
        # The same bytes, written with other spare bits at the end.
        GOOD.encode()[:-1] + chr(ord(GOOD.encode()[-1]) + 1),
    ],
)
def test_cursor__anything_else_is_a_bad_parameter(text):
    with pytest.raises(BadParameter) as caught:
        Cursor.decode(text)
    assert caught.value.details["errors"][0]["field"] == "cursor"
