"""The addresses of the reader pages; they stand after all others of ours."""

from __future__ import annotations

from django.urls import path

from articles.pages import views
from articles.pages.photos import photo_file

urlpatterns = [
    path("photos/<uuid:photo>/<slug:fingerprint>/<slug:spec>.jpg", photo_file),
    path("", views.front, name="front"),
    path("<slug:section>/", views.section_front, name="section-front"),
    path("<slug:section>/<slug:slug>/", views.story, name="story"),
]
