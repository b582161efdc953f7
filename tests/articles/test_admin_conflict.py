from __future__ import annotations

import pytest

from articles.actions.drafting import save_draft
from articles.exporting import draft_story
from tests.articles.desk import change_url, login, rich_article, story_of
from tests.factories import (
    SYSTEM,
    make_article,
)
from tests.forms import read_form, read_texts

pytestmark = pytest.mark.django_db


def test_form__stale_version_shows_both_texts_and_stores_nothing() -> None:
    client, _ = login("editor")
    article = rich_article()
    values = read_form(client.get(change_url(article)))
    theirs = draft_story(article).evolve(headline="Theirs", kicker="T-kicker")
    save_draft(article, theirs, by=SYSTEM)

    answer = client.post(change_url(article), {**values, "headline": "Mine"})

    assert answer.status_code == 409
    pairs = read_texts(answer, "//div[@class='diff-pair']//p")
    assert pairs == ["Theirs", "Mine", "T-kicker", "Transport"]
    assert story_of(article).headline == "Theirs"


def test_form__stale_text_can_be_gone_on_with_and_saved() -> None:
    client, _ = login("editor")
    article = rich_article()
    values = read_form(client.get(change_url(article)))
    save_draft(article, draft_story(article).evolve(headline="Theirs"), by=SYSTEM)
    conflict = client.post(change_url(article), {**values, "headline": "Mine"})
    sent = {
        key: value
        for key, value in read_form(conflict, "conflict-form").items()
        if not key.startswith("_")
    }

    again = client.post(change_url(article), {**sent, "_rebase": "1"})
    assert "This is your text on top of the newest version." in again.content.decode()
    assert story_of(article).headline == "Theirs"

    client.post(change_url(article), read_form(again))
    saved = story_of(article)
    assert saved.headline == "Mine"
    assert [credit.name for credit in saved.contributors] == ["Ana", "Ben"]
    assert len(saved.related) == 1


def test_form__stale_text_can_be_saved_over_theirs() -> None:
    client, _ = login("editor")
    article = rich_article()
    values = read_form(client.get(change_url(article)))
    save_draft(article, draft_story(article).evolve(headline="Theirs"), by=SYSTEM)
    conflict = client.post(change_url(article), {**values, "headline": "Mine"})
    sent = read_form(conflict, "conflict-form")
    sent.pop("_rebase", None)

    client.post(change_url(article), {**sent, "_overwrite": "1"})

    assert story_of(article).headline == "Mine"


def test_form__stale_form_with_mistakes_keeps_what_was_sent() -> None:
    client, _ = login("editor")
    article = rich_article()
    values = read_form(client.get(change_url(article)))
    save_draft(article, draft_story(article).evolve(headline="Theirs"), by=SYSTEM)

    answer = client.post(
        change_url(article), {**values, "urgency": "99", "headline": "Mine"}
    )

    assert answer.status_code == 409
    assert "Mine" in read_texts(answer, "//dl//dd")


def test_form__without_a_version_is_stale() -> None:
    client, _ = login("editor")
    article = make_article()
    values = read_form(client.get(change_url(article)))

    answer = client.post(change_url(article), {**values, "base_version": ""})

    assert answer.status_code == 409
