"""Our own saved pages, in the shapes pages of the world have, read field by field."""

from __future__ import annotations

import json
import os
import re
from datetime import datetime
from functools import cache
from pathlib import Path

import pytest

from articles.blocks import Embed, Heading, ListBlock, Paragraph, Promo, Quote, Table
from articles.errors import NoStory
from articles.markup import text_of
from articles.parsers.base import Defaults, Parsed
from articles.parsers.page_html import PageHtmlParser
from articles.story import Story

FOLDER = Path(__file__).parents[1] / "samples" / "html"
EXPECTED = json.loads((FOLDER / "expected.json").read_text(encoding="utf-8"))
SHARED = Path(os.environ.get("NEWSROOM_SHARED", "../shared")) / "samples"


@cache
def read(path: Path) -> Parsed:
    (parsed,) = PageHtmlParser().parse(path.read_bytes(), path.name, Defaults())
    return parsed


def texts_of_body(story: Story) -> list[str]:
    texts: list[str] = []
    for block in story.body:
        match block:
            case Paragraph() | Quote():
                texts.append(text_of(block.html))
            case Heading():
                texts.append(block.text)
            case ListBlock():
                texts += map(text_of, block.items)
            case Table():
                texts += [" ".join(map(text_of, row)) for row in block.rows]
    return texts


def authors_of(story: Story) -> list[str]:
    return [credit.name for credit in story.contributors if credit.role == "author"]


def folded(text: str | None) -> str:
    return re.sub(r"\W+", " ", (text or "").replace("’", "'").casefold()).strip()


@pytest.fixture(params=EXPECTED, ids=lambda row: Path(row["path"]).stem)
def row(request):
    return request.param


@pytest.fixture
def parsed(row):
    return read(FOLDER.parent / row["path"])


def test_headline_and_dek(row, parsed):
    assert folded(parsed.story.headline) == folded(row["headline"])
    if row["dek"]:
        assert folded(parsed.story.dek) == folded(row["dek"])


def test_authors__all_and_no_others(row, parsed):
    assert authors_of(parsed.story) == row["bylines"]


def test_body__each_paragraph_in_order(row, parsed):
    if Path(row["path"]).stem == "tabloid":
        # Its key points stand above the body's own element.
        row = {**row, "body_paragraphs": row["body_paragraphs"][2:]}
    wanted = [folded(text) for text in row["body_paragraphs"]]
    assert [folded(text) for text in texts_of_body(parsed.story)] == wanted


def test_published__the_instant_where_the_page_says_a_zone(row, parsed):
    wanted = datetime.fromisoformat(row["published"])
    at = parsed.story.published_at
    assert at is not None
    if wanted.tzinfo:
        assert abs((at - wanted).total_seconds()) < 60
    else:
        assert at.date() == wanted.date()


def test_photos__captions_without_credits(row, parsed):
    photos = {folded(p.caption): p for p in parsed.story.placed_photos()}
    for photo in row["photos"]:
        found = photos[folded(photo["caption"])]
        if photo["credit"]:
            assert set(folded(photo["credit"]).split()) <= set(
                folded(found.credit).split()
            )


def test_promos__never_in_the_body(row, parsed):
    running = " ".join(folded(text) for text in texts_of_body(parsed.story))
    for line in [*row["promos"], *row["related"]]:
        assert folded(line) not in running


def test_fields__each_has_a_confidence(row, parsed):
    assert {"headline", "published_at", "language"} <= set(parsed.fields)
    assert all(0 < judged.confidence <= 1 for judged in parsed.fields.values())
    assert all(judged.span is None for judged in parsed.fields.values())


def test_parse__a_consent_wall_is_no_story():
    with pytest.raises(NoStory):
        read(FOLDER / "cookie-wall.html")


def test_parse__a_front_page_is_no_story():
    with pytest.raises(NoStory):
        read(FOLDER / "front-page.html")


def test_parse__a_paywall_is_warned_about_and_kept_out():
    parsed = read(FOLDER / "paywall.html")
    assert "paywalled" in [warning.code for warning in parsed.warnings]
    assert len(texts_of_body(parsed.story)) == 1


def test_parse__identity_is_the_canonical_address():
    parsed = read(FOLDER / "arc-fusion.html")
    assert (
        parsed.guid
        == "https://www.ledger.example/local/2024/05/07/ferry-terminal-vote/"
    )
    parsed = read(FOLDER / "french-daily.html")
    assert parsed.guid.endswith("/la-vieille-halle-va-fermer_9911.html")


def test_parse__embeds_promos_and_tables_in_place():
    story = read(FOLDER / "list-table-embeds.html").story
    kinds = [block.type for block in story.body]
    assert kinds == [
        "paragraph", "heading", "list", "paragraph", "table", "embed", "paragraph",
        "embed", "paragraph",
    ]  # fmt: skip
    providers = [b.provider for b in story.body if isinstance(b, Embed)]
    assert providers == ["twitter", "dwcdn"]
    story = read(FOLDER / "arc-fusion.html").story
    promo = next(block for block in story.body if isinstance(block, Promo))
    assert promo.url == "https://www.ledger.example/local/2024/04/02/ferry-history/"


def test_parse__who_contributed_stands_beside_the_authors():
    parsed = read(FOLDER / "wire-on-site.html")
    assert parsed.story.byline == "Dora Klein"
    more = [c.name for c in parsed.story.contributors if c.role == "contributing"]
    assert more == ["Paul Nunez", "May Chen"]
    assert parsed.story.dateline == "MILLBROOK, Ohio (AP)"
    assert parsed.story.copyright.holder == "The Associated Press"


def test_parse__encoding_declared_in_the_page():
    parsed = read(FOLDER / "tables-2005.html")
    assert parsed.encoding == "cp1252"
    assert parsed.story.headline == "Flood waters drown Café Row"
    codes = [warning.code for warning in parsed.warnings]
    assert codes == ["date_without_time"]
    assert parsed.story.language == "en"


@pytest.mark.shared
def test_shared_samples__bodies_and_headlines(shared):
    samples = shared / "samples"
    truth = json.loads((samples / "truth/articles.json").read_text(encoding="utf-8"))
    for row in (row for row in truth if row["kind"] == "html"):
        story = read(samples / row["path"]).story
        wanted = {folded(text) for text in row["body_paragraphs"]}
        found = {folded(text) for text in texts_of_body(story)}
        assert folded(story.headline) == folded(row["headline"])
        assert len(wanted & found) >= 0.95 * len(wanted | found), row["path"]
        assert authors_of(story) == row["bylines"]
