"""A story's draft: the article and the rows that belong to it."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper

from articles.models.desk import Contributor, Section, Topic, validate_slug
from articles.models.revision import Revision
from articles.querysets import ArticleQuerySet
from articles.slugs import SLUG_LENGTH, SLUG_PATTERN
from articles.story import CONTRIBUTOR_ROLES
from articles.workflow import Status
from media.identity import uuid7
from media.models import ImportItem, Photo, Source


class Article(models.Model):
    """A story. Its columns and child rows are the draft; readers see `live_revision`.

    `body` is a list of blocks as `articles.blocks` gives them, photo blocks without
    their photo: that is a PhotoUse row of the same block id. `edit_version` grows with
    every change at the desk, `delivery_version` with every change readers see.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    source = models.ForeignKey(Source, null=True, blank=True, on_delete=models.PROTECT)
    guid = models.TextField(editable=False)
    status = models.CharField(
        max_length=12, choices=Status, default=Status.DRAFT, editable=False
    )
    type = models.CharField(max_length=40, default="news")
    language = models.CharField(max_length=35)
    slug = models.CharField(
        max_length=SLUG_LENGTH, unique=True, blank=True, validators=[validate_slug]
    )
    headline = models.CharField(max_length=500, blank=True)
    headlines = models.JSONField(default=dict, blank=True)
    kicker = models.CharField(max_length=200, blank=True)
    dek = models.TextField(blank=True)
    byline = models.CharField(max_length=500, blank=True)
    dateline = models.CharField(max_length=200, blank=True)
    section = models.ForeignKey(
        Section, null=True, blank=True, on_delete=models.PROTECT
    )
    topics = models.ManyToManyField(Topic, blank=True)
    contributors: models.ManyToManyField[Contributor, ArticleContributor] = (
        models.ManyToManyField(Contributor, through="ArticleContributor")
    )
    keywords = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    body = models.JSONField(default=list, blank=True)
    canonical_url = models.URLField(blank=True, max_length=2000)

    copyright_holder = models.CharField(max_length=200, blank=True)
    copyright_year = models.PositiveSmallIntegerField(null=True, blank=True)
    copyright_notice = models.TextField(blank=True)
    usage_terms = models.TextField(blank=True)
    license_url = models.URLField(blank=True, max_length=500)

    slugline = models.CharField(max_length=200, blank=True)
    urgency = models.PositiveSmallIntegerField(null=True, blank=True)
    ednote = models.TextField("note to editors (never published)", blank=True)
    embargo_until = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)

    publish_at = models.DateTimeField(null=True, blank=True, editable=False)
    first_published_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    last_published_at = models.DateTimeField(null=True, blank=True, editable=False)
    draft_revision = models.ForeignKey(
        Revision,
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="draft_of",
    )
    live_revision = models.ForeignKey(
        Revision,
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="live_of",
    )
    import_item = models.ForeignKey(
        ImportItem, null=True, editable=False, on_delete=models.SET_NULL
    )
    edit_version = models.PositiveIntegerField(default=0, editable=False)
    delivery_version = models.PositiveIntegerField(default=0, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.PROTECT
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ["-updated_at"]
        permissions = [
            ("edit_any_article", "Can change any story"),
            ("place_photos", "Can change the photos of any story"),
            ("submit_own_article", "Can submit own stories for review"),
            ("review_article", "Can submit, return and approve any story"),
            ("publish_article", "Can schedule, publish, unpublish and kill"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "guid"],
                nulls_distinct=False,
                name="one_article_per_source_guid",
            ),
            models.CheckConstraint(
                condition=Q(status__in=Status.values), name="article_status_is_known"
            ),
            models.CheckConstraint(
                condition=Q(slug__regex=SLUG_PATTERN), name="article_slug_is_plain"
            ),
            models.CheckConstraint(
                condition=Q(status="scheduled", publish_at__isnull=False)
                | (~Q(status="scheduled") & Q(publish_at__isnull=True)),
                name="scheduled_has_time",
            ),
            models.CheckConstraint(
                condition=Q(status="published", live_revision__isnull=False)
                | (~Q(status="published") & Q(live_revision__isnull=True)),
                name="published_has_live_revision",
            ),
            models.CheckConstraint(
                condition=Q(urgency__isnull=True) | Q(urgency__range=(1, 9)),
                name="urgency_is_1_to_9",
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=False) | ~Q(status="published"),
                name="published_has_date",
            ),
        ]
        indexes = [
            models.Index(fields=["-updated_at", "-id"], name="article_newest"),
            models.Index(fields=["status", "-updated_at"], name="article_by_status"),
            models.Index(fields=["type"], name="article_by_type"),
            models.Index(
                fields=["publish_at"],
                condition=Q(status="scheduled"),
                name="article_due",
            ),
            *(
                GinIndex(
                    OpClass(Upper(F(name)), name="gin_trgm_ops"),
                    name=f"article_{name}_search",
                )
                for name in ("headline", "byline", "slug")
            ),
        ]

    def __str__(self) -> str:
        return self.headline or self.slug

    @property
    def has_unpublished_changes(self) -> bool:
        """Say whether the draft differs from what readers see."""
        return bool(
            self.live_revision_id and self.live_revision_id != self.draft_revision_id
        )


class ArticleSlug(models.Model):
    """A slug a story has, or had while it was published; no other story gets it."""

    slug = models.CharField(max_length=SLUG_LENGTH, primary_key=True)
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="slugs")
    claimed_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.slug


class ArticleContributor(models.Model):
    """Somebody named on a story, in their role and place."""

    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, related_name="credits"
    )
    contributor = models.ForeignKey(Contributor, on_delete=models.PROTECT)
    role = models.CharField(
        max_length=20,
        default="author",
        choices=[(role, role) for role in CONTRIBUTOR_ROLES],
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "contributor", "role"],
                name="named_once_per_role",
            )
        ]

    def __str__(self) -> str:
        return f"{self.contributor} ({self.role})"


class Relation(models.TextChoices):
    """How a linked story relates to this one."""

    RELATED = "related", "related"
    BACKGROUND = "background", "background"
    FOLLOW_UP = "follow_up", "follow-up"
    SEE_ALSO = "see_also", "see also"


class RelatedLink(models.Model):
    """A link below a story: to an article of ours, to a URL, or only a title yet."""

    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, related_name="related_links"
    )
    position = models.PositiveSmallIntegerField(default=0)
    relation = models.CharField(
        max_length=12, choices=Relation, default=Relation.RELATED
    )
    title = models.CharField(max_length=500, blank=True)
    url = models.URLField(blank=True, max_length=2000)
    target = models.ForeignKey(
        Article,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="linked_from",
    )

    class Meta:
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(title="") | Q(target__isnull=False),
                name="related_link_says_where",
            ),
            models.CheckConstraint(
                condition=Q(target__isnull=True) | ~Q(target=F("article")),
                name="related_link_is_not_itself",
            ),
        ]

    def __str__(self) -> str:
        return self.title or str(self.target)


class Placing(models.TextChoices):
    """Where in a story a photo stands."""

    LEAD = "lead", "lead photo"
    BODY = "body", "in the body"
    GALLERY = "gallery", "in a gallery"


class PhotoUse(models.Model):
    """A photo in one place of one story, and what that place says instead of it.

    `revision` null: a place in the draft. Otherwise the place in a revision that is
    or was live. An override of None means: what the photo itself says.
    """

    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, related_name="photo_uses"
    )
    revision = models.ForeignKey(
        Revision, null=True, blank=True, on_delete=models.CASCADE
    )
    photo = models.ForeignKey(Photo, on_delete=models.PROTECT, related_name="uses")
    role = models.CharField(max_length=10, choices=Placing)
    block = models.CharField(max_length=8, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    caption = models.TextField(null=True, blank=True)  # noqa: DJ001 - null inherits
    alt = models.TextField(null=True, blank=True)  # noqa: DJ001 - null inherits
    credit = models.CharField(  # noqa: DJ001 - null inherits
        max_length=300, null=True, blank=True
    )

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "revision", "role", "block", "position"],
                nulls_distinct=False,
                name="one_photo_per_place",
            ),
            models.CheckConstraint(
                condition=Q(role="lead", block="", position=0)
                | (~Q(role="lead") & ~Q(block="")),
                name="photo_in_body_names_its_block",
            ),
        ]
        indexes = [models.Index(fields=["photo", "revision"])]

    def __str__(self) -> str:
        return f"{self.photo} ({self.role})"
