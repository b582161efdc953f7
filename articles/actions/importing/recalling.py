"""What was imported before: locks, and the questions asked under them."""

from __future__ import annotations

from articles.models import Article
from articles.models.revision import Reason
from articles.reading.judging import Judgement
from media.actions.runs import lock_shared
from media.models import ImportItem, ImportRun, Source


def lock_identity(judgement: Judgement, source: Source) -> None:
    """Hold off every other import of this story: its identity, then its content."""
    lock_shared(
        ("guid", source.slug, judgement.guid),
        ("content", source.slug, judgement.content_hash),
    )


def find_article(judgement: Judgement, source: Source) -> Article | None:
    """Give the story of this identity."""
    stories = Article.objects.select_related("draft_revision")
    return stories.filter(source=source, guid=judgement.guid).first()


def find_moved(judgement: Judgement, source: Source) -> Article | None:
    """Give the story that the same content became under another path."""
    if not judgement.guid.startswith("path:"):
        return None
    items = ImportItem.objects.filter(
        source=source, content_hash=judgement.content_hash, object_id__isnull=False
    )
    ids = items.order_by("-id").values_list("object_id", flat=True)
    return Article.objects.filter(pk__in=ids[:1]).first()


def is_known(article: Article, judgement: Judgement, run: ImportRun) -> bool:
    """Say whether the story was imported with this content when it last was.

    Two copies of a page in one folder both count as seen by the run before, so that
    importing the folder again comes to rest.
    """
    items = ImportItem.objects.filter(object_id=article.pk).order_by("-id")
    hashes = items.filter(run=run).values_list("content_hash", flat=True)
    if hashes.first() == judgement.content_hash:
        return True
    runs = items.exclude(run=run).values_list("run_id", flat=True)
    same = items.filter(content_hash=judgement.content_hash)
    return same.filter(run_id__in=runs[:1]).exists()


def is_edited_here(article: Article) -> bool:
    """Say whether the draft differs from what the source sent last."""
    sent = article.revisions.filter(reason=Reason.SOURCE).first()
    draft = article.draft_revision
    return not (sent and draft and sent.digest == draft.digest)


def sayings_before(article: Article | None) -> set[tuple[str, str]]:
    """Give what the page said of its photos when it was last taken, as key and text."""
    item = article.import_item if article else None
    story = (item.report.get("story") if item else None) or {}
    photos = [story.get("lead_photo") or {}]
    for block in story.get("body", []):
        photos += [block.get("photo") or {}, *block.get("photos", [])]
    return {
        (key, photo[key])
        for photo in photos
        for key in ("caption", "credit", "alt")
        if photo.get(key)
    }
