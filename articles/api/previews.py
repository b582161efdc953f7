"""The document behind a signed link."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from articles.answering import unlisted
from articles.api import parameters
from articles.api.describing import delivers
from articles.errors import NoSuchPreview
from articles.exporting.previews import preview_document, read_preview
from articles.renderers.base import Site
from articles.renderers.document import DocumentRenderer


@delivers("A revision by its signed link", "PreviewArticle", refuses=(404,), beside=())
@require_safe
def linked_document(request: HttpRequest, link: str) -> HttpResponse:
    """Give one revision in the shape of delivery, to whoever has the link."""
    parameters.read_parameters(request.GET, {})
    revision = read_preview(link)
    if revision is None:
        raise NoSuchPreview
    renderer = DocumentRenderer(Site(settings.SITE_NAME, settings.SITE_URL))
    data = renderer.render(preview_document(revision, link))
    return unlisted(HttpResponse(data, content_type=renderer.media_type))
