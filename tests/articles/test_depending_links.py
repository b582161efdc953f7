"""A linked story that changes, leaves or comes back reaches those who link to it."""

from __future__ import annotations

import pytest

from articles.blocks import Paragraph, Promo
from articles.models import Article
from articles.story import RelatedRef, SectionRef
from articles.tasks import deliver_pending
from articles.workflow import Status
from tests.articles.showing import document, edit, last_change
from tests.factories import make_article, take_step

pytestmark = pytest.mark.django_db


def make_live(**story) -> Article:
    return make_article(Status.PUBLISHED, **story)


@pytest.mark.parametrize("step", ["unpublish", "kill"])
def test_link__to_a_story_that_left_is_gone_and_comes_back(step):
    target = make_live(headline="Target", slug="target")
    link, promo = RelatedRef("", "", str(target.pk)), Promo("P", article=str(target.pk))
    linking = make_live(related=(link,))
    promoting = make_live(body=(Paragraph("Text."), promo))
    url = document(target)["url"]
    take_step(target, step)
    assert deliver_pending() == 2
    assert document(linking)["related"] == []
    assert last_change(linking) == ("update", 2, "linked story")
    block = document(promoting)["body"][1]
    assert (block["url"], block["article"]) == ("", None)
    if step == "unpublish":
        take_step(target, "publish")
        assert deliver_pending() == 2
        assert document(linking)["related"][0]["url"] == url
        assert document(promoting)["body"][1]["url"] == url


def test_link__to_a_story_not_yet_live_appears_with_it():
    target = make_article(Status.APPROVED, headline="Later")
    linking = make_live(related=(RelatedRef("", "", str(target.pk)),))
    assert document(linking)["related"] == []
    take_step(target, "publish")
    assert deliver_pending() == 1
    assert document(linking)["related"][0]["title"] == "Later"


def test_link__follows_headline_slug_and_section_of_its_story():
    target = make_live(headline="Old", slug="old")
    linking = make_live(related=(RelatedRef("", "", str(target.pk)),))
    for change in (
        {"headline": "New"},
        {"slug": "new"},
        {"section": SectionRef("Sea")},
    ):
        edit(target, **change)
        assert deliver_pending() == 1
    shown = document(linking)["related"][0]
    assert shown["title"] == "New"
    assert shown["url"] == document(target)["url"] != ""
    assert shown["url"].endswith("/sea/new/")
    edit(target, dek="Nobody who links here shows it.")
    assert deliver_pending() == 0
    assert document(linking)["version"] == 4


def test_link__own_title_is_not_delivered_again_for_a_headline():
    target = make_live(headline="Old")
    linking = make_live(related=(RelatedRef("Own", "", str(target.pk)),))
    edit(target, headline="New")
    deliver_pending()
    assert linking.changes.count() == 1
