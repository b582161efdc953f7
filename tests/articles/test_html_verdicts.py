from __future__ import annotations

import pytest

from articles.parsers.html_verdicts import LONGEST_JUDGED, Known, Piece, judge_piece

KNOWN = Known(
    headlines=frozenset({"the ferry goes"}),
    dek="a dek of some words",
    outlets=frozenset({"the daily pier"}),
    authors=frozenset({"ann author", "bo bee"}),
)


@pytest.mark.parametrize(
    ("verdict", "piece"),
    [
        ("body", Piece("The council voted on Tuesday to close the terminal.")),
        ("body", Piece("x" * (LONGEST_JUDGED + 1))),
        ("furniture", Piece("Share")),
        ("furniture", Piece("Print this story | E-mail this story", link_share=0.9, has_link=True)),
        ("furniture", Piece("The Daily Pier")),
        ("furniture", Piece("Reuters")),
        ("furniture", Piece("ann@pier.example")),
        ("furniture", Piece("(skr)")),
        ("furniture", Piece("___")),
        ("furniture", Piece("More here", link_share=1, has_link=True)),
        ("repeat", Piece("The ferry goes")),
        ("repeat", Piece("A dek of some words", is_first=True)),
        ("comments", Piece("Comments", tag="h3")),
        ("related_heading", Piece("Related stories", tag="h3")),
        ("embed_stub", Piece("Video Embed")),
        ("byline", Piece("By Ann Author", is_first=True)),
        ("byline", Piece("Ann Author and Bo Bee")),
        ("date", Piece("March 5, 2024")),
        ("date", Piece("21:10")),
        ("copyright", Piece("© 2024 The Daily Pier. All rights reserved.")),
        ("contribution", Piece("Cy Cee in Rome contributed to this report.")),
        ("promo", Piece("Read more: The pier that came back", link_share=0.8, has_link=True)),
        ("promo", Piece("Read more: The pier that came back")),
        ("promo", Piece("The pier that came back again", link_share=1, has_link=True)),
        ("call", Piece("Have a news tip? Email us at tips@pier.example.", has_link=True)),
        ("call", Piece("Click here to win a boat", has_link=True, link_share=1)),
        ("credit", Piece("AP Photo/Evan Vucci")),
        ("source_note", Piece("SOURCE: Aviation Safety Network; ICAO; World Bank. Accidents refers to fatal ones.")),
        ("bio", Piece("Ann Author is a reporter at the Pier.")),
        ("bio", Piece("Ann Author: 206-652-6593 or a@pier.example")),
        ("kicker", Piece("Guest Essay", is_first=True)),
        ("heading", Piece("What happens next", is_bold=True)),
        ("body", Piece("“What happens next”", is_bold=True)),
        ("body", Piece("What happens next", is_bold=True, tag="li")),
        ("body", Piece("Share and share alike was the rule", tag="h2")),
        ("body", Piece("Ann Author said so on Tuesday, and others agreed.")),
    ],
)  # fmt: skip
def test_judge_piece__cases(verdict, piece):
    assert judge_piece(piece, KNOWN) == verdict
