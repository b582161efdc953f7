"""Captions of galleries and viewers, told by where they stand."""

from __future__ import annotations

from articles.blocks import Paragraph
from articles.parsers.base import Defaults
from articles.parsers.page_text import PageTextParser

HEADLINE = "Divers raise the bell of the lost ferry"
STORY = (
    "Divers raised the bell of a ferry on Sunday that went down off Skerry Point in 1931, "
    "and found it whole under a metre of sand. It weighs as much as three men.",
    "The museum will show the bell from May. Nobody knows yet who paid for it, as the name "
    "that was cut into its rim was filed away before the ferry sank.",
    "The divers will go down again in June, when the water is clearer than it is now.",
)
CAPTIONS = (
    "The bell hangs under the crane of the harbour, as weed still covers most of its rim.",
    "In this picture a diver comes up the ladder with the clapper, which lay in the sand.",
    "Three of the museum's men wash the bell in the yard of the old customs house at night.",
)


def read(*lines: str):
    text = "\n\n".join(lines)
    (parsed,) = PageTextParser().parse(text.encode(), "page.txt", Defaults())
    return parsed.story


def body_of(story) -> list[str]:
    return [block.html for block in story.body if isinstance(block, Paragraph)]


def photos_of(story) -> list[tuple[str, str]]:
    photos = [story.lead_photo] if story.lead_photo else []
    photos += [block.photo for block in story.body if block.type == "photo"]
    return [(photo.caption, photo.credit) for photo in photos]


def test_gallery__every_caption_over_the_viewers_last():
    top = (HEADLINE, "By Nora Fenwick", "May 3, 2023")
    story = read(*top, *CAPTIONS, "Hide caption", *STORY)
    assert body_of(story) == list(STORY)
    assert [caption for caption, _ in photos_of(story)] == list(CAPTIONS)


def test_gallery__one_caption_in_the_story_leaves_the_paragraphs_above():
    top = (HEADLINE, "By Nora Fenwick", "May 3, 2023")
    story = read(*top, *STORY[:2], CAPTIONS[0], "Hide caption", STORY[2])
    assert body_of(story) == list(STORY)
    assert [caption for caption, _ in photos_of(story)] == [CAPTIONS[0]]


def test_house__over_a_caption_between_headline_and_byline_and_further_down():
    house = "Skerry Point Museum"
    story = read(
        HEADLINE, house, CAPTIONS[0], "By Nora Fenwick", "May 3, 2023", STORY[0],
        house, CAPTIONS[1], *STORY[1:],
    )  # fmt: skip
    assert story.headline == HEADLINE
    assert body_of(story) == list(STORY)
    assert photos_of(story) == [(caption, house) for caption in CAPTIONS[:2]]


def test_caption__said_again_with_its_credit_is_one_photo():
    signed = f"{CAPTIONS[0]} Credit: Ana Sol"
    top = (HEADLINE, "By Nora Fenwick", "May 3, 2023")
    story = read(*top, *STORY[:2], CAPTIONS[0], "Credit: Ana Sol", signed, STORY[2])
    assert body_of(story) == list(STORY)
    assert {caption for caption, _ in photos_of(story)} == {CAPTIONS[0]}
