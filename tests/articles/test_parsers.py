from __future__ import annotations

import pytest

from articles.errors import UnknownFormat
from articles.parsers import PARSERS, find_parser, parser_named


@pytest.mark.parametrize(
    ("data", "name", "format_name"),
    [
        (b"<!DOCTYPE html><html><body><p>x</p></body></html>", "a.html", "page-html"),
        (b"\xef\xbb\xbf \n<html lang=en>", "page", "page-html"),
        (b"<?xml version='1.0'?><html xmlns='x'>", "a.xhtml", "page-html"),
        (
            b"A headline\n\nBy Ann Author\n\nA paragraph of text.\n",
            "a.txt",
            "page-text",
        ),
    ],
)
def test_find_parser__by_content(data, name, format_name):
    assert find_parser(data, name).name == format_name


def test_find_parser__nobody_knows_pictures():
    with pytest.raises(UnknownFormat):
        find_parser(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00", "a.png")


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b'{"body": "<p>Text.</p>"}', "a.json"),
        (b'[{"body": "<p>Text.</p>"}]', "a"),
        (b"<rss><item><p>Text.</p></item></rss>", "a.rss"),
        (b"<nitf><head></head><p>Text.</p></nitf>", "a.xml"),
        (b"<g2:newsItem ><p>Text.</p>", "a.xml"),
        (b"some words", "a.md"),
    ],
)
def test_find_parser__feeds_and_wires_are_no_pages(data, name):
    with pytest.raises(UnknownFormat):
        find_parser(data, name)


def test_parser_named__each_by_its_name():
    assert [parser_named(parser.name) for parser in PARSERS] == list(PARSERS)
    with pytest.raises(UnknownFormat):
        parser_named("page-telex")
