"""A draft as readers would see it, for the desk only."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from articles.exporting import draft_document
from articles.models import Article
from articles.pages.rendering import render_story_page
from articles.pages.views import problem_page


@require_safe
def preview(request: HttpRequest, article_id: UUID) -> HttpResponse:
    """Give the reader page of a draft; one that may not be seen is not there.

    The address stands in the admin, which asks for the login.
    """
    article = Article.objects.visible_to(request.user).filter(pk=article_id).first()
    if article is None:
        return problem_page(404)
    return render_story_page(draft_document(article), is_preview=True)
