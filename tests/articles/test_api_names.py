from __future__ import annotations

import pytest

from articles.actions.drafting import save_draft
from articles.exporting import draft_story, live_document
from articles.models import Contributor, Section, Topic
from articles.story import Credit, SectionRef, TopicRef
from articles.workflow import Status
from tests.factories import (
    SYSTEM,
    make_article,
    make_photo,
    make_photo_with_file,
    make_section,
    placed,
    take_step,
)

pytestmark = pytest.mark.django_db
SECTIONS = "/api/v1/sections/"
TOPICS = "/api/v1/topics/"
CONTRIBUTORS = "/api/v1/contributors/"
LISTS = (SECTIONS, TOPICS, CONTRIBUTORS)


def make_story_of(slug, status=Status.PUBLISHED):
    return make_article(status, section=SectionRef(slug.title(), slug))


def test_sections__those_of_live_stories_only(client, django_assert_num_queries):
    make_section(slug="empty", name="Empty")
    for status in (Status.DRAFT, Status.UNPUBLISHED, Status.KILLED):
        make_story_of(f"hidden-{status.replace('_', '-')}", status)
    for slug in ("world", "news", "news"):
        make_story_of(slug)
    Section.objects.filter(slug="news").update(name="News of today")
    with django_assert_num_queries(1):
        answer = client.get(SECTIONS)
    assert answer.json() == {
        "next": None,
        "results": [
            {
                "slug": "news",
                "name": "News of today",
                "url": "http://127.0.0.1:8000/news/",
            },
            {"slug": "world", "name": "World", "url": "http://127.0.0.1:8000/world/"},
        ],
    }


def test_sections__pages_cover_everything_once(client):
    slugs = [f"part-{number}" for number in range(5)]
    for slug in slugs:
        make_story_of(slug)
    url, found = f"{SECTIONS}?page_size=2", []
    while url:
        page = client.get(url.removeprefix("http://127.0.0.1:8000")).json()
        found.append([row["slug"] for row in page["results"]])
        url = page["next"]
    assert found == [slugs[:2], slugs[2:4], slugs[4:]]


def test_topics__those_of_live_stories_only(client, django_assert_num_queries):
    Topic.objects.create(slug="unused", name="Unused")
    for status in (Status.DRAFT, Status.UNPUBLISHED, Status.KILLED):
        make_article(status, topics=(TopicRef(f"Hidden {status}"),))
    ports = TopicRef("Ports", qcode="medtop:20000337")
    for topics in ((TopicRef("Ferries"), ports), (ports,)):
        article = make_article(Status.PUBLISHED, topics=topics)
    with django_assert_num_queries(1):
        answer = client.get(TOPICS)
    found = answer.json()
    assert found["next"] is None
    assert [row["name"] for row in found["results"]] == ["Ferries", "Ports"]
    assert found["results"][1:] == live_document(article)["topics"]


def test_contributors__those_live_stories_name(client, django_assert_num_queries):
    Contributor.objects.create(slug="unused", name="Unused")
    for status in (Status.DRAFT, Status.UNPUBLISHED, Status.KILLED):
        make_article(status, contributors=(Credit(f"Hidden {status}"),))
    named = (Credit("Mia Kern", "photographer"), Credit("Jon Aster"))
    for credits in (named, named[:1]):
        make_article(Status.PUBLISHED, contributors=credits)
    with django_assert_num_queries(1):
        answer = client.get(CONTRIBUTORS)
    assert answer.json() == {
        "next": None,
        "results": [
            {"slug": "jon-aster", "name": "Jon Aster"},
            {"slug": "mia-kern", "name": "Mia Kern"},
        ],
    }


def test_lists__what_only_an_unpublished_change_names(client):
    article = make_article(Status.PUBLISHED)
    changed = draft_story(article).evolve(
        topics=(TopicRef("Secret"),), contributors=(Credit("Nobody Yet"),)
    )
    save_draft(article, changed, by=SYSTEM)
    for path in (TOPICS, CONTRIBUTORS):
        assert client.get(path).json()["results"] == []
    take_step(article, "publish_update")
    for path in (TOPICS, CONTRIBUTORS):
        assert len(client.get(path).json()["results"]) == 1


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("query", ["page_size=0", "cursor=A b", "section=news", "x="])
def test_lists__what_cannot_be_read(client, path, query):
    assert client.get(f"{path}?{query}").status_code == 400


def test_photo__as_it_is_placed(client, django_assert_num_queries):
    photo = make_photo_with_file(copyright_notice="© AP")
    lead = placed(photo, caption="Only here.")
    article = make_article(Status.PUBLISHED, lead_photo=lead)
    make_article(Status.PUBLISHED, lead_photo=placed(photo))
    with django_assert_num_queries(1):
        answer = client.get(f"/api/v1/photos/{photo.pk}/")
    found = live_document(article)["lead_photo"]
    assert answer.json() == {**found, "caption": photo.caption, "overridden": []}
    take_step(article, "kill")
    assert client.get(f"/api/v1/photos/{photo.pk}/").status_code == 200


def test_photo__that_no_live_story_shows(client):
    photo = make_photo()
    url = f"/api/v1/photos/{photo.pk}/"
    unknown = client.get(url)
    article = make_article(Status.PUBLISHED, lead_photo=placed(photo))
    assert client.get(url).json()["file_state"] == "missing"
    assert client.get(f"{url}?fields=title").status_code == 400
    take_step(article, "unpublish")
    for answer in (unknown, client.get(url)):
        assert answer.status_code == 404
        assert answer["Content-Type"] == "application/problem+json"
        assert answer.json()["detail"] == "No live story shows such a photo."


def test_answers__have_an_etag_and_304(client):
    photo = make_photo()
    make_article(Status.PUBLISHED, lead_photo=placed(photo))
    for path in (*LISTS, f"/api/v1/photos/{photo.pk}/"):
        answer = client.get(path)
        assert answer["Cache-Control"] == "max-age=0, s-maxage=5"
        held = client.get(path, headers={"if-none-match": answer["ETag"]})
        assert (held.status_code, held.content) == (304, b"")
        assert client.post(path).status_code == 405
