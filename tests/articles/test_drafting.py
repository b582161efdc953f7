"""Drafts: what is written, what makes a revision, who may."""

from __future__ import annotations

import pytest

from articles.actions.drafting import (
    create_draft,
    keep_beside,
    restore_revision,
    save_draft,
)
from articles.blocks import Gallery, Heading, Paragraph, PhotoBlock, PlacedPhoto
from articles.errors import BadBlock, InvalidField, NotAllowed, SlugTaken, StaleVersion
from articles.exporting import draft_story
from articles.models import Article, ArticleSlug, Contributor, Revision
from articles.story import (
    Copyright,
    Credit,
    RelatedRef,
    SectionRef,
    Story,
    TopicRef,
)
from media.models import ImportItem, ImportRun
from tests.factories import (
    SYSTEM,
    make_actor,
    make_article,
    make_photo,
    make_source,
    make_story,
    take_step,
)

pytestmark = pytest.mark.django_db


def full_story() -> Story:
    lead, inner, extra = make_photo(), make_photo(), make_photo()
    target = make_article()
    return make_story(
        headlines={"web": "Ferry back"},
        kicker="Harbour",
        dek="A long wait ends.",
        byline="By Ada Weiss and Ben Okafor",
        contributors=(Credit("Ada Weiss"), Credit("Ben Okafor", "photographer")),
        topics=(TopicRef("Transport", qcode="medtop:20000337"), TopicRef("Ferries")),
        keywords=("ferry", "harbour"),
        lead_photo=PlacedPhoto(str(lead.pk), caption="Another caption."),
        body=(
            Paragraph("One <strong>bold</strong> word.", id="aaaaaaa1"),
            PhotoBlock(PlacedPhoto(str(inner.pk), credit="Somebody else")),
            Heading("Later", 3),
            Gallery((PlacedPhoto(str(inner.pk)), PlacedPhoto(str(extra.pk), alt="A"))),
        ),
        related=(RelatedRef("Before", article=str(target.pk)), RelatedRef("Title")),
        copyright=Copyright("The Gazette", 2025, "© 2025 The Gazette"),
        urgency=3,
        ednote="call the harbour master",
    )


def test_create_draft__gives_back_what_came_in():
    story = full_story()
    article = create_draft(story, by=SYSTEM)
    back = draft_story(Article.objects.get(pk=article.pk))
    assert back.evolve(
        body=(), contributors=(), topics=(), slug="", section=None
    ) == story.evolve(body=(), contributors=(), topics=(), slug="", section=None)
    assert [(c.name, c.role) for c in back.contributors] == [
        ("Ada Weiss", "author"),
        ("Ben Okafor", "photographer"),
    ]
    assert [t.slug for t in back.topics] == ["ferries", "transport"]
    assert back.section == SectionRef("News", "news")
    assert back.slug.startswith("ferry-number-")
    assert back.body[0] == story.body[0]
    assert all(len(block.id) == 8 for block in back.body)
    assert [type(a) for a in back.body] == [type(b) for b in story.body]
    assert list(back.placed_photos()) == list(story.placed_photos())


def test_create_draft__numbers_a_clashing_slug_and_names_an_empty_one():
    first = make_article(headline="Łódź: 100 % größer!")
    second = make_article(headline="Lodz 100 grosser")
    nameless = make_article(headline="")
    assert first.slug == "lodz-100-grosser"
    assert second.slug == "lodz-100-grosser-2"
    assert nameless.slug == f"story-{nameless.id.hex[-8:]}"
    with pytest.raises(SlugTaken):
        make_article(slug=first.slug)


def test_create_draft__makes_a_revision_and_a_history_row():
    article = make_article(by=make_actor("reporter"))
    assert article.draft_revision is not None
    assert article.draft_revision.number == 1
    event = article.events.get()
    assert (event.action, event.from_status, event.to_status) == (
        "create",
        "",
        "draft",
    )
    assert article.guid == article.id.urn


def test_save_draft__equal_content_writes_nothing():
    article = create_draft(full_story(), by=SYSTEM)
    story = draft_story(article)
    assert save_draft(article, story, by=SYSTEM) is None
    assert save_draft(article, story.evolve(slug=""), by=SYSTEM) is None
    assert article.revisions.count() == 1
    article.refresh_from_db()
    assert article.edit_version == 1


def test_save_draft__changed_content_makes_a_revision():
    article = make_article()
    revision = save_draft(article, make_story(headline="New"), by=SYSTEM)
    article.refresh_from_db()
    assert revision is not None
    assert (article.headline, article.draft_revision_id) == ("New", revision.pk)
    assert Story.from_json(revision.story) == draft_story(article)
    assert article.edit_version == 2
    assert [e.action for e in article.events.all()] == ["save", "create"]


def test_save_draft__refuses_a_stale_version():
    article = make_article()
    save_draft(article, make_story(headline="Theirs"), by=SYSTEM, base_version=1)
    with pytest.raises(StaleVersion) as caught:
        save_draft(article, make_story(headline="Mine"), by=SYSTEM, base_version=1)
    assert caught.value.details == {"seen": 1, "current": 2}


def test_save_draft__cleans_the_body():
    article = make_article(body=(Paragraph("<b onclick='x'>Hi</b><script>1</script>"),))
    assert article.body[0]["html"] == "<strong>Hi</strong>"


@pytest.mark.parametrize(
    "photo", [None, "no-id", "01890000-0000-7000-8000-000000000000"]
)
def test_save_draft__a_place_names_a_stored_photo(photo):
    with pytest.raises(BadBlock):
        make_article(lead_photo=PlacedPhoto(photo))


def test_save_draft__a_merged_photo_is_replaced():
    kept = make_photo()
    merged = make_photo(merged_into=kept)
    article = make_article(lead_photo=PlacedPhoto(str(merged.pk)))
    assert article.photo_uses.get().photo == kept


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"headline": "x" * 501}, "headline"),
        ({"slug": "Not A Slug"}, "slug"),
        ({"related": (RelatedRef("x" * 501),)}, "title"),
    ],
)
def test_save_draft__names_the_field_that_does_not_fit(changes, field):
    article = make_article()
    with pytest.raises(InvalidField, match=field) as caught:
        save_draft(article, make_story(**changes), by=SYSTEM)
    assert field in caught.value.details["fields"]


def test_save_draft__a_slug_once_published_stays_taken():
    live = make_article("published", headline="First name")
    save_draft(live, draft_story(live).evolve(slug="second-name"), by=SYSTEM)
    assert make_article(headline="First name").slug == "first-name-2"
    draft = make_article(headline="Third name")
    save_draft(draft, draft_story(draft).evolve(slug="fourth-name"), by=SYSTEM)
    assert make_article(headline="Third name").slug == "third-name"
    assert ArticleSlug.objects.filter(article=live).count() == 2


def test_save_draft__by_role():
    mine = make_actor("reporter")
    article = make_article(by=mine)
    story = draft_story(article).evolve(headline="Changed")
    for role in ("reporter", "photo", ""):
        with pytest.raises(NotAllowed):
            save_draft(article, story, by=make_actor(role))
    assert save_draft(article, story, by=mine)
    assert save_draft(article, story.evolve(dek="More"), by=make_actor("editor"))


def test_save_draft__the_photo_editor_changes_photos_only():
    article = make_article("in_review")
    story = draft_story(article)
    photo = PlacedPhoto(str(make_photo().pk))
    by = make_actor("photo")
    placed = story.evolve(lead_photo=photo, body=(*story.body, PhotoBlock(photo)))
    assert save_draft(article, placed, by=by)
    with pytest.raises(NotAllowed, match="photos"):
        save_draft(article, placed.evolve(headline="No"), by=by)


def test_create_draft__not_by_the_photo_editor():
    with pytest.raises(NotAllowed):
        make_article(by=make_actor("photo"))


def test_contributors__one_row_for_one_name():
    make_article(contributors=(Credit("Ada  Weiss"), Credit("Ada Weiss")))
    make_article(contributors=(Credit("Ada Weiss"),))
    assert Contributor.objects.get().slug == "ada-weiss"


def test_keep_beside__leaves_the_draft_alone():
    article = make_article()
    source = make_source()
    run = ImportRun.objects.create(command="import_articles", source=source)
    item = ImportItem.objects.create(
        run=run, source=source, path="a", outcome="updated"
    )
    kept = keep_beside(
        article, make_story(headline="Theirs"), by=SYSTEM, import_item=item
    )
    article.refresh_from_db()
    assert article.draft_revision_id != kept.pk
    assert article.import_item == item
    assert (kept.number, kept.reason) == (2, "source")
    assert article.headline != "Theirs"


def test_restore_revision__makes_an_old_one_the_draft():
    article = make_article(headline="Old", slug="the-slug")
    first = Revision.objects.get()
    save_draft(article, make_story(headline="New"), by=SYSTEM)
    article.refresh_from_db()
    restored = restore_revision(article, first, by=SYSTEM)
    article.refresh_from_db()
    assert restored is not None
    assert (article.headline, article.slug, restored.reason) == (
        "Old",
        "the-slug",
        "restore",
    )


def test_save_draft__a_live_story_keeps_its_dates_where_the_new_text_has_none():
    article = make_article()
    undated = Revision.objects.get()
    article = take_step(article, "submit")
    article = take_step(take_step(article, "approve"), "publish")
    published_at = article.published_at
    save_draft(article, make_story(headline="New"), by=SYSTEM)
    restore_revision(article, undated, by=SYSTEM)
    article.refresh_from_db()
    assert article.headline == undated.story["headline"]
    assert article.published_at == published_at
    assert article.first_published_at == published_at
