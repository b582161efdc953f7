"""Import formats, one per file; the list every door reads."""

from __future__ import annotations

from articles.errors import UnknownFormat
from articles.parsers.base import Parser
from articles.parsers.page_html import PageHtmlParser
from articles.parsers.page_text import PageTextParser

# In the order they are asked; a text page claims nearly any text, so it comes last.
PARSERS: tuple[Parser, ...] = (PageHtmlParser(), PageTextParser())


def find_parser(data: bytes, name: str) -> Parser:
    """Give the first parser that knows the bytes, called ``name``.

    Raises UnknownFormat where none does.
    """
    for parser in PARSERS:
        if parser.claims(data, name):
            return parser
    raise UnknownFormat(f"No format knows {name!r}.")


def parser_named(format_name: str) -> Parser:
    """Give the parser of a format by its name.

    Raises UnknownFormat where there is none.
    """
    for parser in PARSERS:
        if parser.name == format_name:
            return parser
    raise UnknownFormat(f"There is no format {format_name!r}.")
