"""What readers were told about a story, and taking back what was wrong itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse

from articles.actions.correcting import retract_correction
from articles.admin.permitting import actor_of
from articles.errors import ArticleError
from articles.models import Article, Correction
from articles.workflow import PUBLISH, Status

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin


class RetractForm(forms.Form):
    """Why a correction is taken back."""

    note = forms.CharField(
        label="Note for the desk", widget=forms.Textarea(attrs={"rows": 3})
    )


def corrections_panel(request: HttpRequest, article: Article) -> dict[str, Any]:
    """Give what readers were told, newest first, and whether this person may retract."""
    return {
        "rows": list(_corrections(article).order_by("-at", "-id")),
        "may_retract": _may_retract(request, article),
    }


def retract_page(
    admin: ModelAdmin, request: HttpRequest, article_id: object, number: int
) -> HttpResponse:
    """Ask why a correction is taken back (GET), and take it back (POST)."""
    article = admin.get_object(request, str(article_id))
    if article is None:
        raise Http404
    correction = get_object_or_404(_corrections(article), pk=number)
    if not _may_retract(request, article):
        raise PermissionDenied
    form = RetractForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        note = form.cleaned_data["note"]
        try:
            retract_correction(correction, by=actor_of(request), note=note)
        except ArticleError as error:
            messages.error(request, error.text)
        else:
            messages.success(request, "Readers do not see this correction any more.")
        return HttpResponseRedirect(
            reverse("admin:articles_article_change", args=[article.pk])
        )
    context = {
        **admin.admin_site.each_context(request),
        "title": "Retract a correction",
        "opts": admin.opts,
        "original": article,
        "correction": correction,
        "form": form,
    }
    return TemplateResponse(request, "admin/articles/article/retract.html", context)


def _corrections(article: Article) -> QuerySet[Correction]:
    rows = article.corrections.select_related("before", "after")
    return rows.defer("before__story", "after__story")


def _may_retract(request: HttpRequest, article: Article) -> bool:
    return article.status == Status.PUBLISHED and actor_of(request).has(PUBLISH)
