"""What the source sent, as text, for those who may see imports."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from articles.models import Article
from media.models import ImportItem

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin

MOST_BYTES = 2_000_000


def may_see(request: HttpRequest, article: Article) -> bool:
    """Say whether this person may read the raw input of this story."""
    return bool(article.import_item_id) and request.user.has_perm(
        "media.view_importitem"
    )


def text_of_item(item: ImportItem) -> str:
    """Give an item's raw input decoded as the import decoded it; at most 2 MB of it."""
    data = item.raw or _raw_of_same_content(item)
    if not data:
        return ""
    plain = zlib.decompressobj().decompress(bytes(data), MOST_BYTES)
    try:
        return plain.decode(item.encoding or "utf-8", errors="replace")
    except LookupError:
        return plain.decode("utf-8", errors="replace")


def raw_page(admin: ModelAdmin, request: HttpRequest, article_id: str) -> HttpResponse:
    """Show the raw input of the story's last import, escaped."""
    article = admin.get_object(request, str(article_id))
    if article is None or article.import_item is None:
        raise Http404
    if not may_see(request, article):
        raise PermissionDenied
    context = {
        **admin.admin_site.each_context(request),
        "title": "What the source sent",
        "opts": admin.opts,
        "original": article,
        "item": article.import_item,
        "text": text_of_item(article.import_item),
    }
    return TemplateResponse(request, "admin/articles/article/raw.html", context)


def _raw_of_same_content(item: ImportItem) -> bytes | None:
    """Look where the bytes were kept first: equal content is stored once."""
    if not item.content_hash:
        return None
    first = ImportItem.objects.filter(
        source=item.source, content_hash=item.content_hash, raw__isnull=False
    )
    kept = first.values_list("raw", flat=True).order_by("id").first()
    return bytes(kept) if kept else None
