from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from articles.actions.correcting import correct
from articles.models import Article, Correction
from articles.workflow import Status
from tests.articles.desk import change_url, login, story_of
from tests.articles.showing import document, edit
from tests.factories import SYSTEM, make_article, take_step
from tests.forms import read_form, read_texts

pytestmark = pytest.mark.django_db


def corrected(text: str = "It was the Berta.") -> tuple[Article, Correction]:
    article = make_article(Status.PUBLISHED)
    correct(article, kind="correction", text=text, by=SYSTEM)
    return article, Correction.objects.get(article=article)


def retract_url(article: Article, correction: Correction) -> str:
    return reverse("admin:article_retract", args=[article.pk, correction.pk])


def test_form__lists_what_readers_were_told() -> None:
    article, first = corrected("Wrong <i>ferry</i>.")
    edit(article, headline="Changed")
    correct(article, kind="update", text="More is known.", by=SYSTEM)
    client, _ = login("publisher")
    page = client.get(change_url(article))
    said = read_texts(
        page, "//section[contains(@class,'corrections')]//p[@class='said']"
    )
    assert said == ["More is known.", "Wrong <i>ferry</i>."]
    assert retract_url(article, first) in page.content.decode()
    assert "The text stayed as it was" in page.content.decode()


def test_form__of_a_story_without_corrections_has_no_list() -> None:
    client, _ = login("publisher")
    page = client.get(change_url(make_article(Status.PUBLISHED)))
    assert "Told to readers" not in page.content.decode()


def test_retract__asks_why_and_takes_it_from_readers() -> None:
    article, correction = corrected()
    client, actor = login("publisher")
    url = retract_url(article, correction)
    assert "It was the Berta." in client.get(url).content.decode()
    assert client.post(url, {"note": " "}).status_code == 200
    assert len(document(article)["corrections"]) == 1
    answer = client.post(url, {"note": "It was the Agnes after all."}, follow=True)
    assert "Readers do not see this correction any more." in answer.content.decode()
    assert document(article)["corrections"] == []
    event = article.events.first()
    assert event
    assert (event.actor, event.note) == (actor.name, "It was the Agnes after all.")
    assert url not in client.get(change_url(article)).content.decode()
    again = client.post(url, {"note": "x"}, follow=True)
    assert "This correction was taken back already." in again.content.decode()


@pytest.mark.parametrize("role", ["reporter", "photo", "editor"])
def test_retract__is_the_publishers(role: str) -> None:
    article, correction = corrected()
    client, _ = login(role)
    assert client.post(retract_url(article, correction)).status_code == 403
    page = client.get(change_url(article)).content.decode()
    assert "It was the Berta." in page
    assert retract_url(article, correction) not in page


def test_retract__only_of_this_story_and_while_it_is_live() -> None:
    article, correction = corrected()
    client, _ = login("publisher")
    other = make_article(Status.PUBLISHED)
    assert client.get(retract_url(other, correction)).status_code == 404
    take_step(article, "unpublish")
    assert client.post(retract_url(article, correction)).status_code == 403


def test_correct__its_button_asks_for_the_text_first() -> None:
    client, _ = login("publisher")
    article = make_article(Status.PUBLISHED)
    page = client.get(change_url(article))
    assert "Correct…" in read_texts(page, "//div[@class='steps']/*")
    url = reverse("admin:article_step", args=[article.pk, "correct"])
    asked: dict[str, Any] = {"base_version": article.edit_version, "kind": "correction"}
    assert client.post(url, {**asked, "text": " "}).status_code == 200
    assert not Correction.objects.exists()
    client.post(url, {**asked, "text": "It was the Berta."})
    assert document(article)["corrections"][0]["text"] == "It was the Berta."


def test_headlines__are_edited_by_their_place() -> None:
    client, _ = login("editor")
    article = make_article(headlines={"web": "Web", "print": "Print"})
    values = read_form(client.get(change_url(article)))
    names = [f"headlines_{kind}" for kind in ("web", "social", "print")]
    assert [values.get(name, "") for name in names] == ["Web", "", "Print"]
    new = dict(zip(names, ["", " Social\t ", "Print"], strict=True))
    client.post(change_url(article), {**values, **new})
    assert story_of(article).headlines == {"social": "Social", "print": "Print"}
    before = article.revisions.count()
    client.post(change_url(article), read_form(client.get(change_url(article))))
    assert article.revisions.count() == before
    long = read_form(client.get(change_url(article))) | {"headlines_web": "x" * 501}
    assert client.post(change_url(article), long).status_code == 200
    assert article.revisions.count() == before
