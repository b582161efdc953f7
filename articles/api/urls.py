"""The addresses of the articles' API, below /api/v1/."""

from __future__ import annotations

from django.urls import path

from articles.api import (
    changes,
    corrections,
    delivery,
    desk,
    desk_photos,
    listing,
    naming,
    photos,
    previews,
)

_STORY = "desk/articles/<uuid:article_id>/"

urlpatterns = [
    path("articles/", listing.article_list, name="article-list"),
    path("articles/<slug:slug>/", delivery.article_by_slug, name="article-by-slug"),
    path(
        "articles/by-id/<uuid:article_id>/",
        delivery.article_by_id,
        name="article-by-id",
    ),
    path("changes/", changes.change_list, name="change-list"),
    path("sections/", naming.section_list, name="section-list"),
    path("topics/", naming.topic_list, name="topic-list"),
    path("contributors/", naming.contributor_list, name="contributor-list"),
    path("photos/<uuid:photo_id>/", photos.photo_detail, name="photo-detail"),
    path("desk/articles/", desk.ArticleList.as_view(), name="desk-article-list"),
    path(_STORY, desk.ArticleDetail.as_view(), name="desk-article"),
    path(f"{_STORY}transitions/", desk.Transitions.as_view(), name="desk-transitions"),
    path(f"{_STORY}preflight/", desk.Preflight.as_view(), name="desk-preflight"),
    path(f"{_STORY}previews/", desk.Previews.as_view(), name="desk-previews"),
    path(
        f"{_STORY}corrections/",
        corrections.Corrections.as_view(),
        name="desk-corrections",
    ),
    path(
        f"{_STORY}corrections/<int:number>/retract/",
        corrections.Retraction.as_view(),
        name="desk-retraction",
    ),
    path("desk/photos/", desk_photos.Photos.as_view(), name="desk-photo-list"),
    path(
        "desk/photos/<uuid:photo_id>/",
        desk_photos.PhotoDetail.as_view(),
        name="desk-photo",
    ),
    path("preview/<str:link>/", previews.linked_document, name="preview-document"),
]
