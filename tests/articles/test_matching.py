from __future__ import annotations

import random
from difflib import SequenceMatcher

import pytest

from articles import matching
from articles.blocks import (
    Block,
    CallToAction,
    Embed,
    Gallery,
    Heading,
    ListBlock,
    Paragraph,
    PhotoBlock,
    PlacedPhoto,
    Promo,
    Rule,
)
from articles.markup import texts_of
from articles.matching import keep_ids
from tests.costs import cost

# All pairs of a thousand blocks would be a thousand comparisons a block.
MOST_COMPARISONS = 25
LONG = "one two three four five six seven eight nine ten"


def ids(body: list[Block], earlier: list[Block]) -> list[str]:
    return [block.id for block in keep_ids(body, earlier)]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (LONG, True),
        (LONG.replace("ten", "eleven"), True),
        (LONG.replace("nine ten", "eleven twelve"), True),
        (LONG.replace("eight nine ten", "x y z"), False),
        (" ".join(reversed(LONG.split())), False),
        (f"<strong>{LONG}</strong>", True),
    ],
)
def test_keep_ids__where_80_percent_of_the_text_is_alike(text: str, kept: bool) -> None:
    assert ids([Paragraph(text)], [Paragraph(LONG, id="aaaaaaaa")]) == [
        "aaaaaaaa" if kept else ""
    ]


def test_keep_ids__equal_text_before_similar_text() -> None:
    changed = LONG.replace("ten", "eleven")
    earlier = [Paragraph(LONG, id="aaaaaaaa"), Paragraph(changed, id="bbbbbbbb")]

    assert ids([Paragraph(changed), Paragraph(LONG)], list(earlier)) == [
        "bbbbbbbb", "aaaaaaaa",
    ]  # fmt: skip


def test_keep_ids__most_similar_of_several() -> None:
    earlier: list[Block] = [
        Paragraph(LONG.replace("one two", "x y"), id="aaaaaaaa"),
        Paragraph(LONG, id="bbbbbbbb"),
        Paragraph(LONG.replace("one two", "u v"), id="cccccccc"),
    ]

    assert ids([Paragraph(LONG.replace("ten", "zzz"))], earlier) == ["bbbbbbbb"]


def test_keep_ids__each_once_and_in_order() -> None:
    earlier: list[Block] = [
        Paragraph("Same.", id="aaaaaaaa"),
        Paragraph("Same.", id="bbbbbbbb"),
    ]

    assert ids([Paragraph("Same.")] * 3, earlier) == ["aaaaaaaa", "bbbbbbbb", ""]


def test_keep_ids__id_in_use_is_left() -> None:
    body: list[Block] = [Paragraph("Other.", id="aaaaaaaa"), Paragraph(LONG)]

    assert ids(body, [Paragraph(LONG, id="aaaaaaaa")]) == ["aaaaaaaa", ""]


def test_keep_ids__only_of_the_same_type() -> None:
    assert ids([Heading(LONG)], [Paragraph(LONG, id="aaaaaaaa")]) == [""]


@pytest.mark.parametrize(
    "block",
    [
        Heading("A ferry"),
        ListBlock(("one", "two")),
        Promo("A ferry", title_original="A FERRY"),
        CallToAction("Read more"),
        Embed(provider="video", raw="Video Embed", state="missing"),
        PhotoBlock(PlacedPhoto("1")),
        Gallery((PlacedPhoto("1"), PlacedPhoto("2"))),
        Rule(),
    ],
)
def test_keep_ids__every_type(block: Block) -> None:
    earlier = type(block)(**{**vars(block), "id": "aaaaaaaa"})

    assert ids([block], [earlier]) == ["aaaaaaaa"]


def test_keep_ids__another_photo_is_another_block() -> None:
    earlier = PhotoBlock(PlacedPhoto("1"), id="aaaaaaaa")

    assert ids([PhotoBlock(PlacedPhoto("2"))], [earlier]) == [""]


def test_keep_ids__few_words_said_for_ever_cost_no_more_than_many() -> None:
    """Word by word, the first would cost as much as the square of its length."""

    def body(vocabulary: int, seed: int) -> list[Block]:
        chosen = random.Random(seed)  # noqa: S311 - no secret
        texts = [[f"word{n % vocabulary}" for n in range(300)] for _ in range(20)]
        for words in texts:
            chosen.shuffle(words)
        return [
            Paragraph(" ".join(words), id=f"{number:08}" if seed == 1 else "")
            for number, words in enumerate(texts)
        ]

    spent, usual = (
        cost(lambda n=n: keep_ids(body(n, 2), body(n, 1)))  # type: ignore[misc]
        for n in (2, 400)
    )
    assert spent < 4 * usual


def test_keep_ids__of_an_edited_block_where_comparing_is_over(monkeypatch) -> None:
    monkeypatch.setattr(matching, "_MOST_PAIRS", 0)
    assert ids(
        [Paragraph(LONG.replace("five", "V")), Paragraph(f"{LONG} {LONG} eleven")],
        [Paragraph(LONG, id="aaaaaaaa"), Paragraph(f"{LONG} {LONG}", id="bbbbbbbb")],
    ) == ["aaaaaaaa", "bbbbbbbb"]
    assert ids([Paragraph("a b a")], [Paragraph("a a b a", id="aaaaaaaa")]) == [
        "aaaaaaaa"
    ]


def test_keep_ids__huge_bodies_cost_few_comparisons_a_block() -> None:
    def body(tail: str) -> list[Block]:
        return [Paragraph(f"{LONG} {number} {tail}", id="") for number in range(1000)]

    earlier: list[Block] = [
        Paragraph(block.html, id=f"{number:08}")
        for number, block in enumerate(body("old"))
        if isinstance(block, Paragraph)
    ]
    fresh = body("new")

    def compare_each_once() -> None:
        for one, other in zip(fresh, earlier, strict=True):
            SequenceMatcher(None, texts_of(one)[0], texts_of(other)[0]).ratio()

    found = ids(fresh, list(earlier))

    assert len(set(found)) == len(found)
    spent, floor = cost(lambda: ids(fresh, list(earlier))), cost(compare_each_once)
    assert spent < MOST_COMPARISONS * floor
