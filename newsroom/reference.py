"""The API's description in OpenAPI 3.1, and the page that shows it to people."""

from __future__ import annotations

from functools import cache
from threading import Lock
from typing import Any

import orjson
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe
from drf_spectacular.generators import SchemaGenerator

from articles.answering import answer
from articles.api import parameters
from articles.api.describing import delivers
from articles.api.scopes import OPENS
from articles.api.shapes import SHAPES
from articles.pages.rendering import HTML
from newsroom.reference_page import present

_generating = Lock()
_SECURITY = {
    "token": {
        "type": "http",
        "scheme": "bearer",
        "description": f"A token of `manage.py issue_token`; scopes: {', '.join(OPENS)}.",
    },
    "session": {
        "type": "apiKey",
        "in": "cookie",
        "name": "sessionid",
        "description": "Somebody of the desk, logged in; writes need the CSRF token.",
    },
}


@delivers("This description", None, types={"application/json": {"type": "object"}})
@require_safe
def schema(request: HttpRequest) -> HttpResponse:
    """Give the description of every address below /api/."""
    parameters.read_parameters(request.GET, {})
    data = orjson.dumps(describe(settings.SITE_URL), option=orjson.OPT_INDENT_2)
    return answer(request, data, "application/json", keys=["site"])


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """Give the description as a page for people."""
    parameters.read_parameters(request.GET, {})
    data = _page(settings.SITE_URL, settings.SITE_NAME, settings.LANGUAGE_CODE)
    return answer(request, data, HTML, keys=["site"])


@cache
def _page(site: str, name: str, language: str) -> bytes:
    shown = present(describe(site))
    about = {"site_name": name, "site_url": site, "language": language}
    return render_to_string("newsroom/reference.html", {**shown, **about}).encode()


@cache
def describe(site: str) -> dict[str, Any]:
    """Give the whole description; it is the same as long as the process lives."""
    generator: Any = SchemaGenerator
    # The generator keeps its state in its views: one at a time.
    with _generating:
        found: dict[str, Any] = generator().get_schema(public=True)
    components = found.setdefault("components", {})
    components["schemas"] = {**SHAPES, **components.get("schemas", {})}
    components["securitySchemes"] = _SECURITY
    return {**found, "servers": [{"url": site}]}
