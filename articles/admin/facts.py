"""What the editor asks about photos, and what a story would inherit."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.utils import timezone

from articles.admin.reading import picture_url
from articles.models import Article
from media.models import CopyrightNotice, Photo

MOST_ROWS = 100


def tell_facts(request: HttpRequest) -> JsonResponse:
    """Answer `?photo=…&article=…` with what those say by themselves."""
    if not request.user.has_perm("media.view_photo"):
        raise PermissionDenied
    photos = Photo.objects.filter(pk__in=_ids(request, "photo"))
    stories = Article.objects.visible_to(request.user).filter(
        pk__in=_ids(request, "article")
    )
    answer = {
        "photo": {str(photo.pk): facts_of(photo) for photo in photos},
        "article": {str(story.pk): {"title": str(story)} for story in stories},
    }
    return JsonResponse(answer, headers={"Cache-Control": "no-store"})


def facts_of(photo: Photo) -> dict[str, Any]:
    """Give a photo's own title, caption, credit, alt, and the desk's picture."""
    return {
        "title": str(photo),
        "caption": photo.caption,
        "credit": photo.credit,
        "alt": photo.alt,
        "picture": picture_url(photo.pk) if photo.has_file else "",
    }


def inherited_notice(article: Article) -> tuple[CopyrightNotice | None, str]:
    """Give the notice a story gets that states none, and where it comes from."""
    if article.source and article.source.copyright:
        return article.source.copyright, f"the source {article.source}"
    if article.section and article.section.copyright:
        return article.section.copyright, f"the section {article.section}"
    return CopyrightNotice.objects.filter(is_site_default=True).first(), "the site"


def inherited_texts(article: Article | None) -> dict[str, str]:
    """Give what the copyright fields inherit while they are empty, for reading."""
    if article is None:
        return {}
    notice, where = inherited_notice(article)
    if notice is None:
        return {}
    year = (article.first_published_at or timezone.now()).year
    texts = {
        "copyright_holder": notice.holder,
        "copyright_year": str(notice.year_for(year) or ""),
        "copyright_notice": notice.text_for(year),
        "usage_terms": notice.usage_terms,
        "license_url": notice.license_url,
    }
    return {
        name: text if name == "copyright_year" else f"{text} (from {where})"
        for name, text in texts.items()
        if text
    }


def _ids(request: HttpRequest, name: str) -> list[UUID]:
    texts = request.GET.getlist(name)[:MOST_ROWS]
    return [key for text in texts if (key := _as_uuid(text))]


def _as_uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
