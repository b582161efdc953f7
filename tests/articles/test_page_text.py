"""The parser of text pages: what it claims, refuses and makes of small pages."""

from __future__ import annotations

import contextlib
import time
from datetime import UTC, datetime

import pytest

from articles.blocks import (
    CallToAction,
    Embed,
    Heading,
    ListBlock,
    Paragraph,
    PhotoBlock,
    Promo,
)
from articles.errors import NoStory
from articles.parsers.base import Defaults, Parsed
from articles.parsers.page_text import MOST_BYTES, PageTextParser
from media.errors import TooLarge, UnreadableSource

HEADLINE = "Council votes to repair the old harbor bridge"
FIRST = "The city council voted on Monday to repair the old harbor bridge, which has been closed to cars for three years."
SECOND = "Work on the bridge will begin in the spring and will cost the city about four million dollars, the mayor said."
THIRD = "Residents of the island have had to take a ferry to the mainland since the bridge was closed after a storm."


def parse(*lines: str, **defaults: str) -> Parsed:
    page = "\n\n".join(lines)
    (parsed,) = PageTextParser().parse(page.encode(), "page.txt", Defaults(**defaults))
    return parsed


def codes_of(parsed: Parsed) -> set[str]:
    return {warning.code for warning in parsed.warnings}


@pytest.mark.parametrize(
    ("data", "name", "claimed"),
    [
        (b"Some text", "page.txt", True),
        (b"Some text", "folder.d/page", True),
        (b"<p>Some text</p>", "page", False),
        (b'{"a": 1}', "page", False),
        (b"Some text", "page.html", False),
        (b"\x89PNG\0\0", "page.txt", False),
        (b"  \n", "page.txt", False),
    ],
)
def test_claims__text_that_is_no_markup(data, name, claimed):
    assert PageTextParser().claims(data, name) is claimed


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", NoStory),
        (b" \n\n ", NoStory),
        (b"Home\n\nNews\n\nSport\n\nLog in", NoStory),
        (b"\x89PNG\r\n\0\0\0", UnreadableSource),
        (b"x" * (MOST_BYTES + 1), TooLarge),
        (b"x\n" * 30_000, TooLarge),
    ],
)
def test_parse__refused_with_a_reason(data, error):
    with pytest.raises(error) as raised:
        PageTextParser().parse(data, "page.txt", Defaults())
    assert raised.value.text


def test_parse__a_headline_alone_is_no_story():
    with pytest.raises(NoStory):
        parse(
            "It rained in the city on Monday and on Tuesday too.",
            "By Jane Doe",
            "May 3, 2020",
        )


def test_parse__plain_page():
    parsed = parse(
        HEADLINE, "By Jane Doe", "May 3, 2020 10:15 AM", FIRST, SECOND, THIRD
    )
    story = parsed.story
    assert story.headline == HEADLINE
    assert story.byline == "Jane Doe"
    assert story.published_at == datetime(2020, 5, 3, 10, 15, tzinfo=UTC)
    assert story.first_published_at == story.published_at
    assert story.updated_at is None
    assert [block.html for block in story.body] == [FIRST, SECOND, THIRD]
    assert story.language == "en"
    assert (parsed.guid, parsed.format, parsed.encoding) == ("", "page-text", "utf-8")
    assert codes_of(parsed) == set()


def test_parse__what_stands_between_paragraphs():
    story = parse(
        HEADLINE, FIRST, "Video Embed", SECOND, "Read more: Ferry fares go up again in June",
        "What comes next", "A diver looks at the pillar. (Jane Roe/Reuters)", THIRD, "Sign up for our newsletter",
        "• The first of three steps", "• The second one", FIRST + " Again.", "1. One more thing", SECOND + " Again.",
    ).story  # fmt: skip
    kinds = [type(block) for block in story.body]
    assert kinds == [
        Paragraph, Embed, Paragraph, Promo, Heading, PhotoBlock, Paragraph, CallToAction,
        ListBlock, Paragraph, ListBlock, Paragraph,
    ]  # fmt: skip
    assert story.body[8].items == ("The first of three steps", "The second one")
    assert story.body[10].style == "number"
    assert story.body[5].photo.credit == "Jane Roe/Reuters"


def test_parse__bare_titles_between_paragraphs():
    story = parse(
        HEADLINE, FIRST, "Repairs to the harbor bridge in spring", SECOND,
        "Nine hikers rescued from a burning mountain hut overnight", THIRD,
        "Bakers strike over flour", "Cats found on the moon by surprised astronauts",
        "Dogs cannot read minds after all, study finds", FIRST + " Again.",
    ).story  # fmt: skip
    titles = {b.title for b in story.body if isinstance(b, Promo)}
    assert titles == {
        "Nine hikers rescued from a burning mountain hut overnight",
        "Cats found on the moon by surprised astronauts",
        "Dogs cannot read minds after all, study finds",
    }
    headings = [b.text for b in story.body if isinstance(b, Heading)]
    assert headings[0] == "Repairs to the harbor bridge in spring"


def test_parse__credit_on_its_own_line_in_the_body():
    story = parse(
        HEADLINE, FIRST, SECOND, "The bridge in winter.", "Jane Roe/Reuters", THIRD,
        "A crowd waits", "Photo: Jane Roe", FIRST + " Again.", "Getty Images", SECOND + " Again.",
    ).story  # fmt: skip
    photos = list(story.placed_photos())
    assert [(p.caption, p.credit) for p in photos] == [
        ("The bridge in winter.", "Jane Roe/Reuters"),
        ("A crowd waits", "Jane Roe"),
        ("", "Getty Images"),
    ]


def test_parse__captions_below_their_credits():
    quote = "“We have waited a long time,” said one of them, “and now we are glad that the work will begin.”"
    story = parse(
        HEADLINE, FIRST, quote, "Jane Roe/Reuters", "The bridge in winter.", "Jane Roe/Reuters",
        "The bridge in summer.", "Next", SECOND, THIRD,
    ).story  # fmt: skip
    assert [p.caption for p in story.placed_photos()] == [
        "The bridge in winter.",
        "The bridge in summer.",
    ]


def test_parse__a_credit_that_runs_into_its_caption():
    story = parse(
        HEADLINE, FIRST, "Jane Q. Roe/Reuters Workers stand on the bridge.", SECOND,
        "Jane Q. Roe/Reuters", "The bridge in summer.", "Enlarge", THIRD,
    ).story  # fmt: skip
    captions = [p.caption for p in story.placed_photos()]
    assert captions == ["Workers stand on the bridge.", "The bridge in summer."]


def test_parse__photos_above_the_headline_and_in_the_header():
    story = parse(
        "The mayor at the old bridge on Monday. (Jane Roe/Reuters)", HEADLINE, "By Jane Doe",
        "Getty Images", "Image caption, The bridge has been closed for years", FIRST, SECOND,
    ).story  # fmt: skip
    assert story.lead_photo.credit == "Getty Images"
    assert story.lead_photo.caption == "The bridge has been closed for years"
    assert story.body[0].photo.caption == "The mayor at the old bridge on Monday."


def test_parse__a_caption_that_nobody_signed():
    story = parse(
        HEADLINE,
        "Mayor Ann Lee (left) looks at the bridge on Monday",
        "By Jane Doe",
        FIRST,
        SECOND,
    ).story
    assert (
        story.lead_photo.caption == "Mayor Ann Lee (left) looks at the bridge on Monday"
    )
    assert story.lead_photo.credit is None


def test_parse__an_agency_signs_the_last_paragraph():
    last = "Die Brücke soll im Frühjahr saniert werden. (dpa)"
    story = parse(HEADLINE, FIRST, SECOND, last).story
    assert story.body[-1].html == last
    assert story.lead_photo is None


def test_parse__signatures_below_the_text():
    assert parse(HEADLINE, FIRST, SECOND, "Kim Gump, Dallas").story.byline == "Kim Gump"
    assert parse(HEADLINE, FIRST, SECOND, "AFP").story.byline == "AFP"
    assert parse(HEADLINE, FIRST, SECOND, "By Jane Doe").story.byline == "Jane Doe"
    bio = parse(
        HEADLINE,
        FIRST,
        SECOND,
        "Jane Doe is a reporter for the paper who lives on the island now.",
    )
    assert bio.story.byline == "Jane Doe"
    assert len(bio.story.body) == 2


def test_parse__contributors_besides_the_author():
    story = parse(
        HEADLINE,
        "By Jane Doe",
        FIRST,
        SECOND,
        "Ann Lee and Jane Doe contributed to this report.",
    ).story
    assert [(c.name, c.role) for c in story.contributors] == [
        ("Jane Doe", "author"),
        ("Ann Lee", "contributing"),
    ]


def test_parse__names_beside_the_date():
    assert (
        parse(HEADLINE, "Reuters 3 May 2020", FIRST, SECOND).story.byline == "Reuters"
    )
    assert (
        parse(HEADLINE, "Ann Lee", "3 May 2020", FIRST, SECOND).story.byline
        == "Ann Lee"
    )
    assert (
        parse(HEADLINE, "Reporting by Ann Lee", FIRST, SECOND).story.byline == "Ann Lee"
    )


def test_parse__dates():
    both = parse(
        HEADLINE,
        "Published May 3, 2020",
        "Updated May 4, 2020 at 9:00 AM",
        FIRST,
        SECOND,
    )
    assert both.story.published_at == datetime(2020, 5, 3, 12, tzinfo=UTC)
    assert both.story.updated_at == datetime(2020, 5, 4, 9, tzinfo=UTC)
    assert "date_without_time" in codes_of(both)
    later = parse(HEADLINE, "May 3, 2020", "May 3, 2020 at 9:00 AM", FIRST, SECOND)
    assert later.story.published_at.hour == 9
    updated = parse(HEADLINE, "Updated May 4, 2020 at 9:00 AM", FIRST, SECOND)
    assert updated.story.published_at == updated.story.updated_at
    below = parse(HEADLINE, FIRST, SECOND, "Published May 3, 2020")
    assert below.story.published_at.day == 3
    above = parse("May 3, 2020", HEADLINE, FIRST, SECOND)
    assert above.story.published_at.day == 3


def test_parse__dateline_in_the_text_or_on_its_own_line():
    text = parse(HEADLINE, f"PARIS (AP) — {FIRST}", SECOND).story
    assert text.dateline == "PARIS (AP)"
    assert text.body[0].html.startswith("PARIS (AP) — ")
    line = parse(
        HEADLINE,
        "By Jane Doe",
        "WASHINGTON — The Daily Paper",
        "May 3, 2020",
        FIRST,
        SECOND,
    ).story
    assert line.dateline == "WASHINGTON"


def test_parse__kicker_and_dek():
    story = parse(
        "Traffic",
        HEADLINE,
        "Repairs will take two summers",
        "By Jane Doe",
        FIRST,
        SECOND,
    ).story
    assert (story.kicker, story.dek) == ("Traffic", "Repairs will take two summers")
    late = parse(
        HEADLINE,
        "By Jane Doe",
        "Repairs of the bridge will take at least two summers",
        FIRST,
        SECOND,
    )
    assert late.story.dek == "Repairs of the bridge will take at least two summers"


def test_parse__a_first_sentence_that_the_text_echoes_is_the_dek():
    dek = "The city council voted to repair the harbor bridge."
    story = parse(
        HEADLINE, dek, "Related", "Ferry fares go up again", FIRST, SECOND
    ).story
    assert story.dek == dek
    assert story.related[0].title == "Ferry fares go up again"
    long = f"{FIRST} {SECOND}"
    other = parse(HEADLINE, long, "Related", "Ferry fares go up again", SECOND, THIRD)
    assert other.story.dek == ""
    assert other.story.body[0].html == long


def test_parse__related_lists():
    items = ["Ferry fares go up again in June", "Mayor will not stand for office again"]
    listed = parse(HEADLINE, FIRST, SECOND, "Related Stories", *items, "Privacy policy")
    assert [r.title for r in listed.story.related] == items
    more = parse(HEADLINE, FIRST, SECOND, "Read More", *items)
    assert [r.title for r in more.story.related] == items
    loose = parse(
        HEADLINE, FIRST, SECOND, *items, "Storm takes the roof off the town hall"
    )
    assert len(loose.story.related) == 3
    empty = parse(HEADLINE, FIRST, SECOND, "Related Stories")
    assert empty.story.related == ()
    assert "related_announced_empty" in codes_of(empty)


def test_parse__comments_are_no_story():
    comment = "I never liked that bridge, and I am sure that it will be closed again before the summer is over."
    story = parse(
        HEADLINE, FIRST, SECOND, "2 Comments", comment, comment + " Yes."
    ).story
    assert [block.html for block in story.body] == [FIRST, SECOND]


def test_parse__repeated_headline_far_below_the_navigation():
    nav = [f"Section {number}" for number in range(20)]
    story = parse(
        f"{HEADLINE} | The Paper", *nav, HEADLINE, "By Jane Doe", FIRST, SECOND
    ).story
    assert story.headline == HEADLINE
    tagged = parse(HEADLINE, *nav, HEADLINE, "By Jane Doe", FIRST, SECOND).story
    assert (tagged.headline, tagged.byline) == (HEADLINE, "Jane Doe")
    only = parse(f"{HEADLINE} | The Paper", "By Jane Doe", FIRST, SECOND).story
    assert only.headline == HEADLINE


def test_parse__no_headline():
    parsed = parse("Log in", FIRST, SECOND, THIRD)
    assert parsed.story.headline == ""
    assert "headline_missing" in codes_of(parsed)
    assert len(parsed.story.body) == 3


def test_parse__language_and_encoding_unsure():
    parsed = parse(
        HEADLINE,
        "Lorem ipsum dolor sit amet consectetur adipiscing elit sed do eiusmod tempor.",
        language="fr",
    )
    assert parsed.story.language == "fr"
    assert "language_assumed" in codes_of(parsed)
    page = "\n\n".join([HEADLINE, FIRST + " “Café”", SECOND]).encode("cp1252")
    (guessed,) = PageTextParser().parse(page, "page.txt", Defaults())
    assert guessed.encoding == "cp1252"
    assert "encoding_guessed" in codes_of(guessed)


def test_parse__markup_in_the_text_is_text():
    story = parse(
        HEADLINE,
        "The <b>mayor</b> & the council said that they would not pay for the repair of it.",
        SECOND,
    ).story
    assert story.body[0].html.startswith(
        "The &lt;b&gt;mayor&lt;/b&gt; &amp; the council"
    )


@pytest.mark.parametrize(
    "piece",
    ["a", "a ", "Abc Def ", "A/", "(", ". ", "x@", "By A ", "12.", "© ", "Photo: "],
)
def test_parse__large_and_odd_input_stays_quick(piece):
    data = (piece * MOST_BYTES).encode()[:MOST_BYTES]
    started = time.process_time()
    with contextlib.suppress(NoStory):
        PageTextParser().parse(data, "page.txt", Defaults())
    assert time.process_time() - started < 20
