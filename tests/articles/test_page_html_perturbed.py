"""Our own pages with a witness taken away: names, JSON-LD, Open Graph, plain nesting.

A page of the world lacks one or the other. What is read may become less, yet not fall
off a cliff: the figures are means over all our pages.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from articles.errors import NoStory
from articles.parsers.base import Defaults
from articles.parsers.page_html import PageHtmlParser
from articles.story import Story
from tests.articles.test_page_html_samples import authors_of, folded, texts_of_body

FOLDER = Path(__file__).resolve().parents[1] / "samples"
ROWS = json.loads((FOLDER / "html/shapes.json").read_text(encoding="utf-8"))
_NAMES = re.compile(
    r"\s(?:class|id|data-[\w-]+|itemprop|itemtype|itemscope|rel)"
    r"(?:=(?:\"[^\"]*\"|'[^']*'|[^\s>]+))?(?=[\s>])",
    re.IGNORECASE,
)
_LINKED_DATA = re.compile(r"<script[^>]*ld\+json.*?</script>", re.DOTALL)
_OPEN_GRAPH = re.compile(r"<meta[^>]*(?:property|name|itemprop)=[^>]*>", re.IGNORECASE)
_BOX = re.compile(
    r"<(div|section|article|main)\b([^>]*)>|</(div|section|article|main)>"
)


def as_it_is(html: str) -> str:
    return html


def without_names(html: str) -> str:
    head, body, rest = html.partition("<body")
    return head + body + _NAMES.sub("", rest) if body else _NAMES.sub("", html)


def without_linked_data(html: str) -> str:
    return _LINKED_DATA.sub("", html)


def without_open_graph(html: str) -> str:
    return _OPEN_GRAPH.sub("", html)


def in_more_boxes(html: str) -> str:
    return _BOX.sub(lambda m: f"{m[0]}<div>" if m[1] else f"</div>{m[0]}", html)


def without_all(html: str) -> str:
    for change in (without_linked_data, without_open_graph, without_names):
        html = change(html)
    return html


def read(path: str, change: Callable[[str], str]) -> Story:
    data = (FOLDER / path).read_bytes()
    coding = "utf-8" if b"utf-8" in data[:2000].lower() else "latin-1"
    changed = change(data.decode(coding, "replace")).encode(coding, "replace")
    try:
        (parsed,) = PageHtmlParser().parse(changed, path, Defaults())
    except NoStory:
        return Story()
    return parsed.story


def scores(story: Story, row: dict) -> Iterator[tuple[str, float]]:
    found = [folded(text) for text in texts_of_body(story)]
    wanted = [folded(text) for text in row["body_paragraphs"]]
    shared = sum((Counter(found) & Counter(wanted)).values())
    yield "body", 2 * shared / (len(found) + len(wanted))
    yield "first", float(found[:1] == wanted[:1])
    yield "last", float(found[-1:] == wanted[-1:])
    yield "headline", float(folded(story.headline) == folded(row["headline"]))
    yield "byline", float(authors_of(story) == row["bylines"])
    captions = {folded(photo.caption) for photo in story.placed_photos()}
    told = {folded(photo["caption"]) for photo in row["photos"] if photo["caption"]}
    yield "captions", len(captions & told) / len(told) if told else 1.0
    running = " ".join(found)
    promos = [folded(text) for text in [*row["promos"], *row["related"]]]
    yield "no promos", float(not any(text in running for text in promos))


@cache
def means(change: Callable[[str], str]) -> dict[str, float]:
    sums: defaultdict[str, float] = defaultdict(float)
    for row in ROWS:
        for name, value in scores(read(row["path"], change), row):
            sums[name] += value
    return {name: round(sums[name] / len(ROWS), 3) for name in sums}


def test_pages__as_they_are():
    assert min(means(as_it_is).values()) >= 0.95


@pytest.mark.parametrize(
    ("change", "loss"),
    [
        (without_linked_data, 0.06),
        (without_open_graph, 0.04),
        (in_more_boxes, 0.04),
        (without_names, 0.14),
        (without_all, 0.32),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_pages__lose_little_without_a_witness(change, loss):
    whole, less = means(as_it_is), means(change)
    assert {name for name in whole if whole[name] - less[name] > loss} == set()


def test_pages__without_names_the_text_is_still_told_from_the_rest():
    less = means(without_all)
    assert less["body"] >= 0.93
    assert less["last"] >= 0.92
    assert less["first"] >= 0.84
    assert less["headline"] >= 0.98
    assert less["no promos"] >= 0.97


def test_changes__take_away_what_they_say():
    html = (FOLDER / "html/arc-fusion.html").read_text(encoding="utf-8")
    assert "ld+json" in html
    assert "ld+json" not in without_linked_data(html)
    assert "og:title" in html
    assert "og:title" not in without_open_graph(html)
    body = without_names(html).partition("<body")[2]
    assert not re.search(r"\sclass=", body)
    assert in_more_boxes(html).count("<div") > html.count("<div")
