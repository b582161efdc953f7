"""Addresses of what readers open."""

from __future__ import annotations

from django.urls import path

from articles.pages.photos import photo_file

urlpatterns = [
    path("photos/<uuid:photo>/<slug:fingerprint>/<slug:spec>.jpg", photo_file),
]
