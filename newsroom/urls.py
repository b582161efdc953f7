"""All addresses: the admin, reader pages and each app's API."""

from __future__ import annotations

from django.contrib import admin
from django.urls import include, path

from newsroom import health, reference

urlpatterns = [
    path("admin/", admin.site.urls),
    path("api/v1/schema/", reference.schema, name="schema"),
    path("api/v1/docs/", reference.docs, name="docs"),
    path("api/v1/", include("articles.api.urls")),
    path("healthz", health.alive),
    path("readyz", health.ready),
    path("", include("articles.pages.urls")),
]

handler400 = "articles.pages.views.bad_request"
handler403 = "articles.pages.views.forbidden"
handler404 = "articles.pages.views.not_found"
handler500 = "articles.pages.views.server_error"
