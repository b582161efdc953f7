"""Of fields given at 0.9 or more, at least 95 in 100 are right."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from articles.blocks import Heading, Paragraph
from articles.markup import text_of
from articles.parsers.base import Defaults, Parsed
from articles.parsers.page_html import PageHtmlParser
from articles.parsers.page_text import PageTextParser
from media.errors import UnreadableSource

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
SURE = 0.9
RIGHT = 0.95


def folded(text: str | None) -> str:
    return re.sub(r"[\W_]+", " ", (text or "").replace("’", "'").casefold()).strip()


def own_pages() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(
        (SAMPLES / "html/shapes.json").read_text("utf-8")
    )
    rows += json.loads((SAMPLES / "html/expected.json").read_text("utf-8"))
    for path in sorted((SAMPLES / "pages").glob("*.json")):
        row = json.loads(path.read_text("utf-8"))
        rows.append({**row, "kind": "flat", "path": f"pages/{path.stem}.txt"})
    return rows


def read(path: Path) -> Parsed | None:
    parser = PageHtmlParser() if path.suffix == ".html" else PageTextParser()
    try:
        (parsed,) = parser.parse(path.read_bytes(), path.name, Defaults())
    except UnreadableSource:
        return None
    return parsed


def judged(parsed: Parsed, row: dict[str, Any]) -> Iterator[tuple[str, float, bool]]:
    """Give each field with its confidence, and whether it is right."""
    for name, field in parsed.fields.items():
        right = is_right(name, parsed, row)
        if right is not None:
            yield name, field.confidence, right


def is_right(name: str, parsed: Parsed, row: dict[str, Any]) -> bool | None:
    """Compare one field with the truth; None for what the truth does not tell."""
    story = parsed.story
    head, _, rest = name.partition(".")
    if head == "body" and rest.isdigit():
        block = story.body[int(rest)]
        if not isinstance(block, Paragraph | Heading):
            return None
        text = text_of(block.html) if isinstance(block, Paragraph) else block.text
        return folded(text) in {folded(each) for each in row["body_paragraphs"]}
    if head == "lead_photo" and story.lead_photo and rest in {"caption", "credit"}:
        said = folded(getattr(story.lead_photo, rest))
        return any(said == folded(photo[rest]) for photo in row["photos"])
    wanted = {
        "headline": lambda: folded(story.headline) in titles(row),
        "dek": lambda: folded(story.dek) == folded(row["dek"]),
        "published_at": lambda: is_day(story.published_at, row["published"]),
        "contributors": lambda: (
            {folded(c.name) for c in story.contributors if c.role == "author"}
            == set(map(folded, row["bylines"]))
        ),
        "dateline": lambda: folded(row.get("dateline")) in folded(story.dateline),
    }
    if head == "copyright" and not rest and row["copyright_line"]:
        return folded(story.copyright.notice) == folded(row["copyright_line"])
    return wanted[head]() if head in wanted and not rest else None


def titles(row: dict[str, Any]) -> set[str]:
    return {folded(each) for each in [row["headline"], *row.get("headline_any", [])]}


def is_day(at: datetime | None, wanted: str | None) -> bool:
    """Compare the instant where the truth has a zone, else day and time as shown."""
    if at is None or not wanted:
        return False
    truth = datetime.fromisoformat(wanted)
    if truth.tzinfo:
        return abs((at - truth).total_seconds()) <= 60
    return at.strftime("%Y-%m-%dT%H:%M").startswith(wanted[:16])


def count(rows: list[dict[str, Any]], root: Path) -> tuple[Counter[str], Counter[str]]:
    """Count the sure fields, the right ones of them, and name those that are wrong."""
    sure: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for row in rows:
        parsed = read(root / row["path"])
        for name, confidence, is_true in judged(parsed, row) if parsed else ():
            if confidence >= SURE:
                sure[name.partition(".")[0]] += 1
                wrong[name.partition(".")[0]] += not is_true
    return sure, wrong


@pytest.mark.parametrize("held_back", [False, True], ids=["tuned for", "held back"])
@pytest.mark.parametrize("kind", ["html", "flat"])
def test_calibration__own_pages(kind, held_back):
    rows = [row for row in own_pages() if row["kind"] == kind]
    rows = [row for row in rows if bool(row.get("held_back")) is held_back]
    sure, wrong = count(rows, SAMPLES)
    assert sure.total() > 5 * len(rows)
    assert wrong.total() <= (1 - RIGHT) * sure.total(), wrong
    del sure["body"], wrong["body"]
    assert wrong.total() <= (1 - RIGHT) * sure.total(), wrong


@pytest.mark.shared
def test_calibration__shared_samples(shared):
    samples = shared / "samples"
    rows = json.loads((samples / "truth/articles.json").read_text("utf-8"))
    sure, wrong = count(rows, samples)
    assert sure.total() > 5 * len(rows)
    assert wrong.total() <= (1 - RIGHT) * sure.total(), wrong
