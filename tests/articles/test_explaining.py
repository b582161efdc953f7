"""The explanation names value, reason and rejected candidates of each field."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.core.management import call_command

from articles.parsers.base import Defaults
from articles.parsers.page_html import PageHtmlParser
from articles.parsers.page_text import PageTextParser
from articles.reading.explaining import explain

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
ROW = {
    "path": "a.txt",
    "format": "page-text",
    "outcome": "parsed",
    "story": {
        "headline": "Ferry sails",
        "body": [{"type": "paragraph", "html": "It sails. " * 40}, {"type": "rule"}],
        "copyright": {"holder": "The Boat", "notice": "© 2024 The Boat"},
    },
    "fields": {
        "headline": {
            "confidence": 0.9,
            "span": [0, 11],
            "reason": "the first line",
            "rejected": [
                {"value": "Sails again", "confidence": 0.5, "reason": "the head"},
                {"value": "Home", "confidence": 0, "reason": "2.1 points"},
            ],
        },
        "body.0": {"confidence": 0.97, "span": None},
        "body.1": {"confidence": 0.97, "span": None},
        "body.9": {"confidence": 0.5, "span": None},
        "copyright": {"confidence": 0.95, "span": None},
    },
    "warnings": [{"code": "byline_missing", "text": "No author."}],
    "error": None,
}


def test_explain__value_reason_and_what_gave_way():
    assert explain(ROW).splitlines()[:6] == [
        "a.txt  [page-text, parsed]",
        "  headline  0.90  Ferry sails",
        "      because: the first line",
        "      not: Sails again (0.50, the head)",
        "      not: Home (2.1 points)",
        "  body.0  0.97  " + ("It sails. " * 40)[:99] + "…",
    ]
    assert explain(ROW).splitlines()[6:10] == [
        "  body.1  0.97  rule",
        "  body.9  0.50",
        "  copyright  0.95  © 2024 The Boat",
        "  warning: No author. (byline_missing)",
    ]


def test_explain__a_refusal():
    error = {"code": "no_story", "text": "There is none."}
    row = ROW | {"format": None, "outcome": "rejected", "fields": {}, "error": error}
    assert explain(row | {"story": None, "warnings": []}).splitlines() == [
        "a.txt  [no format, rejected]",
        "  refused: There is none. (no_story)",
        "",
    ]


@pytest.mark.parametrize(
    ("parser", "path"),
    [
        (PageTextParser(), "pages/en-tabloid-uk.txt"),
        (PageHtmlParser(), "html/arc-fusion.html"),
    ],
    ids=["text", "html"],
)
def test_parsers__give_a_reason_for_every_field(parser, path):
    (parsed,) = parser.parse((SAMPLES / path).read_bytes(), path, Defaults())
    assert all(judged.reason for judged in parsed.fields.values())
    assert any(judged.rejected for judged in parsed.fields.values())


def test_command__explains_on_stderr_and_takes_what_follows_for_a_path():
    page = str(SAMPLES / "html" / "arc-fusion.html")
    told = io.StringIO()
    options = {"dry_run": True, "stdout": io.StringIO(), "stderr": told}
    call_command("import_articles", "--explain", page, **options)
    assert "because: byline and head agree" in told.getvalue()
