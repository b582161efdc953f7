"""Showing one revision to somebody outside the desk, by a signed link."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse

from articles.actions.previewing import DEFAULT_HOURS, MOST_HOURS, make_preview
from articles.admin.permitting import actor_of
from articles.errors import ArticleError
from articles.models import Article
from articles.workflow import EDIT_ANY, Status

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin

_LENGTHS = {
    1: "one hour",
    DEFAULT_HOURS: "a day",
    72: "three days",
    MOST_HOURS: "a week",
}


class ShareForm(forms.Form):
    """How long the link is open."""

    hours = forms.TypedChoiceField(
        label="Open for", choices=list(_LENGTHS.items()), coerce=int,
        initial=DEFAULT_HOURS,
    )  # fmt: skip


def may_share(request: HttpRequest, article: Article) -> bool:
    """Say whether this person may show the story to others."""
    return article.status != Status.KILLED and request.user.has_perm(EDIT_ANY)


def share_page(
    admin: ModelAdmin, request: HttpRequest, article_id: object, number: int
) -> HttpResponse:
    """Ask how long (GET), and give the link (POST)."""
    article = admin.get_object(request, str(article_id))
    if article is None:
        raise Http404
    if not may_share(request, article):
        raise PermissionDenied
    revision = get_object_or_404(article.revisions, number=number)
    form = ShareForm(request.POST if request.method == "POST" else None)
    made = None
    if form.is_valid():
        hours = form.cleaned_data["hours"]
        try:
            made = make_preview(
                article, by=actor_of(request), number=number, hours=hours
            )
        except ArticleError as error:
            form.add_error(None, error.text)
    context = {
        **admin.admin_site.each_context(request),
        "title": "Share a preview",
        "opts": admin.opts,
        "original": article,
        "revision": revision,
        "form": form,
        "made": made,
    }
    return TemplateResponse(request, "admin/articles/article/share.html", context)
