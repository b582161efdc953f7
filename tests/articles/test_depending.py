"""Nothing stale: whatever a live document shows, a change to it reaches readers."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.actions import refreshing
from articles.actions.refreshing import take_up_fact_change
from articles.actions.renaming import keep_named
from articles.blocks import Gallery, Paragraph, Promo
from articles.models import (
    Article,
    Change,
    Contributor,
    DocumentDependency,
    PendingDelivery,
    Section,
    Topic,
)
from articles.story import Copyright, Credit, RelatedRef, SectionRef, TopicRef
from articles.tasks import deliver_pending
from articles.workflow import Status
from media.actions.noting import keep_notice, keep_source, remove_notice
from media.models import CopyrightNotice, FactChange, Source
from tests.articles.showing import document, edit, last_change
from tests.factories import (
    SYSTEM,
    make_article,
    make_notice,
    make_photo,
    make_section,
    make_source,
    placed,
    take_step,
)

pytestmark = pytest.mark.django_db


def make_live(**story) -> Article:
    return make_article(Status.PUBLISHED, **story)


def kinds_of(article: Article) -> set[str]:
    return set(article.dependencies.values_list("kind", flat=True))


def test_deliver__writes_down_everything_the_document_shows():
    notice = make_notice(is_site_default=True)
    source, target = make_source(), make_live()
    article = make_live(
        source=source,
        contributors=(Credit("Ana"), Credit("Ben")),
        topics=(TopicRef("Harbour"),),
        related=(RelatedRef("", "", str(target.pk)),),
        body=(Paragraph("Text."), Promo("Read", article=str(target.pk))),
    )
    shown = list(
        article.dependencies.order_by("kind", "key").values_list("kind", "key")
    )
    people = Contributor.objects.order_by("name")
    assert shown == [
        *(("contributor", str(one.pk)) for one in people),
        ("notice", str(notice.pk)),
        ("section", str(Section.objects.get().pk)),
        ("site_notice", ""),
        ("source", str(source.pk)),
        ("story", str(target.pk)),
        ("topic", str(Topic.objects.get().pk)),
    ]
    edit(article, contributors=(), topics=(), related=(), body=(Paragraph("Text."),))
    assert kinds_of(article) == {"notice", "section", "site_notice", "source"}
    edit(article, copyright=Copyright(holder="Its own"))
    assert kinds_of(article) == {"section", "source"}
    take_step(article, "unpublish")
    assert not article.dependencies.exists()


@pytest.mark.parametrize(
    ("model", "change", "path", "kind", "cause"),
    [
        (Contributor, {"name": "New"}, ["contributors", 0], "update", "contributor: name"),
        (Topic, {"name": "New"}, ["topics", 0], "update", "topic: name"),
        (Topic, {"qcode": "x:1"}, ["topics", 0], "update", "topic: qcode"),
        (Section, {"name": "New"}, ["section"], "update", "section: name"),
        (Source, {"name": "New"}, ["source"], "update", "source: name"),
        (Source, {"url": "https://n.example"}, ["source"], "update", "source: url"),
    ],
)  # fmt: skip
def test_rename__reaches_every_live_document(model, change, path, kind, cause):
    names = {
        "contributors": (Credit("Ana"),),
        "topics": (TopicRef("Harbour"),),
        "section": SectionRef("Sea", "sea"),
    }
    source = make_source()
    showing = [make_live(source=source, **names) for _ in range(3)]
    other = make_live()
    draft = make_article(Status.DRAFT, source=source, **names)
    deliver_pending()
    row = model.objects.filter(pk=source.pk).first() if model is Source else None
    row = row or model.objects.exclude(slug="news").get()
    for name, value in change.items():
        setattr(row, name, value)
    keep = keep_source if model is Source else keep_named
    keep(row, by=SYSTEM)
    assert deliver_pending() == 3
    for article in showing:
        found = document(article)
        for step in path:
            found = found[step]
        assert {name: found[name] for name in change} == change
        assert last_change(article) == (kind, 2, cause)
        event = article.events.first()
        assert event is not None
        assert (event.action, event.note) == ("refresh", cause)
    assert document(other)["version"] == 1
    assert not draft.changes.exists()
    assert deliver_pending() == 0


def test_save__what_readers_do_not_see_leaves_no_word():
    source = make_source()
    make_live(source=source, contributors=(Credit("Ana"),))
    deliver_pending()
    source.time_zone = "Europe/Oslo"
    keep_source(source, by=SYSTEM)
    notice = make_notice()
    notice.name = "Another name"
    keep_notice(notice, by=SYSTEM)
    keep_named(Contributor.objects.get(), by=SYSTEM)
    keep_named(Topic(name="New", slug="new"), by=SYSTEM)
    assert not FactChange.objects.exists()


def test_notice__reaches_those_who_print_it_and_no_others():
    of_source, of_section, of_site = (make_notice(holder=h) for h in ("A", "B", "C"))
    of_site.is_site_default = True
    keep_notice(of_site, by=SYSTEM)
    make_section(slug="sea", copyright=of_section)
    source = make_source(copyright=of_source)
    first = make_live(source=source, section=SectionRef("", "sea"))
    second = make_live(section=SectionRef("", "sea"))
    third = make_live()
    own = make_live(copyright=Copyright(holder="Its own"))
    for notice, article in ((of_source, first), (of_section, second), (of_site, third)):
        notice.holder = f"New {notice.holder}"
        keep_notice(notice, by=SYSTEM)
        assert deliver_pending() == 1
        assert document(article)["copyright"]["holder"] == notice.holder
        assert last_change(article) == ("rights", 2, "copyright notice: holder")
    assert own.changes.count() == 1


def test_notice__another_row_on_the_way_from_source_to_site():
    default, other = make_notice(holder="Site"), make_notice(holder="Other")
    source = make_source()
    article = make_live(source=source)
    stated = make_live(source=source, copyright=Copyright(holder="Its own"))

    def holder() -> object:
        deliver_pending()
        return document(article)["copyright"]["holder"]

    assert holder() == "Newsroom"
    default.is_site_default = True
    keep_notice(default, by=SYSTEM)
    assert holder() == "Site"
    assert last_change(article) == ("rights", 2, "copyright notice: of the site")
    section = Section.objects.get()
    section.copyright = other
    keep_named(section, by=SYSTEM)
    assert holder() == "Other"
    assert last_change(article)[0] == "rights"
    source.copyright = default
    keep_source(source, by=SYSTEM)
    assert holder() == "Site"
    source.copyright, section.copyright = None, None
    keep_source(source, by=SYSTEM)
    keep_named(section, by=SYSTEM)
    remove_notice(default, by=SYSTEM)
    assert holder() == "Newsroom"
    assert not CopyrightNotice.objects.filter(holder="Site").exists()
    assert stated.changes.count() == 1, "what it prints never changed"


def test_changes__of_many_facts_are_one_change_of_the_story():
    target = make_live(headline="Old")
    article = make_live(
        contributors=(Credit("Ana"),),
        topics=(TopicRef("Harbour"),),
        related=(RelatedRef("", "", str(target.pk)),),
    )
    deliver_pending()
    for row in (Contributor.objects.get(), Topic.objects.get(), Section.objects.get()):
        row.name = "New"
        keep_named(row, by=SYSTEM)
    default = make_notice()
    default.is_site_default = True
    keep_notice(default, by=SYSTEM)
    edit(target, headline="New")
    deliver_pending()
    kind, version, cause = last_change(article)
    assert (kind, version) == ("rights", 2)
    assert cause == (
        "contributor: name; topic: name; section: name;"
        " copyright notice: of the site; linked story"
    )


def test_change__taken_back_before_the_sweep_changes_nothing():
    article = make_live(contributors=(Credit("Ana"),))
    person = Contributor.objects.get()
    for name in ("Eva", "Ana"):
        person.name = name
        keep_named(person, by=SYSTEM)
    deliver_pending()
    assert article.changes.count() == 1


def test_publish__serves_what_was_noted_before():
    article = make_live(contributors=(Credit("Ana"),))
    deliver_pending()
    person = Contributor.objects.get()
    person.name = "Eva"
    keep_named(person, by=SYSTEM)
    take_up_fact_change(FactChange.objects.get().pk)
    assert PendingDelivery.objects.count() == 1
    edit(article, headline="Newer")
    assert deliver_pending() == 0
    assert document(article)["contributors"][0]["name"] == "Eva"
    assert article.changes.count() == 2


def test_take_up__costs_one_pass_however_many_stories_show_it():
    article = make_live(contributors=(Credit("Ana"),))
    deliver_pending()
    row = article.dependencies.get(kind="contributor")
    columns = [field.column for field in Article._meta.local_concrete_fields]
    new = {"id": "gen_random_uuid()", "guid": "gen_random_uuid()", "slug": "'s' || n"}
    values = ", ".join(new.get(column, column) for column in columns)

    def queries() -> int:
        change = FactChange.objects.create(kind=row.kind, key=row.key, cause="test")
        with CaptureQueriesContext(connection) as found:
            take_up_fact_change(change.pk)
        return len(found)

    row.seen = "old"
    row.save()
    one = queries()
    copy = (
        f"INSERT INTO articles_article ({', '.join(columns)}) SELECT {values}"  # noqa: S608 - our own columns
        " FROM articles_article, generate_series(1, 4000) AS n"
    )
    with connection.cursor() as cursor:
        cursor.execute(copy)
        cursor.execute(
            "INSERT INTO articles_documentdependency (article_id, kind, key, seen)"
            " SELECT id, %s, %s, 'old' FROM articles_article WHERE id <> %s",
            [row.kind, row.key, article.pk],
        )
    assert queries() == one
    assert PendingDelivery.objects.count() == 4002


def test_deliver__costs_the_same_for_one_and_for_eight_of_everything():
    def queries(many: int) -> int:
        targets = [str(make_live().pk) for _ in range(many)]
        photos = tuple(placed(make_photo()) for _ in range(many))
        article = make_article(
            Status.APPROVED,
            source=make_source(),
            contributors=tuple(Credit(f"Person {n}") for n in range(many)),
            topics=tuple(TopicRef(f"Topic {n}") for n in range(many)),
            related=tuple(RelatedRef("", "", target) for target in targets),
            body=(
                Paragraph("Text."),
                Gallery(photos),
                *(Promo("P", article=target) for target in targets),
            ),
        )
        with CaptureQueriesContext(connection) as found:
            take_step(article, "publish")
        return len(found)

    assert queries(8) == queries(1)


def test_all__delivers_what_differs_and_writes_what_is_missing(monkeypatch):
    monkeypatch.setattr(refreshing, "MOST_NOTED", 2)
    articles = [make_live(contributors=(Credit("Ana"),)) for _ in range(5)]
    make_article(Status.UNPUBLISHED)
    before = set(DocumentDependency.objects.values_list("article", "kind", "key"))
    DocumentDependency.objects.all().delete()
    call_command("deliver_pending", "--all")
    after = set(DocumentDependency.objects.values_list("article", "kind", "key"))
    assert after == before
    assert Change.objects.exclude(kind="unpublish").count() == 6, "nothing differs"
    Contributor.objects.update(name="Eva")
    call_command("deliver_pending", "--all")
    assert [last_change(one)[1:] for one in articles] == [(2, "asked for all")] * 5
    assert not FactChange.objects.exists()
    assert not PendingDelivery.objects.exists()


def test_pending__of_the_release_before_is_delivered():
    """A worker of the release before knows no kind; the column has a default."""
    article = make_live(contributors=(Credit("Ana"),))
    Contributor.objects.update(name="Eva")
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO articles_pendingdelivery (article_id, cause, at)"
            " VALUES (%s, 'photo: credit', now())",
            [article.pk],
        )
    assert deliver_pending() == 1
    assert last_change(article) == ("rights", 2, "photo: credit")


def test_migration__has_every_live_story_looked_at():
    article = make_live(contributors=(Credit("Ana"),))
    deliver_pending()
    before = set(article.dependencies.values_list("kind", "key", "seen"))
    DocumentDependency.objects.all().delete()
    migration = import_module("articles.migrations.0013_document_dependencies")
    with connection.cursor() as cursor:
        cursor.execute(migration.FILL)
    assert FactChange.objects.count() == 1, "the migration itself is one row"
    deliver_pending()
    assert set(article.dependencies.values_list("kind", "key", "seen")) == before
    assert article.changes.count() == 1


def test_unpublish__by_the_release_before_leaves_nothing_that_hurts():
    """It deletes the document alone, as it knows no dependencies."""
    article = make_live(contributors=(Credit("Ana"),))
    deliver_pending()
    article.document.facets.all().delete()
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM articles_publisheddocument WHERE article_id = %s", [article.pk]
        )
    connection.check_constraints()
    Article.objects.update(status=Status.UNPUBLISHED, live_revision=None)
    person = Contributor.objects.get()
    person.name = "Eva"
    keep_named(person, by=SYSTEM)
    deliver_pending()
    assert not PendingDelivery.objects.exists()
    assert article.changes.count() == 1
