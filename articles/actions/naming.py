"""Rows for the names a story mentions, made once however many ask at once."""

from __future__ import annotations

from django.db import connection, models

from articles.errors import SlugTaken
from articles.models import Article, ArticleSlug, Contributor, Section, Topic
from articles.slugs import RESERVED_SECTION_SLUGS, make_slug, numbered_slug
from articles.story import Credit, SectionRef, TopicRef

_NAMING_LOCK = 0x6E616D65  # "name": one naming at a time, and only while it is new


def contributor_for(credit: Credit) -> Contributor:
    """Give the contributor of that id, else of that name, else a new one."""
    if credit.contributor:
        return Contributor.objects.get(pk=credit.contributor)
    name = " ".join(credit.name.split())
    found = Contributor.objects.filter(name=name).order_by("pk").first()
    if found:
        return found
    _lock_naming()
    again = Contributor.objects.filter(name=name).order_by("pk").first()
    return again or Contributor.objects.create(
        name=name, slug=_free_slug(Contributor, make_slug(name, "contributor"))
    )


def topic_for(ref: TopicRef) -> Topic:
    """Give the topic of that code, else slug, else name, else a new one."""
    if found := _find_topic(ref):
        return found
    _lock_naming()
    return _find_topic(ref) or Topic.objects.create(
        name=ref.name,
        qcode=ref.qcode or None,
        slug=_free_slug(Topic, ref.slug or make_slug(ref.name, "topic")),
    )


def section_for(ref: SectionRef) -> Section:
    """Give the section of that slug, else name, else a new one."""
    if found := _find_section(ref):
        return found
    _lock_naming()
    slug = ref.slug or make_slug(ref.name, "section")
    if slug in RESERVED_SECTION_SLUGS:
        slug = f"{slug}-section"
    return _find_section(ref) or Section.objects.create(
        name=ref.name or slug, slug=_free_slug(Section, slug)
    )


def claim_slug(article: Article, slug: str) -> None:
    """Give the article this slug for good; raise SlugTaken where it is another's.

    What a never-published story held before is free again.
    """
    ArticleSlug.objects.bulk_create(
        [ArticleSlug(slug=slug, article=article)], ignore_conflicts=True
    )
    if ArticleSlug.objects.get(slug=slug).article_id != article.pk:
        raise SlugTaken(f"The slug {slug} belongs, or once belonged, to another story.")
    if article.delivery_version == 0:
        article.slugs.exclude(slug=slug).delete()


def claim_free_slug(article: Article, wanted: str) -> str:
    """Give the article the wanted slug, or one with the first free number."""
    slug = _free_slug(ArticleSlug, wanted)
    try:
        claim_slug(article, slug)
    except SlugTaken:  # somebody was faster
        return claim_free_slug(article, wanted)
    return slug


def _find_topic(ref: TopicRef) -> Topic | None:
    if ref.qcode and (found := Topic.objects.filter(qcode=ref.qcode).first()):
        return found
    if ref.slug and (found := Topic.objects.filter(slug=ref.slug).first()):
        return found
    return Topic.objects.filter(name__iexact=ref.name).order_by("pk").first()


def _find_section(ref: SectionRef) -> Section | None:
    if ref.slug and (found := Section.objects.filter(slug=ref.slug).first()):
        return found
    return Section.objects.filter(name__iexact=ref.name).order_by("pk").first()


def _free_slug(model: type[models.Model], wanted: str) -> str:
    """Give a free slug; asks about log n rows where n stories bear the same name."""

    def is_taken(number: int) -> bool:
        slug = numbered_slug(wanted, number)
        return model._default_manager.filter(slug=slug).exists()

    taken, free = 0, 1
    while is_taken(free):
        taken, free = free, free * 2
    while free - taken > 1:
        middle = (taken + free) // 2
        taken, free = (middle, free) if is_taken(middle) else (taken, middle)
    return numbered_slug(wanted, free)


def _lock_naming() -> None:
    """Hold others off until this transaction ends, so that a name is made once."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_NAMING_LOCK])
