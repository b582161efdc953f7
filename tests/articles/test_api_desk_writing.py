"""Starting and changing stories through the desk's API."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.exporting import draft_story
from articles.models import Article, Contributor, Revision
from articles.workflow import Status
from media.actors import Actor
from tests.articles.desk import rich_article
from tests.factories import (
    SYSTEM,
    make_article,
    make_photo,
    make_section,
    make_user,
    placed,
    take_step,
)

pytestmark = pytest.mark.django_db
LIST = "/api/v1/desk/articles/"
NOWHERE = "00000000-0000-7000-8000-000000000000"


def login(role: str) -> Client:
    client = Client()
    client.force_login(make_user(role))
    return client


def create(client: Client, body: Any, **headers: str) -> Any:
    return client.post(
        LIST, json.dumps(body), content_type="application/json", headers=headers
    )


def change(client: Client, article: Article, body: Any, match: str = "*") -> Any:
    return client.patch(
        f"{LIST}{article.pk}/",
        json.dumps(body),
        content_type="application/json",
        headers={"if-match": match} if match else {},
    )


def pointers(answer: Any) -> list[str]:
    return sorted(error["pointer"] for error in answer.json()["errors"])


def test_create__a_story_with_all_it_may_have():
    section, photo, other = make_section(), make_photo(), make_article()
    body = {
        "headline": "Ferry runs again",
        "headlines": {"web": "Ferry!"},
        "kicker": "Transport",
        "dek": "After a year.",
        "byline": "By Ana Lund",
        "contributors": [{"name": "Ana Lund"}, {"name": "Ben", "role": "photographer"}],
        "dateline": "PORT LANNIC",
        "language": "en",
        "section": {"slug": section.slug},
        "keywords": ["ferry"],
        "lead_photo": {"photo": str(photo.pk), "alt": "A ferry"},
        "body": [
            {"type": "paragraph", "html": "It <b>sails</b>.<script>x()</script>"},
            {"type": "photo", "photo": {"photo": str(photo.pk), "caption": "Here"}},
        ],
        "related": [
            {"article": str(other.pk)},
            {"title": "T", "url": "https://x.org/"},
        ],
        "copyright": {"holder": "Ours", "year": 2024},
        "urgency": 3,
        "ednote": "For the desk.",
        "embargo_until": "2030-01-01T00:00:00Z",
    }
    answer = create(login("editor"), body)
    assert answer.status_code == 201, answer.content
    article = Article.objects.exclude(pk=other.pk).get()
    assert answer["Location"] == f"{LIST}{article.pk}/"
    assert answer["ETag"] == f'"{article.edit_version}"'
    story = answer.json()["story"]
    assert story["body"][0]["html"] == "It <strong>sails</strong>."
    assert story["body"][1]["photo"]["caption"] == "Here"
    assert [one["name"] for one in story["contributors"]] == ["Ana Lund", "Ben"]
    assert (story["slug"], article.status) == ("ferry-runs-again", Status.DRAFT)
    assert article.created_by is not None
    assert draft_story(article).to_json() == story


def test_create__nothing_at_all_is_a_story_too():
    answer = create(login("reporter"), {})
    assert answer.status_code == 201
    assert answer.json()["story"]["slug"].startswith("story-")


def test_change__only_what_is_given():
    article = rich_article()
    before = draft_story(article).to_json()
    answer = change(login("editor"), article, {"headline": "Other"})
    assert answer.status_code == 200, answer.content
    article.refresh_from_db()
    assert draft_story(article).to_json() == {**before, "headline": "Other"}
    assert answer["ETag"] == f'"{article.edit_version}"'


def test_change__what_was_read_may_be_sent_back():
    article, client = rich_article(), login("editor")
    story = client.get(f"{LIST}{article.pk}/").json()["story"]
    ours = {"first_published_at", "published_at", "updated_at"}
    answer = change(client, article, {k: story[k] for k in set(story) - ours})
    assert answer.status_code == 200, answer.content
    assert Revision.objects.filter(article=article).count() == 1
    assert answer["ETag"] == f'"{article.edit_version}"'


def test_change__if_match():
    article, client = make_article(), login("editor")
    assert change(client, article, {"kicker": "x"}, match="").status_code == 428
    first = client.get(f"{LIST}{article.pk}/")["ETag"]
    assert change(client, article, {"kicker": "x"}, match=first).status_code == 200
    stale = change(client, article, {"kicker": "y"}, match=first)
    assert (stale.status_code, stale.json()["code"]) == (412, "stale_version")
    assert stale["ETag"] == client.get(f"{LIST}{article.pk}/")["ETag"]
    assert change(client, article, {"kicker": "y"}, stale["ETag"]).status_code == 200


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ({"headlin": "x"}, ["/headlin"]),
        ({"a/b~c": "x"}, ["/a~1b~0c"]),
        ({"status": "published"}, ["/status"]),
        ({"guid": "x", "edit_version": 1}, ["/edit_version", "/guid"]),
        ({"published_at": "2024-01-01T00:00:00Z"}, ["/published_at"]),
        ({"headline": 3}, ["/headline"]),
        ({"headline": "x" * 501}, ["/headline"]),
        ({"headline": "a\x00"}, ["/headline"]),
        ({"headline": None}, ["/headline"]),
        ({"headlines": {"fax": "x"}}, ["/headlines/fax"]),
        ({"headlines": []}, ["/headlines"]),
        ({"language": "klingon!"}, ["/language"]),
        ({"slug": "Not a slug"}, ["/slug"]),
        ({"section": {"slug": "nowhere"}}, ["/section/slug"]),
        ({"section": "news"}, ["/section"]),
        ({"topics": [{"slug": "nothing"}]}, ["/topics/0/slug"]),
        ({"contributors": [{"role": "author"}]}, ["/contributors/0/name"]),
        ({"contributors": [{"name": "A", "role": "king"}]}, ["/contributors/0/role"]),
        ({"contributors": [{"contributor": "99"}]}, ["/contributors/0/contributor"]),
        ({"contributors": [{"contributor": "x"}]}, ["/contributors/0/contributor"]),
        ({"keywords": ["a", "b" * 201]}, ["/keywords/1"]),
        ({"keywords": ["a"] * 201}, ["/keywords"]),
        ({"lead_photo": {"photo": NOWHERE}}, ["/lead_photo/photo"]),
        ({"lead_photo": {"photo": "x"}}, ["/lead_photo"]),
        ({"lead_photo": {"caption": "no photo"}}, ["/lead_photo"]),
        ({"body": "text"}, ["/body"]),
        ({"body": [{"type": "paragraph", "html": "x"}, {"type": "fly"}]}, ["/body/1"]),
        ({"body": [3]}, ["/body/0"]),
        ({"body": [{"type": "heading", "text": "x", "level": 9}]}, ["/body/0"]),
        ({"body": [{"type": "paragraph"}]}, ["/body/0"]),
        ({"body": [{"type": "photo", "photo": {"photo": NOWHERE}}]}, ["/body/0/photo"]),
        ({"body": [{"type": "gallery", "photos": [{}]}]}, ["/body/0"]),
        ({"body": [{"type": "rule"}] * 2001}, ["/body"]),
        ({"body": [{"type": "promo", "title": "x", "article": NOWHERE}]},
         ["/body/0/article"]),
        ({"body": [{"type": "promo", "title": "x", "article": "y"}]},
         ["/body/0/article"]),
        ({"related": [{"url": "javascript:x()"}]}, ["/related/0/url"]),
        ({"related": [{"article": NOWHERE}]}, ["/related/0/article"]),
        ({"copyright": {"year": 3}}, ["/copyright/year"]),
        ({"copyright": {"license_url": "data:x"}}, ["/copyright/license_url"]),
        ({"urgency": 0}, ["/urgency"]),
        ({"urgency": 2**40}, ["/urgency"]),
        ({"embargo_until": "soon"}, ["/embargo_until"]),
        ({"embargo_until": "0001-01-01T00:00:00+14:00"}, ["/embargo_until"]),
        ({"canonical_url": "ftp://x"}, ["/canonical_url"]),
        ([], [""]),
        ({"urgency": 0, "section": {"slug": 3, "x": 1}}, ["/section/x", "/urgency"]),
    ],
)  # fmt: skip
def test_fields__what_is_wrong_is_named_with_its_place(body, wrong):
    client, article = login("editor"), make_article()
    for answer in (create(client, body), change(client, article, body)):
        assert answer.status_code == 400, answer.content
        assert answer["Content-Type"] == "application/problem+json"
        assert pointers(answer) == wrong
        assert all(error["detail"] for error in answer.json()["errors"])
    assert Article.objects.count() == Revision.objects.count() == 1


def test_fields__a_story_does_not_point_to_itself():
    article = make_article()
    body = {"related": [{"article": str(article.pk)}]}
    assert pointers(change(login("editor"), article, body)) == ["/related/0/article"]


def test_fields__a_taken_slug_is_a_conflict():
    taken, article = make_article(), make_article()
    answer = change(login("editor"), article, {"slug": taken.slug})
    assert (answer.status_code, answer.json()["code"]) == (409, "slug_taken")
    assert pointers(answer) == ["/slug"]


def test_fields__only_editors_add_contributors():
    Contributor.objects.create(name="Known", slug="known")
    client = login("reporter")
    assert create(client, {"contributors": [{"name": "Known"}]}).status_code == 201
    answer = create(client, {"contributors": [{"name": "New"}]})
    assert pointers(answer) == ["/contributors/0/name"]
    assert (
        create(login("editor"), {"contributors": [{"name": "New"}]}).status_code == 201
    )


def test_change__photo_editors_place_photos_and_no_more():
    article, photo, client = make_article(), make_photo(), login("photo")
    answer = change(client, article, {"lead_photo": {"photo": str(photo.pk)}})
    assert answer.status_code == 200, answer.content
    assert change(client, article, {"headline": "x"}).status_code == 403


def test_change__a_killed_story_stays_as_it_was():
    article = make_article(Status.KILLED)
    assert change(login("publisher"), article, {"headline": "x"}).status_code == 403


def test_change__reporters_change_their_own_drafts():
    user = make_user("reporter")
    own, other = make_article(by=Actor.of(user)), make_article()
    client = Client()
    client.force_login(user)
    assert change(client, own, {"headline": "x"}).status_code == 200
    assert change(client, other, {"headline": "x"}).status_code == 403
    take_step(own, "submit")
    assert change(client, own, {"headline": "y"}).status_code == 403


def test_preflight__says_what_would_stop_it():
    later = timezone.now() + timedelta(hours=2)
    article = make_article(section=None, body=(), embargo_until=later)
    client = login("reporter")
    url = f"{LIST}{article.pk}/preflight/"
    found = client.get(url)
    codes = [one["code"] for one in found.json()["refusals"]]
    assert codes == ["section_missing", "text_missing", "embargoed"]
    assert found.json()["is_ready"] is False
    at = (later + timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
    codes = [one["code"] for one in client.get(url, {"at": at}).json()["refusals"]]
    assert codes == ["section_missing", "text_missing"]
    assert client.get(url, {"at": "soon"}).status_code == 400
    assert client.get(f"{LIST}{NOWHERE}/preflight/").status_code == 404
    ready = client.get(f"{LIST}{make_article().pk}/preflight/").json()
    assert ready == {"is_ready": True, "refusals": []}


def count_queries(work: Any) -> int:
    with CaptureQueriesContext(connection) as found:
        assert work().status_code in {200, 201}
    return len(found)


def test_queries__do_not_grow_with_the_body():
    client, photos = login("editor"), [make_photo() for _ in range(12)]

    def body(size: int) -> dict[str, Any]:
        return {
            "keywords": ["a"] * size,
            "body": [
                *({"type": "paragraph", "html": f"{n}"} for n in range(10 * size)),
                *({"type": "photo", "photo": {"photo": str(photo.pk)}}
                  for photo in photos[:size]),
            ],
        }  # fmt: skip

    counts = {
        count_queries(
            lambda size=size: create(client, {**body(size), "slug": f"s-{size}"})
        )
        for size in (1, 12)
    }
    assert len(counts) == 1
    article = make_article(lead_photo=placed(photos[0]))
    found = {
        count_queries(lambda size=size: change(client, article, body(size)))
        for size in (2, 12)
    }
    assert len(found) == 1
    urls = ("", "preflight/")
    assert (
        max(
            count_queries(lambda url=url: client.get(f"{LIST}{article.pk}/{url}"))
            for url in urls
        )
        <= 12
    )


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)
NAMES = ("headline", "headlines", "contributors", "section", "topics", "keywords",
         "lead_photo", "body", "related", "copyright", "urgency", "language")  # fmt: skip


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(body=st.dictionaries(st.sampled_from(NAMES), JSON, max_size=4))
def test_fields__any_json_is_taken_or_refused(body):
    user = make_user("publisher")
    client = Client()
    client.force_login(user)
    answer = create(client, body)
    assert answer.status_code in {201, 400}, answer.content


def test_history__says_who_changed_it():
    article = make_article(by=SYSTEM)
    client = login("editor")
    change(client, article, {"headline": "x"})
    event = article.events.first()
    assert (event.action, event.actor[:6]) == ("save", "editor")
