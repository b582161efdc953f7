"""The story's past: what was done, every saved state, and going back to one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from articles.actions.drafting import restore_revision
from articles.admin.comparing import compare
from articles.admin.permitting import actor_of, may_edit_story
from articles.admin.sharing import may_share
from articles.errors import ArticleError
from articles.models import Article, Revision
from articles.story import Story

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin

MOST_ROWS = 200


def history_page(
    admin: ModelAdmin, request: HttpRequest, object_id: str
) -> HttpResponse:
    """Show events and revisions; `?from=3&to=5` compares two of them."""
    article = admin.get_object(request, object_id)
    if article is None:
        raise Http404
    revisions = article.revisions.select_related("import_item").defer("story")
    older, newer = (_revision(article, request.GET.get(key)) for key in ("from", "to"))
    context: dict[str, Any] = {
        **admin.admin_site.each_context(request),
        "title": f"History of “{article}”",
        "opts": admin.opts,
        "original": article,
        "events": article.events.select_related("revision").defer("revision__story")[
            :MOST_ROWS
        ],
        "revisions": revisions[:MOST_ROWS],
        "older": older,
        "newer": newer,
        "may_restore": may_edit_story(request, article),
        "may_share": may_share(request, article),
    }
    if older and newer:
        before, after = Story.from_json(older.story), Story.from_json(newer.story)
        context["differences"] = compare(before, after)
    return TemplateResponse(request, "admin/articles/article/history.html", context)


@require_POST
def _restore(
    request: HttpRequest, admin: ModelAdmin, article_id: object, number: int
) -> HttpResponse:
    article = admin.get_object(request, str(article_id))
    if article is None:
        raise Http404
    if not may_edit_story(request, article):
        raise PermissionDenied
    revision = get_object_or_404(article.revisions, number=number)
    try:
        made = restore_revision(article, revision, by=actor_of(request))
    except ArticleError as error:
        messages.error(request, error.text)
    else:
        text = f"Revision {number} is the draft again." if made else "It is the draft."
        messages.success(request, text)
    return HttpResponseRedirect(
        reverse("admin:articles_article_history", args=[article.pk])
    )


def restore(
    admin: ModelAdmin, request: HttpRequest, article_id: object, number: int
) -> HttpResponse:
    """Make a revision the draft again (POST)."""
    return _restore(request, admin, article_id, number)


def _revision(article: Article, text: str | None) -> Revision | None:
    if not text or not text.isascii() or not text.isdigit() or len(text) > 9:
        return None
    return article.revisions.filter(number=int(text)).first()
