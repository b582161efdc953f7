"""The example page comes out as the contract's section 6 says, field by field."""

from __future__ import annotations

from pathlib import Path

import pytest

from articles.blocks import CallToAction, Embed, Paragraph, Promo
from articles.parsers.base import Defaults, Parsed
from articles.parsers.page_text import PageTextParser
from articles.story import Story

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def source(shared: Path) -> str:
    page = shared / "samples" / "pages" / "washington-examiner-icc.txt"
    return page.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def parsed(source: str) -> Parsed:
    (only,) = PageTextParser().parse(source.encode(), "icc.txt", Defaults())
    return only


@pytest.fixture(scope="module")
def story(parsed: Parsed) -> Story:
    return parsed.story


def test_headline__its_repetition_is_dropped(story, source):
    first_line = source.splitlines()[0]
    assert story.headline == first_line
    assert source.count(first_line) == 2
    assert first_line not in str(story.body)
    assert story.dek == ""


def test_lead_photo__title_caption_credit_apart(story, source):
    photo = story.lead_photo
    assert photo.title == "Joe Biden, Lloyd Austin"
    assert photo.caption.startswith("Secretary of Defense Lloyd Austin watches")
    assert photo.caption.endswith("Jan. 25, 2021, in Washington.")
    assert photo.credit == "Evan Vucci/AP"
    assert photo.creator == ("Evan Vucci",)
    assert photo.source == "AP"
    assert photo.raw in source
    assert photo.raw.endswith("(AP Photo/Evan Vucci) Evan Vucci/AP")


def test_body__nine_paragraphs_in_order_and_what_stands_between(story):
    kinds = [type(block) for block in story.body]
    assert kinds == [
        Embed,
        *[Paragraph] * 2,
        Promo,
        *[Paragraph] * 5,
        CallToAction,
        *[Paragraph] * 2,
    ]
    assert story.body[0].state == "missing"
    assert story.body[1].html.startswith("President Joe Biden has reportedly")
    assert story.body[-1].html.startswith("The Kremlin quickly denounced")


def test_promo__recased_and_as_it_stood(story):
    promo = story.body[3]
    assert promo.title_original.startswith("HUNTER BIDEN PLEA: PRESIDENT’S SON")
    assert promo.title == (
        "Hunter Biden Plea: President’s Son Pleads ‘Not Guilty’ "
        "After Judge Blows Up Plea Agreement"
    )


def test_copyright__holder_year_and_notice(story):
    assert story.copyright.holder == "Washington Examiner"
    assert story.copyright.year == 2023
    assert story.copyright.notice == "© 2023 Washington Examiner"


def test_what_is_not_there__is_not_invented(story, parsed):
    assert story.related == ()
    assert story.contributors == ()
    assert story.byline == ""
    assert story.topics == ()
    assert story.published_at is None
    assert {warning.code for warning in parsed.warnings} == {
        "byline_missing",
        "related_announced_empty",
    }


def test_spans__cut_the_fields_out_of_the_source(parsed, source):
    def cut(name):
        start, end = parsed.fields[name].span
        return source[start:end]

    assert cut("headline") == parsed.story.headline
    assert cut("lead_photo.title") == parsed.story.lead_photo.title
    assert cut("lead_photo.caption") == parsed.story.lead_photo.caption
    assert cut("lead_photo.credit") == parsed.story.lead_photo.credit
    assert cut("body.1") == parsed.story.body[1].html
    assert cut("body.3") == parsed.story.body[3].title_original
    assert cut("copyright") == parsed.story.copyright.notice
