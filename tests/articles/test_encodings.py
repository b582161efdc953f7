"""Bytes to text by mark, UTF-8, declaration and guess."""

from __future__ import annotations

import codecs

import pytest

from articles.parsers.encodings import Decoded, declared_encoding, decode, is_binary

TEXT = "Zwölf Boxkämpfer jagen Viktor quer über den großen Deich. "


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16"),
        (codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), "utf-32"),
        (TEXT.encode(), "utf-8"),
    ],
)
def test_decode__by_mark_and_utf8(data, encoding):
    assert decode(data) == Decoded(TEXT, encoding)


def test_decode__by_declaration_as_the_web_means_it():
    page = f'<?xml encoding="iso-8859-1"?>{TEXT}“ü”'.encode("cp1252")
    decoded = decode(page)
    assert decoded.encoding == "cp1252"
    assert not decoded.is_guessed
    assert decoded.text.endswith("“ü”")


def test_decode__by_what_the_outside_says():
    assert decode(TEXT.encode("cp1252"), "windows-1252").text == TEXT


def test_decode__a_wrong_declaration_gives_way():
    assert decode(TEXT.encode(), "iso-8859-1").text == TEXT
    data = b"\x81\x8d" + TEXT.encode("cp1252")
    assert decode(data, "cp1252").is_guessed
    assert decode(TEXT.encode("cp1252"), "no-such-encoding").is_guessed


def test_decode__guessed():
    decoded = decode((TEXT * 20).encode("cp1252"))
    assert decoded.is_guessed
    assert decoded.text == TEXT * 20


def test_decode__never_fails():
    data = bytes(range(128, 256)) * 10
    decoded = decode(data)
    assert decoded.is_guessed
    assert decoded.text


def test_decode__a_guess_from_the_head_that_the_rest_breaks():
    data = ("é" * 5).encode("utf-8") * 30_000 + b"\xff\xfe\xfd \x81\x8d"
    assert decode(data) == Decoded(data.decode("cp1252", "replace"), "cp1252", True)


def test_declared_encoding__none():
    assert declared_encoding(b"<p>text</p>") == ""


def test_is_binary__controls_and_zeros():
    assert is_binary(b"\x89PNG\r\n\x1a\n\0\0\0")
    assert is_binary(b"\x01\x02\x03text" * 10)
    assert not is_binary(TEXT.encode())
    assert not is_binary(codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"))
