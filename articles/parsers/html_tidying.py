"""Tidying a body: twins, pull quotes, loose ends, and links that lead nowhere."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from articles.blocks import (
    Block,
    CallToAction,
    Embed,
    Gallery,
    Heading,
    ListBlock,
    Paragraph,
    PhotoBlock,
    Promo,
    Quote,
    Rule,
    Table,
)
from articles.markup import text_of
from articles.parsers.html_furniture import clean_words
from articles.parsers.html_photos import photo_key
from articles.parsers.html_tree import STAND_IN
from articles.parsers.lines import ends_sentence, is_all_capitals

SHORTEST_PULL_QUOTE = 20
MOST_WORDS_TO_ANNOUNCE = 8
_STAND_IN_LINK = re.compile(
    rf'<a href="{re.escape(STAND_IN)}[^"]*"[^>]*>(.*?)</a>', re.DOTALL
)


def tidy(blocks: list[Block]) -> list[Block]:
    """Drop repetitions, pull quotes, and headings and rules nothing follows."""
    rules: tuple[Callable[[list[Block]], list[Block]], ...] = (
        _titles_to_embeds,
        _without_twins,
        _without_pull_quotes,
        _without_loose_ends,
    )
    for rule in rules:
        blocks = rule(blocks)
    return blocks


def _titles_to_embeds(blocks: list[Block]) -> list[Block]:
    """Take a heading right above a frame as the frame's title, not a crosshead."""
    kept: list[Block] = []
    for block in blocks:
        last = kept[-1] if kept else None
        if isinstance(block, Embed) and isinstance(last, Heading) and not block.title:
            kept[-1] = replace(block, title=last.text)
        else:
            kept.append(block)
    return kept


def _without_twins(blocks: list[Block]) -> list[Block]:
    """Keep one of a long text or photo that stands twice, for two screens."""
    seen: set[str] = set()
    kept: list[Block] = []
    for block in blocks:
        key = _twin_key(block)
        if key and key in seen:
            continue
        seen.add(key)
        kept.append(block)
    return kept


def _twin_key(block: Block) -> str:
    if isinstance(block, PhotoBlock):
        return "photo " + photo_key(block.photo)
    if isinstance(block, Paragraph | Quote):
        words = clean_words(text_of(block.html))
        return words if len(words) > 60 else ""
    if isinstance(block, Promo):
        return f"promo {block.title} {block.url}"
    return ""


def _without_pull_quotes(blocks: list[Block]) -> list[Block]:
    """Drop a quote or heading that repeats a paragraph's words: it decorates."""
    running = " ".join(
        clean_words(text_of(b.html)) for b in blocks if isinstance(b, Paragraph)
    )
    return [
        block
        for block in blocks
        if not (isinstance(block, Quote | Heading) and _stands_in(block, running))
    ]


def _stands_in(block: Quote | Heading, running: str) -> bool:
    text = text_of(block.html) if isinstance(block, Quote) else block.text
    words = clean_words(text)
    longest = SHORTEST_PULL_QUOTE if isinstance(block, Quote) else 45
    return len(words) >= longest and words in running


def _without_loose_ends(blocks: list[Block]) -> list[Block]:
    """Headings and rules with no text after them announce what was not kept."""
    kept = list(blocks)
    while (end := _last_read_at(kept)) is not None:
        is_loose = isinstance(kept[end], Heading | Rule)
        is_last = all(isinstance(b, Promo | CallToAction) for b in kept[end + 1 :])
        if not is_loose and not (is_last and _announces(kept[end])):
            break
        del kept[end]
    return [
        block
        for index, block in enumerate(kept)
        if not (
            isinstance(block, Rule)
            and (index == 0 or isinstance(kept[index - 1], Rule))
        )
    ]


def _announces(block: Block) -> bool:
    """Say whether a few words lead over to something, or a text says nothing.

    They end with a colon ("Watch the film:"), or are a heading in capitals.
    """
    if not isinstance(block, Paragraph):
        return False
    text = text_of(block.html)
    if not any(map(str.isalpha, text)):
        return True
    is_short = len(text.split()) <= MOST_WORDS_TO_ANNOUNCE
    is_heading = is_all_capitals(text) and not ends_sentence(text)
    return is_short and (text.endswith(":") or is_heading)


def last_read(blocks: list[Block]) -> Block | None:
    """Give the last block that is not a photo, pointer or embed."""
    end = _last_read_at(blocks)
    return None if end is None else blocks[end]


def _last_read_at(blocks: list[Block]) -> int | None:
    aside = (PhotoBlock, Gallery, Promo, CallToAction, Embed)
    places = [i for i, block in enumerate(blocks) if not isinstance(block, aside)]
    return places[-1] if places else None


def without_stand_ins(block: Block) -> Block:
    """Give a block whose links to the stand-in for an unknown address are gone."""
    match block:
        case Paragraph() | Quote():
            return replace(block, html=_unlinked(block.html))
        case ListBlock():
            return replace(block, items=tuple(map(_unlinked, block.items)))
        case Table():
            rows = tuple(tuple(map(_unlinked, row)) for row in block.rows)
            return replace(block, rows=rows)
        case Promo() | CallToAction() if block.url.startswith(STAND_IN):
            return replace(block, url="")
    return block


def _unlinked(html: str) -> str:
    return _STAND_IN_LINK.sub(r"\1", html) if STAND_IN in html else html
