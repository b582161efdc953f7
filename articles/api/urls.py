"""The addresses of the articles' API, below /api/v1/."""

from __future__ import annotations

from django.urls import path

from articles.api import changes, delivery, desk

urlpatterns = [
    path("articles/", delivery.article_list, name="article-list"),
    path("articles/<slug:slug>/", delivery.article_by_slug, name="article-by-slug"),
    path(
        "articles/by-id/<uuid:article_id>/",
        delivery.article_by_id,
        name="article-by-id",
    ),
    path("changes/", changes.change_list, name="change-list"),
    path("desk/articles/", desk.ArticleList.as_view(), name="desk-article-list"),
    path(
        "desk/articles/<uuid:article_id>/",
        desk.ArticleDetail.as_view(),
        name="desk-article",
    ),
    path(
        "desk/articles/<uuid:article_id>/transitions/",
        desk.Transitions.as_view(),
        name="desk-transitions",
    ),
]
