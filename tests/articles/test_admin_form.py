from __future__ import annotations

import json
import re

import pytest
from django.urls import reverse

from articles.blocks import (
    Gallery,
    Paragraph,
    PhotoBlock,
)
from articles.editing import doc_from_blocks
from articles.models import Article, Contributor
from articles.story import Copyright
from tests.articles.desk import change_url, login, rich_article, story_of
from tests.factories import (
    make_article,
    make_notice,
    make_photo,
    make_section,
    make_story,
    placed,
)
from tests.forms import read_form

pytestmark = pytest.mark.django_db


def test_form__sent_back_as_it_came_changes_nothing() -> None:
    client, _ = login("editor")
    article = rich_article()
    before = story_of(article)

    response = client.get(change_url(article))
    answer = client.post(change_url(article), read_form(response), follow=True)

    assert "Nothing has changed." in answer.content.decode()
    assert story_of(article) == before
    assert article.revisions.count() == 1


def test_form__saves_text_rows_and_photos_as_one_revision() -> None:
    client, actor = login("editor")
    article, photo, section = rich_article(), make_photo(), make_section()
    carla = Contributor.objects.create(name="Carla", slug="carla")
    values = read_form(client.get(change_url(article)))
    body = json.loads(values["body"])
    body["content"][0]["content"] = [{"type": "text", "text": "Changed."}]
    body["content"].append({"type": "photo", "attrs": {"photo": str(photo.pk)}})
    values |= {
        "headline": "Ferry stops again",
        "section": str(section.pk),
        "body": json.dumps(body),
        "lead_photo": str(photo.pk),
        "lead_caption": "Only here",
        "credits-0-contributor": str(carla.pk),
        "credits-0-position": "5",
        "related_links-0-title": "Later",
        "copyright_year": "",
        "embargo_until": "2031-01-02T10:30",
    }

    client.post(change_url(article), values)

    saved = story_of(article)
    assert saved.headline == "Ferry stops again"
    assert saved.section
    assert saved.section.slug == section.slug
    assert saved.body[0] == Paragraph("Changed.", id=saved.body[0].id)
    assert saved.body[0].id == article.body[0]["id"]
    assert isinstance(saved.body[-1], PhotoBlock)
    assert saved.body[-1].id
    assert saved.lead_photo == placed(photo, caption="Only here")
    assert [credit.name for credit in saved.contributors] == ["Ben", "Carla"]
    assert saved.related[0].title == "Later"
    assert saved.copyright == Copyright(holder="Ours")
    assert saved.embargo_until
    assert saved.embargo_until.isoformat() == ("2031-01-02T10:30:00+00:00")
    assert saved.headlines == {"web": "Ferry!"}
    revision = article.revisions.get(number=2)
    assert (revision.author_name, revision.reason) == (actor.name, "save")


def test_form__other_blocks_survive_byte_for_byte() -> None:
    client, _ = login("editor")
    article = rich_article()
    article.refresh_from_db()
    kept = json.dumps(article.body[3:])
    values = read_form(client.get(change_url(article)))

    client.post(change_url(article), {**values, "headline": "Another"})

    article.refresh_from_db()
    assert article.headline == "Another"
    assert json.dumps(article.body[3:]) == kept
    gallery = story_of(article).body[4]
    assert isinstance(gallery, Gallery)
    assert len(gallery.photos) == 2


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("body", "{", "not the document"),
        ("body", '{"type":"doc","content":[{"type":"iframe"}]}', "cannot have"),
        ("body", '{"type":"doc","content":[{"type":"photo","attrs":{"photo":"x"}}]}',
         "There is no photo x"),
        ("body", '{"type":"doc","content":[{"type":"promo","attrs":{"title":"P",'
                 '"article":"01900000-0000-7000-8000-000000000000"}}]}',
         "There is no story 01900000"),
        ("lead_photo", "01900000-0000-7000-8000-000000000000", "no such photo"),
        ("related_links-0-url", "javascript:alert(1)", "valid URL"),
        ("related_links-0-url", "ftp://x.org/a", "Only http and https"),
        ("related_links-0-title", "", "give the link a title"),
        ("urgency", "12", "between 1 and 9"),
        ("slug", "No Slug", "lower-case"),
    ],
)  # fmt: skip
def test_form__mistakes_are_shown_and_nothing_is_stored(
    field: str, value: str, message: str
) -> None:
    client, _ = login("editor")
    article = rich_article()
    before = story_of(article)
    values = read_form(client.get(change_url(article)))

    answer = client.post(change_url(article), {**values, field: value})

    assert answer.status_code == 200
    assert message in answer.content.decode()
    assert story_of(article) == before


def test_form__slug_of_another_story_is_refused() -> None:
    client, _ = login("editor")
    article, other = make_article(), make_article()
    values = read_form(client.get(change_url(article)))

    answer = client.post(change_url(article), {**values, "slug": other.slug})

    assert "This slug belongs, or once belonged, to another story." in (
        answer.content.decode()
    )


def test_form__new_story_is_created_with_a_slug_and_its_writer() -> None:
    client, actor = login("reporter")
    url = reverse("admin:articles_article_add")
    values = read_form(client.get(url))
    body = json.dumps(doc_from_blocks([Paragraph("Hello.")]))

    answer = client.post(url, {**values, "headline": "New ferry", "body": body})

    article = Article.objects.get()
    assert answer.headers["Location"] == change_url(article)
    assert (article.slug, article.created_by_id) == ("new-ferry", actor.user_id)
    assert article.guid == article.pk.urn


def test_form__inherited_copyright_is_shown_beside_empty_fields() -> None:
    client, _ = login("editor")
    section = make_section(copyright=make_notice(holder="Harbour Press"))
    story = make_story()
    article = make_article(
        section=type(story.section)(section.name, section.slug)  # type: ignore[misc]
    )

    page = client.get(change_url(article)).content.decode()

    assert f"Harbour Press (from the section {section})" in page


def test_form__policy_allows_no_inline_script_but_the_import_map() -> None:
    client, _ = login("editor")
    response = client.get(change_url(make_article()))

    policy = response.headers["Content-Security-Policy"]
    (nonce,) = set(re.findall(r"'nonce-([^']+)'", policy))
    page = response.content.decode()
    assert "script-src 'self' 'nonce-" in policy
    assert "style-src-attr 'unsafe-inline'" in policy
    assert page.count("<script>") == 0
    assert f'nonce="{nonce}"' in page
    index = client.get(reverse("admin:index"))
    assert "unsafe" not in index.headers["Content-Security-Policy"]


def test_facts__tell_what_photos_and_stories_say() -> None:
    client, _ = login("reporter")
    photo, article = make_photo(title="Dawn"), make_article(headline="Ferry")

    answer = client.get(
        reverse("admin:article_facts"),
        {"photo": [str(photo.pk), "x"], "article": str(article.pk)},
    )

    rows = answer.json()
    assert rows["photo"][str(photo.pk)]["title"] == "Dawn"
    assert rows["article"] == {str(article.pk): {"title": "Ferry"}}
    assert answer.headers["Cache-Control"].startswith("no-store")
    outsider, _ = login("")
    assert outsider.get(reverse("admin:article_facts")).status_code == 403
