"""When somebody saved first: both texts, nothing lost, three ways to go on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.template.response import TemplateResponse

from articles.admin.comparing import compare
from articles.exporting import draft_story
from articles.models import Article
from articles.story import Story

if TYPE_CHECKING:
    from articles.admin.article import ArticleAdmin

_ON_TOP = "This is your text on top of the newest version. Check it, then save."
_ROW_ID = re.compile(r"^(credits|related_links)-\d+-id$")
_OF_THE_FORM = {"csrfmiddlewaretoken", "base_version", "_rebase", "_overwrite", "_save"}


def is_stale(request: HttpRequest, article: Article | None) -> bool:
    """Say whether a form was sent from another version than the newest."""
    if request.method != "POST" or article is None:
        return False
    return request.POST.get("base_version") != str(article.edit_version)


def rebased(request: HttpRequest) -> None:
    """Keep the form open where somebody wants to go on with their own text."""
    if request.method == "POST" and "_rebase" in request.POST:
        request.refusal = _ON_TOP  # type: ignore[attr-defined]  # shown by the form


def without_row_ids(post: QueryDict) -> QueryDict:
    """Give the posted form with its rows as new ones: a save writes all rows anew."""
    copy = post.copy()
    for name in list(copy):
        if _ROW_ID.match(name):
            copy[name] = ""
        elif name.endswith("-INITIAL_FORMS"):
            copy[name] = "0"
    return copy


def conflict_page(
    admin: ArticleAdmin, request: HttpRequest, object_id: str | None
) -> HttpResponse:
    """Show their text and mine, field by field, and how to go on."""
    article = admin.get_object(request, str(object_id))
    if article is None:
        raise Http404
    if not admin.has_change_permission(request, article):
        raise PermissionDenied
    post = without_row_ids(request.POST)
    theirs = draft_story(article)  # read first: a form writes into its instance
    mine = _story_of(admin, request, article, post)
    last = article.events.select_related("user").first()
    context = {
        **admin.admin_site.each_context(request),
        "title": "Somebody saved this story since you opened it",
        "opts": admin.opts,
        "original": article,
        "last": last,
        "differences": compare(theirs, mine) if mine else None,
        "sent": [
            (name, value)
            for name, values in post.lists()
            if name not in _OF_THE_FORM
            for value in values
        ],
    }
    template = "admin/articles/article/conflict.html"
    return TemplateResponse(request, template, context, status=409)


def _story_of(
    admin: ArticleAdmin, request: HttpRequest, article: Article, post: QueryDict
) -> Story | None:
    """Give the story the form says; None where it has mistakes of its own."""
    form, formsets = admin.bound(request, article, post)
    if not form.is_valid() or not all(formset.is_valid() for formset in formsets):
        return None
    return admin.story_of(request, form, formsets, article)
