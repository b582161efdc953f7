from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from articles.actions.drafting import save_draft
from articles.actions.renaming import keep_named, remove_named
from articles.errors import NotAllowed, SlugFixed, StillInUse
from articles.exporting import draft_story
from articles.models import Article, Contributor, Section, Topic
from articles.story import Credit, SectionRef, TopicRef
from articles.tasks import deliver_pending
from articles.workflow import Status
from media.models import FactChange
from tests.articles.desk import login
from tests.articles.showing import document
from tests.factories import SYSTEM, make_actor, make_article, make_section
from tests.forms import read_form

pytestmark = pytest.mark.django_db
NAMED = [Contributor, Section, Topic]


def make_named(model: type) -> Any:
    return model.objects.create(name="Old", slug="old")  # type: ignore[attr-defined]  # they are models


def url(row: Any, page: str = "change") -> str:
    name = f"admin:articles_{row._meta.model_name}_{page}"
    return reverse(name, args=[row.pk] if page in {"change", "delete"} else [])


@pytest.mark.parametrize("model", NAMED)
def test_keep__a_slug_is_fixed_and_the_error_names_the_fix(model):
    row = make_named(model)
    row.slug, row.name = "new", "New"
    with pytest.raises(SlugFixed, match=r"The slug old is fixed.* make a new"):
        keep_named(row, by=SYSTEM)
    row.refresh_from_db()
    assert (row.slug, row.name) == ("old", "Old")
    assert not FactChange.objects.exists()


@pytest.mark.parametrize("role", ["", "reporter", "photo"])
@pytest.mark.parametrize("model", NAMED)
def test_keep_and_remove__ask_who_may(model, role):
    row, by = make_named(model), make_actor(role)
    row.name = "New"
    for write in (
        lambda: keep_named(row, by=by),
        lambda: keep_named(model(name="N", slug="n"), by=by),
        lambda: remove_named(row, by=make_actor("publisher")),
    ):
        with pytest.raises(NotAllowed):
            write()
    assert list(model.objects.values_list("name", flat=True)) == ["Old"]
    keep_named(row, by=make_actor("editor"))
    assert model.objects.get().name == "New"


@pytest.mark.parametrize("model", NAMED)
@pytest.mark.parametrize("status", [Status.DRAFT, Status.PUBLISHED])
def test_remove__what_a_story_uses_is_refused(model, status):
    make_article(
        status,
        headline="Ferry",
        section=SectionRef("Old", "old"),
        contributors=(Credit("Old"),),
        topics=(TopicRef("Old"),),
    )
    row = model.objects.get(name="Old")
    with pytest.raises(StillInUse, match="stands in “Ferry”"):
        remove_named(row, by=SYSTEM)
    assert model.objects.filter(pk=row.pk).exists()


def test_remove__what_only_readers_still_see_is_refused_until_they_do_not():
    article = make_article(
        Status.PUBLISHED, topics=(TopicRef("Old"),), contributors=(Credit("Old"),)
    )
    story = draft_story(article).evolve(topics=(), contributors=())
    save_draft(article, story, by=SYSTEM)
    rows = [Topic.objects.get(), Contributor.objects.get()]
    for row in rows:
        with pytest.raises(StillInUse):
            remove_named(row, by=SYSTEM)
    article = Article.objects.get(pk=article.pk)
    save_draft(article, draft_story(article).evolve(kicker="x"), by=SYSTEM)
    from_draft_to_live(article)
    for row in rows:
        remove_named(row, by=SYSTEM)
    assert not Topic.objects.exists()


def from_draft_to_live(article: Article) -> None:
    login_client, _ = login("publisher")
    article.refresh_from_db()
    login_client.post(
        reverse("admin:article_step", args=[article.pk, "publish_update"]),
        {"base_version": article.edit_version},
    )


@pytest.mark.parametrize("model", NAMED)
def test_admin__renames_by_the_action_and_leaves_the_slug(model):
    client, _ = login("editor")
    article = make_article(
        Status.PUBLISHED,
        section=SectionRef("Old", "old"),
        contributors=(Credit("Old"),),
        topics=(TopicRef("Old"),),
    )
    row = model.objects.get(name="Old")
    page = client.get(url(row))
    assert 'name="slug"' not in page.content.decode()
    client.post(
        url(row),
        {
            **read_form(page, f"{row._meta.model_name}_form"),
            "name": "New",
            "slug": "new",
        },
    )
    row.refresh_from_db()
    assert (row.name, row.slug) == ("New", "old")
    deliver_pending()
    assert "New" in str(document(article))


def test_admin__a_new_row_is_made_with_its_slug():
    client, _ = login("editor")
    client.post(url(Section, "add"), {"name": "Sea", "slug": "sea"})
    assert Section.objects.get().slug == "sea"


def test_admin__says_why_a_row_is_not_deleted():
    client, _ = login("superuser")
    make_article(Status.PUBLISHED, headline="Ferry", topics=(TopicRef("Old"),))
    used = Topic.objects.get()
    free = Topic.objects.create(name="Free", slug="free")
    answer = client.post(url(used, "delete"), {"post": "yes"}, follow=True)
    assert "This topic stands in “Ferry”" in answer.content.decode()
    chosen = {"action": "delete_selected", "_selected_action": [used.pk, free.pk]}
    answer = client.post(
        url(Topic, "changelist"), {**chosen, "post": "yes"}, follow=True
    )
    assert "This topic stands in “Ferry”" in answer.content.decode()
    assert Topic.objects.count() == 2
    client.post(url(free, "delete"), {"post": "yes"})
    assert Topic.objects.get() == used
    section = make_section()
    client.post(url(section, "delete"), {"post": "yes"})
    assert not Section.objects.filter(pk=section.pk).exists()
