"""What reading saved pages costs, beside trafilatura with metadata on the same pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import trafilatura

from articles.parsers.base import Defaults
from articles.parsers.page_html import PageHtmlParser
from benchmarks.measuring import Work, compare
from benchmarks.results import Result
from media.errors import UnreadableSource

PAGES = Path(__file__).resolve().parents[1] / "tests" / "samples" / "html"
ROUNDS, TIMES = 3, 3.0
# What reads nothing is fast: of the pages that the floor takes a text from, some are
# walls and no stories.
LEAST_READ = 0.9


def run(scale: int | None) -> Iterator[Result]:
    """Compare CPU for all our own saved pages, read one after the other."""
    costs = compare(
        {
            "ours": Work("benchmarks.parsing:read"),
            "floor": Work("benchmarks.parsing:extract"),
        },
        ROUNDS,
    )
    ours, floor = costs["ours"].cpu, costs["floor"].cpu
    yield Result.at_most("read saved pages", ours, "s", floor=floor, times=TIMES)
    read, extracted = costs["ours"].value, costs["floor"].value
    yield Result.at_least(
        "stories in them", read, "pages", floor=extracted, times=LEAST_READ
    )


def read() -> int:
    """Read every page as an import does; give how many held a story."""
    return sum(_is_story(page) for page in _pages())


def extract() -> int:
    """Read every page with trafilatura and its metadata."""
    found = [trafilatura.bare_extraction(p, with_metadata=True) for p in _pages()]
    return sum(each is not None for each in found)


def _pages() -> list[bytes]:
    return [path.read_bytes() for path in sorted(PAGES.glob("*.html"))]


def _is_story(page: bytes) -> bool:
    try:
        return bool(PageHtmlParser().parse(page, "page.html", Defaults()))
    except UnreadableSource:
        return False
