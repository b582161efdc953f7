"""Stories that are not public yet: for the desk, and for whoever has a signed link."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from articles.answering import unlisted
from articles.errors import NoSuchPreview
from articles.exporting import draft_document
from articles.exporting.previews import preview_document, preview_photo, read_preview
from articles.models import Article
from articles.pages.rendering import render_story_page
from articles.pages.views import problem_page
from media.errors import MediaError
from media.rendering import rendition_bytes, rendition_of


@require_safe
def preview(request: HttpRequest, article_id: UUID) -> HttpResponse:
    """Give the reader page of a draft; one that may not be seen is not there.

    The address stands in the admin, which asks for the login.
    """
    article = Article.objects.visible_to(request.user).filter(pk=article_id).first()
    if article is None:
        return problem_page(404)
    return render_story_page(draft_document(article), is_preview=True)


@require_safe
def linked_page(request: HttpRequest, link: str) -> HttpResponse:
    """Give the reader page behind a signed link."""
    revision = read_preview(link)
    if revision is None:
        return unlisted(problem_page(404))
    document = preview_document(revision, link)
    return unlisted(render_story_page(document, is_preview=True))


@require_safe
def linked_photo(
    request: HttpRequest, link: str, photo: UUID, spec: str, extension: str
) -> HttpResponse:
    """Give a rendition of a photo that the revision behind a signed link shows."""
    try:
        revision = read_preview(link)
        shown = preview_photo(revision, photo) if revision else None
        if shown is None:
            raise NoSuchPreview
        rendition = rendition_of(shown, spec, extension)
        data = rendition_bytes(shown, rendition)
    except (NoSuchPreview, MediaError):
        return unlisted(problem_page(404))
    response = HttpResponse(data, content_type=rendition.type)
    response["X-Content-Type-Options"] = "nosniff"
    return unlisted(response)
