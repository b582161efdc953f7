"""The header of a page: deks in full sentences, captions and credits around them."""

from __future__ import annotations

from articles.parsers.base import Defaults
from articles.parsers.page_text import PageTextParser
from articles.story import Story

HEADLINE = "Council votes to repair the old harbor bridge"
DEK = "The repair will take two summers and will be paid for by a new toll on lorries, the council decided late."
FIRST = "The city council voted on Monday to repair the old harbor bridge, which has been closed to cars for three years."
SECOND = "Work on the bridge will begin in the spring and will cost the city about four million dollars, the mayor said."
THIRD = "Residents of the island have had to take a ferry to the mainland since the bridge was closed after a storm."


def parse(*lines: str) -> Story:
    (parsed,) = PageTextParser().parse("\n\n".join(lines).encode(), "x", Defaults())
    return parsed.story


def test_dek__a_full_sentence_above_the_byline():
    story = parse(HEADLINE, DEK, "By Jane Doe", "May 3, 2020", FIRST, SECOND, THIRD)
    assert story.dek == DEK
    assert [block.html for block in story.body] == [FIRST, SECOND, THIRD]


def test_dek__text_under_it_is_kept_as_a_caption():
    story = parse(HEADLINE, DEK, FIRST, "By Jane Doe", SECOND, THIRD, SECOND)
    assert story.dek == DEK
    assert story.lead_photo.caption == FIRST
    assert len(story.body) == 3


def test_body__a_byline_between_paragraphs_divides_nothing():
    story = parse(HEADLINE, FIRST, SECOND, THIRD, "By Jane Doe", SECOND)
    assert len(story.body) == 4
    assert story.byline == "Jane Doe"


def test_photo__caption_and_credit_on_two_lines():
    story = parse(
        HEADLINE,
        "The bridge in winter, seen from the north.",
        "Jane Roe/Reuters",
        "By Jane Doe",
        FIRST,
        SECOND,
    )
    assert story.lead_photo.caption == "The bridge in winter, seen from the north."
    assert story.lead_photo.credit == "Jane Roe/Reuters"


def test_photo__a_credit_alone():
    story = parse(HEADLINE, "Photograph by Jane Roe", FIRST, SECOND)
    assert story.lead_photo.credit == "Jane Roe"
    assert story.lead_photo.caption == ""


def test_photo__an_agency_under_the_byline_is_no_credit():
    assert parse(HEADLINE, "By Jane Doe", "Reuters", FIRST, SECOND).lead_photo is None


def test_photo__title_above_its_caption():
    page = f"{HEADLINE}\n\nAnn Lee, Max Roe\nAnn Lee meets Max Roe on the bridge. (Jane Roe/AP)\n\n{FIRST}\n\n{SECOND}"
    story = parse(page)
    assert story.lead_photo.title == "Ann Lee, Max Roe"
    body = parse(
        HEADLINE,
        FIRST,
        "Ann Lee, Max Roe",
        "Ann Lee meets Max Roe on the bridge. (Jane Roe/AP)",
        SECOND,
    )
    assert body.body[1].photo.title == "Ann Lee, Max Roe"


def test_photo__repeated_above_the_headline_counts_once():
    caption = "Ann Lee meets Max Roe on the bridge. (Jane Roe/AP)"
    story = parse(caption, HEADLINE, caption, FIRST, SECOND)
    assert len(list(story.placed_photos())) == 1


def test_related__a_crosshead_after_the_list_goes_back_to_the_text():
    fares = "Ferry fares go up again in the summer"
    story = parse(
        HEADLINE, FIRST, SECOND, "Related", fares, "Storm over the harbor", THIRD, FIRST
    )
    kinds = [block.type for block in story.body]
    assert kinds == ["paragraph", "paragraph", "heading", "paragraph", "paragraph"]
    assert [link.title for link in story.related] == [fares]


def test_related__questions_bullets_and_summaries():
    story = parse(
        HEADLINE, FIRST, SECOND, THIRD, "Related", "Is the old bridge still safe for us?",
        "• Ferry fares go up again in June", "Storm takes the roof off the town hall",
        "The storm that hit the coast on Sunday took the roof off the town hall in the old harbor.",
        "Mayor will not stand for office again",
    )  # fmt: skip
    assert [link.title for link in story.related][
        1
    ] == "Ferry fares go up again in June"
    assert len(story.related) == 5


def test_headline__crumbs_and_labels_are_none():
    story = parse(
        "Home › News › City of the harbor",
        "READ: " + HEADLINE,
        HEADLINE,
        "By Jane Doe",
        FIRST,
        SECOND,
    )
    assert story.headline == HEADLINE


def test_caption__longer_than_any_is_text():
    long = (FIRST + " ") * 12 + "(Jane Roe/AP)"
    story = parse(HEADLINE, FIRST, long, SECOND)
    assert story.lead_photo is None
    assert len(story.body) == 3


def test_line__longer_than_any_is_text():
    long = (FIRST + " ") * 40
    assert parse(HEADLINE, long, SECOND).body[0].html == long.strip()
