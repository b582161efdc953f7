"""Notes below a story's end: who wrote it, where it ran, whom to write to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from articles.blocks import (
    Block,
    CallToAction,
    Embed,
    Gallery,
    Heading,
    Paragraph,
    PhotoBlock,
    Promo,
    Rule,
)
from articles.markup import text_of
from articles.parsers import lines
from articles.parsers.html_furniture import clean_words
from articles.parsers.line_words import CORRECTION_STEMS, END_NOTES

MOST_NOTES = 4
LONGEST_NOTE = 500
# A story keeps this share of its text, whatever its end looks like.
MOST_TAKEN = 0.35
MOST_WORDS_TO_SIGN = 12
TELLS_OF = re.compile(
    r"([^\s.,;:]+(?:\s[^\s.,;:]+){1,3}?)\s(?:is|es|est|ist|è|é|är|er)\s(?:a|an|the|un|une|una|um|uma|el"
    r"|la|le|il|ein|eine|der|die|en|et|[a-zà-ÿ]+(?:o|a|e|or|ora|ista))\b"
)
_NOTE = re.compile("(?:" + "|".join(END_NOTES) + ")")
_ITALIC = re.compile(r"(?:<em>(?:(?!</em>).)*</em>[\s.,;]*)+", re.DOTALL)
_SPEECH = re.compile(r"[“\"«„'‘–—-]")
_CONTACT = re.compile(r"\S@\S|(?:^|\s)@\w{3,}|\b\d{3}[-. ]\d{3,4}\b")
_ASIDE = (PhotoBlock, Gallery, Promo, CallToAction, Embed, Rule)


def part_end_notes(
    blocks: Sequence[Block], authors: frozenset[str]
) -> tuple[list[Block], list[str]]:
    """Part the notes at the end from the story's blocks; give both.

    ``authors`` are folded names.
    """
    kept, notes = list(blocks), list[str]()
    left = MOST_TAKEN * sum(len(_text(block)) for block in blocks)
    while len(notes) < MOST_NOTES:
        place = _last_text(kept)
        if place is None or not _is_note(kept[place], authors):
            break
        left -= len(_text(kept[place]))
        if left < 0:
            break
        notes.insert(0, _text(kept[place]))
        del kept[place]
    return kept, notes


def is_end_note(text: str) -> bool:
    """Say whether a line below a story's end speaks of the story or its makers."""
    folded = lines.plain(text)
    if any(stem in folded for stem in CORRECTION_STEMS):
        return False
    return bool(_NOTE.match(folded)) or lines.is_call_to_action(text)


def names_told(text: str) -> list[str]:
    """Give the people each sentence of a note says something about, at its start.

    "Ann Author is a reporter. Bo Bee teaches history." gives both; empty where the
    first sentence tells of nobody.
    """
    names: list[str] = []
    for sentence in re.split(r"(?<=[.!?])\s+", text[:500]):
        found = TELLS_OF.match(sentence)
        if found and lines.is_person_name(found[1]):
            names.append(found[1])
        elif not names:
            return []
    return names


def _is_note(block: Block, authors: frozenset[str]) -> bool:
    if not isinstance(block, Paragraph | Heading):
        return False
    text = _text(block)
    if len(text) > LONGEST_NOTE:
        return False
    if isinstance(block, Heading):
        return True
    if any(stem in lines.plain(text) for stem in CORRECTION_STEMS):
        return False
    is_italic = bool(_ITALIC.fullmatch(block.html)) and not _SPEECH.match(text)
    return is_italic or is_end_note(text) or _is_signature(text, authors)


def _is_signature(text: str, authors: frozenset[str]) -> bool:
    """Find an author's name with a place, a role or an address, and no sentence.

    A few words with an address are one whoever they name.
    """
    words = clean_words(text)
    if _CONTACT.search(text) and len(words.split()) <= MOST_WORDS_TO_SIGN:
        return True
    named = [name for name in authors if name in words and " " in name]
    if not named:
        return False
    is_label = (
        not lines.ends_sentence(text) and len(words.split()) <= MOST_WORDS_TO_SIGN
    )
    return is_label or bool(_CONTACT.search(text))


def _last_text(blocks: Sequence[Block]) -> int | None:
    places = [i for i, block in enumerate(blocks) if not isinstance(block, _ASIDE)]
    return places[-1] if len(places) > 1 else None


def _text(block: Block) -> str:
    if isinstance(block, Paragraph):
        return text_of(block.html)
    return block.text if isinstance(block, Heading) else ""
