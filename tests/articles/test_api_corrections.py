"""Corrections through the desk's API."""

from __future__ import annotations

import pytest

from articles.actions.drafting import save_draft
from articles.exporting import draft_story
from articles.models import Change
from articles.workflow import Status
from tests.articles.test_api_desk_writing import LIST, login, pointers
from tests.factories import SYSTEM, make_article

pytestmark = pytest.mark.django_db


def post(client, article, path, body, match="*"):
    return client.post(
        f"{LIST}{article.pk}/corrections/{path}",
        body,
        content_type="application/json",
        headers={"if-match": match} if match else {},
    )


def test_correct__and_take_it_back(client):
    article, desk = make_article(Status.PUBLISHED), login("publisher")
    story = draft_story(article).evolve(dek="The right words.")
    save_draft(article, story, by=SYSTEM)
    article.refresh_from_db()
    etag = f'"{article.edit_version}"'
    body = {"kind": "clarification", "text": "It was Monday.", "note": "Ana called."}
    made = post(desk, article, "", body, etag)
    assert made.status_code == 201, made.content
    (row,) = made.json()["results"]
    assert (row["kind"], row["text"]) == ("clarification", "It was Monday.")
    assert (row["revision_before"], row["revision_after"]) == (1, 2)
    assert "Ana called" not in made.content.decode()
    read = client.get(f"/api/v1/articles/{article.slug}/").json()
    assert read["dek"] == "The right words."
    assert [one["text"] for one in read["corrections"]] == ["It was Monday."]
    assert post(desk, article, "", body, etag).status_code == 412

    back = post(desk, article, f"{row['id']}/retract/", {"note": "No."}, made["ETag"])
    assert back.status_code == 200, back.content
    assert back.json()["results"][0]["retracted_at"]
    assert desk.get(f"{LIST}{article.pk}/corrections/").json() == back.json()
    read = client.get(f"/api/v1/articles/{article.slug}/").json()
    assert read["corrections"] == []
    again = post(desk, article, f"{row['id']}/retract/", {})
    assert (again.status_code, again.json()["code"]) == (409, "not_corrected")
    assert Change.objects.filter(article=article, kind="correct").count() == 2


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ({}, ["/text"]),
        ({"text": " "}, ["/text"]),
        ({"text": "x" * 5001}, ["/text"]),
        ({"text": "x", "kind": "joke"}, ["/kind"]),
        ({"text": "x", "at": "now"}, ["/at"]),
    ],
)
def test_correct__what_is_wrong_is_named(body, wrong):
    article = make_article(Status.PUBLISHED)
    answer = post(login("publisher"), article, "", body)
    assert (answer.status_code, pointers(answer)) == (400, wrong)


def test_correct__only_what_readers_see():
    desk, article = login("publisher"), make_article()
    answer = post(desk, article, "", {"text": "x"})
    assert (answer.status_code, answer.json()["code"]) == (409, "wrong_status")
    assert post(desk, article, "", {"text": "x"}, match="").status_code == 428
    live = make_article(Status.PUBLISHED)
    for number in ("9", "9" * 40):
        assert post(desk, live, f"{number}/retract/", {}).status_code == 404
